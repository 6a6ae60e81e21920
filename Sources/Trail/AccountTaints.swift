public import Records
public import StageKit

/// The stolen money at one account and what is needed not to count any of it twice.
public struct AccountTaints: StateValue {
    static let version: UInt8 = 1
    /// How many transfers and taint records are remembered for recognising repetitions.
    static let rememberedMax = 256

    /// What one transfer (case and reference) brought, by both ways it can be told.
    struct Arrival {
        var transfer: UInt64
        /// As the case says.
        var named: Int64
        /// As the trail of another account says.
        var traced: Int64
        /// A transfer that is named by the case and traced as well is the same money.
        var effective: Int64 { max(named, traced) }
    }

    var lots: [TaintLot] = []
    private var arrivals: [Arrival] = []
    private var taintMarks: [UInt64] = []
    /// Event time of the latest arrival.
    private(set) var latestArrival = EventTime.distantPast

    init() {}

    /// How much is new when a case says that `amount` arrived by `transfer`; 0 for a repetition.
    mutating func name(_ transfer: UInt64, amount: Int64, at time: EventTime) -> Int64 {
        arrive(transfer, at: time) { $0.named = max($0.named, amount) }
    }

    /// How much is new when a trail says that `amount` arrived by `transfer`; 0 for a repetition.
    mutating func trace(_ transfer: UInt64, amount: Int64, mark: UInt64, at time: EventTime) -> Int64 {
        guard !taintMarks.contains(mark) else { return 0 }
        taintMarks.append(mark)
        if taintMarks.count > Self.rememberedMax { taintMarks.removeFirst() }
        return arrive(transfer, at: time) { $0.traced += amount }
    }

    private mutating func arrive(_ transfer: UInt64, at time: EventTime, _ change: (inout Arrival) -> Void) -> Int64 {
        latestArrival = max(latestArrival, time)
        if let known = arrivals.firstIndex(where: { $0.transfer == transfer }) {
            let before = arrivals[known].effective
            change(&arrivals[known])
            return arrivals[known].effective - before
        }
        var new = Arrival(transfer: transfer, named: 0, traced: 0)
        change(&new)
        arrivals.append(new)
        if arrivals.count > Self.rememberedMax { arrivals.removeFirst() }
        return new.effective
    }

    /// The stolen money of one case left here at one layer.
    func atRisk(caseID: String, layer: Int) -> Int64 {
        lots.reduce(0) { $0 + ($1.caseID == caseID && $1.layer == layer ? $1.remaining : 0) }
    }

    /// When there is something to do: the first lot expires, or nothing need be remembered any more.
    func nextDue(_ settings: TrailSettings) -> EventTime {
        lots.map { $0.expiresAt(settings) }.min()
            ?? latestArrival.advanced(byMilliseconds: 2 * settings.followMilliseconds)
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(varint: UInt64(lots.count))
        for lot in lots { lot.encode(into: &writer) }
        writer.append(varint: UInt64(arrivals.count))
        for arrival in arrivals {
            writer.append(integer: arrival.transfer)
            writer.append(varint: UInt64(bitPattern: arrival.named))
            writer.append(varint: UInt64(bitPattern: arrival.traced))
        }
        writer.append(varint: UInt64(taintMarks.count))
        for mark in taintMarks { writer.append(integer: mark) }
        writer.append(integer: latestArrival.milliseconds)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        for _ in 0..<(try reader.count()) { lots.append(try TaintLot(from: &reader)) }
        for _ in 0..<(try reader.count()) {
            arrivals.append(
                Arrival(
                    transfer: try reader.integer(), named: Int64(bitPattern: try reader.varint()),
                    traced: Int64(bitPattern: try reader.varint())))
        }
        for _ in 0..<(try reader.count()) { taintMarks.append(try reader.integer()) }
        latestArrival = EventTime(milliseconds: try reader.integer())
    }
}
