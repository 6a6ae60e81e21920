import Records
public import StageKit

/// Scores every booking by what is usual for its account.
///
/// Subscribes to `bank.transactions.v1`, publishes one ``ScoredTransaction`` a booking; a transaction id that the
/// account had among its last eight is a redelivery and publishes nothing. Reasons are written from
/// ``reportingFloor`` on; below it the list is empty. A score is the noisy-or of the detectors' strengths, each of
/// them shrunk by how little is known of the account, so that a new account does not scream. With a model in force
/// (``ScoringModel``) it is the noisy-or of the model's probability and half of the detectors' score: the model has
/// seen the detectors and weighs them; the half that stays is for what no label has taught it yet.
///
/// Cost: about two microseconds a booking below the floor (`prahari bench`), a few more with words, and a model's trees
/// on top (1.2 for a hundred of depth 3); about 200 bytes of state an account.
public struct AnomalyStage: Stage {
    /// The model in force, if any.
    public struct Tables: Sendable {
        var model: ScoringModel?
        var modelVersions: Versions?
    }

    /// State of one partition: the accounts.
    public struct State: StageState {
        public var accounts: KeyedState<AccountState>

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&accounts) }
    }

    /// Scores from here on carry reasons in words.
    public static let reportingFloor = 0.3

    public let descriptor: StageDescriptor
    private let versions: Versions

    public init() {
        descriptor = StageDescriptor(
            name: "anomaly", version: "1", inputs: [.bankTransactions], tables: [.refModels],
            outputs: [.scoredTransactions],
            allowedLatenessMilliseconds: 7 * 86_400_000, outOfOrdernessMilliseconds: 5 * 60_000)
        versions = Versions(detector: "anomaly-1")
    }

    public func makeTables() -> Tables { Tables() }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        guard change.topic == .refModels, change.key == ScoringModel.key else { return }
        guard let record = change.record else {
            tables = Tables()
            return
        }
        guard case .document(let document) = record else { return }
        let model = try ScoringModel(json: document.json)
        var versions = versions
        versions.model = model.version
        tables = Tables(model: model, modelVersions: versions)
    }

    public func makeState(cacheEntries: Int) -> State {
        State(accounts: KeyedState(id: 0, cacheEntries: cacheEntries))
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else {
            throw StageFault(code: "unexpected_record", message: "the anomaly stage takes bank transactions only")
        }
        let features = BookingFeatures(booking)
        let found = state.accounts.update(booking.account) { account -> Assessment? in
            if account == nil { account = AccountState() }
            return account?.take(features) ?? nil
        }
        guard let found else { return }
        var score = found.score
        var reasons: [Reason] = []
        if let model = tables.model {
            let ensemble = Ensemble(model: model, booking: features, amount: booking.amount, found: found)
            score = ensemble.score
            if score >= Self.reportingFloor { reasons = ensemble.reasons }
        } else if score >= Self.reportingFloor {
            reasons = Evidence(booking: features, amount: booking.amount, found: found).reasons(of: score)
        }
        let verdict = Verdict(
            score: score, reasons: reasons, versions: tables.modelVersions ?? versions, source: input.source,
            runID: input.runID)
        effects.emit(
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: booking.transactionID, account: booking.account, amount: booking.amount,
                    direction: booking.direction, channel: booking.channel, bookedAt: booking.bookedAt,
                    counterparty: booking.counterparty?.identity, verdict: verdict)),
            to: .scoredTransactions, at: booking.bookedAt.time)
    }
}
