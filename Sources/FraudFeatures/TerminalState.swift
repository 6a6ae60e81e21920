internal import StageKit

/// What is remembered of a terminal: fixed size, no look-ahead.
public struct TerminalState: Sendable {
    /// Of payments whose label is known: their times, newest.
    private var lastKnown = Fading.never
    private var lastSound = Fading.never
    private var lastFraud = Fading.never
    /// The first unexplained fraud since the last sound payment, and the last sound payment before it.
    private var runStart = Fading.never
    private var soundBeforeRun = Fading.never
    /// Unexplained frauds since the last sound payment; sound payments since the last unexplained fraud.
    private var run: Float = 0
    private var soundSince: Float = 0
    /// Known payments, frauds and unexplained frauds with half-lives of 2, 7 and 30 days, as of ``lastKnown``.
    private var known = SIMD3<Float>()
    private var fraud = SIMD3<Float>()
    private var unexplained = SIMD3<Float>()
    /// Probability that the terminal is compromised, as of ``lastKnown``.
    private var compromised = HiddenState.compromisedTerminal.stationary

    /// Of all payments at once.
    private var last = Fading.never
    private var amounts = AmountBaseline()
    /// Payments and surprise with half-lives of 3 days.
    private var recent: Float = 0
    private var surprise: Float = 0
    private var surprised = RecentMarks()

    public init() {}

    func view(_ payment: CardTransaction, globalRate: Float) -> TerminalView {
        let now = payment.seconds
        var view = TerminalView()
        let amount = Float(payment.amount)
        let gap = last == Fading.never ? 0 : now - last
        view.recent = recent * Fading.factor(gap, halfLife: 3)
        view.surprise = surprise * Fading.factor(gap, halfLife: 3)
        view.surprisedCustomers = surprised.count(since: now - 7 * 86_400)
        view.amountRatio = amounts.ratio(amount)
        let age = lastKnown == Fading.never ? 0 : now - lastKnown
        view.compromised = HiddenState.compromisedTerminal.predict(compromised, days: Float(age) / 86_400)
        let kept = Self.kept(age)
        view.known = known * kept
        view.rates = (fraud * kept + 2 * globalRate) / (view.known + 2)
        view.unexplained = unexplained * kept
        view.run = run
        view.soundSince = soundSince
        view.daysSinceKnown = Fading.days(since: lastKnown, now)
        view.daysSinceFraud = Fading.days(since: lastFraud, now)
        view.daysSinceSound = Fading.days(since: lastSound, now)
        view.daysSinceRunStart = Fading.days(since: runStart, now)
        view.daysSinceSoundBeforeRun = Fading.days(since: soundBeforeRun, now)
        return view
    }

    /// Takes in a payment, whose ``view(_:globalRate:)`` was `view`, with its surprise for the customer, 0...1.
    mutating func observe(_ payment: CardTransaction, _ view: TerminalView, surprise: Float) {
        recent = view.recent + 1
        self.surprise = view.surprise + surprise
        amounts.learn(Float(payment.amount))
        if surprise > 0.5 { surprised.add(payment.customer, payment.seconds) }
        last = payment.seconds
    }

    /// Takes in what became known of an earlier payment.
    ///
    /// - Parameter explained: 0...1, how far the payment's own amount explains a fraud; such a fraud accuses the
    ///   card, not the terminal.
    mutating func learn(_ payment: CardTransaction, isFraud: Bool, explained: Float) {
        let now = payment.seconds
        let gap = lastKnown == Fading.never ? 0 : now - lastKnown
        let kept = Self.kept(gap)
        let weight = isFraud ? 1 - explained : 0
        known = known * kept + 1
        fraud = fraud * kept + (isFraud ? 1 : 0)
        unexplained = unexplained * kept + weight
        let model = HiddenState.compromisedTerminal
        let before = model.predict(compromised, days: Float(gap) / 86_400)
        compromised = model.update(before, likelihood: Self.likelihood(isFraud: isFraud, explained: explained))
        if isFraud { learnFraud(now, weight) } else { learnSound(now) }
        lastKnown = max(lastKnown, now)
    }

    private mutating func learnFraud(_ now: Int64, _ weight: Float) {
        lastFraud = max(lastFraud, now)
        guard weight > 0.1 else { return }
        if run == 0 {
            runStart = now
            soundBeforeRun = lastSound
        }
        run += weight
        soundSince = 0
    }

    private mutating func learnSound(_ now: Int64) {
        lastSound = max(lastSound, now)
        run = 0
        soundSince += 1
    }

    /// The likelihood ratio of a label under "compromised": of a fraud 1 in 500 or, as far as its amount explains it,
    /// as likely as elsewhere; of a sound payment 1 in 20.
    private static func likelihood(isFraud: Bool, explained: Float) -> Float {
        isFraud ? 1 + (1 - explained) * 499 : 0.05
    }

    private static func kept(_ seconds: Int64) -> SIMD3<Float> {
        SIMD3(
            Fading.factor(seconds, halfLife: 2), Fading.factor(seconds, halfLife: 7),
            Fading.factor(seconds, halfLife: 30))
    }
}

/// What a terminal's past says of one payment.
struct TerminalView {
    var recent: Float = 0
    var surprise: Float = 0
    var surprisedCustomers: Float = 0
    var amountRatio: Float = 1
    var compromised: Float = 0
    var known = SIMD3<Float>()
    var rates = SIMD3<Float>()
    var unexplained = SIMD3<Float>()
    var run: Float = 0
    var soundSince: Float = 0
    var daysSinceKnown: Float = .nan
    var daysSinceFraud: Float = .nan
    var daysSinceSound: Float = .nan
    var daysSinceRunStart: Float = .nan
    var daysSinceSoundBeforeRun: Float = .nan
}

/// The last four distinct customers that surprised at a terminal, and when.
struct RecentMarks: Sendable {
    private var customers = InlineArray<4, UInt64>(repeating: 0)
    private var times = InlineArray<4, Int64>(repeating: Fading.never)

    func count(since limit: Int64) -> Float {
        var total: Float = 0
        for index in times.indices where times[index] > limit { total += 1 }
        return total
    }

    mutating func add(_ customer: CustomerNumber, _ now: Int64) {
        var oldest = 0
        for index in times.indices {
            if customers[index] == customer.rawValue, times[index] != Fading.never {
                times[index] = now
                return
            }
            if times[index] < times[oldest] { oldest = index }
        }
        customers[oldest] = customer.rawValue
        times[oldest] = now
    }
}
