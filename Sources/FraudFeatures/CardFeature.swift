/// The streaming features of a card payment, in the order in which a row holds them.
public enum CardFeature: Int, CaseIterable, Sendable {
    case amount, weekend, hourOfDay, amountFraudRate
    case customerExcess, customerRatio, customerSoundRatio, customerHighRatio
    case customerMean, customerVariation, customerSeen
    case customerSurprise2d, customerSurprise7d, customerDaysSinceOutlier, customerLastOutlierRatio
    case customerLeaked, customerForeignLogOdds
    case customerDaysSinceLast, customerCount1h, customerCount1d, customerCount7d
    case customerDayRatio, customerDayAmountRatio
    case customerFraud7d, customerFraud30d, customerDaysSinceFraud
    case terminalCompromised, terminalRun, terminalUnexplained2d, terminalUnexplained7d, terminalUnexplained30d
    case terminalSoundSince, terminalDaysSinceSound, terminalDaysSinceRunStart, terminalDaysSinceSoundBeforeRun
    case terminalRate2d, terminalRate7d, terminalRate30d, terminalKnown7d, terminalKnown30d
    case terminalDaysSinceFraud, terminalDaysSinceKnown
    case terminalRecent, terminalSurprise, terminalSurprisedCustomers, terminalAmountRatio
    case pairVisits
    case fraudLogOdds

    /// The word of configuration files, model cards and explanations.
    public var name: String { "\(self)" }

    /// What the feature is about; the unit of an ablation.
    public var group: FeatureGroup {
        switch rawValue {
        case ..<Self.customerExcess.rawValue: .payment
        case ..<Self.customerSurprise2d.rawValue: .customerAmount
        case ..<Self.customerDaysSinceLast.rawValue: .customerSurprise
        case ..<Self.customerFraud7d.rawValue: .customerVelocity
        case ..<Self.terminalCompromised.rawValue: .customerFraud
        case ..<Self.terminalRate2d.rawValue: .terminalRun
        case ..<Self.terminalRecent.rawValue: .terminalRate
        case ..<Self.pairVisits.rawValue: .terminalUnlabelled
        case ..<Self.fraudLogOdds.rawValue: .pair
        default: .combined
        }
    }
}

/// Groups of features that say the same kind of thing.
public enum FeatureGroup: String, CaseIterable, Sendable {
    /// The payment itself and how often amounts of its size were fraud.
    case payment
    /// The amount against what is usual of the customer.
    case customerAmount
    /// Surprising amounts of the customer before this one, and whether the card looks leaked. Needs no labels.
    case customerSurprise
    /// How often and how much the customer pays lately.
    case customerVelocity
    /// Known frauds on the customer's cards.
    case customerFraud
    /// The unbroken run of known frauds at the terminal, and whether it looks compromised.
    case terminalRun
    /// The terminal's decayed rate of known frauds, shrunk to the global one.
    case terminalRate
    /// The terminal's payments whose labels are not known yet.
    case terminalUnlabelled
    /// The customer at this terminal.
    case pair
    /// The two hidden states and the amount in one figure.
    case combined
}
