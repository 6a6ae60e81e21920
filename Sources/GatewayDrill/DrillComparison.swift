import Records

/// Holds the receipts to what the providers saw.
struct DrillComparison {
    let ledger: ProviderLedger
    let receipts: [String: [AlertReceipt]]
    /// Milliseconds of the wall clock.
    let kills: [Int64]

    /// An answer that is on its way when the process is killed may be this old.
    private static let killWindowMilliseconds: Int64 = 2_000

    func report(commands: Int) -> GatewayDrill.Report {
        var report = GatewayDrill.Report()
        report.commands = commands
        report.kills = kills.count
        report.faults = ledger.faults
        report.badSignatures = ledger.badSignatures
        report.attempts = ledger.arrivals.values.reduce(0) { $0 + $1.count }
        let taken = Dictionary(grouping: ledger.acceptances, by: \.command)
        for number in 1...max(1, commands) {
            let id = "alerts/1/drill-0-\(number)"
            judge(id, receipts[id] ?? [], taken[id] ?? [], &report)
        }
        return report
    }

    private func judge(
        _ id: String, _ receipts: [AlertReceipt], _ taken: [ProviderLedger.Acceptance],
        _ report: inout GatewayDrill.Report
    ) {
        func note(_ text: String) {
            if report.examples.count < 10 { report.examples.append("\(id): \(text)") }
        }
        guard let receipt = receipts.first else {
            report.lost += 1
            return note("no receipt")
        }
        if receipts.count > 1 {
            report.doubledReceipts += 1
            note("\(receipts.count) receipts: \(receipts.map(\.status.rawValue))")
        }
        switch receipt.status {
        case .sent, .delivered:
            if taken.contains(where: { $0.answered != nil }) {
                report.delivered += 1
            } else {
                report.lost += 1
                note("\(receipt.status.rawValue), but no provider confirmed it")
            }
        default: report.failedWithReceipt += 1
        }
        // A millisecond's rounding on either side.
        let late = (ledger.arrivals[id] ?? []).count { $0 > receipt.at.time.milliseconds + 2 }
        if late > 0 {
            report.sentAfterReceipt += late
            note("\(late) requests after the receipt")
        }
        for index in taken.indices.dropFirst() {
            report.duplicates += 1
            switch cause(Array(taken[..<index]), before: taken[index]) {
            case .unconfirmed: report.duplicatesUnconfirmed += 1
            case .killed: report.duplicatesKilled += 1
            case nil:
                report.unexplained += 1
                note("taken again at \(taken[index].arrived) by \(taken[index].channel) without need")
            }
        }
    }

    private enum Cause { case unconfirmed, killed }

    /// Why a message was sent again: nobody had confirmed the earlier ones (in time), or whoever heard it was killed
    /// before it could be written down.
    private func cause(_ earlier: [ProviderLedger.Acceptance], before next: ProviderLedger.Acceptance) -> Cause? {
        let confirmed = earlier.filter { acceptance in
            guard let answered = acceptance.answered else { return false }
            return answered - acceptance.arrived < GatewayDrill.timeoutMilliseconds
        }
        guard !confirmed.isEmpty else { return .unconfirmed }
        let isKilled = confirmed.allSatisfy { acceptance in
            let answered = acceptance.answered ?? acceptance.arrived
            return kills.contains {
                $0 >= answered && $0 - answered < Self.killWindowMilliseconds && $0 <= next.arrived
            }
        }
        return isKilled ? .killed : nil
    }
}
