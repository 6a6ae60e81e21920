import Records

/// Two sentences for an officer: what is known, and what to do.
enum Rationale {
    static func known(
        _ told: [AlertCandidate], _ level: RiskAssessment.Level, _ score: Double, _ factors: [RiskAssessment.Factor]
    ) -> String {
        let subject = told[0].subject.map { " for \($0)" } ?? ""
        let why = factors.prefix(3).map { "\(words($0.code)) \(percent($0.score))" }.joined(separator: ", ")
        let reason = told.lazy.flatMap(\.reasons).map(\.evidence).first { !$0.isEmpty }
        let most = reason.map { "; above all: \(trimmed($0))" } ?? ""
        return "Risk \(level.rawValue) (\(percent(score)))\(subject): \(why)\(most)."
    }

    static func action(_ told: [AlertCandidate]) -> String {
        var steps: [String] = []
        let subject = told.lazy.compactMap(\.subject).first ?? "the account"
        if told.contains(where: { $0.channels.contains(AlertPolicy.bankHold) }) {
            steps.append("ask the bank to hold account \(subject) now")
        }
        if let place = told.lazy.compactMap(\.terminals.first).first {
            let name = place.name.map { "\($0) (\(place.id))" } ?? place.id
            steps.append("have \(name) watched within \(max(1, min(place.etaSeconds, 1_000_000_000) / 60)) min")
        }
        if steps.isEmpty { steps.append(usual(told[0], subject)) }
        let text = steps.joined(separator: " and ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    private static func usual(_ lead: AlertCandidate, _ subject: String) -> String {
        switch lead.record.flatMap(AlertPolicy.Source.init) {
        case .trailHop: "ask the bank of account \(subject) for its state and its next payees"
        case .scoredTransaction: "ask the bank to call the holder of account \(subject) before more is paid"
        case .taggedFIR:
            "have the case officer of \(subject) name the accounts that were paid, so that they can be followed"
        case .scoredPost: "report \(subject) to the platform and look for victims among those who answered"
        case .scoredRing:
            "ask the banks of account \(subject) and of those it deals with for their holders and withdrawals"
        case .riskForecast: "ask the bank of account \(subject) to watch it for withdrawals"
        case .scoredVolume, nil: "look at \(subject) and decide whether it needs a case"
        }
    }

    private static func words(_ code: String) -> String {
        switch code {
        case "TRAIL": "stolen money followed"
        case "FORECAST": "cash-out forecast"
        case "TRANSACTION": "unusual payment"
        case "CASE": "police case"
        case "RING": "mule ring"
        case "POST": "scam post"
        default: "unusual volume"
        }
    }

    private static func trimmed(_ text: String) -> String {
        let cut = text.prefix(200)
        return cut.last == "." ? String(cut.dropLast()) : String(cut)
    }

    private static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        return "\(Int((min(1, max(0, share)) * 100).rounded())) %"
    }
}
