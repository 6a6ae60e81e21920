import Delivery
import Records

let start = EventTime(milliseconds: 1_772_340_362_000)  // 2026-03-01T04:46:02Z

func command(
    _ id: String = "c1", key: String? = nil, action: AlertCommand.Action = .trigger, severity: Severity = .critical,
    channels: [String] = ["sms", "email"], notBefore: EventTime = start, lives: Int64 = 3_600_000,
    template: String? = "forecast", runID: String? = nil
) -> AlertCommand {
    AlertCommand(
        id: id, dedupKey: key ?? id, groupKey: "g", action: action, severity: severity,
        summary: "₹49,000 is about to be drawn near Jayanagar",
        reasons: [Reason(code: "OWN_WITHDRAWALS", contribution: 0.2, evidence: "3 of 5 were <here>")], sourceRefs: [],
        caseIDs: ["KA-117"], jurisdiction: Jurisdiction(state: "Karnataka", district: "Bengaluru Urban"), cell: nil,
        terminals: [TerminalChance(id: "SBI-BLR-0417", probability: 0.34, etaSeconds: 840)], notBefore: notBefore,
        expiresAt: start.advanced(byMilliseconds: lives), channels: channels, templateID: template,
        escalationPolicy: nil, policyID: "cashout", policyVersion: "1", count: 1, runID: runID)
}

let message = Message(
    command: command(), commandJSON: Array(#"{"id":"c1"}"#.utf8), recipient: "duty.officer",
    address: "+919800000000", attempt: 1, now: start)

/// A machine with its clock, driven by what its attempts are said to give.
struct Bench {
    var machine: DeliveryMachine
    var now = start
    var receipts: [AlertReceipt] = []
    var attempts: [Attempt] = []
    /// What the last step changed, as bytes would be: id -> entry.
    var written: [String: CommandEntry] = [:]
    var tallies: [Int32: [DayTally]] = [:]
    /// Whether each report and acknowledgement was about something of ours.
    var known: [Bool] = []

    init(
        channels: [ChannelPolicy] = [ChannelPolicy(name: "sms"), ChannelPolicy(name: "email")],
        recipients: [Recipient] = [Recipient(id: "r", addresses: ["sms": "1", "email": "2", "push": "3"])],
        deliversReplays: Bool = false, keepMilliseconds: Int64 = 0
    ) {
        machine = DeliveryMachine(
            plan: DeliveryPlan(
                channels: channels, recipients: recipients, deliversReplays: deliversReplays,
                keepMilliseconds: keepMilliseconds))
    }

    mutating func settle() {
        let effects = machine.takeEffects()
        receipts += effects.receipts
        attempts += effects.attempts
        for tally in effects.tallies { tallies[tally.partition] = tally.days }
        for change in effects.changes { written[change.id] = change.entry }
    }

    mutating func accept(_ command: AlertCommand) {
        machine.accept(command, partition: 0, at: now)
        settle()
    }

    mutating func report(_ report: DeliveryReport) {
        known.append(machine.report(report, at: now))
        settle()
    }

    mutating func acknowledge(_ word: Acknowledgement) {
        known.append(machine.acknowledge(word, at: now))
        settle()
    }

    mutating func advance(_ milliseconds: Int64) {
        now = now.advanced(byMilliseconds: milliseconds)
        machine.tick(at: now)
        settle()
    }

    /// The oldest attempt on its way ends with `outcome`.
    mutating func end(_ outcome: Outcome) {
        guard !attempts.isEmpty else { return }
        machine.finished(attempts.removeFirst(), outcome, at: now)
        settle()
    }

    /// Time goes on until an attempt starts; returns how long it took, nil when none does within `limit`.
    mutating func untilAttempt(limit: Int64 = 3_000_000) -> Int64? {
        let from = now
        while attempts.isEmpty {
            guard let wake = machine.nextWake, wake.milliseconds(since: from) <= limit else { return nil }
            advance(max(0, wake.milliseconds(since: now)))
        }
        return now.milliseconds(since: from)
    }

    var statuses: [AlertReceipt.Status] { receipts.map(\.status) }
}

extension Outcome {
    static let yes = Outcome.accepted(detail: nil)
    static let busy = Outcome.http(status: 503, retryAfter: nil, detail: "")
    static let never = Outcome.http(status: 404, retryAfter: nil, detail: "")
}
