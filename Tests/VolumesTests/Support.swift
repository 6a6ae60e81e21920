import Records
import StageKit

@testable import Volumes

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
    /// About Poisson: the sum of many small chances.
    mutating func count(mean: Double) -> Int {
        let tries = max(20, Int(mean * 4))
        let chance = UInt64(mean / Double(tries) * 1e9)
        return (0..<tries).reduce(0) { sum, _ in sum + (next() % 1_000_000_000 < chance ? 1 : 0) }
    }
}

/// 2026-03-02T00:00:00Z, a Monday.
let monday: Int64 = 1_772_409_600_000
let minute: Int64 = 60_000
let window: Int64 = 5 * minute
let day: Int64 = 288 * window

/// A booking in few words; `at` is milliseconds after ``monday``.
func booking(
    at: Int64, account: String = "ACC1", channel: BankTransaction.Channel = .upi,
    _ direction: BankTransaction.Direction = .debit, rupees: Int64 = 100, terminal: String? = nil, ifsc: String? = nil,
    currency: String = "INR"
) -> BankTransaction {
    BankTransaction(
        transactionID: "T", account: account, direction: direction, amount: MinorUnits(rupees * 100),
        currency: currency, bookedAt: ZonedTime(time: EventTime(milliseconds: monday + at), zoneOffsetMinutes: 330),
        channel: channel, terminal: terminal.map { .init(id: $0) }, homeIFSC: ifsc)
}

/// A partial of one partition in few words; `window` counts from ``monday`` on.
func partial(
    _ number: Int, count: Int, rupees: Int = 0, series: String = "terminal/ATM/X1", partition: Int32 = 0,
    corrects: Bool = false
) -> VolumePartial {
    VolumePartial(
        series: series, start: EventTime(milliseconds: monday + Int64(number) * window), seconds: 300, count: count,
        sum: MinorUnits(Int64(rupees) * 100), corrects: corrects,
        source: SourceRef(topic: "bank.transactions.v1", partition: Partition(partition), offset: Offset(7)))
}

/// Drives one stage over one partition and keeps what it emitted.
struct Bench<S: Stage> {
    let stage: S
    var state: S.State
    var tables: S.Tables
    var emissions: [Effects.Emission] = []
    private let cacheEntries: Int
    private var offset: Int64 = 0

    init(_ stage: S, cacheEntries: Int = 1_000) {
        self.stage = stage
        self.cacheEntries = cacheEntries
        state = stage.makeState(cacheEntries: cacheEntries)
        tables = stage.makeTables()
    }

    mutating func take(_ record: DomainRecord, topic: Topic) throws(StageFault) {
        offset += 1
        var effects = Effects()
        let mark = effects.beginRecord()
        let envelope = Envelope(
            record: record, topic: topic,
            source: SourceRef(topic: topic.rawValue, partition: Partition(3), offset: Offset(offset)),
            eventTime: record.eventTime ?? .distantPast)
        do throws(StageFault) {
            try stage.step(envelope, state: &state, tables: tables, effects: &effects)
        } catch {
            effects.rollBack(to: mark)
            throw error
        }
        emissions += effects.emissions
    }

    mutating func take(_ booking: BankTransaction) throws(StageFault) {
        try take(.bankTransaction(booking), topic: .bankTransactions)
    }

    mutating func take(_ partial: VolumePartial) throws(StageFault) {
        try take(.volumePartial(partial), topic: .volumesPartial)
    }

    var partials: [VolumePartial] {
        emissions.compactMap { if case .volumePartial(let partial) = $0.record { partial } else { nil } }
    }

    var scores: [VolumeScore] {
        emissions.compactMap { if case .volumeScore(let score) = $0.record { score } else { nil } }
    }

    /// `window series count rupees`, the window counted from ``monday`` on, `*` for a correction.
    var lines: [String] {
        partials.map {
            let number = $0.start.milliseconds(since: EventTime(milliseconds: monday)) / window
            return "\(number) \($0.series) \($0.count) \($0.sum.rawValue / 100)\($0.corrects ? " *" : "")"
        }
    }
}

/// A changelog in memory: takes what a state drains and gives it back.
final class StoredState: StateLoader {
    var values: [UInt8: [String: [UInt8]]] = [:]
    var faults: [StateFault] = []
    /// Of keys and values, ever written; and how many values were large.
    private(set) var bytesWritten = 0
    private(set) var largeValues = 0
    private(set) var loads = 0

    func load(store: StoreID, key: String) -> [UInt8]? {
        loads += 1
        return values[store.rawValue]?[key]
    }

    func write(_ store: StoreID, _ key: String, _ value: [UInt8]?) {
        values[store.rawValue, default: [:]][key] = value
        bytesWritten += 1 + key.utf8.count + (value?.count ?? 0)
        if let value, value.count > 1_024 { largeValues += 1 }
    }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) {
        for (key, bytes) in values[store.rawValue] ?? [:] { body(key, bytes) }
    }
    func count(store: StoreID) -> Int { values[store.rawValue]?.count ?? 0 }
    func report(_ fault: StateFault, store: StoreID, key: String) { faults.append(fault) }
}

private struct Drain: StoreVisitor, ChangeSink {
    let store: StoredState
    let isCheckpoint: Bool
    mutating func visit<S: StateStore>(_ state: inout S) {
        if isCheckpoint {
            state.writeCheckpoint(into: &self)
            state.markCheckpointed()
        } else {
            state.drainChanges(into: &self)
        }
    }
    mutating func change(store id: StoreID, key: String, value: borrowing ByteWriter?) {
        switch value {
        case .some(let writer): store.write(id, key, writer.bytes)
        case .none: store.write(id, key, nil)
        }
    }
}

private struct Attach: StoreVisitor {
    let store: StoredState
    mutating func visit<S: StateStore>(_ state: inout S) { state.attach(store) }
}

private struct Trim: StoreVisitor {
    mutating func visit<S: StateStore>(_ state: inout S) { state.trim() }
}

extension Bench {
    /// Writes what changed, as a commit and as a checkpoint do.
    mutating func commit(to log: StoredState, file: StoredState) {
        var drain = Drain(store: log, isCheckpoint: false)
        state.visitStores(&drain)
        var checkpoint = Drain(store: file, isCheckpoint: true)
        state.visitStores(&checkpoint)
    }

    /// Lets go of what is beyond the cache, as the runtime does between records.
    mutating func trim() {
        var trim = Trim()
        state.visitStores(&trim)
    }

    /// Goes on as another process with what `store` holds.
    mutating func restore(from store: StoredState) {
        state = stage.makeState(cacheEntries: cacheEntries)
        var attach = Attach(store: store)
        state.visitStores(&attach)
    }
}
