import DataFiles
import Foundation
import Rings
import Testing

@testable import RingsEvaluation

/// Scores a row by one column; learns nothing.
struct ColumnClassifier: Classifier, TrainedClassifier {
    var column: Int

    func train(rows: [Float], columns: Int, labels: [Float], seed: UInt64) -> any TrainedClassifier { self }

    func predict(rows: [Float], columns: Int) -> [Double] {
        stride(from: 0, to: rows.count, by: columns).map { Double(rows[$0 + column]) }
    }
}

@Suite struct RingsEvaluationTests {
    @Test func averagePrecisionOfKnownRankings() {
        #expect(averagePrecision(labels: [1, 1, 0, 0], scores: [4, 3, 2, 1]) == 1)
        #expect(abs(averagePrecision(labels: [0, 1, 0, 1], scores: [4, 3, 2, 1]) - 0.5) < 1e-12)
        #expect(averagePrecision(labels: [0, 1, 0, 1], scores: [1, 1, 1, 1]) == 0.5)
        #expect(averagePrecision(labels: [0, 0], scores: [1, 2]) == 0)
        // scikit-learn's documented example.
        let example = averagePrecision(labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])
        #expect(abs(example - 0.8333333333) < 1e-9)
    }

    @Test func foldsAreStratifiedAndSeeded() {
        let labels = (0..<100).map { Float($0 % 10 == 0 ? 1 : 0) }
        let folds = stratifiedFolds(labels: labels, folds: 5, seed: 4)
        for fold in 0..<5 {
            #expect(folds.indices.filter { folds[$0] == fold }.count == 20)
            #expect(folds.indices.filter { folds[$0] == fold && labels[$0] == 1 }.count == 2)
        }
        #expect(folds == stratifiedFolds(labels: labels, folds: 5, seed: 4))
        #expect(folds != stratifiedFolds(labels: labels, folds: 5, seed: 5))
    }

    static let nodes = "nodeid,isFraud,init_balance,fraudStep\n0,0,1.0,-1\n1,1,2.0,3\n2,0,1.0,-1\n"
    static let transactions = "sourceNodeId,targetNodeId,value,time\n0,1,147.8,1\n1,2,5.0,3\n"

    @Test func readsAGraph() throws {
        let graph = try AMLSimGraph(
            nodes: Self.nodes, transactions: Self.transactions, nodesPath: "n", transactionsPath: "t")
        #expect(graph.labels == [0, 1, 0])
        #expect(graph.fraudSteps == [-1, 3, -1])
        #expect(graph.transfers.last == Transfer(source: 1, target: 2, amount: 5, step: 3))
    }

    @Test(arguments: ["0,9,1.0,1", "0,1,-1,1", "0,1,x,1", "0,1,1.0", "0,1,1.0,-1"])
    func badTransfersNameTheirLine(_ line: String) {
        let error = #expect(throws: DataFault.self) {
            try AMLSimGraph(
                nodes: Self.nodes, transactions: "header\n" + line + "\n", nodesPath: "n", transactionsPath: "t")
        }
        #expect(error?.description.hasPrefix("t:2: expected ") == true)
    }

    @Test func missingFolderIsNamed() {
        #expect(throws: DataFault.self) { try AMLSimGraph(folder: URL(fileURLWithPath: "/nonexistent")) }
    }

    @Test func scoresEachAccountOnce() throws {
        var graph = AMLSimGraph()
        graph.labels = (0..<40).map { $0 % 4 == 0 ? 1 : 0 }
        graph.fraudSteps = graph.labels.map { _ in -1 }
        for account in UInt64(0)..<40 {
            for step in 0..<Int32(account % 4 == 0 ? 6 : 2) {
                graph.transfers.append(
                    Transfer(source: account, target: 1_000 + account, amount: 100, step: step))
            }
        }
        graph.transfers.sort { $0.step < $1.step }
        let column = RingFeature.debitTransfers.rawValue
        let evaluation = RingsEvaluation(classifier: ColumnClassifier(column: column), seed: 1)
        let streamed = evaluation.stream(graph, cuts: [1])
        #expect(streamed.tables.keys.sorted() == [1, 5])
        let table = try #require(streamed.tables[5])
        let scores = try evaluation.score(table)
        #expect(scores.mean == 1)
        #expect(scores.pooled == 1)
        let early = try #require(streamed.tables[1])
        #expect(try evaluation.score(early).pooled == 0.25)
    }

    @Test func ownStepSeesNothingLater() throws {
        var graph = AMLSimGraph()
        graph.labels = [1, 0, 1]
        graph.fraudSteps = [5, -1, -1]
        graph.transfers = (1...9).map { Transfer(source: 0, target: 1, amount: 100, step: $0) }
        let evaluation = RingsEvaluation(classifier: ColumnClassifier(column: 0), seed: 1)
        let table = evaluation.ownStepTable(graph, lead: 1)
        // The third account has no step; both others are taken at step 4.
        #expect(table.labels == [1, 0])
        #expect(table.rows[RingFeature.debitTransfers.rawValue] == 4)
        #expect(table.rows[table.columns + RingFeature.creditTransfers.rawValue] == 4)
    }

    @Test func reportHasTheThreeFigures() throws {
        let data = try JSONEncoder().encode(RingsReport())
        let keys = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any]).keys
        #expect(Set(keys).isSuperset(of: ["fanin_cycle", "fanin", "cycle", "details"]))
    }
}
