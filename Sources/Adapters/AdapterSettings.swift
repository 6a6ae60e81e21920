public import Records

/// What a message does not say by itself.
public struct AdapterSettings: Sendable {
    /// Which sides become bookings: accounts at these banks, named by the first characters of their IFSC or BIC (`HDFC`).
    /// Empty: every account that a message names, as a clearing house sees it.
    public var banks: [String] = []
    /// Minutes east of UTC of local times without a zone: India's.
    public var zoneOffsetMinutes: Int16 = 330
    /// Where a message does not name one.
    public var channel: BankTransaction.Channel?
    /// A request is a booking at once. Otherwise it waits for its answer: pacs.008 for a pacs.002 that settles it, ReqPay
    /// for a RespPay, an ISO 8583 request for its response.
    public var takesRequests = false
    /// How many requests may wait; the oldest are given up first, and counted.
    public var waitingMax = 100_000
    /// Key of the pseudonyms that stand for card numbers. Nil refuses messages whose only account is a card: a plain
    /// hash of a card number can be searched through.
    public var cardKey: [UInt8]?
    /// When the messages were read: ISO 8583 dates have no year, and are the last such day up to then.
    public var reference: EventTime?

    public init() {}

    /// Whether an account at the bank with this code is reported.
    func isOurs(_ code: String?) -> Bool {
        guard !banks.isEmpty else { return true }
        guard let code else { return false }
        return banks.contains { code.hasPrefix($0) }
    }
}

/// What became of one message.
public struct AdaptedMessage: Sendable, Equatable {
    /// One side of one booking each, in the message's order; every one passes the checks of `bank.transactions.v1`.
    public var bookings: [BankTransaction] = []
    /// Parts of the message that are no bookings, and why: `refused: AC04`.
    public var notes: [String] = []
    /// Of the bytes of the message, lower-case hexadecimal: finds the original in the bank's archive.
    public var sha256: String

    public init(sha256: String) { self.sha256 = sha256 }
}
