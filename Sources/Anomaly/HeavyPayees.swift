import Records

/// The payees that most of the lately paid money went to: a decayed heavy-hitter sketch of three places (half-life three days).
///
/// A payee not among them takes the place of the smallest when it gets more at once than that one has left; so whoever gets
/// more than a third of the money is there, unless in crumbs.
struct HeavyPayees {
    static let places = 3

    struct Payee {
        var mark: UInt16 = 0
        /// Payments since it came, saturating.
        var payments: UInt8 = 0
        /// Decayed rupees.
        var rupees: Float = 0
        /// When it came, minutes since 1970.
        var since: Int32 = 0
    }

    private var payees = InlineArray<3, Payee>(repeating: Payee())
    /// Decayed rupees of all payments to somebody.
    private(set) var total: Float = 0

    init() {}

    /// - Parameter decay: what the elapsed time leaves.
    mutating func fade(_ decay: Float) {
        total *= decay
        for index in 0..<Self.places { payees[index].rupees *= decay }
    }

    /// Takes a payment; the payee as it stands now, nil when it got no place.
    mutating func add(_ hash: UInt64, rupees: Float, at now: Int64) -> Payee? {
        let mark = max(1, UInt16(truncatingIfNeeded: hash >> 20))
        total += rupees
        var place = 0
        for index in 0..<Self.places {
            if payees[index].mark == mark {
                payees[index].rupees += rupees
                if payees[index].payments < .max { payees[index].payments += 1 }
                return payees[index]
            }
            if payees[index].rupees < payees[place].rupees { place = index }
        }
        guard payees[place].rupees < rupees else { return nil }
        payees[place] = Payee(mark: mark, payments: 1, rupees: rupees, since: Int32(clamping: now / 60_000))
        return payees[place]
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int, relativeTo base: Int64) {
        raw.put(total, &at)
        for index in 0..<Self.places {
            raw.put(payees[index].payments, &at)
            guard payees[index].payments > 0 else { continue }
            raw.put(payees[index].mark, &at)
            raw.put(payees[index].rupees, &at)
            raw.put(signedVarint: base / 60_000 &- Int64(payees[index].since), &at)
        }
    }

    init(from reader: inout ByteReader, relativeTo base: Int64) throws(StateFault) {
        total = try reader.float()
        for index in 0..<Self.places {
            let payments = try reader.byte()
            guard payments > 0 else { continue }
            let mark: UInt16 = try reader.integer()
            let rupees = try reader.float()
            let since = Int32(clamping: base / 60_000 &- (try reader.signedVarint()))
            payees[index] = Payee(mark: mark, payments: payments, rupees: rupees, since: since)
        }
    }
}
