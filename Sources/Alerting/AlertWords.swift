import Records

/// Summaries that say who, how much, where, how sure and by when.
enum AlertWords {
    static func summary(_ record: ScoredTransaction) -> String {
        let verb = record.direction == .debit ? "out of" : "into"
        let other = record.counterparty.map { record.direction == .debit ? " to \($0)" : " from \($0)" } ?? ""
        return
            "Suspicious \(record.channel.rawValue): \(record.amount.rupees) \(verb) account \(record.account)\(other)"
            + ", score \(percent(record.verdict.score))." + firstReason(record.verdict)
    }

    static func summary(_ record: TaggedFIR) -> String {
        let loss = record.lossAmount.map { ", loss \($0.rupees)" } ?? ""
        let tags = record.tags.prefix(4).map(\.tag).joined(separator: ", ")
        return "Case \(record.firID) at \(record.policeStation), \(record.district), \(record.state)\(loss)"
            + (tags.isEmpty ? "." : ": \(tags).") + (record.needsReview ? " The tags wait for a person's review." : "")
            + firstReason(record.verdict)
    }

    static func summary(_ record: ScoredPost) -> String {
        let author = record.author.map { " by \($0)" } ?? ""
        let category = record.category.map { " (\($0))" } ?? ""
        return "Likely scam post \(record.postID) on \(record.platform)\(author)\(category), "
            + "risk \(percent(record.verdict.score))." + firstReason(record.verdict)
    }

    static func summary(_ hop: TrailHop) -> String {
        let sure = ", certainty \(percent(hop.verdict.score))."
        let left = " \(hop.atRisk.rupees) of it is at the account now."
        let place = " Case of \(hop.policeStation), \(hop.district), \(hop.state)."
        let money = "\(hop.amount.rupees) stolen in case \(hop.caseID)"
        switch hop.kind {
        case .arrived:
            return "\(money) arrived at account \(hop.account) (layer \(hop.layer))\(sure)\(left)\(place)"
        case .moved:
            return "\(money) moved from account \(hop.account) to \(hop.toAccount ?? "an unknown account")\(sure)"
                + left + place
        case .cashedOut:
            let terminal = hop.terminal.map { " at \($0.kind ?? "terminal") \($0.id)" } ?? ""
            return "\(money) was drawn in cash from account \(hop.account)\(terminal)\(sure)\(left)\(place)"
        case .dispersed:
            return "What is left of the money of case \(hop.caseID) at account \(hop.account) is too little to follow."
        case .expired:
            return "The money of case \(hop.caseID) at account \(hop.account) is too old to follow."
        }
    }

    static func summary(_ forecast: RiskForecast) -> String {
        let place = " Case of \(forecast.policeStation), \(forecast.district), \(forecast.state)."
        let money = "\(forecast.atRisk.rupees) of case \(forecast.caseID) at account \(forecast.account)"
        guard forecast.active else {
            return "Cash-out no longer expected of account \(forecast.account)."
                + firstReason(forecast.verdict) + place
        }
        guard let first = forecast.terminals.first else { return "\(money): no likely terminal is known.\(place)" }
        let others = forecast.terminals.dropFirst().prefix(2).map { "\(name($0)) \(percent($0.probability))" }
        let next = others.isEmpty ? "" : " Next: " + others.joined(separator: ", ") + "."
        return "\(money): cash-out expected at \(name(first)) with probability \(percent(first.probability)) "
            + "in about \(minutes(first.etaSeconds)) min.\(next)\(place)"
    }

    static func summary(_ finding: RingScore) -> String {
        let others = finding.accounts.count == 1 ? "1 other" : "\(finding.accounts.count) others"
        let pattern = finding.pattern.rawValue.replacing("_", with: "-")
        return "Laundering pattern \(pattern) at account \(finding.account) with \(others), \(finding.amount.rupees), "
            + "score \(percent(finding.verdict.score))." + firstReason(finding.verdict)
    }

    static func summary(_ window: VolumeScore) -> String {
        "Volume of \(window.series) unlike its past, score \(percent(window.verdict.score)): "
            + "\(window.count) bookings of \(window.sum.rupees) in \(minutes(window.seconds)) min."
            + firstReason(window.verdict)
    }

    private static func name(_ terminal: TerminalChance) -> String {
        terminal.name.map { "\($0) (\(terminal.id))" } ?? terminal.id
    }

    private static func firstReason(_ verdict: Verdict) -> String {
        guard let first = verdict.reasons.first, !first.evidence.isEmpty else { return "" }
        return " " + first.evidence + "."
    }

    private static func minutes(_ seconds: Int) -> Int { max(1, min(seconds, 1_000_000_000) / 60) }

    private static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        return "\(Int((min(1, max(0, share)) * 100).rounded())) %"
    }
}
