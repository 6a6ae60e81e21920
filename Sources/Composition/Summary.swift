public import Records
import Runtime
import Wire

/// One readable line for a record: what `prahari tail` prints.
public enum Summary {
    public static func line(_ record: DomainRecord) -> String {
        switch record {
        case .bankTransaction(let r): booking(r)
        case .socialPost(let r): "\(Timestamp.string(r.postedAt)) \(r.platform) \(r.postID): \(clip(r.text))"
        case .fir(let r):
            "\(Timestamp.string(r.registeredAt)) \(r.firID) \(r.policeStation), \(r.district): \(clip(r.gist))"
        case .scoredTransaction(let r):
            "\(Timestamp.string(r.bookedAt)) \(r.account) \(r.direction.rawValue) \(r.amount.rupees) \(r.channel.rawValue) "
                + verdict(r.verdict)
        case .segmentDrift(let r):
            "\(r.segment): \(r.bookings) bookings, PSI of scores \(short(r.scorePSI)), of amounts \(short(r.amountPSI)), "
                + "\(r.alerts) alerts, \(r.interdictions) interdictions"
        case .volumePartial(let r):
            "\(Timestamp.string(r.start)) \(r.series): \(r.count) bookings, \(r.sum.rupees) in \(r.seconds) s"
                + (r.corrects ? ", a correction" : "")
        case .volumeScore(let r): "\(Timestamp.string(r.start)) \(r.series) " + verdict(r.verdict)
        case .taggedFIR(let r):
            "\(r.firID) \(r.district) [\(r.tags.map(\.tag).joined(separator: ", "))] " + verdict(r.verdict)
        case .reviewRequest(let r): "\(r.firID) uncertainty \(percent(r.uncertainty)): \(r.why)"
        case .scoredPost(let r): "\(r.platform) \(r.postID) \(r.category ?? "no scam") " + verdict(r.verdict)
        case .caseSubject(let r):
            "\(r.caseID) names \(r.kind.rawValue) \(r.subject) as \(r.role.rawValue) \(r.amount?.rupees ?? "")"
        case .trailTaint(let r): "\(r.caseID) layer \(r.layer): \(r.amount.rupees) \(r.fromAccount) -> \(r.account)"
        case .trailHop(let r): hop(r)
        case .ringStep(let r):
            "\(r.amount.rupees) \(r.fromAccount) -> \(r.account), \(r.trails.count) trails, the longest through "
                + "\(r.trails.map(\.path.count).max() ?? 0) accounts"
        case .ringScore(let r):
            "\(Timestamp.string(r.at)) \(r.account) \(r.pattern.rawValue) with \(r.accounts.count) accounts "
                + verdict(r.verdict)
        case .riskForecast(let r): forecast(r)
        case .riskWithdrawal(let r):
            "cell \(r.cell): \(r.amount.rupees) at \(r.terminal.id)\(r.tainted ? ", tainted" : "")"
        case .riskCell(let r):
            "cell \(r.cell): expects \(short(r.expected15Minutes)) fraud withdrawals in 15 min, "
                + "\(short(r.expected60Minutes)) in 60 min"
        case .alertCandidate(let r): "\(r.severity.rawValue) \(r.groupKey) (\(r.policyID)): \(r.summary)"
        case .alertCommand(let r): command(r)
        case .alertReceipt(let r):
            "\(r.commandID) \(r.channel) to \(r.recipient): \(r.status.rawValue) \(r.detail ?? "")"
        case .terminal(let r): "\(r.id) \(r.kind) \(r.name ?? "") \(r.location.latitude),\(r.location.longitude)"
        case .station(let r): "\(r.id) \(r.name) \(r.location.latitude),\(r.location.longitude)"
        case .document(let r): "\(r.key): \(clip(r.json))"
        case .stageControl(let r): r.summary
        case .label(let r): "\(r.subjectKind) \(r.subject): \(r.label) by \(r.by)"
        case .groundTruth(let r): "\(r.kind) \(r.subject) \(r.caseID ?? "") \(r.amount?.rupees ?? "") \(r.detail ?? "")"
        }
    }

    private static func booking(_ r: BankTransaction) -> String {
        let other = r.counterparty?.identity.map { " with \($0)" } ?? r.terminal.map { " at \($0.id)" } ?? ""
        return "\(Timestamp.string(r.bookedAt)) \(r.account) \(r.direction.rawValue) \(r.amount.rupees) "
            + "\(r.channel.rawValue)\(other)"
    }

    private static func hop(_ r: TrailHop) -> String {
        let place = r.toAccount.map { " to \($0)" } ?? r.terminal.map { " at \($0.id)" } ?? ""
        return "\(Timestamp.string(r.at)) \(r.caseID) layer \(r.layer) \(r.account): \(r.amount.rupees) "
            + "\(r.kind.rawValue)\(place), \(r.atRisk.rupees) still at risk"
    }

    private static func forecast(_ r: RiskForecast) -> String {
        guard r.active else { return "\(r.forecastID): withdrawn, nothing left at risk" }
        let places = r.terminals.prefix(3).map {
            "\($0.name ?? $0.id) \(percent($0.probability)) in \(max(1, $0.etaSeconds / 60)) min"
        }
        return "\(Timestamp.string(r.issuedAt)) \(r.forecastID): \(r.atRisk.rupees) at risk; "
            + (places.isEmpty ? "no terminal stands out" : places.joined(separator: "; "))
    }

    private static func command(_ r: AlertCommand) -> String {
        let why = r.reasons.prefix(2).map(\.evidence).joined(separator: "; ")
        return
            "\(r.action.rawValue) \(r.severity.rawValue) \(r.id) to \(r.channels.joined(separator: "+")): \(r.summary)"
            + (why.isEmpty ? "" : " (\(why))")
    }

    private static func verdict(_ verdict: Verdict) -> String {
        let reasons = verdict.reasons.prefix(3).map { $0.evidence.isEmpty ? $0.code : $0.evidence }
        return "score \(short(verdict.score))" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }

    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))%" }

    private static func short(_ value: Double) -> String {
        let scaled = Int((value * 1_000).rounded())
        let fraction = String(scaled % 1_000 + 1_000).dropFirst()
        return "\(scaled / 1_000).\(fraction)"
    }

    private static func clip(_ text: String) -> String {
        let line = text.prefix(140).replacing("\n", with: " ")
        return text.count > 140 ? line + "..." : String(line)
    }
}
