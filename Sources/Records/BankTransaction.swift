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
        @inlinable
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
        @inlinable
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
        @inlinable
        public init(id: String? = nil, ip: String? = nil, location: GeoPoint? = nil) {
            self.id = id
            self.ip = ip
            self.location = location
        }
    }

    /// The idempotency key: the same id twice on one account is a duplicate delivery.
    public var transactionID: String {
        @inlinable get { storage.transactionID }
        set { change { $0.transactionID = newValue } }
    }
    public var account: String {
        @inlinable get { storage.account }
        set { change { $0.account = newValue } }
    }
    public var direction: Direction {
        @inlinable get { storage.direction }
        set { change { $0.direction = newValue } }
    }
    /// Always positive; ``direction`` carries the sign.
    public var amount: MinorUnits {
        @inlinable get { storage.amount }
        set { change { $0.amount = newValue } }
    }
    /// ISO 4217, upper case.
    public var currency: String {
        @inlinable get { storage.currency }
        set { change { $0.currency = newValue } }
    }
    public var bookedAt: ZonedTime {
        @inlinable get { storage.bookedAt }
        set { change { $0.bookedAt = newValue } }
    }
    public var channel: Channel {
        @inlinable get { storage.channel }
        set { change { $0.channel = newValue } }
    }
    public var counterparty: Counterparty? {
        @inlinable get { storage.counterparty }
        set { change { $0.counterparty = newValue } }
    }
    public var terminal: Terminal? {
        @inlinable get { storage.terminal }
        set { change { $0.terminal = newValue } }
    }
    public var device: Device? {
        @inlinable get { storage.device }
        set { change { $0.device = newValue } }
    }
    /// IFSC of the account's home branch.
    public var homeIFSC: String? {
        @inlinable get { storage.homeIFSC }
        set { change { $0.homeIFSC = newValue } }
    }
    public var rrn: String? {
        @inlinable get { storage.rrn }
        set { change { $0.rrn = newValue } }
    }
    public var utr: String? {
        @inlinable get { storage.utr }
        set { change { $0.utr = newValue } }
    }
    public var narration: String? {
        @inlinable get { storage.narration }
        set { change { $0.narration = newValue } }
    }

    /// For what is rare: a change, a comparison.
    fileprivate struct Fields: Equatable {
        var transactionID: String
        var account: String
        var direction: Direction
        var amount: MinorUnits
        var currency: String
        var bookedAt: ZonedTime
        var channel: Channel
        var counterparty: Counterparty?
        var terminal: Terminal?
        var device: Device?
        var homeIFSC: String?
        var rrn: String?
        var utr: String?
        var narration: String?
    }

    /// On its way through a worker a record is handed on a dozen times: one reference costs less than fourteen strings.
    @usableFromInline
    final class Storage: Sendable {
        @usableFromInline let transactionID: String
        @usableFromInline let account: String
        @usableFromInline let direction: Direction
        @usableFromInline let amount: MinorUnits
        @usableFromInline let currency: String
        @usableFromInline let bookedAt: ZonedTime
        @usableFromInline let channel: Channel
        @usableFromInline let counterparty: Counterparty?
        @usableFromInline let terminal: Terminal?
        @usableFromInline let device: Device?
        @usableFromInline let homeIFSC: String?
        @usableFromInline let rrn: String?
        @usableFromInline let utr: String?
        @usableFromInline let narration: String?

        // Field by field: a ``Fields`` handed over as a whole would be copied, strings and all, and then destroyed.
        @inlinable
        init(
            transactionID: String, account: String, direction: Direction, amount: MinorUnits, currency: String,
            bookedAt: ZonedTime, channel: Channel, counterparty: Counterparty?, terminal: Terminal?, device: Device?,
            homeIFSC: String?, rrn: String?, utr: String?, narration: String?
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

        fileprivate convenience init(_ fields: Fields) {
            self.init(
                transactionID: fields.transactionID, account: fields.account, direction: fields.direction,
                amount: fields.amount, currency: fields.currency, bookedAt: fields.bookedAt, channel: fields.channel,
                counterparty: fields.counterparty, terminal: fields.terminal, device: fields.device,
                homeIFSC: fields.homeIFSC, rrn: fields.rrn, utr: fields.utr, narration: fields.narration)
        }

        fileprivate var fields: Fields {
            Fields(
                transactionID: transactionID, account: account, direction: direction, amount: amount,
                currency: currency, bookedAt: bookedAt, channel: channel, counterparty: counterparty,
                terminal: terminal, device: device, homeIFSC: homeIFSC, rrn: rrn, utr: utr, narration: narration)
        }
    }

    @usableFromInline var storage: Storage

    private mutating func change(_ body: (inout Fields) -> Void) {
        var fields = storage.fields
        body(&fields)
        storage = Storage(fields)
    }

    public static func == (a: Self, b: Self) -> Bool { a.storage === b.storage || a.storage.fields == b.storage.fields }

    @inlinable
    public init(
        transactionID: String, account: String, direction: Direction, amount: MinorUnits,
        currency: String = "INR", bookedAt: ZonedTime, channel: Channel,
        counterparty: Counterparty? = nil, terminal: Terminal? = nil, device: Device? = nil,
        homeIFSC: String? = nil, rrn: String? = nil, utr: String? = nil, narration: String? = nil
    ) {
        storage = Storage(
            transactionID: transactionID, account: account, direction: direction, amount: amount, currency: currency,
            bookedAt: bookedAt, channel: channel, counterparty: counterparty, terminal: terminal, device: device,
            homeIFSC: homeIFSC, rrn: rrn, utr: utr, narration: narration)
    }

    /// Where this booking physically happened, as far as it says: the terminal before the device.
    public var location: GeoPoint? { terminal?.location ?? device?.location }

    /// A debit that hands out cash at a place.
    public var isCashWithdrawal: Bool { direction == .debit && channel.paysCash }
}
