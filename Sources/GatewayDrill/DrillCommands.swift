import Records

/// The commands of a drill: the same for the same seed.
struct DrillCommands {
    private var random: UInt64
    private var sent = 0
    private var open: [(key: String, policy: String)] = []

    init(seed: UInt64) { random = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// 0..<below.
    private mutating func draw(_ below: Int) -> Int {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Int(random % UInt64(below))
    }

    /// Most go to the bank (webhook, then e-mail), the officer (e-mail, then webhook) or the patrol (Web Push, then
    /// e-mail). Some recipients can never be
    /// reached; some commands expire at once, wait a second, or end the alert of an earlier one.
    mutating func next(now: EventTime) -> AlertCommand {
        sent += 1
        let kind = draw(100)
        var policy = ["bank", "officer", "patrol"][draw(3)]
        if kind < 4 { policy = "refused" }
        var action = AlertCommand.Action.trigger
        var key = "drill/\(sent)"
        if kind >= 94, !open.isEmpty {
            let ended = open.remove(at: draw(open.count))
            (key, policy, action) = (ended.key, ended.policy, .resolve)
        } else {
            open.append((key, policy))
        }
        let life: Int64 = kind >= 90 && kind < 94 ? 300 : 600_000
        return AlertCommand(
            id: "alerts/1/drill-0-\(sent)", dedupKey: key, groupKey: key, action: action,
            severity: Severity.allCases[draw(4)], summary: "₹49,000 is about to be drawn (\(sent))",
            reasons: [Reason(code: "DRILL", contribution: 1, evidence: "a drill")], sourceRefs: [],
            caseIDs: ["CASE-\(sent)"], jurisdiction: Jurisdiction(state: "Karnataka"), cell: nil, terminals: [],
            notBefore: now.advanced(byMilliseconds: kind >= 86 && kind < 90 ? 1_000 : 0),
            expiresAt: now.advanced(byMilliseconds: life),
            channels: [["officer": "email", "patrol": "push"][policy] ?? "webhook"], templateID: nil,
            escalationPolicy: nil,
            policyID: policy, policyVersion: "1", count: 1, runID: nil)
    }
}
