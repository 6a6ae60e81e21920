internal import StageKit

/// The payment's odds of being fraud from the two hidden states and the amount, without any training: what of it is
/// known of the card, the terminal and amounts of its size, taken as independent.
enum FraudOdds {
    static func log2(
        _ customer: CustomerView, _ terminal: TerminalView, amountRate: Float, globalRate: Float
    ) -> Float {
        let atAmount = amountRate / max(1e-6, 1 - amountRate)
        let beyond = max(0, atAmount - globalRate * 4)
        let atTerminal = terminal.compromised / max(1e-6, 1 - terminal.compromised)
        return Float(PortableMath.log2(Double(customer.foreignOdds + atTerminal + beyond)))
    }

    /// 0...1: how far a fraud is explained by its amount, where most payments of that size are fraud.
    static func explained(amountRate: Float) -> Float { min(1, max(0, (amountRate - 0.2) / 0.4)) }
}

/// A score that never saw a label: how improbable the amount is for its customer, the card's recent surprises taken
/// into account, and how rare it is among all payments.
enum UnsupervisedScore {
    /// The share of payments that are fraud by their sheer size.
    static let large: Float = 4e-4

    static func of(_ customer: CustomerView, tail: Float) -> Float {
        Float(PortableMath.log2(Double(customer.foreignOdds + large / tail)))
    }
}
