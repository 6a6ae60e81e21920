/// A part of the mixture that says where stolen money will be drawn.
public enum CashOutComponent: Int, Sendable, CaseIterable {
    /// Where the account drew stolen money before, by visits.
    case ownFraud
    /// Where the account drew any money.
    case own
    /// Where accounts drew stolen money that came through the same collectors: the ring's crew has its terminals.
    case crew
    /// Terminals of cells with recent fraud, near the account's places and branch.
    case fraudNearby
    /// The same, however far: rings have their own quarters.
    case fraudElsewhere
    /// Terminals near the account's places and branch.
    case density
    /// No terminal that is known of.
    case elsewhere

    public var code: String {
        switch self {
        case .ownFraud: "OWN_CASH_OUTS"
        case .own: "OWN_WITHDRAWALS"
        case .crew: "CREW_CASH_OUTS"
        case .fraudNearby: "RECENT_FRAUD_NEARBY"
        case .fraudElsewhere: "RECENT_FRAUD_ELSEWHERE"
        case .density: "TERMINALS_NEARBY"
        case .elsewhere: "ELSEWHERE"
        }
    }

    /// Outcomes that each component is taken to have explained before any was seen, in the order of the cases.
    static func priors(_ experience: Knowledge.Experience) -> [Float] {
        switch experience {
        case .none: [0.1, 2, 8, 5, 5, 1.5, 3]
        case .little: [8, 3, 8, 4, 1.5, 1, 1.5]
        case .much: [13, 2, 8, 2, 0.5, 0.5, 1.5]
        case .visiting: [13, 2, 8, 2, 0.5, 0.5, 1.5]
        }
    }
}
