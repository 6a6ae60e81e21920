import Records
import StageKit

@testable import Trail

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
    var values: [UInt8: [String: [UInt8]]] = [:]
    var faults: [StateFault] = []

    func load(store: StoreID, key: String) -> [UInt8]? { values[store.rawValue]?[key] }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) {
        for (key, value) in (values[store.rawValue] ?? [:]).sorted(by: { $0.key < $1.key }) { body(key, value) }
    }
    func count(store: StoreID) -> Int { values[store.rawValue]?.count ?? 0 }
    func report(_ fault: StateFault, store: StoreID, key: String) { faults.append(fault) }

    struct Sink: ChangeSink {
        let store: MemoryStore
        mutating func change(store id: StoreID, key: String, value: borrowing ByteWriter?) {
            switch value {
            case .some(let writer): store.values[id.rawValue, default: [:]][key] = writer.bytes
            case .none: store.values[id.rawValue]?[key] = nil
            }
        }
    }

    private struct Drain: StoreVisitor {
        var sink: Sink
        mutating func visit<S: StateStore>(_ store: inout S) { store.drainChanges(into: &sink) }
    }
    private struct Attach: StoreVisitor {
        let loader: MemoryStore
        mutating func visit<S: StateStore>(_ store: inout S) { store.attach(loader) }
    }

    /// Writes `state` here and returns what is read back from here.
    func roundTrip<S: Stage>(_ state: S.State, of stage: S) -> S.State {
        var old = state
        var drain = Drain(sink: Sink(store: self))
        old.visitStores(&drain)
        var new = stage.makeState(cacheEntries: 1_000)
        var attach = Attach(loader: self)
        new.visitStores(&attach)
        return new
    }
}

/// Drives the real stage, loops its own topic back to it and keeps the hops.
struct TrailBench {
    let stage: TrailStage
    var state: TrailStage.State
    var hops: [TrailHop] = []
    var pending: [TrailTaint] = []
    var offset: Int64 = 0
    var watermark = EventTime.distantPast
    var store: MemoryStore?
    static let start: Int64 = 1_772_425_800_000
    static let minute: Int64 = 60_000
    static let day: Int64 = 86_400_000

    init(settings: TrailSettings = TrailSettings(), throughEncoding: Bool = false) {
        stage = TrailStage(settings: settings)
        state = stage.makeState(cacheEntries: 1_000)
        if throughEncoding { store = MemoryStore() }
    }

    /// Takes one record; what it emitted for the loop waits in ``pending``.
    mutating func take(_ record: DomainRecord, _ topic: Topic) throws {
        offset += 1
        let envelope = Envelope(
            record: record, topic: topic,
            source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
            eventTime: record.eventTime ?? .distantPast)
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(envelope, state: &state, tables: NoTables(), effects: &effects)
        keep(effects)
        if let store { state = store.roundTrip(state, of: stage) }
    }

    mutating func advance(to time: EventTime) {
        var effects = Effects()
        stage.advance(.watermark(time), state: &state, tables: NoTables(), effects: &effects)
        keep(effects)
    }

    private mutating func keep(_ effects: Effects) {
        for emission in effects.emissions {
            switch emission.record {
            case .trailHop(let hop): hops.append(hop)
            case .trailTaint(let taint): pending.append(taint)
            default: break
            }
        }
    }

    /// Loops taints back until none is left.
    mutating func settle() throws {
        while !pending.isEmpty { try take(.trailTaint(pending.removeFirst()), .trailTaints) }
    }

    mutating func book(_ booking: BankTransaction) throws {
        try take(.bankTransaction(booking), .bankTransactions)
        try settle()
    }

    mutating func name(_ subject: CaseSubject) throws {
        try take(.caseSubject(subject), .caseSubjects)
        try settle()
    }

    /// Money of every case that still lies somewhere.
    mutating func atRest(_ accounts: [String]) -> Int64 {
        var sum: Int64 = 0
        for account in accounts { sum += state.taints.get(account)?.lots.reduce(0) { $0 + $1.remaining } ?? 0 }
        return sum
    }

    func kinds(_ caseID: String? = nil) -> [TrailHop.Kind] {
        hops.filter { caseID == nil || $0.caseID == caseID }.map(\.kind)
    }
}

func zoned(_ at: Int64) -> ZonedTime {
    ZonedTime(time: EventTime(milliseconds: TrailBench.start + at), zoneOffsetMinutes: 330)
}

/// A debit of `account`; `at` is minutes after ``TrailBench/start``.
func debit(
    _ id: String, _ account: String, rupees: Int64, at: Int64, to: String? = nil, vpa: String? = nil,
    channel: BankTransaction.Channel = .imps, terminal: String? = nil
) -> BankTransaction {
    BankTransaction(
        transactionID: id, account: account, direction: .debit, amount: MinorUnits(rupees * 100),
        bookedAt: zoned(at * TrailBench.minute), channel: channel,
        counterparty: to == nil && vpa == nil ? nil : .init(account: to, vpa: vpa),
        terminal: terminal.map { .init(id: $0, kind: "ATM", location: GeoPoint(latitude: 12.9, longitude: 77.6)) },
        homeIFSC: "SBIN0000123")
}

func credit(_ id: String, _ account: String, rupees: Int64, at: Int64) -> BankTransaction {
    BankTransaction(
        transactionID: id, account: account, direction: .credit, amount: MinorUnits(rupees * 100),
        bookedAt: zoned(at * TrailBench.minute), channel: .imps)
}

func subject(_ caseID: String, _ account: String, rupees: Int64, at: Int64, rrn: String? = "RRN1") -> CaseSubject {
    CaseSubject(
        caseID: caseID, kind: .account, subject: account, role: .beneficiary, amount: MinorUnits(rupees * 100),
        rrn: rrn,
        fromAccount: "VICTIM", at: zoned(at * TrailBench.minute), state: "Karnataka", district: "Bengaluru Urban",
        policeStation: "CEN", source: SourceRef(topic: "police.firs.v1", partition: Partition(0), offset: Offset(1)))
}
