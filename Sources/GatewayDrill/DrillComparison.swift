import Records

/// Holds the receipts to what the providers saw.
struct DrillComparison {
    let ledger: ProviderLedger
    let receipts: [String: [AlertReceipt]]
    /// Milliseconds of the wall clock.
    let kills: [Int64]
    /// When gateways began again from what is written down, because a transaction had failed.
    let restarts: [Int64]
    /// What the gateways say nobody confirmed: `<command> attempt <number> by <channel>`.
    let unconfirmed: Set<String>

    /// An answer that is on its way when the process is killed may be this old.
    private static let killWindowMilliseconds: Int64 = 2_000
    /// A transaction fails at the latest when the broker's timeout for it is over.
    private static let restartWindowMilliseconds: Int64 = 15_000

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
        report.restarts = restarts.count
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
            case .unheard: report.duplicatesUnheard += 1
            case .restarted: report.duplicatesRestarted += 1
            case nil:
                report.unexplained += 1
                let again = "\(taken[index].arrived) by \(taken[index].channel)"
                note("taken again at \(again) without need: \(taken[..<index])")
            }
        }
    }

    /// A push has no number of the attempt in it: any one of the command is taken.
    private func isGivenUp(_ acceptance: ProviderLedger.Acceptance) -> Bool {
        if acceptance.attempt > 0 {
            return unconfirmed.contains(
                "\(acceptance.command) attempt \(acceptance.attempt) by \(acceptance.channel)")
        }
        return (1...40).contains {
            unconfirmed.contains("\(acceptance.command) attempt \($0) by \(acceptance.channel)")
        }
    }

    private enum Cause { case unconfirmed, killed, unheard, restarted }

    /// Why a message was sent again: nobody had confirmed the earlier ones; or whoever heard it was killed before it could
    /// be written down; or the answer came when the gateway had given up; or the transaction that was to write it failed.
    private func cause(_ earlier: [ProviderLedger.Acceptance], before next: ProviderLedger.Acceptance) -> Cause? {
        var confirmed = earlier.filter { $0.answered != nil }
        guard !confirmed.isEmpty else { return .unconfirmed }
        func isAll(_ moments: [Int64], within window: Int64) -> Bool {
            confirmed.allSatisfy { acceptance in
                let answered = acceptance.answered ?? acceptance.arrived
                return moments.contains { $0 >= answered && $0 - answered < window && $0 <= next.arrived }
            }
        }
        if isAll(kills, within: Self.killWindowMilliseconds) { return .killed }
        confirmed.removeAll { $0.isUnheard || isGivenUp($0) }
        guard !confirmed.isEmpty else { return .unheard }
        if isAll(kills, within: Self.killWindowMilliseconds) { return .killed }
        return isAll(restarts + kills, within: Self.restartWindowMilliseconds) ? .restarted : nil
    }
}
