import Records
public import StageKit

/// Where an account draws cash, and the stolen money it holds.
public struct AccountPlaces: StateValue {
    static let version: UInt8 = 2
    static let placesMax = 16
    static let balancesMax = 64
    static let halfLife = 30 * Decay.day
    /// Withdrawals of stolen money at one terminal that are closer are one visit.
    static let visit = Decay.hour / 2

    /// A terminal the account used.
    struct Place: Equatable {
        var terminal: String
        var point: GeoPoint
        /// Withdrawals, decayed to ``at``.
        var weight: Float
        /// Visits to draw stolen money, decayed to ``at``.
        var fraud: Float = 0
        var at: EventTime

        func weight(at now: EventTime) -> Double {
            Double(weight) * Decay.factor(now.milliseconds(since: at), halfLife: AccountPlaces.halfLife)
        }

        func fraud(at now: EventTime) -> Double {
            Double(fraud) * Decay.factor(now.milliseconds(since: at), halfLife: AccountPlaces.halfLife)
        }
    }

    /// Stolen money of one case and layer.
    struct Balance: Equatable {
        var caseID: String
        var layer: Int
        var atRisk: Int64
        var arrivedAt: ZonedTime
        /// A forecast stands that must be withdrawn when the money is gone.
        var isForecast: Bool
        /// What the forecast that stands was made after; nil without one.
        var situation: Knowledge.Situation?
    }

    /// A forecast that waits for its outcome: what each component of the mixture said.
    struct Pending: Equatable {
        static let candidatesMax = 16
        /// Nobody can act on less: a withdrawal sooner after the forecast teaches nothing.
        static let notice = 5 * Decay.hour / 60
        var issuedAt: EventTime
        var experience: Knowledge.Experience
        var available: [Bool]
        var candidates: [(terminal: String, shares: [Float])]

        static func == (a: Self, b: Self) -> Bool {
            a.issuedAt == b.issuedAt && a.experience == b.experience && a.available == b.available
                && a.candidates.elementsEqual(b.candidates) { $0.terminal == $1.terminal && $0.shares == $1.shares }
        }
    }

    var places: [Place] = []
    var balances: [Balance] = []
    var marks = WithdrawalMarks(capacity: 32)
    var homeIFSC: String?
    /// Decayed mean of seconds from arrival to withdrawal of stolen money; 0 before it was seen.
    var delay: Float = 0
    /// Where and when stolen money was drawn last, and in how many visits.
    var lastFraud: String?
    var lastFraudAt = EventTime.distantPast
    var fraudVisits: Float = 0
    /// How often stolen money that had arrived was drawn here, and how often it went elsewhere.
    var drawn: Float = 0
    var gone: Float = 0
    var pending: Pending?

    init() {}

    /// The place drawn from last.
    var lastPlace: Place? { places.max { ($0.at, $0.terminal) < ($1.at, $1.terminal) } }

    /// Counts a withdrawal; the weakest place leaves when there is no room.
    mutating func visit(_ terminal: String, at point: GeoPoint, time: EventTime) {
        if let known = places.firstIndex(where: { $0.terminal == terminal }) {
            let now = max(time, places[known].at)
            let addition = Decay.factor(now.milliseconds(since: time), halfLife: Self.halfLife)
            places[known].weight = Float(places[known].weight(at: now) + addition)
            places[known].fraud = Float(places[known].fraud(at: now))
            places[known].at = now
            places[known].point = point
            return
        }
        places.append(Place(terminal: terminal, point: point, weight: 1, at: time))
        guard places.count > Self.placesMax else { return }
        let weakest = places.indices.min {
            (places[$0].weight(at: time), places[$0].terminal) < (places[$1].weight(at: time), places[$1].terminal)
        }
        if let weakest { places.remove(at: weakest) }
    }

    /// Counts a withdrawal of stolen money at a place that ``visit(_:at:time:)`` counted before.
    mutating func visitWithStolenMoney(_ terminal: String, time: EventTime) {
        if !isVisiting(terminal, at: time) {
            fraudVisits += 1
            if let known = places.firstIndex(where: { $0.terminal == terminal }) {
                let age = places[known].at.milliseconds(since: time)
                places[known].fraud += Float(Decay.factor(age, halfLife: Self.halfLife))
            }
        }
        guard time >= lastFraudAt else { return }
        lastFraud = terminal
        lastFraudAt = time
    }

    /// Whether a withdrawal of stolen money belongs to the visit before it.
    func isVisiting(_ terminal: String, at time: EventTime) -> Bool {
        lastFraud == terminal && abs(time.milliseconds(since: lastFraudAt)) < Self.visit
    }

    /// How much is known of it at `now`.
    func experience(at now: EventTime) -> Knowledge.Experience {
        if fraudVisits == 0 { return .none }
        if (0..<Self.visit).contains(now.milliseconds(since: lastFraudAt)) { return .visiting }
        return fraudVisits <= 3 ? .little : .much
    }

    /// The chance that money in this situation is drawn here: the account's own record on top of the layer's.
    func drawnShare(_ layer: Int, _ situation: Knowledge.Situation, _ knowledge: Knowledge) -> Double {
        let share = knowledge.drawnShare(layer: layer, situation)
        guard situation == .arrived else { return share }
        return (Double(drawn) + 2 * share) / (Double(drawn) + Double(gone) + 2)
    }

    /// Takes what a hop says is left; returns the balance before and after.
    mutating func settle(_ hop: TrailHop) -> (before: Balance?, after: Balance?) {
        let index = balances.firstIndex { $0.caseID == hop.caseID && $0.layer == hop.layer }
        let before = index.map { balances[$0] }
        let left = hop.atRisk.rawValue
        guard left > 0 else {
            if let index { balances.remove(at: index) }
            return (before, nil)
        }
        var after =
            before
            ?? Balance(caseID: hop.caseID, layer: hop.layer, atRisk: left, arrivedAt: hop.at, isForecast: false)
        after.atRisk = left
        if hop.kind == .arrived { after.arrivedAt = hop.at }
        if let index {
            balances[index] = after
        } else {
            balances.append(after)
            if balances.count > Self.balancesMax { balances.removeFirst() }
        }
        return (before, after)
    }

    mutating func markForecast(_ hop: TrailHop, _ situation: Knowledge.Situation) {
        guard let index = balances.firstIndex(where: { $0.caseID == hop.caseID && $0.layer == hop.layer }) else {
            return
        }
        balances[index].isForecast = true
        balances[index].situation = situation
    }

    mutating func learn(delaySeconds: Int64) {
        let seconds = Float(max(0, delaySeconds))
        delay = delay == 0 ? max(1, seconds) : delay + (seconds - delay) * 0.3
    }
}
