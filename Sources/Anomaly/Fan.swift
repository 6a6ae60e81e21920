import Records
import StageKit

/// How many different counterparties within about a day: linear counting (Whang, Vander-Zanden and Taylor 1990) in 64 bits for
/// the running day and as many for the one before. Within a tenth up to some 60, saturated at 266.
struct Fan {
    private var today: UInt64 = 0
    private var yesterday: UInt64 = 0
    /// Decayed mean over the days that had any, in 64ths.
    private var usual64: UInt16 = 0

    init() {}

    var usual: Float { Float(usual64) / 64 }

    private static func distinct(_ bits: UInt64) -> Float {
        let count = bits.nonzeroBitCount
        guard count > 2 else { return Float(count) }
        return Float(-64 * 0.6931471805599453 * PortableMath.log2(1 - min(63, Double(count)) / 64))
    }

    mutating func add(_ hash: UInt64) { today |= 1 << (hash >> 40 & 63) }

    /// Moves on by `days` whole days.
    mutating func roll(_ days: Int64) {
        guard days > 0 else { return }
        if today != 0 {
            let count = Int(Self.distinct(today) * 64)
            let known = Int(usual64)
            // A first day says all that is known; after it a tenth a day.
            usual64 = UInt16(clamping: known == 0 ? count : known + (count - known) / 10)
        }
        yesterday = days == 1 ? today : 0
        today = 0
    }

    /// Different counterparties within the last 24 hours, about.
    ///
    /// - Parameter fraction: how far the running day has come, 0...1.
    func count(at fraction: Float) -> Float {
        Self.distinct(today) + Self.distinct(yesterday & ~today) * (1 - fraction)
    }

    /// Both counts in one byte (7: as a word), then up to six bits a day by their places.
    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(usual64, &at)
        raw.put(UInt8(min(7, today.nonzeroBitCount) | min(7, yesterday.nonzeroBitCount) << 4), &at)
        Self.put(today, into: &raw, &at)
        Self.put(yesterday, into: &raw, &at)
    }

    private static func put(_ bits: UInt64, into raw: inout MutableRawSpan, _ at: inout Int) {
        guard bits.nonzeroBitCount <= 6 else { return raw.put(bits, &at) }
        var rest = bits
        while rest != 0 {
            raw.put(UInt8(rest.trailingZeroBitCount), &at)
            rest &= rest - 1
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        usual64 = try reader.integer()
        let counts = try reader.byte()
        today = try Self.bits(counts & 15, from: &reader)
        yesterday = try Self.bits(counts >> 4, from: &reader)
    }

    private static func bits(_ count: UInt8, from reader: inout ByteReader) throws(StateFault) -> UInt64 {
        guard count <= 6 else { return try reader.integer() }
        var bits: UInt64 = 0
        for _ in 0..<count { bits |= 1 << UInt64(try reader.byte() & 63) }
        return bits
    }
}
