public import Records
public import StageKit

/// Everything the anomaly stage remembers about one account: fixed size, no heap.
///
/// Every field is stored with the precision it is used with, so that a state that went through ``encode(into:)``
/// decides exactly as one that did not. Encoded: about 220 bytes for a busy account, at most 300 with plausible times.
public struct AccountState: StateValue {
    static let version: UInt8 = 1
    /// Every field at its widest is 367 bytes.
    static let encodedBytesMax = 384

    /// Bookings scored, saturating.
    var records: UInt32 = 0
    /// Event time of the first and the latest booking, milliseconds.
    var firstAt: Int64 = 0
    var lastAt: Int64 = 0
    var ids = RecentIDs()
    /// Octaves of rupees.
    var debits = Baseline()
    var credits = Baseline()
    /// Octaves of seconds between bookings.
    var gaps = Baseline()
    /// The largest debit the account is used to, in octaves of rupees; grows slowly, fades slowly.
    var peak: Float = 0
    var velocity = Velocity()
    var hours = Histogram<24>()
    var channels = Histogram<11>()
    var payees = FingerprintSet<16>()
    /// Payees of unusually large debits: rent and fees are not forgotten among tea stalls.
    var largePayees = FingerprintSet<8>()
    var devices = FingerprintSet<4>()
    /// Decayed share of transfers that went to a new payee.
    var newPayeeRate: Float = 0.5
    var place = LastPlace()
    /// Decayed counts of amounts just below each reporting threshold (half-life a day).
    var nearThreshold = InlineArray<3, Float>(repeating: 0)
    var pool = CreditPool()

    init() {}

    public func encode(into writer: inout ByteWriter) {
        writer.bytes.append(addingCapacity: Self.encodedBytesMax) { out in
            out.withUnsafeMutableBufferPointer { buffer, initialized in
                var raw = MutableRawSpan(_unsafeBytes: UnsafeMutableRawBufferPointer(buffer))
                var at = 0
                encode(into: &raw, &at)
                initialized = at
            }
        }
    }

    private func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(Self.version, &at)
        raw.put(varint: UInt64(records), &at)
        raw.put(lastAt, &at)
        raw.put(signedVarint: lastAt &- firstAt, &at)
        ids.encode(into: &raw, &at)
        debits.encode(into: &raw, &at)
        credits.encode(into: &raw, &at)
        gaps.encode(into: &raw, &at)
        raw.put(peak, &at)
        velocity.encode(into: &raw, &at)
        hours.encode(into: &raw, &at)
        channels.encode(into: &raw, &at)
        payees.encode(into: &raw, &at)
        largePayees.encode(into: &raw, &at)
        devices.encode(into: &raw, &at)
        raw.put(newPayeeRate, &at)
        place.encode(into: &raw, &at, relativeTo: lastAt)
        encodeNearThreshold(into: &raw, &at)
        pool.encode(into: &raw, &at, relativeTo: lastAt)
    }

    /// Nearly always zero: a bitmap first.
    private func encodeNearThreshold(into raw: inout MutableRawSpan, _ at: inout Int) {
        var used: UInt8 = 0
        for index in 0..<3 where nearThreshold[index] != 0 { used |= 1 << UInt8(index) }
        raw.put(used, &at)
        for index in 0..<3 where nearThreshold[index] != 0 { raw.put(nearThreshold[index], &at) }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        records = UInt32(truncatingIfNeeded: try reader.varint())
        lastAt = try reader.integer()
        firstAt = lastAt &- (try reader.signedVarint())
        ids = try RecentIDs(from: &reader)
        debits = try Baseline(from: &reader)
        credits = try Baseline(from: &reader)
        gaps = try Baseline(from: &reader)
        peak = try reader.float()
        velocity = try Velocity(from: &reader)
        hours = try Histogram<24>(from: &reader)
        channels = try Histogram<11>(from: &reader)
        payees = try FingerprintSet<16>(from: &reader)
        largePayees = try FingerprintSet<8>(from: &reader)
        devices = try FingerprintSet<4>(from: &reader)
        newPayeeRate = try reader.float()
        place = try LastPlace(from: &reader, relativeTo: lastAt)
        let used = try reader.byte()
        for index in 0..<3 where used & (1 << UInt8(index)) != 0 { nearThreshold[index] = try reader.float() }
        pool = try CreditPool(from: &reader, relativeTo: lastAt)
    }
}
