/// What bounds the memory and the reach of ``Rings``.
public struct RingSettings: Sendable, Equatable {
    /// Counterparties kept per account; also the most notices one change can send.
    public var contactsPerAccount = 32
    /// Trails kept per account.
    public var trailsPerAccount = 8
    /// The most hops a trail may make; longer cycles are not seen.
    public var hopsMax: UInt8 = 8
    /// Age in steps at which a trail is dropped.
    public var trailSteps: Int32 = 150
    /// A trail goes on when the money sent is this share of the money received, at least and at most.
    public var passedShare: ClosedRange<Double> = 0.85...1.02
    /// Window in steps for fan-in, fan-out and the gather-scatter figures.
    public var windowSteps: Int32 = 10
    /// An account with more counterparties than this is a hub: its triangles mean nothing.
    public var hubDegree = 40
    /// How many standard deviations of the binary logarithm make an amount odd.
    public var oddDeviations = 4.0
    /// Transfers to learn the usual amount from before any is called odd.
    public var warmUpTransfers = 30.0
    /// How often a change may be handed on from account to account.
    public var noticeHopsMax = 8

    public init() {}
}
