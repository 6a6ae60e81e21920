public import Records
public import StageKit

/// Stored exactly as used, so that a restored state goes on as the uninterrupted one.
extension SeriesState: StateValue {
    static let version: UInt8 = 1
    /// Size of an encoded state, the same for every series.
    public static let encodedBytes = 1 + 8 + 12 * 8 + 192 * 12 + 72 * 8 + 8 * (128 * 4 + 5 * 8) + 96 * 4 + 16 + 64 * 4

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: Int64(age))
        writer.append(double: centre)
        writer.append(double: spread)
        for index in 0..<3 { writer.append(double: recent[index]) }
        for value in [fast, medium, slow, drift, residual, usualSurprise, excessSurprise] {
            writer.append(double: value)
        }
        for index in 0..<192 { writer.append(double: profile.means[index]) }
        for index in 0..<192 { writer.append(float: profile.weights[index]) }
        for index in 0..<8 { writer.append(double: regression.weights[index]) }
        for index in 0..<64 { writer.append(double: regression.covariance[index]) }
        for index in 0..<8 { tails[index].encode(into: &writer) }
        for index in 0..<96 { writer.append(float: episodes.counts[index]) }
        writer.append(integer: episodes.fadedAt)
        writer.append(double: episodes.peak)
        writer.append(integer: episodes.peakAt)
        for index in 0..<64 { writer.append(integer: refractory.last[index]) }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        self.init()
        let age = try reader.integer(Int64.self)
        guard age >= 0 else { throw .invalid("negative age") }
        self.age = Int(age)
        centre = try reader.finite()
        spread = try reader.finite()
        for index in 0..<3 { recent[index] = try reader.finite() }
        fast = try reader.finite()
        medium = try reader.finite()
        slow = try reader.finite()
        drift = try reader.finite()
        residual = try reader.finite()
        usualSurprise = try reader.finite()
        excessSurprise = try reader.finite()
        for index in 0..<192 { profile.means[index] = try reader.finite() }
        for index in 0..<192 { profile.weights[index] = try reader.finiteFloat() }
        for index in 0..<8 { regression.weights[index] = try reader.finite() }
        for index in 0..<64 { regression.covariance[index] = try reader.finite() }
        for index in 0..<8 { tails[index] = try EmpiricalTail(from: &reader) }
        for index in 0..<96 { episodes.counts[index] = try reader.finiteFloat() }
        episodes.fadedAt = try reader.integer()
        episodes.peak = try reader.finite()
        guard episodes.peak >= 0 else { throw .invalid("negative peak of an episode") }
        episodes.peakAt = try reader.integer()
        for index in 0..<64 { refractory.last[index] = try reader.integer() }
    }
}

extension EmpiricalTail {
    func encode(into writer: inout ByteWriter) {
        for index in 0..<Self.bins { writer.append(float: above[index]) }
        for index in 0..<Self.bins { writer.append(float: below[index]) }
        for value in [unit, total, largestAbove, largestBelow, scale] { writer.append(double: value) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        self.init()
        for index in 0..<Self.bins { above[index] = try reader.finiteFloat() }
        for index in 0..<Self.bins { below[index] = try reader.finiteFloat() }
        unit = try reader.finite()
        total = try reader.finite()
        largestAbove = try reader.finite()
        largestBelow = try reader.finite()
        scale = try reader.finite()
        guard unit >= 1, total >= 0, scale >= 0 else { throw .invalid("tail of a series") }
        findUsed()
    }
}

extension ByteReader {
    /// A number that can be counted with; anything else is a damaged state.
    fileprivate mutating func finite() throws(StateFault) -> Double {
        let value = try double()
        guard value.isFinite else { throw .invalid("a number of a series is not finite") }
        return value
    }

    fileprivate mutating func finiteFloat() throws(StateFault) -> Float {
        let value = try float()
        guard value.isFinite else { throw .invalid("a number of a series is not finite") }
        return value
    }
}
