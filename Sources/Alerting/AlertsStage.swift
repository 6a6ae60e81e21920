import Records
public import StageKit

/// Decides which scores, cases, posts, trails and forecasts become alerts, and says each alert once.
///
/// A scored record makes a candidate of every policy that it meets, re-keyed to the policy's group key; a candidate,
/// back from its topic, opens, repeats, raises or ends one alert. Without a policy on `ref.policies.v1` the built-in
/// ones hold.
///
/// Guarantees: duplicates within a policy's window are counted, not sent; a redelivered source record counts once;
/// an alert's state goes when its time is over on the watermark; a replay commands nothing unless its policy says so.
///
/// Receipts are keyed by the dedup key and candidates by the group key: an acknowledgement takes effect only where
/// both keys lead to the same partition. They do when a policy's two templates are the same, as the built-in ones
/// are; else an acknowledgement that finds no alert on its task does nothing here, and is the gateway's alone.
public struct AlertsStage: Stage {
    public typealias Tables = PolicyTables

    /// State of one partition: the alerts that live, by their dedup key, and when each is over.
    public struct State: StageState {
        public var alerts: KeyedState<AlertState>
        public var expiries: TimerStore

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&alerts)
            visitor.visit(&expiries)
        }
    }

    public let descriptor: StageDescriptor

    public init() {
        // Never late: a case is registered hours after the theft and is news all the same.
        descriptor = StageDescriptor(
            name: "alerts", version: "1.0.0",
            inputs: [
                .scoredTransactions, .taggedFIRs, .scoredPosts, .trailHops, .riskForecasts, .alertCandidates,
                .alertReceipts,
            ],
            tables: [.refPolicies], outputs: [.alertCandidates, .alertCommands], allowedLatenessMilliseconds: nil)
    }

    public func makeTables() -> PolicyTables { PolicyTables() }

    public func makeState(cacheEntries: Int) -> State {
        State(alerts: KeyedState(id: 0, cacheEntries: cacheEntries), expiries: TimerStore(id: 1))
    }

    /// Refuses a document that is no policy (`invalid_policy`), naming its id and field; what was in force stays.
    public func apply(_ change: TableChange, to tables: inout PolicyTables) throws(StageFault) {
        guard change.topic == .refPolicies else { return }
        switch change.record {
        case nil: tables.remove(change.key)
        case .document(let document): try tables.publish(document.json, key: change.key)
        default: throw StageFault(code: "unexpected_record", message: "ref.policies takes policy documents only")
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
            take(receipt, &state, effects: &effects)
        default:
            guard let subject = AlertSubject(input.record) else {
                throw StageFault(
                    code: "unexpected_record",
                    message:
                        "the alerts stage takes scores, cases, posts, hops, forecasts, candidates and receipts only")
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
        guard case .watermark(let now) = tick, let due = state.expiries.nextDue, due <= now else { return }
        while let timer = state.expiries.popDue(at: now) { state.alerts.delete(timer.key) }
    }
}
