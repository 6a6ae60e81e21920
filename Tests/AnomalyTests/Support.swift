import Records
import StageKit

@testable import Anomaly

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

/// Drives the real stage over one account after the other and keeps what it emitted.
struct Bench {
    let stage = AnomalyStage()
    var state: AnomalyStage.State
    var offset: Int64 = 0
    /// 2026-03-02, a Monday, 10:00 in India.
    static let start: Int64 = 1_772_425_800_000
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    init() { state = stage.makeState(cacheEntries: 10_000) }

    mutating func envelope(_ booking: BankTransaction) -> Envelope {
        offset += 1
        return Envelope(
            record: .bankTransaction(booking), topic: .bankTransactions,
            source: SourceRef(topic: "bank.transactions.v1", partition: Partition(0), offset: Offset(offset)),
            eventTime: booking.bookedAt.time)
    }

    /// Everything that `booking` causes.
    mutating func emissions(_ booking: BankTransaction, tables: AnomalyStage.Tables) throws -> [Effects.Emission] {
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(envelope(booking), state: &state, tables: tables, effects: &effects)
        return effects.emissions
    }

    /// The score of `booking`, nil when nothing was emitted.
    @discardableResult
    mutating func take(_ booking: BankTransaction) throws -> ScoredTransaction? {
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(envelope(booking), state: &state, tables: stage.makeTables(), effects: &effects)
        guard let first = effects.emissions.first, case .scoredTransaction(let scored) = first.record else {
            return nil
        }
        return scored
    }
}

/// A changelog in memory: takes what a state drains and gives it back.
final class StoredState: StateLoader {
    var values: [UInt8: [String: [UInt8]]] = [:]
    var faults: [StateFault] = []

    func load(store: StoreID, key: String) -> [UInt8]? { values[store.rawValue]?[key] }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) {
        for (key, bytes) in values[store.rawValue] ?? [:] { body(key, bytes) }
    }
    func count(store: StoreID) -> Int { values[store.rawValue]?.count ?? 0 }
    func report(_ fault: StateFault, store: StoreID, key: String) { faults.append(fault) }
}

extension AnomalyStage.State {
    private struct Drain: StoreVisitor, ChangeSink {
        let store: StoredState
        mutating func visit<S: StateStore>(_ state: inout S) { state.drainChanges(into: &self) }
        mutating func change(store id: StoreID, key: String, value: borrowing ByteWriter?) {
            switch value {
            case .some(let writer): store.values[id.rawValue, default: [:]][key] = writer.bytes
            case .none: store.values[id.rawValue]?[key] = nil
            }
        }
    }

    private struct Attach: StoreVisitor {
        let store: StoredState
        mutating func visit<S: StateStore>(_ state: inout S) { state.attach(store) }
    }

    mutating func drain(into store: StoredState) {
        var visitor = Drain(store: store)
        visitStores(&visitor)
    }

    mutating func attach(_ store: StoredState) {
        var visitor = Attach(store: store)
        visitStores(&visitor)
    }
}

/// A booking in few words. `at` is milliseconds after ``Bench/start``.
func booking(
    _ id: String, _ direction: BankTransaction.Direction, rupees: Int64, at: Int64, account: String = "ACC1",
    channel: BankTransaction.Channel = .upi, payee: String? = nil, place: GeoPoint? = nil, device: String? = nil
) -> BankTransaction {
    BankTransaction(
        transactionID: id, account: account, direction: direction, amount: MinorUnits(rupees * 100),
        bookedAt: ZonedTime(time: EventTime(milliseconds: Bench.start + at), zoneOffsetMinutes: 330), channel: channel,
        counterparty: payee.map { .init(account: $0) },
        terminal: place.map { .init(id: "T1", kind: "ATM", location: $0) },
        device: device.map { .init(id: $0) })
}

extension Bench {
    /// Sixty days of a household: salary on the first, rent, groceries at three shops, ATM twice a month.
    mutating func live(days: Int = 60, account: String = "ACC1", seed: UInt64 = 5) throws -> [ScoredTransaction] {
        var random = SplitMix64(state: seed)
        var scored: [ScoredTransaction?] = []
        for day in 0..<days {
            let morning = Int64(day) * Self.day
            if day % 30 == 0 {
                scored.append(
                    try take(
                        booking(
                            "S\(day)", .credit, rupees: 60_000, at: morning, account: account, channel: .neft,
                            payee: "EMP")))
                scored.append(
                    try take(
                        booking(
                            "R\(day)", .debit, rupees: 18_000, at: morning + 20 * Self.minute, account: account,
                            payee: "LANDLORD")))
            }
            for meal in 0..<3 {
                let amount = Int64(400 + random.below(4_000))
                let at = morning + Int64(meal) * 3 * Self.hour + Int64(random.below(60)) * Self.minute + Self.hour
                scored.append(
                    try take(
                        booking(
                            "D\(day)-\(meal)", .debit, rupees: amount, at: at, account: account,
                            payee: "SHOP\(random.below(3))", device: "phone")))
            }
        }
        return scored.compactMap { $0 }
    }
}

func codes(_ scored: ScoredTransaction?) -> [String] { scored?.verdict.reasons.map(\.code) ?? [] }

extension AccountState {
    /// What the detectors say of a booking; nil for an id that the account has just had.
    mutating func take(_ booking: BookingFeatures) -> Assessment? {
        var found = Assessment()
        return take(booking, &found) ? found : nil
    }
}
