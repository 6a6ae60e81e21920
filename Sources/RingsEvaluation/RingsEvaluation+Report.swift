public import Foundation
import Rings

extension RingsEvaluation {
    /// The graphs with the reference run's average precision (random forest of 300 trees on 16 aggregates).
    public static let graphs: [(name: String, folder: String, reference: Double)] = [
        ("fanin_cycle", "20K_fanin200cycle200", 0.785), ("fanin", "20K_fanin200", 0.758),
        ("cycle", "20K_cycle200", 0.721),
    ]

    /// Evaluates the three graphs under `data`.
    ///
    /// - Parameters:
    ///   - withAblation: also trains on growing sets of feature groups.
    ///   - cuts: steps to also score at, with the stream cut there.
    public func report(data: URL, withAblation: Bool, cuts: [Int32]) throws -> RingsReport {
        var report = RingsReport()
        report.protocolText =
            "\(folds)-fold stratified by account, seed \(seed), features at the end of the stream, mean over folds"
        for (name, folder, reference) in Self.graphs {
            let graph = try AMLSimGraph(folder: data.appendingPathComponent(folder))
            let detail = try detail(graph, name, reference, withAblation: withAblation, cuts: cuts)
            switch name {
            case "fanin_cycle": report.faninCycle = detail.meanOfFolds
            case "fanin": report.fanin = detail.meanOfFolds
            default: report.cycle = detail.meanOfFolds
            }
            report.details.append(detail)
        }
        return report
    }

    func detail(
        _ graph: AMLSimGraph, _ name: String, _ reference: Double, withAblation: Bool, cuts: [Int32]
    ) throws -> RingsReport.Detail {
        let streamed = stream(graph, cuts: cuts)
        let last = graph.transfers.last?.step ?? 0
        let table = streamed.tables[last] ?? Table()
        let all = try score(table)
        let quiet = graph.labels.indices.filter {
            let row = $0 * table.columns
            return table.rows[row + RingFeature.oddCredits.rawValue] + table.rows[row + RingFeature.oddDebits.rawValue]
                == 0
        }
        let bytes = graph.labels.indices.map { streamed.rings.stateBytes(of: UInt64($0)) }
        let transfers = Double(max(1, graph.transfers.count))
        var detail = RingsReport.Detail(
            graph: name, reference: reference, accounts: graph.labels.count,
            fraudAccounts: Int(graph.labels.reduce(0, +)), transfers: graph.transfers.count, meanOfFolds: all.mean,
            pooled: all.pooled, folds: all.folds, quietFraudAccounts: Int(quiet.reduce(0) { $0 + graph.labels[$1] }),
            quietPooled: averagePrecision(
                labels: quiet.map { graph.labels[$0] }, scores: quiet.map { all.scores[$0] }),
            microsecondsPerTransfer: streamed.seconds / transfers * 1e6,
            noticesPerTransfer: Double(streamed.rings.notices) / transfers,
            stateBytesMean: Double(bytes.reduce(0, +)) / Double(max(1, streamed.rings.accountCount)),
            stateBytesMax: streamed.rings.stateBytesMax)
        if withAblation { detail.ablation = try ablation(table) }
        for (step, cut) in streamed.tables.sorted(by: { $0.key < $1.key }) where step != last {
            let scores = try score(cut)
            detail.cuts.append(.init(step: step, meanOfFolds: scores.mean, pooled: scores.pooled))
        }
        guard !cuts.isEmpty else { return detail }
        for lead: Int32 in [0, 1] {
            let own = ownStepTable(graph, lead: lead)
            let scores = try score(own)
            detail.ownStep.append(
                .init(
                    lead: lead, fraudAccounts: Int(own.labels.reduce(0, +)), meanOfFolds: scores.mean,
                    pooled: scores.pooled))
        }
        return detail
    }

    /// Groups added one by one in their order.
    private func ablation(_ table: Table) throws -> [RingsReport.AblationRow] {
        var rows: [RingsReport.AblationRow] = []
        var used: Set<RingFeatureGroup> = []
        for group in RingFeatureGroup.allCases {
            used.insert(group)
            let scores = try score(table, groups: used)
            let name = used.count == 1 ? group.rawValue : "+ \(group.rawValue)"
            rows.append(.init(features: name, meanOfFolds: scores.mean, pooled: scores.pooled))
        }
        return rows
    }
}

extension RingsReport {
    /// The figures beside the reference, as text.
    public var text: String {
        var lines = [protocolText, "graph        reference  ours(mean)  pooled  quiet fraud accounts: AP"]
        for detail in details {
            lines.append(
                String(
                    format: "%@ %.3f      %.4f      %.4f  %d: %.3f", pad(detail.graph), detail.reference,
                    detail.meanOfFolds, detail.pooled, detail.quietFraudAccounts, detail.quietPooled))
        }
        for detail in details {
            lines.append(
                String(
                    format: "%@ %.2f us a transfer, %.1f notices a transfer, state %.0f bytes mean, %d at most",
                    pad(detail.graph), detail.microsecondsPerTransfer, detail.noticesPerTransfer,
                    detail.stateBytesMean, detail.stateBytesMax))
            for row in detail.ablation {
                lines.append(String(format: "    %@ %.4f", pad(row.features), row.meanOfFolds))
            }
            for row in detail.cuts {
                lines.append(String(format: "    up to step %3d: %.4f", row.step, row.meanOfFolds))
            }
            for row in detail.ownStep {
                lines.append(
                    String(
                        format: "    %d steps before the own fraud step (%d accounts): %.4f", row.lead,
                        row.fraudAccounts, row.meanOfFolds))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func pad(_ text: String) -> String { text.padding(toLength: 14, withPad: " ", startingAt: 0) }
}
