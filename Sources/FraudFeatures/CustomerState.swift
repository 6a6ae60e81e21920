internal import StageKit

/// What is remembered of a card holder: fixed size, no look-ahead.
public struct CustomerState: Sendable {
    private var last = Fading.never
    private var lastOutlier = Fading.never
    private var lastOutlierRatio: Float = .nan
    private var lastFraud = Fading.never
    /// All amounts at once, and those known to be sound.
    private(set) var usual = AmountBaseline()
    private var sound = AmountBaseline()
    /// Running 95 % quantile of the amounts.
    private var high: Float = 0
    /// Payments with half-lives of an hour, a day and a week; amounts of a day.
    private var hour: Float = 0
    private var day: Float = 0
    private var week: Float = 0
    private var dayAmount: Float = 0
    /// Surprise of the amounts with half-lives of 2 and 7 days.
    private var surprise2: Float = 0
    private var surprise7: Float = 0
    /// Known frauds with half-lives of 7 and 30 days, as of ``lastFraud``.
    private var fraud7: Float = 0
    private var fraud30: Float = 0
    /// Probability that the card is leaked, as of ``last``.
    private var leaked = HiddenState.leakedCard.stationary
    private var visits = VisitTable()

    public init() {}

    /// What the customer's past says of the next payment.
    func view(_ payment: CardTransaction) -> CustomerView {
        let now = payment.seconds
        let amount = Float(payment.amount)
        let gap = last == Fading.never ? 0 : now - last
        var view = CustomerView()
        view.excess = usual.excess(amount)
        view.ratio = usual.ratio(amount)
        view.soundRatio = sound.ratio(amount)
        view.highRatio = high > 0 ? amount / high : 1
        view.mean = usual.mean
        view.variation = usual.spread / max(0.01, usual.mean)
        view.seen = usual.weight
        view.surprise2 = surprise2 * Fading.factor(gap, halfLife: 2)
        view.surprise7 = surprise7 * Fading.factor(gap, halfLife: 7)
        view.daysSinceOutlier = Fading.days(since: lastOutlier, now)
        view.lastOutlierRatio = lastOutlierRatio
        view.leaked = HiddenState.leakedCard.predict(leaked, days: Float(gap) / 86_400)
        let foreign = view.leaked * AmountLikelihood.foreignShare
        let likelihood = AmountLikelihood.foreign(excess: view.excess)
        view.foreignOdds = foreign * likelihood / (1 - foreign)
        view.daysSinceLast = Fading.days(since: last, now)
        view.hour = hour * Fading.factor(gap, halfLife: 1.0 / 24)
        view.day = day * Fading.factor(gap, halfLife: 1)
        view.week = week * Fading.factor(gap, halfLife: 7)
        view.dayAmount = dayAmount * Fading.factor(gap, halfLife: 1)
        if lastFraud != Fading.never {
            view.fraud7 = fraud7 * Fading.factor(now - lastFraud, halfLife: 7)
            view.fraud30 = fraud30 * Fading.factor(now - lastFraud, halfLife: 30)
        }
        view.daysSinceFraud = Fading.days(since: lastFraud, now)
        view.visits = visits.count(payment.terminal)
        return view
    }

    /// Takes in a payment, whose ``view(_:)`` was `view`.
    mutating func observe(_ payment: CardTransaction, _ view: CustomerView) {
        let amount = Float(payment.amount)
        let surprise = AmountLikelihood.explained(excess: view.excess)
        usual.learn(amount)
        let step = max(0.01, usual.spread) / max(10, min(usual.weight, 100))
        high += amount > high ? 19 * step : -step
        high = max(high, usual.mean)
        hour = view.hour + 1
        day = view.day + 1
        week = view.week + 1
        dayAmount = view.dayAmount + amount
        surprise2 = view.surprise2 + surprise
        surprise7 = view.surprise7 + surprise
        leaked = HiddenState.leakedCard.update(view.leaked, likelihood: AmountLikelihood.leaked(excess: view.excess))
        if surprise > 0.5 {
            lastOutlier = payment.seconds
            lastOutlierRatio = view.ratio
        }
        visits.add(payment.terminal)
        last = payment.seconds
    }

    /// Takes in what became known of an earlier payment.
    mutating func learn(_ payment: CardTransaction, isFraud: Bool) {
        guard isFraud else {
            sound.learn(Float(payment.amount))
            return
        }
        let gap = lastFraud == Fading.never ? 0 : payment.seconds - lastFraud
        fraud7 = fraud7 * Fading.factor(gap, halfLife: 7) + 1
        fraud30 = fraud30 * Fading.factor(gap, halfLife: 30) + 1
        lastFraud = max(lastFraud, payment.seconds)
    }

    /// 0...1: how far a payment's amount alone explains that it was fraud.
    func explained(_ payment: CardTransaction) -> Float {
        AmountLikelihood.explained(excess: usual.excess(Float(payment.amount)))
    }
}

/// What a customer's past says of one payment.
struct CustomerView {
    var excess: Float = 0
    var ratio: Float = 1
    var soundRatio: Float = 1
    var highRatio: Float = 1
    var mean: Float = 0
    var variation: Float = 0
    var seen: Float = 0
    var surprise2: Float = 0
    var surprise7: Float = 0
    var daysSinceOutlier: Float = .nan
    var lastOutlierRatio: Float = .nan
    var leaked: Float = 0
    var foreignOdds: Float = 0
    var daysSinceLast: Float = .nan
    var hour: Float = 0
    var day: Float = 0
    var week: Float = 0
    var dayAmount: Float = 0
    var fraud7: Float = 0
    var fraud30: Float = 0
    var daysSinceFraud: Float = .nan
    var visits: Float = 0
}
