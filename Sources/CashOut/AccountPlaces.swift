import Records
public import StageKit

/// Where an account draws cash, and the stolen money it holds.
public struct AccountPlaces: StateValue {
    static let version: UInt8 = 3
    static let placesMax = 16
    static let balancesMax = 64
    static let crewsMax = 4
    static let openMax = 32
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
    }

    /// A forecast that stands: what was thought of it, until it is known whether money was drawn while it stood.
    struct OpenForecast: Equatable {
        var caseID: String
        var layer: Int
        var issuedAt: EventTime
        var features: Outlook.Features
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
        /// How many of the candidates were listed, and the sum of their chances before it was corrected.
        var listed = 0
        var stated: Float = 0

        static func == (a: Self, b: Self) -> Bool {
            a.issuedAt == b.issuedAt && a.experience == b.experience && a.available == b.available
                && a.listed == b.listed && a.stated == b.stated
                && a.candidates.elementsEqual(b.candidates) { $0.terminal == $1.terminal && $0.shares == $1.shares }
        }
    }

    var places: [Place] = []
    var balances: [Balance] = []
    var marks = WithdrawalMarks(capacity: 32)
    var homeIFSC: String?
    /// Whom it draws for (``CrewPlace``), the latest last.
    var crews: [String] = []
    /// Decayed mean of seconds from arrival to withdrawal of stolen money; 0 before it was seen.
    var delay: Float = 0
    /// Where and when stolen money was drawn last, and in how many visits.
    var lastFraud: String?
    var lastFraudAt = EventTime.distantPast
    var fraudVisits: Float = 0
    /// How often a forecast ended with a withdrawal here, and how often the money went elsewhere.
    var drawn: Float = 0
    var gone: Float = 0
    /// Forecasts whose end was not seen yet, the oldest first.
    var open: [OpenForecast] = []
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

    /// Whether at least half of a withdrawal can be stolen money: else the holder's own errand counted as an outcome.
    func covers(_ booking: BankTransaction) -> Bool {
        let held = balances.reduce(Int64(0)) { $1.arrivedAt.time <= booking.bookedAt.time ? $0 + $1.atRisk : $0 }
        return held >= booking.amount.rawValue / 2
    }

    /// Whether the booking of a withdrawal came before its hop, and so was judged.
    func sawBooking(of hop: TrailHop) -> Bool {
        guard let terminal = hop.terminal?.id else { return false }
        return marks[WithdrawalMarks.mark(account: hop.account, terminal: terminal, at: hop.at.time)]?.isBooked ?? false
    }

    /// A forecast was made; one of the same money at the same moment nobody saw.
    mutating func stand(_ forecast: OpenForecast) {
        open.removeAll {
            $0.caseID == forecast.caseID && $0.layer == forecast.layer && $0.issuedAt == forecast.issuedAt
        }
        open.append(forecast)
        if open.count > Self.openMax { open.removeFirst() }
    }

    /// Stolen money was drawn at `time`: so ended all forecasts that stood by then. Returns what they were judged by.
    mutating func endByWithdrawal(at time: EventTime) -> [Outlook.Features] {
        let ended = open.filter { $0.issuedAt < time }
        guard !ended.isEmpty else { return [] }
        open.removeAll { $0.issuedAt < time }
        drawn += 1
        return ended.map(\.features)
    }

    /// The money of `hop` is gone. What had gone before the forecast was made teaches nothing.
    mutating func endByLoss(of hop: TrailHop) -> [Outlook.Features] {
        let own = open.filter { $0.caseID == hop.caseID && $0.layer == hop.layer }
        open.removeAll { $0.caseID == hop.caseID && $0.layer == hop.layer }
        let ended = own.filter { $0.issuedAt < hop.at.time }
        if !ended.isEmpty { gone += 1 }
        return ended.map(\.features)
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

    /// Stolen money came by `crew`.
    mutating func belong(to crew: String) {
        guard crews.last != crew else { return }
        crews.removeAll { $0 == crew }
        crews.append(crew)
        if crews.count > Self.crewsMax { crews.removeFirst() }
    }

    /// The crew whose money a hop is about: a token of the account that the victim paid.
    static func crew(of hop: TrailHop) -> String {
        var hash = StableHash()
        hash.combine("crew")
        hash.combine(hop.path.first ?? hop.account)
        return String(hash.value, radix: 16)
    }

    mutating func markForecast(_ hop: TrailHop) {
        guard let index = balances.firstIndex(where: { $0.caseID == hop.caseID && $0.layer == hop.layer }) else {
            return
        }
        balances[index].isForecast = true
    }

    mutating func learn(delaySeconds: Int64) {
        let seconds = Float(max(0, delaySeconds))
        delay = delay == 0 ? max(1, seconds) : delay + (seconds - delay) * 0.3
    }
}
