public import Records

/// What happened on one day, of one partition of commands.
public struct DayTally: Sendable, Equatable {
    /// Days since 1970-01-01 by the gateway's clock on the wall.
    public var day: Int64
    public var severities: [String: Int] = [:]
    public var districts: [String: Int] = [:]
    public var statuses: [String: Int] = [:]
    /// The first few commands that could not be delivered, with the reason.
    public var failures: [String] = []
    /// Recipients whose summary has told it.
    public var toldTo: [String] = []

    static let failuresMax = 10
    private static let districtsMax = 1_000

    public init(day: Int64) { self.day = day }

    mutating func count(_ command: AlertCommand) {
        severities[command.severity.rawValue, default: 0] += 1
        let district = command.jurisdiction.district ?? "-"
        let isNew = districts[district] == nil && districts.count >= Self.districtsMax
        districts[isNew ? "others" : district, default: 0] += 1
    }

    mutating func count(_ receipt: AlertReceipt) {
        statuses[receipt.status.rawValue, default: 0] += 1
        guard receipt.status == .failed, failures.count < Self.failuresMax else { return }
        failures.append("\(receipt.commandID.prefix(100)) \(receipt.recipient): \((receipt.detail ?? "").prefix(150))")
    }

    mutating func add(_ other: DayTally) {
        severities.merge(other.severities) { $0 + $1 }
        districts.merge(other.districts) { $0 + $1 }
        statuses.merge(other.statuses) { $0 + $1 }
        failures = Array((failures + other.failures).prefix(Self.failuresMax))
    }

    /// The largest first, `4 error, 2 info`.
    static func words(_ counts: [String: Int], most: Int) -> String {
        let sorted = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
        let rest = sorted.dropFirst(most).reduce(0) { $0 + $1.value }
        let words = sorted.prefix(most).map { "\($0.value) \($0.key)" } + (rest > 0 ? ["\(rest) elsewhere"] : [])
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}

extension DayTally {
    private static let version: UInt8 = 1

    public static func append(_ tallies: [DayTally], to writer: inout ByteWriter) {
        writer.append(version)
        writer.append(varint: UInt64(tallies.count))
        for tally in tallies {
            writer.append(signedVarint: tally.day)
            for counts in [tally.severities, tally.districts, tally.statuses] {
                writer.append(varint: UInt64(counts.count))
                for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                    writer.append(string: name)
                    writer.append(varint: UInt64(count))
                }
            }
            for texts in [tally.failures, tally.toldTo] {
                writer.append(varint: UInt64(texts.count))
                for text in texts { writer.append(string: text) }
            }
        }
    }

    public static func read(_ reader: inout ByteReader) throws(StateFault) -> [DayTally] {
        let found = try reader.byte()
        guard found == version else { throw .unknownVersion(found) }
        var tallies: [DayTally] = []
        for _ in 0..<(try CommandEntry.count(&reader)) {
            var tally = DayTally(day: try reader.signedVarint())
            tally.severities = try counts(&reader)
            tally.districts = try counts(&reader)
            tally.statuses = try counts(&reader)
            tally.failures = try texts(&reader)
            tally.toldTo = try texts(&reader)
            tallies.append(tally)
        }
        return tallies
    }

    private static func counts(_ reader: inout ByteReader) throws(StateFault) -> [String: Int] {
        var counts: [String: Int] = [:]
        for _ in 0..<(try CommandEntry.count(&reader)) {
            let name = try reader.string()
            counts[name] = Int(truncatingIfNeeded: try reader.varint())
        }
        return counts
    }

    private static func texts(_ reader: inout ByteReader) throws(StateFault) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try CommandEntry.count(&reader)) { texts.append(try reader.string()) }
        return texts
    }
}
