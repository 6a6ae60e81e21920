public import Records
import Wire

/// Seeded bookings for the ledger, with a few that cannot be read, are refused or come too late.
public struct LedgerLoad: Sendable {
    public struct Record: Sendable {
        public var key: String
        public var value: [UInt8]
        public var timestamp: EventTime
    }

    public private(set) var records: [Record] = []

    public init(count: Int, accounts: Int, seed: UInt64) {
        var random = seed
        func next() -> UInt64 {
            random &+= 0x9E37_79B9_7F4A_7C15
            var z = random
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        let start: Int64 = 1_772_323_200_000
        for index in 0..<count {
            let account = "acc\(next() % UInt64(accounts))"
            var time = start + Int64(index) * 1_000
            if index % 97 == 96 { time -= 4 * 3_600_000 }
            var booking = BankTransaction(
                transactionID: "t\(index)", account: account, direction: next() % 2 == 0 ? .debit : .credit,
                amount: MinorUnits(Int64(next() % 1_000_000) + 1),
                bookedAt: ZonedTime(time: EventTime(milliseconds: time), zoneOffsetMinutes: 330), channel: .upi)
            if index % 53 == 52 { booking.narration = "refuse" }
            var writer = ByteWriter()
            WireEncoder.encode(.bankTransaction(booking), into: &writer)
            if index % 71 == 70 { writer.bytes.removeLast(3) }
            records.append(
                Record(
                    key: account, value: writer.bytes, timestamp: EventTime(milliseconds: start + Int64(index) * 1_000))
            )
        }
    }

    public func produce(to cluster: InMemoryCluster, from: Int = 0, to end: Int? = nil) {
        for record in records[from..<(end ?? records.count)] {
            cluster.produce(
                Topic.bankTransactions.rawValue, key: record.key, value: record.value, timestamp: record.timestamp)
        }
    }
}
