public import Records
public import StageKit

/// The latest bookings of one account, kept encoded: nearly all accounts never carry stolen money, and theirs are
/// never decoded. Finding a duplicate, adding one: O(kept bookings) over bytes.
public struct BookingHistory: StateValue {
    static let version: UInt8 = 1

    /// Whether the account has an entry among the taints.
    var isFollowed = false
    /// The latest event time seen.
    var latest = EventTime.distantPast
    /// The latest event time among the bookings that were dropped. A booking at or before it cannot be told from a
    /// redelivery any more.
    var horizon = EventTime.distantPast
    /// Credits minus debits of the dropped bookings, never below zero.
    var openingBalance: Int64 = 0
    var homeIFSC: String?
    private(set) var count = 0
    /// One after the other, in order of arrival: length (UInt16) and ``KeptBooking``.
    private var entries: [UInt8] = []

    init() {}

    /// Bytes of a length and of the fields in front of the time.
    private static let lengthBytes = 2
    private static let markBytes = 8

    /// Whether `booking` was seen, or is too old to tell.
    func hasSeen(mark: UInt64, at time: EventTime) -> Bool {
        if time <= horizon { return true }
        var start = 0
        while start + Self.lengthBytes + Self.markBytes <= entries.count {
            let place = start + Self.lengthBytes
            if entries[place] == UInt8(truncatingIfNeeded: mark), word(at: place) == mark { return true }
            start += Self.lengthBytes + length(at: start)
        }
        return false
    }

    /// Keeps a new booking, unless stolen money has to be looked for in it first: then returns true and keeps nothing.
    mutating func keep(_ booking: KeptBooking, homeIFSC: String?, settings: TrailSettings) -> Bool {
        guard !hasSeen(mark: booking.mark, at: booking.at.time) else { return false }
        if let homeIFSC, homeIFSC != self.homeIFSC { self.homeIFSC = homeIFSC }
        if isFollowed, booking.direction == .debit, booking.free > 0 { return true }
        append(booking, settings: settings)
        return false
    }

    /// Adds `booking` and drops what is beyond the bounds.
    mutating func append(_ booking: KeptBooking, settings: TrailSettings) {
        latest = max(latest, booking.at.time)
        var writer = ByteWriter(capacity: 96)
        booking.encode(into: &writer)
        guard writer.count <= UInt16.max else {
            // Longer than any name can be: remembered by its time and amount alone.
            horizon = max(horizon, booking.at.time)
            openingBalance = booking.balance(after: openingBalance)
            return
        }
        entries.append(UInt8(truncatingIfNeeded: writer.count))
        entries.append(UInt8(truncatingIfNeeded: writer.count >> 8))
        entries.append(contentsOf: writer.bytes)
        count += 1
        trim(settings)
    }

    private mutating func trim(_ settings: TrailSettings) {
        let oldest = latest.advanced(byMilliseconds: -settings.historyMilliseconds)
        var end = 0
        while count > 0, end + Self.lengthBytes + Self.markBytes + 8 <= entries.count {
            let time = EventTime(milliseconds: Int64(bitPattern: word(at: end + Self.lengthBytes + Self.markBytes)))
            guard count > settings.historyBookingsMax || time < oldest else { break }
            horizon = max(horizon, time)
            let (direction, amount) = KeptBooking.money(in: entries, from: end + Self.lengthBytes)
            openingBalance = KeptBooking.balance(after: openingBalance, direction, amount)
            end += Self.lengthBytes + length(at: end)
            count -= 1
        }
        if end > 0 { entries.removeFirst(end) }
    }

    /// The kept bookings in order of their time, ties by their mark.
    func bookings() -> [KeptBooking] {
        var kept: [KeptBooking] = []
        var start = 0
        while start + Self.lengthBytes <= entries.count {
            if let booking = decode(at: start) { kept.append(booking) }
            start += Self.lengthBytes + length(at: start)
        }
        return kept.sorted { ($0.at.time, $0.mark) < ($1.at.time, $1.mark) }
    }

    /// Puts changed bookings in the place of those with the same marks.
    mutating func replace(_ changed: [UInt64: KeptBooking]) {
        guard !changed.isEmpty else { return }
        var writer = ByteWriter(capacity: entries.count + 32)
        var start = 0
        while start + Self.lengthBytes <= entries.count {
            let end = start + Self.lengthBytes + length(at: start)
            if let booking = changed[word(at: start + Self.lengthBytes)] {
                let place = writer.count
                writer.append(integer: UInt16(0))
                booking.encode(into: &writer)
                let size = writer.count - place - Self.lengthBytes
                writer.bytes[place] = UInt8(truncatingIfNeeded: size)
                writer.bytes[place + 1] = UInt8(truncatingIfNeeded: size >> 8)
            } else {
                writer.bytes.append(contentsOf: entries[start..<end])
            }
            start = end
        }
        entries = writer.bytes
    }

    private func length(at start: Int) -> Int { Int(entries[start]) | Int(entries[start + 1]) << 8 }

    private func word(at start: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(entries[start + index]) << UInt64(index * 8) }
        return value
    }

    private func decode(at start: Int) -> KeptBooking? {
        var reader = ByteReader(entries, from: start + Self.lengthBytes)
        return try? KeptBooking(from: &reader)
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(isFollowed ? 1 as UInt8 : 0)
        writer.append(integer: latest.milliseconds)
        writer.append(integer: horizon.milliseconds)
        writer.append(signedVarint: openingBalance)
        writer.append(optional: homeIFSC)
        writer.append(varint: UInt64(count))
        writer.append(varint: UInt64(entries.count))
        writer.bytes.append(contentsOf: entries)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        isFollowed = try reader.byte() == 1
        latest = EventTime(milliseconds: try reader.integer())
        horizon = EventTime(milliseconds: try reader.integer())
        openingBalance = try reader.signedVarint()
        homeIFSC = try reader.optionalString()
        count = try reader.count()
        let size = try reader.count()
        entries.reserveCapacity(size)
        for _ in 0..<size { entries.append(try reader.byte()) }
        try check()
    }

    /// Every length leads to the next entry and every entry reads, so that later walks need not ask again.
    private func check() throws(StateFault) {
        var start = 0
        var found = 0
        while start < entries.count {
            guard start + Self.lengthBytes <= entries.count else { throw .truncated }
            let end = start + Self.lengthBytes + length(at: start)
            guard end <= entries.count else { throw .truncated }
            var reader = ByteReader(entries, from: start + Self.lengthBytes)
            _ = try KeptBooking(from: &reader)
            start = end
            found += 1
        }
        guard found == count else { throw .invalid("\(found) kept bookings instead of \(count)") }
    }
}

extension KeptBooking {
    /// The known balance after this booking: what is known of an account starts at zero and never goes below.
    func balance(after before: Int64) -> Int64 { Self.balance(after: before, direction, amount) }

    static func balance(after before: Int64, _ direction: BankTransaction.Direction, _ amount: Int64) -> Int64 {
        direction == .credit ? min(MinorUnits.largest.rawValue, before + amount) : max(0, before - amount)
    }
}
