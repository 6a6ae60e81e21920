/// What counts as one cash-out.
public enum CountedUnit: String, Sendable, CaseIterable, Codable {
    /// Withdrawals of one account at one terminal less than 30 minutes apart, by the first of them: the mule chose the
    /// place once.
    case visits
    /// The visits of accounts that were not seen to draw stolen money before: nothing of their own to go by.
    case firstVisits = "first_visits"
    /// Every withdrawal.
    case withdrawals
}

/// Hits of one ``CountedUnit``.
struct UnitScore: Sendable {
    /// By layer of the account.
    var byLayer: [Int: HitTally] = [:]
    /// Those for whose account a forecast was in force.
    var coveredByLayer: [Int: HitTally] = [:]
    /// Of those, with a forecast for the very case whose money was drawn.
    var sameCase = 0
    /// Only where a forecast was in force: elsewhere a baseline has no trail either.
    var baselines: [Baselines.Name: HitTally] = [:]
    /// The terminals of the forecast in force: stated and happened.
    var calibration = Calibration()
    /// The ranking that knows how often each ring used each terminal in the whole scenario, the future included: what
    /// no ranking that stays the same can exceed.
    var ceiling = HitTally()
    /// Of hits among the first three, in minutes.
    var leads: [Double] = []

    var all: HitTally { byLayer.values.reduce(into: HitTally()) { $0.merge($1) } }
    var covered: HitTally { coveredByLayer.values.reduce(into: HitTally()) { $0.merge($1) } }

    func merged(_ other: UnitScore) -> UnitScore {
        var sum = self
        sum.byLayer.merge(other.byLayer) { $0.merged($1) }
        sum.coveredByLayer.merge(other.coveredByLayer) { $0.merged($1) }
        sum.sameCase += other.sameCase
        sum.baselines.merge(other.baselines) { $0.merged($1) }
        sum.calibration.merge(other.calibration)
        sum.ceiling.merge(other.ceiling)
        sum.leads += other.leads
        return sum
    }
}

/// What one or more cities showed; cities add up.
struct CityScore: Sendable {
    /// Withdrawals of stolen money beyond the victim's own account, by what is counted.
    var units: [CountedUnit: UnitScore] = [:]
    /// Minor units.
    var stolen: Int64 = 0
    var holdable: Int64 = 0
    /// Every forecast that was seen to end: the chance that the money is drawn at a listed terminal.
    var scores = Calibration()
    /// Forecast ids that were active for any time.
    var alarms = 0
    var publications = 0
    /// Alarms during which stolen money was drawn.
    var trueAlarms = 0
    /// Withdrawals from victims' own accounts: the theft is the withdrawal, there is nothing to follow.
    var fromVictims = 0
    var refused = 0

    mutating func merge(_ other: CityScore) {
        units.merge(other.units) { $0.merged($1) }
        stolen += other.stolen
        holdable += other.holdable
        scores.merge(other.scores)
        alarms += other.alarms
        publications += other.publications
        trueAlarms += other.trueAlarms
        fromVictims += other.fromVictims
        refused += other.refused
    }
}

extension HitTally {
    func merged(_ other: HitTally) -> HitTally {
        var sum = self
        sum.merge(other)
        return sum
    }
}
