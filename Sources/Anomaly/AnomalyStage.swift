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
/// Beside its score a booking carries how rare the score is (``Calibration``): the tail of the scores of its channel and
/// direction, learned as they come (``ScoreTail``), and from which alarm rate on it counts as an alert or as an
/// interdiction. How the day's scores and amounts differ from the usual goes to `anomaly.drift.v1` (``DriftWatch``).
///
/// Cost: two to three microseconds a booking below the floor (`prahari bench`), a few more with words, and a model's trees
/// on top (0.6 for a hundred of depth 4); about 290 bytes of state an account and 270 a segment.
public struct AnomalyStage: Stage {
    /// The models and rates in force, if any.
    public struct Tables: Sendable {
        var model: ScoringModel?
        var modelVersions: Versions?
        var shadow: ShadowModel?
        var rates = AlarmRates.standard
    }

    /// State of one partition: the accounts, and the segments of its bookings.
    public struct State: StageState {
        public var accounts: KeyedState<AccountState>
        public var segments: SegmentStore

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&accounts)
            visitor.visit(&segments)
        }
    }

    /// Scores from here on carry reasons in words.
    public static let reportingFloor = 0.3

    public let descriptor: StageDescriptor
    private let versions: Versions
    private let detectorsMark: UInt32

    public init() {
        descriptor = StageDescriptor(
            name: "anomaly", version: "2", inputs: [.bankTransactions], tables: [.refModels],
            outputs: [.scoredTransactions, .anomalyDrift],
            allowedLatenessMilliseconds: 7 * 86_400_000, outOfOrdernessMilliseconds: 5 * 60_000)
        let detector = "anomaly-2"
        versions = Versions(detector: detector)
        detectorsMark = UInt32(truncatingIfNeeded: StableHash.of(detector)) | 1
    }

    public func makeTables() -> Tables { Tables() }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        guard change.topic == .refModels else { return }
        var json: String?
        if case .document(let document)? = change.record { json = document.json }
        switch change.key {
        case ScoringModel.key:
            var model: ScoringModel?
            if let json { model = try ScoringModel(json: json) }
            tables.model = model
            tables.modelVersions = model.map { model in
                var versions = versions
                versions.model = model.version
                return versions
            }
        case ShadowModel.key:
            var shadow: ShadowModel?
            if let json { shadow = try ShadowModel(json: json) }
            tables.shadow = shadow
        case AlarmRates.key:
            var rates = AlarmRates.standard
            if let json { rates = try AlarmRates(json: json) }
            tables.rates = rates
        default: break
        }
    }

    public func makeState(cacheEntries: Int) -> State {
        State(accounts: KeyedState(id: 0, cacheEntries: cacheEntries), segments: SegmentStore(id: 1))
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else {
            throw StageFault(code: "unexpected_record", message: "the anomaly stage takes bank transactions only")
        }
        let features = BookingFeatures(booking)
        var found = Assessment()
        let isNew = state.accounts.update(booking.account) { account in
            if account == nil { account = AccountState() }
            return account?.take(features, &found) ?? false
        }
        guard isNew else { return }
        let model = tables.model
        let ensemble = model.map { Ensemble(model: $0, booking: features, found: found) }
        let score = ensemble?.score ?? found.score
        let rarity = judge(score, features, tables, &state.segments)
        var reasons: [Reason] = []
        if score >= Self.reportingFloor {
            if let model, let ensemble {
                reasons = ensemble.reasons(
                    of: model, features, booking.amount, found, namesFeatures: rarity.deservesALook(score))
            } else {
                reasons = Evidence(booking: features, amount: booking.amount, found: found).reasons(of: score)
            }
        }
        let versions = tables.modelVersions ?? versions
        effects.emit(
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: booking.transactionID, account: booking.account, amount: booking.amount,
                    direction: booking.direction, channel: booking.channel, bookedAt: booking.bookedAt,
                    counterparty: booking.counterparty?.identity,
                    verdict: Verdict(
                        score: score, reasons: reasons, versions: versions, source: input.source, runID: input.runID),
                    calibration: rarity.calibration,
                    shadow: tables.shadow?.judge(features, found, score: score))),
            to: .scoredTransactions, at: booking.bookedAt.time)
        guard let drift = rarity.drift else { return }
        effects.emit(
            .segmentDrift(
                SegmentDrift(
                    drift, segment: Segment(features).name, versions: versions,
                    source: input.source, runID: input.runID)), to: .anomalyDrift, at: booking.bookedAt.time)
    }

    /// Judges a score by the tail of its segment; while that is young, by the tail of all young segments together.
    private func judge(
        _ score: Double, _ booking: BookingFeatures, _ tables: borrowing Tables, _ segments: inout SegmentStore
    ) -> Rarity {
        let scorer = tables.model?.mark ?? detectorsMark
        let rates = tables.rates
        let segment = Segment(booking)
        var rarity = segments.update(segment) { $0.take(score, booking, in: segment, scorer: scorer, rates: rates) }
        guard !rarity.isKnown else { return rarity }
        let borrowed = segments.update(.rest) { $0.take(score, booking, in: .rest, scorer: scorer, rates: rates) }
        rarity.calibration = borrowed.calibration
        rarity.isKnown = borrowed.isKnown
        return rarity
    }
}

extension SegmentDrift {
    init(_ finding: DriftWatch.Finding, segment: String, versions: Versions, source: SourceRef, runID: String?) {
        self.init(
            segment: segment, at: EventTime(milliseconds: finding.at), bookings: finding.bookings,
            scorePSI: finding.scorePSI, scoreDistance: finding.scoreDistance, amountPSI: finding.amountPSI,
            amountDistance: finding.amountDistance, alerts: finding.alerts, interdictions: finding.interdictions,
            versions: versions, source: source, runID: runID)
    }
}
