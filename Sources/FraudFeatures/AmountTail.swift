internal import StageKit

/// The share of all payments of at least an amount, labels unseen: sixteenths of octaves, old payments fading.
///
/// The shares are those of the last full hour of event time, so that a payment costs one look-up. 2.5 kB in all.
struct AmountTail: Sendable {
    private var counts = [Float](repeating: 0, count: levels)
    private var shares = [Float](repeating: 1, count: levels)
    private var last = Fading.never

    private static let levels = 320
    /// Half-life in days.
    static let halfLife = 30.0
    /// As if so many payments had been seen, all above any amount: nothing is rare before much was seen.
    static let prior: Float = 1

    /// 0...1; 1 while nothing is known.
    func share(_ amount: Double) -> Float { shares[Self.level(amount)] }

    mutating func learn(_ payment: CardTransaction) {
        if last == Fading.never { last = payment.seconds }
        if payment.seconds - last >= 3_600 { refresh(payment.seconds) }
        counts[Self.level(payment.amount)] += 1
    }

    private mutating func refresh(_ now: Int64) {
        let total = counts.reduce(0, +) + Self.prior
        let kept = Fading.factor(now - last, halfLife: Self.halfLife)
        var above = Self.prior
        for level in counts.indices.reversed() {
            shares[level] = (above + counts[level] / 2) / total
            above += counts[level]
            counts[level] *= kept
        }
        last = now
    }

    private static func level(_ amount: Double) -> Int {
        min(levels - 1, max(0, Int(PortableMath.log2(amount + 1) * 16)))
    }
}
