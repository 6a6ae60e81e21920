import Records
import StageKit

/// What the detectors see of one booking: numbers and fingerprints, no strings.
struct BookingFeatures {
    var idHash: UInt64
    /// Event time, milliseconds.
    var at: Int64
    var localHour: Int
    var isDebit: Bool
    /// 0...10.
    var channel: Int
    var rupees: Float
    /// Binary logarithm of 1 + rupees.
    var octave: Float
    /// 0: none named.
    var counterparty: UInt64
    /// 0: none named.
    var device: UInt64
    var point: GeoPoint?
    /// A transfer of at least ₹5,000, and whether it is of whole thousands.
    var isLargeTransfer: Bool
    var isRound: Bool

    init(_ booking: borrowing BankTransaction) {
        idHash = StableHash.of(booking.transactionID)
        at = booking.bookedAt.time.milliseconds
        localHour = booking.bookedAt.localHour
        isDebit = booking.direction == .debit
        channel = Self.index(of: booking.channel)
        let major = booking.amount.major
        rupees = Float(major)
        octave = Float(PortableLog.rupees(major))
        // UPI, IMPS, NEFT, RTGS: cash is always round, shop bills hardly ever.
        isLargeTransfer = channel < 4 && booking.amount.rawValue >= 500_000
        isRound = isLargeTransfer && booking.amount.rawValue % 100_000 == 0
        counterparty = 0
        if let account = booking.counterparty?.account {
            counterparty = StableHash.of(account)
        } else if let vpa = booking.counterparty?.vpa {
            counterparty = StableHash.of(vpa)
        }
        device = 0
        if let id = booking.device?.id { device = StableHash.of(id) }
        if let here = booking.terminal?.location {
            point = here
        } else {
            point = booking.device?.location
        }
    }

    /// Fixed for ever: stored histograms are indexed by it.
    private static func index(of channel: BankTransaction.Channel) -> Int {
        switch channel {
        case .upi: 0
        case .imps: 1
        case .neft: 2
        case .rtgs: 3
        case .atm: 4
        case .pos: 5
        case .aeps: 6
        case .cheque: 7
        case .branch: 8
        case .card: 9
        case .wallet: 10
        }
    }
}
