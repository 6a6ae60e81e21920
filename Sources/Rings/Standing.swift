/// What an account tells its counterparties of itself, with a transfer or in a notice. 28 bytes.
struct Standing: Sendable, Equatable {
    /// Fingerprint of the ring of odd transfers that the account belongs to; 0 for none.
    var ring: UInt32 = 0
    /// Distinct accounts that odd money came from and went to.
    var oddSources: UInt16 = 0
    var oddTargets: UInt16 = 0
    /// Distinct accounts that usual money came from and went to.
    var sources: UInt16 = 0
    var targets: UInt16 = 0
    /// Least time between odd credits of different sources; 0 while unknown.
    var oddPeriod: UInt16 = 0
    /// Most targets of the account's usual payments that are in one ring (not its own), and that ring.
    var hubTargets: UInt16 = 0
    var hubRing: UInt32 = 0
    /// Triangles of usual payments that the account takes part in.
    var triangles = Triangles()

    var degree: Int { Int(sources) + Int(targets) }

    /// Whether counterparties should hear of the change from `told`.
    ///
    /// Degrees and triangles are told only when they pass 1, 2, 3, 4, 6, 8, 12, 16, 24...: an account of degree n sends O(log n)
    /// rounds of notices.
    func isNews(since told: Standing) -> Bool {
        ring != told.ring || oddSources != told.oddSources || oddTargets != told.oddTargets
            || oddPeriod != told.oddPeriod || (hubTargets >= 2 && hubTargets != told.hubTargets)
            || (hubTargets >= 2 && hubRing != told.hubRing)
            || Self.bucket(UInt16(clamping: triangles.all)) != Self.bucket(UInt16(clamping: told.triangles.all))
            || Self.bucket(sources) != Self.bucket(told.sources) || Self.bucket(targets) != Self.bucket(told.targets)
    }

    private static func bucket(_ degree: UInt16) -> Int {
        guard degree > 0 else { return 0 }
        let top = 15 - degree.leadingZeroBitCount
        return 1 + 2 * top + (top > 0 ? Int((degree >> UInt16(top - 1)) & 1) : 0)
    }
}
