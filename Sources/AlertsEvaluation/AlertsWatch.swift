import Records

/// Holds what people were told against what really happened.
struct AlertsWatch {
    /// One life of a group, from its first trigger on.
    struct Incident {
        var group: String
        var policy: String
        var at: EventTime
        var severity: Severity
        var district: String
        /// Told after it had ended: nobody would have been sent it.
        var isStale: Bool
        /// Stolen money that was at the account when people were first told, in paise; 0 of what is not about holding.
        var holdable: Int64 = 0
        /// Whether they were told before any cash of its cases was drawn; nil without a case.
        var isBeforeCash: Bool?
        /// From the account's latest true booking to the first command; nil without one.
        var minutes: Double?
    }

    /// How long after a payment out of a victim's account an alert about that account is right.
    static let victimMilliseconds: Int64 = 24 * 3_600_000
    static let largeLoss: Int64 = 100_000_000

    private(set) var incidents: [Incident] = []
    private(set) var commands: [String: Int] = [:]
    private(set) var escalations = 0
    private(set) var resolutions = 0
    private var open: [String: Int] = [:]
    private var mules: Set<String> = []
    private var victims: [String: [EventTime]] = [:]
    private var scamPosts: Set<String> = []
    private var cases: [String: (isArrest: Bool, isLarge: Bool)] = [:]
    /// By case: when the first money was paid to the ring, and when the first was drawn by it.
    private var firstPaid: [String: EventTime] = [:]
    private var firstDrawn: [String: EventTime] = [:]
    private var firstTold: [String: EventTime] = [:]
    private var known: Set<String> = []
    private var money = StolenMoney()

    mutating func learn(_ truth: GroundTruth) {
        money.learn(truth)
        switch truth.kind {
        case "mule_account": mules.insert(truth.subject)
        case "scam_post": scamPosts.insert(truth.subject)
        case "fir":
            let words = (truth.detail ?? "").split(separator: " ")
            cases[truth.subject] = (
                words.contains { $0.hasSuffix("=digital_arrest") }, (truth.amount?.rawValue ?? 0) >= Self.largeLoss
            )
        case "victim_transfer":
            if let id = truth.caseID { firstPaid[id] = min(firstPaid[id] ?? truth.at.time, truth.at.time) }
            if let account = truth.word("from") { victims[account, default: []].append(truth.at.time) }
        case "cash_out" where (truth.layer ?? 0) > 0:
            if let id = truth.caseID { firstDrawn[id] = min(firstDrawn[id] ?? truth.at.time, truth.at.time) }
        default: break
        }
    }

    /// The case is known to the police from now on.
    mutating func report(_ caseID: String) { known.insert(caseID) }

    mutating func hear(_ command: AlertCommand, at now: EventTime) {
        commands[command.action.rawValue, default: 0] += 1
        if command.escalationLevel != nil { escalations += 1 }
        let isMoney = command.groupKey.hasPrefix("account/")
        if isMoney, command.action != .resolve {
            for id in command.caseIDs { firstTold[id] = min(firstTold[id] ?? now, now) }
        }
        switch command.action {
        case .trigger, .escalate:
            if let place = open[command.groupKey] {
                incidents[place].severity = max(incidents[place].severity, command.severity)
            } else {
                open[command.groupKey] = incidents.count
                incidents.append(incident(command, at: now))
            }
        case .resolve:
            resolutions += 1
            open[command.groupKey] = nil
        case .acknowledge: break
        }
    }

    private func incident(_ command: AlertCommand, at now: EventTime) -> Incident {
        var incident = Incident(
            group: command.groupKey, policy: command.policyID, at: now, severity: command.severity,
            district: command.jurisdiction.district ?? "(none)", isStale: command.expiresAt <= now)
        let parts = command.groupKey.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == "account" || parts[0] == "cash" else { return incident }
        incident.minutes = money.lastBooked[parts[1]].map { Double(now.milliseconds(since: $0)) / 60_000 }
        guard parts[0] == "account" else { return incident }
        incident.holdable = money.held[parts[1]] ?? 0
        if !command.caseIDs.isEmpty { incident.isBeforeCash = command.caseIDs.allSatisfy { firstDrawn[$0] == nil } }
        return incident
    }

    /// What ended by time is another incident when it comes again.
    mutating func close(until now: EventTime, life: Int64) {
        open = open.filter { now.milliseconds(since: incidents[$0.value].at) < life }
    }

    /// Nil: a digest, which is neither.
    func isTrue(_ incident: Incident) -> Bool? {
        let parts = incident.group.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "account", "cash":
            if mules.contains(parts[1]) { return true }
            return (victims[parts[1]] ?? []).contains {
                let since = incident.at.milliseconds(since: $0)
                return since >= 0 && since <= Self.victimMilliseconds
            }
        case "post": return scamPosts.contains(parts[1])
        case "case": return cases[parts[1]].map { $0.isArrest || $0.isLarge } ?? false
        default: return nil
        }
    }

    /// Minutes from the first stolen payment to the first command about its money, of the cases that were reported.
    var delays: [Double] {
        firstTold.compactMap { id, told in firstPaid[id].map { Double(told.milliseconds(since: $0)) / 60_000 } }
            .sorted()
    }

    /// Reported cases with money that went to a ring; those that people were told of, and told before anything was drawn.
    var told: (cases: Int, told: Int, inTime: Int) {
        let reported = firstPaid.keys.filter { known.contains($0) }
        let heard = reported.filter { firstTold[$0] != nil }
        let inTime = heard.filter { id in
            guard let told = firstTold[id] else { return false }
            return firstDrawn[id].map { told <= $0 } ?? true
        }
        return (reported.count, heard.count, inTime.count)
    }
}
