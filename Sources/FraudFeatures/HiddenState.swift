internal import StageKit

/// A two-state hidden Markov model in continuous time: sound or compromised, with a constant rate of falling into and
/// of getting out of the second state. The forward filter, one multiplication an observation.
///
/// Rabiner, "A tutorial on hidden Markov models" (1989), the forward recursion with two states.
struct HiddenState: Equatable, Sendable {
    /// Falling from sound to compromised, a day.
    let entering: Float
    /// From compromised back to sound, a day.
    let leaving: Float

    /// Probability of being compromised long after the last observation.
    var stationary: Float { entering / (entering + leaving) }

    /// The probability after `days` without observation.
    func predict(_ probability: Float, days: Float) -> Float {
        let kept = Float(PortableMath.exp2(-Double((entering + leaving) * max(0, days)) * 1.4426950408889634))
        return stationary + (probability - stationary) * kept
    }

    /// Bayes' rule for an observation `likelihood` times as probable in the compromised state as in the sound one.
    func update(_ probability: Float, likelihood: Float) -> Float {
        let compromised = probability * likelihood
        return min(0.9999, compromised / (compromised + 1 - probability))
    }

    /// A leaked card: about one in 1,500 a day, used for about two weeks.
    static let leakedCard = HiddenState(entering: 1.0 / 1_500, leaving: 1.0 / 14)
    /// A compromised terminal: about one in 5,000 a day, for about four weeks.
    static let compromisedTerminal = HiddenState(entering: 1.0 / 5_000, leaving: 1.0 / 28)
}

/// How much more probable an amount is among a leaked card's than among the holder's own.
enum AmountLikelihood {
    /// The share of foreign payments on a leaked card.
    static let foreignShare: Float = 0.3

    /// Density of a foreign amount, even over 0...15 spreads, over that of a normal one; at most 2^20.
    static func foreign(excess: Float) -> Float {
        let z = Double(max(0, excess))
        return Float(PortableMath.exp2(min(20, z * z * 0.7213475204444817 - 2.58)))
    }

    /// The likelihood ratio of an amount on a leaked card.
    static func leaked(excess: Float) -> Float { 1 - foreignShare + foreignShare * foreign(excess: excess) }

    /// 0...1: how far an amount alone explains that a payment was fraud.
    static func explained(excess: Float) -> Float { min(1, max(0, (excess - 1.8) / 1.6)) }
}

/// Fading of decayed sums.
enum Fading {
    /// What `seconds` leave of a weight that halves each `halfLife` days.
    static func factor(_ seconds: Int64, halfLife: Double) -> Float {
        Float(PortableMath.exp2(-Double(max(0, seconds)) / (halfLife * 86_400)))
    }

    /// Days between two times; missing when `past` never was.
    static func days(since past: Int64, _ now: Int64) -> Float {
        past == never ? .nan : Float(Double(now - past) / 86_400)
    }

    static let never = Int64.min
}
