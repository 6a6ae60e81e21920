/// A scored booking, on `scored.transactions.v1`, keyed by the account.
public struct ScoredTransaction: Sendable, Equatable {
    public var transactionID: String {
        @inlinable get { storage.transactionID }
        set { change { $0.transactionID = newValue } }
    }
    public var account: String {
        @inlinable get { storage.account }
        set { change { $0.account = newValue } }
    }
    public var amount: MinorUnits {
        @inlinable get { storage.amount }
        set { change { $0.amount = newValue } }
    }
    public var direction: BankTransaction.Direction {
        @inlinable get { storage.direction }
        set { change { $0.direction = newValue } }
    }
    public var channel: BankTransaction.Channel {
        @inlinable get { storage.channel }
        set { change { $0.channel = newValue } }
    }
    public var bookedAt: ZonedTime {
        @inlinable get { storage.bookedAt }
        set { change { $0.bookedAt = newValue } }
    }
    public var counterparty: String? {
        @inlinable get { storage.counterparty }
        set { change { $0.counterparty = newValue } }
    }
    public var verdict: Verdict {
        @inlinable get { storage.verdict }
        set { change { $0.verdict = newValue } }
    }
    /// How rare the score is; nil when it is not, or when too little is known yet.
    public var calibration: Calibration? {
        @inlinable get { storage.calibration }
        set { change { $0.calibration = newValue } }
    }
    /// What the model in trial says, when it disagrees.
    public var shadow: ShadowScore? {
        @inlinable get { storage.shadow }
        set { change { $0.shadow = newValue } }
    }

    /// For what is rare: a change, a comparison.
    fileprivate struct Fields: Equatable {
        var transactionID: String
        var account: String
        var amount: MinorUnits
        var direction: BankTransaction.Direction
        var channel: BankTransaction.Channel
        var bookedAt: ZonedTime
        var counterparty: String?
        var verdict: Verdict
        var calibration: Calibration?
        var shadow: ShadowScore?
    }

    /// On its way through a worker a record is handed on a dozen times: one reference costs less than its strings.
    @usableFromInline
    final class Storage: Sendable {
        @usableFromInline let transactionID: String
        @usableFromInline let account: String
        @usableFromInline let amount: MinorUnits
        @usableFromInline let direction: BankTransaction.Direction
        @usableFromInline let channel: BankTransaction.Channel
        @usableFromInline let bookedAt: ZonedTime
        @usableFromInline let counterparty: String?
        @usableFromInline let verdict: Verdict
        @usableFromInline let calibration: Calibration?
        @usableFromInline let shadow: ShadowScore?

        // Field by field: a ``Fields`` handed over as a whole would be copied, strings and all, and then destroyed.
        @inlinable
        init(
            transactionID: String, account: String, amount: MinorUnits, direction: BankTransaction.Direction,
            channel: BankTransaction.Channel, bookedAt: ZonedTime, counterparty: String?, verdict: Verdict,
            calibration: Calibration?, shadow: ShadowScore?
        ) {
            self.transactionID = transactionID
            self.account = account
            self.amount = amount
            self.direction = direction
            self.channel = channel
            self.bookedAt = bookedAt
            self.counterparty = counterparty
            self.verdict = verdict
            self.calibration = calibration
            self.shadow = shadow
        }

        fileprivate convenience init(_ fields: Fields) {
            self.init(
                transactionID: fields.transactionID, account: fields.account, amount: fields.amount,
                direction: fields.direction, channel: fields.channel, bookedAt: fields.bookedAt,
                counterparty: fields.counterparty, verdict: fields.verdict, calibration: fields.calibration,
                shadow: fields.shadow)
        }

        fileprivate var fields: Fields {
            Fields(
                transactionID: transactionID, account: account, amount: amount, direction: direction,
                channel: channel, bookedAt: bookedAt, counterparty: counterparty, verdict: verdict,
                calibration: calibration, shadow: shadow)
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
        transactionID: String, account: String, amount: MinorUnits, direction: BankTransaction.Direction,
        channel: BankTransaction.Channel, bookedAt: ZonedTime, counterparty: String? = nil, verdict: Verdict,
        calibration: Calibration? = nil, shadow: ShadowScore? = nil
    ) {
        storage = Storage(
            transactionID: transactionID, account: account, amount: amount, direction: direction, channel: channel,
            bookedAt: bookedAt, counterparty: counterparty, verdict: verdict, calibration: calibration, shadow: shadow)
    }
}

/// A tagged case, on `tagged.firs.v1`, keyed by the FIR id.
public struct TaggedFIR: Sendable, Equatable {
    public var firID: String
    public var state: String
    public var district: String
    public var policeStation: String
    public var registeredAt: ZonedTime
    public var lossAmount: MinorUnits?
    public var tags: [Tag]
    public var entities: [Entity]
    /// Whether a person should look before the tags are relied on.
    public var needsReview: Bool
    public var verdict: Verdict

    public init(
        firID: String, state: String, district: String, policeStation: String, registeredAt: ZonedTime,
        lossAmount: MinorUnits?, tags: [Tag], entities: [Entity], needsReview: Bool, verdict: Verdict
    ) {
        self.firID = firID
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.registeredAt = registeredAt
        self.lossAmount = lossAmount
        self.tags = tags
        self.entities = entities
        self.needsReview = needsReview
        self.verdict = verdict
    }
}

/// A case that a person should look at, on `review.firs.v1`, keyed by the FIR id.
public struct ReviewRequest: Sendable, Equatable {
    public var firID: String
    /// Why a person is asked, in words.
    public var why: String
    /// 0...1: how unsure the machine is; the queue's order.
    public var uncertainty: Double
    public var gist: String
    public var tags: [Tag]
    public var requestedAt: EventTime
    public var versions: Versions
    public var source: SourceRef

    public init(
        firID: String, why: String, uncertainty: Double, gist: String, tags: [Tag], requestedAt: EventTime,
        versions: Versions, source: SourceRef
    ) {
        self.firID = firID
        self.why = why
        self.uncertainty = uncertainty
        self.gist = gist
        self.tags = tags
        self.requestedAt = requestedAt
        self.versions = versions
        self.source = source
    }
}

/// A scored post, on `scored.posts.v1`, keyed by the post id.
public struct ScoredPost: Sendable, Equatable {
    public var postID: String
    public var platform: String
    public var author: String?
    public var postedAt: ZonedTime
    /// The likeliest scam category, nil when it is none.
    public var category: String?
    /// The score in words: `low`, `medium`, `high`; nil in records of before it was written.
    public var level: String?
    public var entities: [Entity]
    public var verdict: Verdict

    public init(
        postID: String, platform: String, author: String?, postedAt: ZonedTime, category: String?,
        level: String? = nil, entities: [Entity], verdict: Verdict
    ) {
        self.postID = postID
        self.platform = platform
        self.author = author
        self.postedAt = postedAt
        self.category = category
        self.level = level
        self.entities = entities
        self.verdict = verdict
    }
}
