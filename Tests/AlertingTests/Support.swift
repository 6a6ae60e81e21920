import Alerting
import Records
import StageKit

/// One partition of the alerts stage, with its own candidates fed back as the runtime's topic would.
struct Desk {
    let stage = AlertsStage()
    var tables: PolicyTables
    var state: AlertsStage.State
    var effects = Effects()
    private var nextOffset: Int64 = 0
    /// Whether the state goes through its bytes between every two records.
    var restoresAlways = false
    private let disk = Disk()

    /// - Parameter withDefaults: whether the built-in documents hold.
    init(withDefaults: Bool = true) {
        tables = PolicyTables(withDefaults: withDefaults)
        state = stage.makeState(cacheEntries: 1_000)
    }

    /// Takes one record as it came from `topic`, then the candidates that it made.
    mutating func take(_ record: DomainRecord, runID: String? = nil) throws(StageFault) {
        nextOffset += 1
        try take(record, at: Offset(nextOffset), runID: runID)
    }

    mutating func take(_ record: DomainRecord, at offset: Offset, runID: String? = nil) throws(StageFault) {
        if restoresAlways { state = Self.restored(state, by: stage, over: disk) }
        let before = effects.beginRecord()
        let source = SourceRef(topic: "in", partition: Partition(0), offset: offset)
        try stage.step(
            Envelope(
                record: record, topic: .trailHops, source: source,
                eventTime: record.eventTime ?? EventTime(milliseconds: 0), runID: runID),
            state: &state, tables: tables, effects: &effects)
        for emission in effects.emissions[before...] {
            guard case .alertCandidate = emission.record else { continue }
            try take(emission.record, at: offset)
        }
    }

    mutating func watermark(_ time: EventTime) {
        if restoresAlways { state = Self.restored(state, by: stage, over: disk) }
        stage.advance(.watermark(time), state: &state, tables: tables, effects: &effects)
    }

    mutating func clock(_ time: EventTime) {
        stage.advance(.wallClock(time), state: &state, tables: tables, effects: &effects)
    }

    mutating func silence(_ json: String?, id: String) throws(StageFault) {
        let record = json.map { DomainRecord.document(ReferenceDocument(key: id, json: $0)) }
        try stage.apply(TableChange(topic: .alertSilences, key: id, record: record), to: &tables)
    }

    mutating func publish(_ json: String, id: String) throws(StageFault) {
        let document = ReferenceDocument(key: id, json: json)
        try stage.apply(
            TableChange(topic: .refPolicies, key: id, record: .document(document)), to: &tables)
    }

    /// Nobody is told later than at first: for tests about something else.
    mutating func withdrawChains() throws(StageFault) {
        for id in ["patrol", "cyber-cell", "district-head"] {
            let step = #"[{"after_minutes": 10080, "roles": ["nobody"]}]"#
            try publish(#"{"kind": "escalation", "id": "\#(id)", "version": "0", "steps": \#(step)}"#, id: id)
        }
    }

    mutating func withdraw(_ id: String) throws(StageFault) {
        try stage.apply(TableChange(topic: .refPolicies, key: id, record: nil), to: &tables)
    }

    var commands: [AlertCommand] {
        effects.emissions.compactMap { emission in
            if case .alertCommand(let command) = emission.record { return command }
            return nil
        }
    }

    var candidates: [AlertCandidate] {
        effects.emissions.compactMap { emission in
            if case .alertCandidate(let candidate) = emission.record { return candidate }
            return nil
        }
    }

    /// `action count severity` of every command.
    var said: [String] { commands.map { "\($0.action) \($0.count) \($0.severity)" } }

    /// The state as a process finds it that starts from what the one before wrote to `disk`.
    private static func restored(
        _ state: AlertsStage.State, by stage: AlertsStage, over disk: Disk
    ) -> AlertsStage.State {
        var old = state
        var writing = Writing(disk: disk)
        old.visitStores(&writing)
        var new = stage.makeState(cacheEntries: 1_000)
        var reading = Reading(disk: disk)
        new.visitStores(&reading)
        precondition(disk.faults.isEmpty)
        return new
    }
}

/// What a checkpoint leaves.
final class Disk: StateLoader {
    var stores: [UInt8: [String: [UInt8]]] = [:]
    var faults: [StateFault] = []

