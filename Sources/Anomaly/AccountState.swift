public import Records
public import StageKit

/// Everything the anomaly stage remembers about one account: fixed size, no heap.
///
/// Every field is stored with the precision it is used with, so that a state that went through ``encode(into:)``
/// decides exactly as one that did not. Encoded: about 290 bytes for a busy account, at most 400 with plausible times.
///
/// Version 2 ends with the detectors that version 1 did not have; a state of version 1 is read, and these start empty.
public struct AccountState: StateValue {
    static let version: UInt8 = 2
    /// Every field at its widest is 488 bytes.
    static let encodedBytesMax = 512

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
    /// Change points: octaves of debited rupees above the usual, and of seconds below the usual gap.
    var level = LevelShift()
    var pace = LevelShift()
    var roundDebits = RoundSums()
    var roundCredits = RoundSums()
    var payersOfDay = Fan()
    var payeesOfDay = Fan()
    var heavyPayees = HeavyPayees()

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
        velocity.encodeLater(into: &raw, &at)
        level.encode(into: &raw, &at)
        pace.encode(into: &raw, &at)
        roundDebits.encode(into: &raw, &at)
        roundCredits.encode(into: &raw, &at)
        payersOfDay.encode(into: &raw, &at)
        payeesOfDay.encode(into: &raw, &at)
        heavyPayees.encode(into: &raw, &at, relativeTo: lastAt)
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
        guard (1...Self.version).contains(version) else { throw .unknownVersion(version) }
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
        guard version > 1 else { return }
        try velocity.readLater(from: &reader)
        level = try LevelShift(from: &reader)
        pace = try LevelShift(from: &reader)
        roundDebits = try RoundSums(from: &reader)
        roundCredits = try RoundSums(from: &reader)
        payersOfDay = try Fan(from: &reader)
        payeesOfDay = try Fan(from: &reader)
        heavyPayees = try HeavyPayees(from: &reader, relativeTo: lastAt)
    }
}
