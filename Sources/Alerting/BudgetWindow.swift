public import Records
public import StageKit

/// What one limit let pass and held back in its current window.
public struct BudgetWindow: StateValue {
    static let version: UInt8 = 1
    static let linesMax = 3

    /// The window's number since 1970, in India's time.
    var index: Int64
    var used = 0
    /// Of alerts held back, by ``Severity/rank``.
    var held = [0, 0, 0, 0]
    /// The first of them.
    var lines: [String] = []
    /// What the digest carries: taken from the first alert that was held back.
    var policyID = ""
    /// Fingerprint of the first group that was held back. Limits are kept by each partition, groups by one: it tells the
    /// digests of two partitions apart.
    var origin = ""
    var policyVersion = ""
    var limitWords = ""
    var channels: [String] = []
    var roles: [String] = []
    var jurisdiction = Jurisdiction()
    var runID: String?

    init(index: Int64) { self.index = index }

    var heldCount: Int { held.reduce(0, +) }

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: index)
        writer.append(varint: UInt64(used))
        for count in held { writer.append(varint: UInt64(count)) }
        for list in [lines, channels, roles] { writer.append(list: list) { $0.append(string: $1) } }
        for text in [policyID, policyVersion, limitWords, origin] { writer.append(string: text) }
        for text in [jurisdiction.state, jurisdiction.district, jurisdiction.station, runID] {
            writer.append(optional: text)
        }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        index = try reader.integer()
        used = try reader.count()
        for rank in held.indices { held[rank] = try reader.count() }
        lines = try reader.list { (reader) throws(StateFault) in try reader.string() }
        channels = try reader.list { (reader) throws(StateFault) in try reader.string() }
        roles = try reader.list { (reader) throws(StateFault) in try reader.string() }
        policyID = try reader.string()
        policyVersion = try reader.string()
        limitWords = try reader.string()
        origin = try reader.string()
        jurisdiction = Jurisdiction(
            state: try reader.optionalString(), district: try reader.optionalString(),
            station: try reader.optionalString())
        runID = try reader.optionalString()
    }
}

/// A figure that holds in every hour or day; India's midnight starts the day.
struct AlertLimit {
    enum Window: Int64 {
        case hour = 3_600_000
        case day = 86_400_000
    }

    static let zoneMilliseconds: Int64 = 330 * 60_000

    /// Of the budget's state: `day/forecast-cash-out/Surat`.
    var key: String
    var window: Window
    var most: Int
    /// `50 commands a day of forecast-cash-out in Surat`
    var words: String

    func index(at time: EventTime) -> Int64 { (time.milliseconds + Self.zoneMilliseconds) / window.rawValue }

    func end(of index: Int64) -> EventTime {
        EventTime(milliseconds: (index + 1) * window.rawValue - Self.zoneMilliseconds)
    }

    /// The last part of the figure is kept for what is more severe: info stops at six tenths of it, warning at eight.
    /// What is critical is always sent, and counts.
    func lets(_ severity: Severity, pass used: Int) -> Bool {
        switch severity {
        case .critical: true
        case .error: used < most
        case .warning: used < (most * 8 + 9) / 10
        case .info: used < (most * 6 + 9) / 10
        }
    }
}
