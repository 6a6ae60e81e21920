import Records
import StageKit

@testable import CashOut

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

/// Drives the real stage, loops its own topics back to it and keeps what it published.
struct CashOutBench {
    let stage: CashOutStage
    var state: CashOutStage.State
    var tables: CashOutTables
    var forecasts: [RiskForecast] = []
    var cells: [RiskCell] = []
    var withdrawals: [RiskWithdrawal] = []
    var offset: Int64 = 0
    var store: MemoryStore?
    static let start: Int64 = 1_772_425_800_000
    static let minute: Int64 = 60_000
    static let day: Int64 = 86_400_000

    init(throughEncoding: Bool = false) {
        stage = CashOutStage()
        state = stage.makeState(cacheEntries: 1_000)
        tables = stage.makeTables()
        if throughEncoding { store = MemoryStore() }
    }

    /// Takes one record; its withdrawals go to their cells, its cells to the table.
    mutating func take(_ record: DomainRecord, _ topic: Topic) throws {
        offset += 1
        let envelope = Envelope(
            record: record, topic: topic,
            source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
            eventTime: record.eventTime ?? .distantPast)
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(envelope, state: &state, tables: tables, effects: &effects)
        if let store { state = store.roundTrip(state, of: stage) }
        try keep(effects)
    }

    mutating func advance(to time: EventTime) throws {
        var effects = Effects()
        stage.advance(.watermark(time), state: &state, tables: tables, effects: &effects)
        try keep(effects)
    }

    private mutating func keep(_ effects: Effects) throws {
        for emission in effects.emissions {
            switch emission.record {
            case .riskForecast(let forecast): forecasts.append(forecast)
            case .riskCell(let cell):
                cells.append(cell)
                try stage.apply(
                    TableChange(topic: .riskCells, key: cell.cell, record: emission.record), to: &tables)
            case .riskWithdrawal(let withdrawal):
                withdrawals.append(withdrawal)
                try take(emission.record, .riskWithdrawals)
            default: break
            }
        }
    }

    mutating func terminal(_ id: String, _ latitude: Double, _ longitude: Double, kind: String = "ATM") throws {
        let terminal = ReferenceTerminal(
            id: id, kind: kind, name: "ATM \(id)", location: GeoPoint(latitude: latitude, longitude: longitude),
            district: "Bengaluru Urban", state: "Karnataka")
        try stage.apply(TableChange(topic: .refTerminals, key: id, record: .terminal(terminal)), to: &tables)
    }

    /// `account` draws cash at a place; `at` is minutes after ``start``.
    mutating func draw(
        _ account: String, _ terminal: String, at: Int64, latitude: Double? = 12.93, longitude: Double = 77.58
    ) throws {
        let point = latitude.map { GeoPoint(latitude: $0, longitude: longitude) }
        let booking = BankTransaction(
            transactionID: "w\(account)\(at)", account: account, direction: .debit, amount: MinorUnits(10_000_00),
            bookedAt: zoned(at * Self.minute), channel: .atm,
            terminal: .init(id: terminal, kind: "ATM", location: point))
        try take(.bankTransaction(booking), .bankTransactions)
    }

    mutating func hop(
        _ account: String, _ kind: TrailHop.Kind, rupees: Int64, left: Int64, at: Int64, caseID: String = "FIR1",
        layer: Int = 1, terminal: String? = nil, path: [String] = []
    ) throws {
        let point = GeoPoint(latitude: 12.93, longitude: 77.58)
        let hop = TrailHop(
            caseID: caseID, account: account, kind: kind, layer: layer, amount: MinorUnits(rupees * 100),
            atRisk: MinorUnits(left * 100), at: zoned(at * Self.minute), stolenAt: zoned(0).time,
            terminal: terminal.map { .init(id: $0, kind: "ATM", location: point) }, homeIFSC: nil, path: path,
            state: "Karnataka", district: "Bengaluru Urban", policeStation: "CEN",
            verdict: Verdict(
                score: 1, reasons: [], versions: Versions(),
                source: SourceRef(topic: "bank.transactions.v1", partition: Partition(0), offset: Offset(1))))
        try take(.trailHop(hop), .trailHops)
    }
}

func zoned(_ at: Int64) -> ZonedTime {
    ZonedTime(time: EventTime(milliseconds: CashOutBench.start + at), zoneOffsetMinutes: 330)
}
