/// How a debit divides between stolen and honest money. Nobody's law fixes it: investigators use the first, courts
/// have used both.
public enum TaintRule: String, Sendable, CaseIterable {
    /// Stolen money leaves before honest money, the stolen money that came first before that which came later. It
    /// follows the largest sums the furthest, which is what freezing needs. The default.
    case taintedFirst = "tainted_first"
    /// Every debit takes stolen money in the proportion it has in the account's known balance. The balance is known
    /// from the kept bookings only, so it is at least the stolen money.
    case proportional
}