    func load(store: StoreID, key: String) -> [UInt8]? { stores[store.rawValue]?[key] }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) {
        for (key, value) in (stores[store.rawValue] ?? [:]).sorted(by: { $0.key < $1.key }) { body(key, value) }
    }
    func count(store: StoreID) -> Int { stores[store.rawValue]?.count ?? 0 }
    func report(_ fault: StateFault, store: StoreID, key: String) { faults.append(fault) }
}

private struct Writing: StoreVisitor {
    let disk: Disk

    struct Sink: ChangeSink {
        let disk: Disk
        func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
            let bytes = (copy value)?.bytes
            disk.stores[store.rawValue, default: [:]][key] = bytes
        }
    }

    mutating func visit<S: StateStore>(_ store: inout S) {
        var sink = Sink(disk: disk)
        store.writeCheckpoint(into: &sink)
    }
}

private struct Reading: StoreVisitor {
    let disk: Disk
    mutating func visit<S: StateStore>(_ store: inout S) { store.attach(disk) }
}

/// Milliseconds after the story's start.
func minute(_ minutes: Int, ms: Int64 = 0) -> EventTime {
    EventTime(milliseconds: 1_772_340_000_000 + Int64(minutes) * 60_000 + ms)
}

func verdict(_ score: Double, _ code: String = "WHY", runID: String? = nil) -> Verdict {
    let reason = Reason(code: code, contribution: score, evidence: "so it looks")
    let source = SourceRef(topic: "origin", partition: Partition(3), offset: Offset(9))
    return Verdict(score: score, reasons: [reason], versions: Versions(), source: source, runID: runID)
}

func zoned(_ time: EventTime) -> ZonedTime { ZonedTime(time: time, zoneOffsetMinutes: 330) }

func hop(
    _ kind: TrailHop.Kind, case caseID: String = "FIR-7", account: String = "ACC-1", score: Double = 0.6,
    amount: Int64 = 4_900_000, atRisk: Int64 = 4_900_000, at time: EventTime, runID: String? = nil
) -> DomainRecord {
    .trailHop(
        TrailHop(
            caseID: caseID, account: account, kind: kind, layer: 1, amount: MinorUnits(amount),
            atRisk: MinorUnits(atRisk), at: zoned(time), stolenAt: minute(0),
            terminal: kind == .cashedOut ? BankTransaction.Terminal(id: "ATM-4", kind: "ATM") : nil, path: [],
            state: "Gujarat", district: "Surat", policeStation: "Umra", verdict: verdict(score, runID: runID)))
}

func forecast(
    _ probability: Double, active: Bool = true, account: String = "ACC-1", cell: String = "3be04c",
    at time: EventTime
) -> DomainRecord {
    let chances = (0..<7).map { index in
        TerminalChance(
            id: "ATM-\(index)", probability: index == 0 ? probability : 0.01, etaSeconds: 1_260 + index,
            location: GeoPoint(latitude: 21.17 + Double(index) / 100, longitude: 72.83),
            name: index == 0 ? "Ring Road" : nil)
    }
    return .riskForecast(
        RiskForecast(
            forecastID: "F", caseID: "FIR-7", account: account, layer: 1, atRisk: MinorUnits(5_000_000),
            issuedAt: zoned(time), expiresAt: time.advanced(byMilliseconds: 7_200_000), active: active,
            terminals: active ? chances : [], cell: active ? cell : nil, state: "Gujarat", district: "Surat",
            policeStation: "Umra", verdict: verdict(active ? 0.9 : 0)))
}

func acknowledgement(of command: AlertCommand, at time: EventTime) -> DomainRecord {
    .alertReceipt(
        AlertReceipt(
            commandID: command.id, dedupKey: command.dedupKey, groupKey: command.groupKey, recipient: "officer",
            channel: "sms", status: .acknowledged, at: zoned(time)))
}

/// From somebody who was told of the group, whichever command it was.
func acknowledgement(of group: String, at time: EventTime) -> DomainRecord {
    .alertReceipt(
        AlertReceipt(
            commandID: "any", dedupKey: group, groupKey: group, recipient: "officer", channel: "sms",
            status: .acknowledged, at: zoned(time)))
}

/// The project's own generator: the same numbers everywhere.
struct SplitMix64 {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}
