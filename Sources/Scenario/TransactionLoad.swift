public import Records

/// Bookings for drills and benchmarks: `count` of them over `accounts` accounts, in event-time order, without the life
/// of a city behind them. Each is a function of the seed and its position: any of them can be asked for by itself,
/// O(1), and two loads with equal settings are equal.
///
/// An account books once in ``meanGapMilliseconds`` on average, a twentieth of the accounts five times as often;
/// amounts, phones and payees are the account's own. In JSON a booking is about 290 to 350 bytes.
public struct TransactionLoad: Sequence, Sendable {
    /// Six hours.
    public static let meanGapMilliseconds: Int64 = 6 * 3_600_000

    public let count: Int
    public let accounts: Int
    public let seed: UInt64
    public let start: EventTime
    private let names: Identifiers

    /// `count` and `accounts` below 1 count as 0 and 1.
    public init(
        count: Int, accounts: Int, seed: UInt64, start: EventTime = ScenarioParameters.defaultStart
    ) {
        self.count = Swift.max(0, count)
        self.accounts = Swift.max(1, accounts)
        self.seed = seed
        self.start = start
        names = Identifiers(seed: seed)
    }

    public var underestimatedCount: Int { count }

    /// The booking at `position`, which may be any number from 0.
    public subscript(position: Int) -> BankTransaction {
        var names = names
        return make(position, &names)
    }

    public func makeIterator() -> Iterator { Iterator(load: self, names: names) }

    public struct Iterator: IteratorProtocol, Sendable {
        fileprivate let load: TransactionLoad
        fileprivate var names: Identifiers
        private var position = 0

        fileprivate init(load: TransactionLoad, names: Identifiers) {
            self.load = load
            self.names = names
        }

        public mutating func next() -> BankTransaction? {
            guard position < load.count else { return nil }
            defer { position += 1 }
            return load.make(position, &names)
        }
    }

    private func make(_ position: Int, _ names: inout Identifiers) -> BankTransaction {
        var draw = Draw(seed: seed, .load, position)
        let busy = Swift.max(1, accounts / 20)
        let index = draw.chance(0.2) ? draw.below(busy) : draw.below(accounts)
        let party = Party.resident(index)
        let person = Draw.mix(seed &+ 77 &+ UInt64(index))
        let bank = Int(person % UInt64(Bank.all.count))
        let milliseconds = Int64(Double(position) * Double(Self.meanGapMilliseconds) / Double(accounts))
        let time = start.milliseconds + milliseconds / 1_000 * 1_000
        let usual = 80.0 * Double(1 + person >> 8 & 63)
        var booking = BankTransaction(
            transactionID: names.loadID(bank: bank, position: position, at: time),
            account: names.account(party, bank: bank),
            direction: draw.chance(0.62) ? .debit : .credit,
            amount: MinorUnits(Int64(draw.logNormal(median: usual, spread: 0.7) * 100) + 100),
            bookedAt: LocalTime.zoned(time), channel: .upi, homeIFSC: names.ifsc(bank: bank, branch: person >> 16 % 900)
        )
        booking.rrn = names.rrn(names.loadReference(position: position, at: time))
        complete(&booking, index, person, &draw, &names)
        return booking
    }

    private func complete(
        _ booking: inout BankTransaction, _ index: Int, _ person: UInt64, _ draw: inout Draw, _ names: inout Identifiers
    ) {
        let kind = draw.below(100)
        let place = GeoPoint(
            latitude: 22.4 + Double(person >> 20 & 1_023) / 4_000,
            longitude: 88.25 + Double(person >> 30 & 1_023) / 4_000)
        if booking.direction == .debit, kind < 22 {
            booking.channel = kind < 10 ? .atm : .pos
            let number = (person >> 40 &+ UInt64(draw.below(3))) % 5_000
            booking.terminal = BankTransaction.Terminal(
                id: (kind < 10 ? "SBI-KOL-" : "POS-KOL-") + Text.padded(number, 4), kind: kind < 10 ? "ATM" : "POS",
                location: place.rounded)
            booking.narration = names.narration(kind < 10 ? "ATW" : "POS", "", "KOLKATA", "IN")
            return
        }
        booking.channel = kind < 82 ? .upi : kind < 93 ? .imps : .neft
        let payee = Party.resident(
            Int((person >> 12 &+ UInt64(Swift.min(draw.below(8), draw.below(8)))) % UInt64(accounts)))
        let payeeBank = Int(Draw.mix(seed &+ 77 &+ UInt64(payee.identity)) % UInt64(Bank.all.count))
        booking.counterparty = BankTransaction.Counterparty(
            account: names.account(payee, bank: payeeBank),
            ifsc: names.ifsc(bank: payeeBank, branch: payee.identity % 900))
        if booking.direction == .debit {
            let key = draw.chance(0.99) ? UInt64(index) : UInt64(index) &+ 1_000_000_000
            booking.device = BankTransaction.Device(id: names.device(key))
        }
        let kindWord: StaticString = kind < 82 ? "UPI" : kind < 93 ? "IMPS" : "NEFT"
        booking.narration = names.narration(kindWord, "", Names.remarks[draw.below(Names.remarks.count)], "")
    }
}
