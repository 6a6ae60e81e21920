/// Money under way: who first sent it, how often it was passed on since, and how much of it there is.
///
/// The idea is that of Hajdu & Krész (2020) and of GFP's temporal cycles (Blanuša et al., 2024), kept to a bounded list
/// per account: no graph is searched, the trail travels with the transfers.
struct Trail: Sendable, Equatable {
    var origin: UInt64
    /// Who handed it to the account that keeps it.
    var via: UInt64
    var amount: Double
    var startStep: Int32
    var step: Int32
    var hops: UInt8
}

/// What an account has learnt of the trails that came by.
struct TrailFindings: Sendable, Equatable {
    /// Trails that came back to this account, and the hops of the shortest and the longest.
    var cycles: UInt16 = 0
    var shortest: UInt8 = 0
    var longest: UInt8 = 0
    /// Trails passed on by this account, and the most hops of any it saw.
    var passedOn: UInt16 = 0
    var farthest: UInt8 = 0
    /// Times that one origin's money came by two different ways.
    var regathered: UInt16 = 0
}
