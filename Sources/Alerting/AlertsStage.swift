public import Records
public import StageKit

/// Decides which scores, cases, posts, trails and forecasts become alerts, and tells people of them, each thing once.
///
/// A scored record makes a candidate of every policy that it meets, re-keyed to the policy's group key; a candidate,
/// back from its topic, opens, repeats, raises or ends one alert of its group, and the group's news becomes a command.
/// Without a document on `ref.policies.v1` the built-in ones hold.
///
/// Guarantees:
/// - A command's dedup key is its group's key, so a receipt comes back to the partition that keeps the group.
/// - Duplicates within a policy's window are counted, not told; a redelivered source record counts once.
/// - The first news of a group waits `group_wait`, later news `group_interval`; a higher severity and the end never wait.
/// - What is silenced, inhibited or over budget is kept, and told when it still holds and may be.
/// - A replay commands nothing unless its policy says so, and then under keys of its own.
///
/// Time is the event's: what is due fires when the watermark passes it, at its own due time, so it does not depend on
/// how records were cut into batches. A partition without records has no event time; after a minute of silence it runs on
/// with the wall clock from where both met last (``IdleClock``). That is the one thing here that a replay of the same
/// records need not repeat: an escalation may then come before a late record that would have prevented it. It is told
/// once all the same, for the tick is in the transaction of its outputs.
public struct AlertsStage: Stage {
    public typealias Tables = PolicyTables

    /// State of one partition: the groups that live and when each wants to be looked at; what limits let pass, and when
    /// their digests are due; where event time and clock met.
    public struct State: StageState {
        public var groups: KeyedState<AlertGroup>
        public var timers: TimerStore
        public var budgets: KeyedState<BudgetWindow>
        public var digests: TimerStore
        public var clock: KeyedState<IdleClock>
        var ticks = TickWatch()

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&groups)
            visitor.visit(&timers)
            visitor.visit(&budgets)
            visitor.visit(&digests)
            visitor.visit(&clock)
        }

        /// When something is due next.
        public var nextDue: EventTime? { [timers.nextDue, digests.nextDue].compactMap(\.self).min() }
    }

    public let descriptor: StageDescriptor

    public init() {
        // Never late: a case is registered hours after the theft and is news all the same.
        descriptor = StageDescriptor(
            name: "alerts", version: "2.0.0",
            inputs: [
                .scoredTransactions, .taggedFIRs, .scoredPosts, .trailHops, .riskForecasts, .ringsScored,
                .volumesScored, .alertCandidates, .alertReceipts,
            ],
            tables: [.refPolicies, .alertSilences], outputs: [.alertCandidates, .alertCommands],
            allowedLatenessMilliseconds: nil, wantsWallClock: true)
    }

    public func makeTables() -> PolicyTables { PolicyTables() }

    public func makeState(cacheEntries: Int) -> State {
        State(
            groups: KeyedState(id: 0, cacheEntries: cacheEntries), timers: TimerStore(id: 1),
            budgets: KeyedState(id: 2, cacheEntries: cacheEntries), digests: TimerStore(id: 3),
            clock: KeyedState(id: 4, cacheEntries: 1))
    }

    /// Refuses a document that is none (`invalid_policy`, `invalid_silence`), naming its id and field, or the test of its
    /// own that fails; what was in force stays.
    public func apply(_ change: TableChange, to tables: inout PolicyTables) throws(StageFault) {
        switch (change.topic, change.record) {
        case (.refPolicies, nil): tables.remove(change.key)
        case (.refPolicies, .document(let document)?): try tables.publish(document.json, key: change.key)
        case (.alertSilences, nil): tables.unsilence(change.key)
        case (.alertSilences, .document(let document)?): try tables.silence(document.json, key: change.key)
        case (.refPolicies, _), (.alertSilences, _):
            throw StageFault(code: "unexpected_record", message: "\(change.topic.rawValue) takes documents only")
        default: return
        }
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing PolicyTables, effects: inout Effects
    ) throws(StageFault) {
        switch input.record {
        case .alertCandidate(let candidate):
            try take(candidate, runID: input.runID ?? candidate.runID, &state, tables: tables, effects: &effects)
        case .alertReceipt(let receipt):
            guard input.runID == nil else { return }
            take(receipt, &state, tables: tables, effects: &effects)
        default:
            guard let subject = AlertSubject(input.record) else {
                throw StageFault(
                    code: "unexpected_record",
                    message:
                        "the alerts stage takes scores, cases, posts, hops, forecasts, patterns, volumes, candidates and receipts"
                )
            }
            let matching = Matching(
                subject: subject, source: input.source, runID: input.runID ?? subject.verdict.runID)
            for policy in tables.policies(for: subject.record) {
                guard let candidate = matching.candidate(policy) else { continue }
                effects.emit(.alertCandidate(candidate), to: .alertCandidates, at: candidate.at)
            }
        }
    }

    public func advance(
        _ tick: Tick, state: inout State, tables: borrowing PolicyTables, effects: inout Effects
    ) {
        switch tick {
        case .watermark(let now):
            state.ticks.moved = now
            fire(until: now, &state, tables: tables, effects: &effects)
        case .wallClock(let wall):
            guard let now = Self.eventTime(at: wall, &state) else { return }
            fire(until: now, &state, tables: tables, effects: &effects)
        }
    }

    /// The event time of a silent partition; nil while it is not silent, or nothing waits for time to pass.
    private static func eventTime(at wall: EventTime, _ state: inout State) -> EventTime? {
        let isGap = state.ticks.last.map { wall.milliseconds(since: $0) > IdleClock.gapMilliseconds } ?? true
        state.ticks.last = wall
        if let moved = state.ticks.moved {
            state.ticks.moved = nil
            state.ticks.quietSince = wall
            if state.nextDue != nil { state.clock.put(IdleClock(event: moved, wall: wall), for: IdleClock.key) }
            return nil
        }
        if isGap { state.ticks.quietSince = wall }
        guard let due = state.nextDue, let quiet = state.ticks.quietSince,
            wall.milliseconds(since: quiet) >= IdleClock.silenceMilliseconds,
            let met = state.clock.get(IdleClock.key)
        else { return nil }
        let now = met.event.advanced(byMilliseconds: wall.milliseconds(since: met.wall))
        return due <= now ? now : nil
    }
}
