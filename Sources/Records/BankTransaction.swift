/// One side of one booking, as the bank of ``account`` sees it.
///
/// Input topic `bank.transactions.v1`, keyed by the account. The same transfer appears twice on the
/// topic when both banks report it: as a debit of the payer and as a credit of the payee.
public struct BankTransaction: Sendable, Equatable {
    public enum Direction: String, Sendable, CaseIterable { case debit, credit }

    public enum Channel: String, Sendable, CaseIterable {
        case upi = "UPI"
        case imps = "IMPS"
        case neft = "NEFT"
        case rtgs = "RTGS"
        case atm = "ATM"
        case pos = "POS"
        case aeps = "AEPS"
        case cheque = "CHEQUE"
        case branch = "BRANCH"
        case card = "CARD"
        case wallet = "WALLET"

        /// Whether a debit on this channel hands out cash.
        public var paysCash: Bool { self == .atm || self == .aeps || self == .branch }
    }

    public struct Counterparty: Sendable, Equatable {
        public var account: String?
        public var ifsc: String?
        public var vpa: String?
        public init(account: String? = nil, ifsc: String? = nil, vpa: String? = nil) {
            self.account = account
            self.ifsc = ifsc
            self.vpa = vpa
        }
        /// The best stable name of the other side: account, else UPI id.
        public var identity: String? { account ?? vpa }
    }

    public struct Terminal: Sendable, Equatable {
        public var id: String
        public var kind: String?
        public var location: GeoPoint?
        public init(id: String, kind: String? = nil, location: GeoPoint? = nil) {
            self.id = id
            self.kind = kind
            self.location = location
        }
    }

    public struct Device: Sendable, Equatable {
        public var id: String?
        public var ip: String?
        public var location: GeoPoint?
        public init(id: String? = nil, ip: String? = nil, location: GeoPoint? = nil) {
            self.id = id
            self.ip = ip
            self.location = location
        }
    }

    /// The idempotency key: the same id twice on one account is a duplicate delivery.
    public var transactionID: String
    public var account: String
    public var direction: Direction
    /// Always positive; ``direction`` carries the sign.
    public var amount: MinorUnits
    /// ISO 4217, upper case.
    public var currency: String
    public var bookedAt: ZonedTime
    public var channel: Channel
    public var counterparty: Counterparty?
    public var terminal: Terminal?
    public var device: Device?
    /// IFSC of the account's home branch.
    public var homeIFSC: String?
    public var rrn: String?
    public var utr: String?
    public var narration: String?

    public init(
        transactionID: String, account: String, direction: Direction, amount: MinorUnits,
        currency: String = "INR", bookedAt: ZonedTime, channel: Channel,
        counterparty: Counterparty? = nil, terminal: Terminal? = nil, device: Device? = nil,
        homeIFSC: String? = nil, rrn: String? = nil, utr: String? = nil, narration: String? = nil
    ) {
        self.transactionID = transactionID
        self.account = account
        self.direction = direction
        self.amount = amount
        self.currency = currency
        self.bookedAt = bookedAt
        self.channel = channel
        self.counterparty = counterparty
        self.terminal = terminal
        self.device = device
        self.homeIFSC = homeIFSC
        self.rrn = rrn
        self.utr = utr
        self.narration = narration
    }

    /// Where this booking physically happened, as far as it says: the terminal before the device.
    public var location: GeoPoint? { terminal?.location ?? device?.location }

    /// A debit that hands out cash at a place.
    public var isCashWithdrawal: Bool { direction == .debit && channel.paysCash }
}
