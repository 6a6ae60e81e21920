internal import DataFiles
public import Foundation
public import Rings

/// One of the ready-made graphs of IBM AMLSim: accounts with labels, transfers in the order of time.
public struct AMLSimGraph: Sendable {
    /// isFraud of each account, by node id.
    public var labels: [Float] = []
    /// Step of the account's own first odd payment, -1 for none.
    public var fraudSteps: [Int32] = []
    public var transfers: [Transfer] = []

    /// A graph of nothing.
    public init() {}

    /// Reads `nodes.csv.gz` and `transactions.csv.gz` of a folder; needs the program gzip. The initial balance is not
    /// read: it is no feature.
    public init(folder: URL) throws {
        let nodes = folder.appendingPathComponent("nodes.csv.gz").path
        let transactions = folder.appendingPathComponent("transactions.csv.gz").path
        try self.init(
            nodes: try Self.text(of: nodes), transactions: try Self.text(of: transactions), nodesPath: nodes,
            transactionsPath: transactions)
    }

    init(nodes: String, transactions: String, nodesPath: String, transactionsPath: String) throws {
        try Self.eachLine(of: nodes) { line, fields in
            guard fields.count == 4, Int(fields[0]) == labels.count, let label = Float(fields[1]),
                let step = Int32(fields[3]), label == 0 || label == 1
            else {
                let expected = "nodeid \(labels.count),isFraud 0 or 1,init_balance,fraudStep"
                throw DataFault.malformed(file: nodesPath, line: line, expected: expected)
            }
            labels.append(label)
            fraudSteps.append(step)
        }
        let known = labels.indices
        try Self.eachLine(of: transactions) { line, fields in
            guard fields.count == 4, let source = Int(fields[0]), let target = Int(fields[1]),
                known.contains(source), known.contains(target), let amount = Double(fields[2]), amount > 0,
                let step = Int32(fields[3]), step >= transfers.last?.step ?? 0
            else {
                let expected = "known source,known target,value above 0,time not before the line above"
                throw DataFault.malformed(file: transactionsPath, line: line, expected: expected)
            }
            transfers.append(
                Transfer(source: UInt64(source), target: UInt64(target), amount: amount, step: step))
        }
    }

    private static func eachLine(of text: String, _ body: (Int, [Substring]) throws -> Void) throws {
        var number = 0
        for line in text.split(whereSeparator: \.isNewline) {
            number += 1
            if number > 1 { try body(number, line.split(separator: ",", omittingEmptySubsequences: false)) }
        }
    }

    private static func text(of path: String) throws -> String {
        String(decoding: try CompressedFile.read(URL(fileURLWithPath: path)), as: UTF8.self)
    }
}
