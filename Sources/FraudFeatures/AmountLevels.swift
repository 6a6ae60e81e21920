internal import StageKit

/// The known fraud rate by size of amount, over all customers: quarter octaves, old labels fading.
struct AmountLevels: Sendable {
    private var known = InlineArray<64, Float>(repeating: 0)
    private var fraud = InlineArray<64, Float>(repeating: 0)
    private var allKnown: Float = 0
    private var allFraud: Float = 0
    private var last = Fading.never

    /// Half-life of the labels' weight in days.
    static let halfLife = 60.0

    /// Rate over all amounts, shrunk to 1 in 100.
    var globalRate: Float { (allFraud + 1) / (allKnown + 100) }

    /// Rate near an amount, shrunk to ``globalRate`` as by 20 payments.
    func rate(_ amount: Double) -> Float {
        let level = Self.level(amount)
        return (fraud[level] + 20 * globalRate) / (known[level] + 20)
    }

    mutating func learn(_ payment: CardTransaction, isFraud: Bool) {
        fade(to: payment.seconds)
        let level = Self.level(payment.amount)
        known[level] += 1
        allKnown += 1
        guard isFraud else { return }
        fraud[level] += 1
        allFraud += 1
    }

    /// Once an hour of event time, so that it costs next to nothing a record.
    private mutating func fade(to now: Int64) {
        guard last != Fading.never else {
            last = now
            return
        }
        guard now - last >= 3_600 else { return }
        let kept = Fading.factor(now - last, halfLife: Self.halfLife)
        for level in known.indices {
            known[level] *= kept
            fraud[level] *= kept
        }
        allKnown *= kept
        allFraud *= kept
        last = now
    }

    private static func level(_ amount: Double) -> Int {
        min(63, max(0, Int(PortableMath.log2(amount + 1) * 4)))
    }
}
