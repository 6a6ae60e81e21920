/// A scored booking, on `scored.transactions.v1`, keyed by the account.
public struct ScoredTransaction: Sendable, Equatable {
    public var transactionID: String
    public var account: String
    public var amount: MinorUnits
    public var direction: BankTransaction.Direction
    public var channel: BankTransaction.Channel
    public var bookedAt: ZonedTime
    public var counterparty: String?
    public var verdict: Verdict

    public init(
        transactionID: String, account: String, amount: MinorUnits, direction: BankTransaction.Direction,
        channel: BankTransaction.Channel, bookedAt: ZonedTime, counterparty: String? = nil, verdict: Verdict
    ) {
        self.transactionID = transactionID
        self.account = account
        self.amount = amount
        self.direction = direction
        self.channel = channel
        self.bookedAt = bookedAt
        self.counterparty = counterparty
        self.verdict = verdict
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
    public var entities: [Entity]
    public var verdict: Verdict

    public init(
        postID: String, platform: String, author: String?, postedAt: ZonedTime, category: String?,
        entities: [Entity], verdict: Verdict
    ) {
        self.postID = postID
        self.platform = platform
        self.author = author
        self.postedAt = postedAt
        self.category = category
        self.entities = entities
        self.verdict = verdict
    }
}
