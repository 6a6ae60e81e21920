/// What a feature is about; the unit of the ablation.
public enum RingFeatureGroup: String, Sendable, CaseIterable, Codable {
    /// Degree, amount and time aggregates of both directions.
    case aggregates
    /// Bursts and regularity, fan-in and fan-out in a window.
    case timing
    /// Money going through: share of credit passed on, repeated and echoed amounts.
    case passThrough
    /// Money that comes back: trails, cycles, money gathered again.
    case trails
    /// Odd amounts that the account itself saw.
    case odd
    /// What its counterparties tell of themselves, one by one.
    case neighbours
    /// Triangles of usual payments, its own and its counterparties'.
    case triangles
    /// How its counterparties belong together: rings, hubs of rings, the expected but missing member.
    case rings
}

/// One feature of an account. Counts are of distinct counterparties unless said otherwise; times are in steps.
public enum RingFeature: Int, Sendable, CaseIterable {
    // Aggregates: transfers, counterparties, sum, mean, deviation, first and last step, deviation of the steps.
    case creditTransfers, creditSources, creditSum, creditMean, creditDeviation, creditFirst, creditLast, creditSpread
    case debitTransfers, debitTargets, debitSum, debitMean, debitDeviation, debitFirst, debitLast, debitSpread
    // Timing.
    case creditGap, creditBurstiness, creditBusiest, debitGap, debitBurstiness, debitBusiest
    case fanInMax, fanOutMax, gatherScatter
    // Pass-through: shares of credited money and of transfers.
    case passedShare, keptShare, repeatShare, echoShare
    // Trails.
    case cycles, cycleShortest, cycleLongest, trailsPassedOn, trailFarthest, regathered
    // Odd amounts: smallest and largest of each direction, the largest deviation, counts of transfers and accounts.
    case creditSmallest, creditLargest, debitSmallest, debitLargest, largestDeviation
    case oddCredits, oddDebits, oddSources, oddTargets, oddPeriod, oddSpan
    // Neighbours: over usual targets (paid) or sources (payers): odd sources or targets per degree of the counterparty.
    case paidCollectorLargest, paidCollectorSum, paidCollectorSources, paidStarterLargest, paidStarterSum
    case payerCollectorLargest, payerCollectorSum, payerStarterLargest, payerStarterSum
    case payerLooseEnds, paidLooseEnds, paidDegreeMean, payerDegreeMean, mutualContacts
    // Triangles by the account's part in them; most of any payer and of any paid, per degree, and their sums.
    case triangleFirst, triangleMiddle, triangleLast, triangleCyclic, triangles
    case payerTriangles, payerTriangleFirst, payerTriangleDensity, payerTriangleDensitySum
    case paidTriangles, paidTriangleDensity, paidTriangleDensitySum
    // Rings: own ring, and the ring of others that the account touches most.
    case ownRingContacts, ringPayers, ringTargets, ringBothWays, ringWeight, ringShare
    // A payer whose targets are mostly of one ring: how many, what share of its targets, and own contacts in that ring.
    case hubTargets, hubShare, hubRingContacts, ownHubTargets, ownHubShare
    // The collector paid by the account that lacks most of its expected regular sources: that lack per source.
    case missingShare, missingPeriod, missingSources

    public var name: String { String(describing: self) }

    public var group: RingFeatureGroup {
        switch rawValue {
        case ..<Self.creditGap.rawValue: .aggregates
        case ..<Self.passedShare.rawValue: .timing
        case ..<Self.cycles.rawValue: .passThrough
        case ..<Self.creditSmallest.rawValue: .trails
        case ..<Self.paidCollectorLargest.rawValue: .odd
        case ..<Self.triangleFirst.rawValue: .neighbours
        case ..<Self.ownRingContacts.rawValue: .triangles
        default: .rings
        }
    }
}

/// A feature vector that is filled by name.
struct RingVector {
    private(set) var values = [Float](repeating: 0, count: RingFeature.allCases.count)

    subscript(_ feature: RingFeature) -> Double {
        get { Double(values[feature.rawValue]) }
        set { values[feature.rawValue] = Float(newValue) }
    }
}
