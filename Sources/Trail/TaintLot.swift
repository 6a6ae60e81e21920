import Records
import StageKit

/// Stolen money of one case that arrived at one account at one time, as far as it is still there.
struct TaintLot: Equatable {
    var caseID: String
    /// 1 at the account the victim paid.
    var layer: Int
    /// What arrived, and what of it is left. Minor units.
    var arrived: Int64
    var remaining: Int64
    var arrivedAt: ZonedTime
    var stolenAt: EventTime
    /// The accounts before this one.
    var path: [String]
    var state: String
    var district: String
    var policeStation: String
    /// The record that brought it.
    var source: SourceRef
    /// Names the arrival; breaks ties in the order of arrival.
    var mark: UInt64

    func expiresAt(_ settings: TrailSettings) -> EventTime {
        arrivedAt.time.advanced(byMilliseconds: settings.followMilliseconds)
    }

    /// Whether money of both goes on as one.
    func goesWith(_ other: TaintLot) -> Bool {
        caseID == other.caseID && layer == other.layer && path == other.path
    }

    /// Stolen money that came first leaves first.
    static func leavesBefore(_ a: TaintLot, _ b: TaintLot) -> Bool {
        (a.arrivedAt.time, a.mark) < (b.arrivedAt.time, b.mark)
    }

    func encode(into writer: inout ByteWriter) {
        writer.append(string: caseID)
        writer.append(varint: UInt64(layer))
        writer.append(varint: UInt64(bitPattern: arrived))
        writer.append(varint: UInt64(bitPattern: remaining))
        writer.append(zoned: arrivedAt)
        writer.append(integer: stolenAt.milliseconds)
        writer.append(varint: UInt64(path.count))
        for account in path { writer.append(string: account) }
        writer.append(string: state)
        writer.append(string: district)
        writer.append(string: policeStation)
        writer.append(source: source)
        writer.append(integer: mark)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        caseID = try reader.string()
        layer = Int(truncatingIfNeeded: try reader.varint())
        arrived = Int64(bitPattern: try reader.varint())
        remaining = Int64(bitPattern: try reader.varint())
        arrivedAt = try reader.zonedTime()
        stolenAt = EventTime(milliseconds: try reader.integer())
        path = []
        for _ in 0..<(try reader.count()) { path.append(try reader.string()) }
        state = try reader.string()
        district = try reader.string()
        policeStation = try reader.string()
        source = try reader.source()
        mark = try reader.integer()
    }
}

extension TaintLot {
    /// Layer 1: a case names the account.
    init(_ subject: CaseSubject, amount: Int64, mark: UInt64, source: SourceRef) {
        caseID = subject.caseID
        layer = 1
        arrived = amount
        remaining = amount
        arrivedAt = subject.at
        stolenAt = subject.at.time
        path = []
        state = subject.state
        district = subject.district
        policeStation = subject.policeStation
        self.source = source
        self.mark = mark
    }

    /// Layer 2 and on: stolen money came from another account.
    init(_ taint: TrailTaint, amount: Int64, mark: UInt64, source: SourceRef) {
        caseID = taint.caseID
        layer = taint.layer
        arrived = amount
        remaining = amount
        arrivedAt = taint.movedAt
        stolenAt = taint.stolenAt
        path = taint.path
        state = taint.state
        district = taint.district
        policeStation = taint.policeStation
        self.source = source
        self.mark = mark
    }
}
