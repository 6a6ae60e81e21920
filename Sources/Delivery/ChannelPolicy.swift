/// What the state machine knows of a channel; how it is spoken to is the transport's.
public struct ChannelPolicy: Sendable, Equatable {
    /// The name that commands use: `sms`, `bank_hold`.
    public var name: String
    /// What a provider's yes means: it passes the message on (SMS, mail relay, push), or it is the recipient (webhook, file).
    public var isEndToEnd: Bool
    /// One provider for everyone; else every recipient has an endpoint of its own, with a breaker and a rate of its own.
    public var isShared: Bool
    /// Goes out besides the others, not instead of them: a bank is asked to hold the money whether or not an SMS arrives.
    public var isParallel: Bool
    public var attemptsMax: Int
    public var backoff: Backoff
    public var rate: Rate?
    /// Per recipient; of use where the provider is shared.
    public var recipientRate: Rate?
    public var breaker: CircuitBreaker.Settings
    /// Attempts on their way at once.
    public var concurrency: Int

    public init(
        name: String, isEndToEnd: Bool = false, isShared: Bool = true, isParallel: Bool = false, attemptsMax: Int = 5,
        backoff: Backoff = Backoff(), rate: Rate? = nil, recipientRate: Rate? = nil,
        breaker: CircuitBreaker.Settings = .init(), concurrency: Int = 8
    ) {
        self.name = name
        self.isEndToEnd = isEndToEnd
        self.isShared = isShared
        self.isParallel = isParallel
        self.attemptsMax = attemptsMax
        self.backoff = backoff
        self.rate = rate
        self.recipientRate = recipientRate
        self.breaker = breaker
        self.concurrency = concurrency
    }
}
