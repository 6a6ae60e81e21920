import Records
import StageKit

@testable import RingsStage

/// Seeded randomness of these tests.
struct SplitMix64 {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// Takes bytes of changed keys and gives them back: the changelog and the restored store in one.
final class MemoryStore: StateLoader {
    var values: [String: [UInt8]] = [:]
    var faults: [StateFault] = []

    func load(store: StoreID, key: String) -> [UInt8]? { values[key] }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { body(key, value) }
    }
    func count(store: StoreID) -> Int { values.count }
    func report(_ fault: StateFault, store: StoreID, key: String) { faults.append(fault) }

    private struct Sink: ChangeSink {
        let store: MemoryStore
        mutating func change(store id: StoreID, key: String, value: borrowing ByteWriter?) {
            switch value {
            case .some(let writer): store.values[key] = writer.bytes
            case .none: store.values[key] = nil
            }
        }
    }

    /// Writes `state` here and returns what is read back from here.
    func roundTrip(_ state: RingsStage.State, of stage: RingsStage) -> RingsStage.State {
        var old = state
        var sink = Sink(store: self)
        old.accounts.drainChanges(into: &sink)
        var new = stage.makeState(cacheEntries: 1_000)
        new.accounts.attach(self)
        return new
    }
}

/// Drives the real stage; what it tells the loop waits in ``pending``.
struct RingsBench {
    let stage: RingsStage
    var state: RingsStage.State
    var found: [RingScore] = []
    var pending: [RingStep] = []
    /// Everything that was published, in order.
    var published: [DomainRecord] = []
    var store: MemoryStore?
    private var offset: Int64 = 0
    static let start: Int64 = 1_772_425_800_000
    static let minute: Int64 = 60_000

    init(_ settings: RingsStageSettings = RingsStageSettings(), throughEncoding: Bool = false) {
        stage = RingsStage(settings: settings)
        state = stage.makeState(cacheEntries: 1_000)
        if throughEncoding { store = MemoryStore() }
    }

    mutating func take(_ record: DomainRecord) throws {
        offset += 1
        var topic = Topic.bankTransactions
        if case .ringStep = record { topic = .ringsSteps }
        let envelope = Envelope(
            record: record, topic: topic,
            source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
            eventTime: record.eventTime ?? .distantPast)
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(envelope, state: &state, tables: NoTables(), effects: &effects)
        for emission in effects.emissions {
            published.append(emission.record)
            switch emission.record {
            case .ringScore(let score): found.append(score)
            case .ringStep(let step): pending.append(step)
            default: break
            }
        }
        if let store { state = store.roundTrip(state, of: stage) }
    }

    /// Both sides of a transfer, and the loop until it is quiet unless `waits`.
    mutating func pay(
        _ from: String, _ to: String, rupees: Int64, at minute: Int64, id: String? = nil, waits: Bool = false
    ) throws {
        for booking in transfer(from, to, rupees: rupees, at: minute, id: id) { try take(.bankTransaction(booking)) }
        if !waits { try settle() }
    }

    mutating func settle() throws {
        while !pending.isEmpty { try take(.ringStep(pending.removeFirst())) }
    }

    func patterns(_ account: String? = nil) -> [RingScore.Pattern] {
        found.filter { account == nil || $0.account == account }.map(\.pattern)
    }
}

func zoned(_ minute: Int64) -> ZonedTime {
    ZonedTime(time: EventTime(milliseconds: RingsBench.start + minute * RingsBench.minute), zoneOffsetMinutes: 330)
}

/// The debit and the credit of one transfer, as the two banks see it.
func transfer(_ from: String, _ to: String, rupees: Int64, at minute: Int64, id: String? = nil) -> [BankTransaction] {
    let id = id ?? "\(from)-\(to)-\(rupees)-\(minute)"
    return [(from, to, BankTransaction.Direction.debit), (to, from, .credit)].map { own, other, direction in
        BankTransaction(
            transactionID: id + direction.rawValue, account: own, direction: direction,
            amount: MinorUnits(rupees * 100), bookedAt: zoned(minute), channel: .imps,
            counterparty: .init(account: other), rrn: "R" + id)
    }
}

func cash(_ account: String, rupees: Int64, at minute: Int64) -> BankTransaction {
    BankTransaction(
        transactionID: "cash-\(account)-\(minute)", account: account, direction: .debit,
        amount: MinorUnits(rupees * 100), bookedAt: zoned(minute), channel: .atm)
}
