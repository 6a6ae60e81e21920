internal import StageKit

/// Streaming features of card payments: a state of fixed size for each customer and each terminal, O(1) a payment,
/// nothing from the future, labels only once they are known.
///
/// The states are values of their own, so that a keyed store can hold them; this type holds all of them in memory.
public struct CardFeatures: Sendable {
    /// In the order of ``CardFeature``.
    public static let names = CardFeature.allCases.map(\.name)

    public let calendar: CardCalendar
    private var customers: [CustomerNumber: CustomerState] = [:]
    private var terminals: [TerminalNumber: TerminalState] = [:]
    private var levels = AmountLevels()
    private var tail = AmountTail()

    public init(calendar: CardCalendar) { self.calendar = calendar }

    /// Takes in the next payment and appends its features and gives its unsupervised score.
    ///
    /// - Parameters:
    ///   - payment: not before any given earlier.
    ///   - row: gets `CardFeature.allCases.count` values; NaN is "never happened".
    /// - Returns: the unsupervised score, see ``UnsupervisedScore``.
    @discardableResult
    public mutating func append(_ payment: CardTransaction, to row: inout [Float]) -> Float {
        let rate = levels.globalRate
        let customer: CustomerView = {
            (state: inout CustomerState) in
            let view = state.view(payment)
            state.observe(payment, view)
            return view
        }(&customers[payment.customer, default: CustomerState()])
        let surprise = AmountLikelihood.explained(excess: customer.excess)
        let terminal: TerminalView = {
            (state: inout TerminalState) in
            let view = state.view(payment, globalRate: rate)
            state.observe(payment, view, surprise: surprise)
            return view
        }(&terminals[payment.terminal, default: TerminalState()])
        appendCustomer(payment, customer, &row)
        Self.append(terminal, &row)
        row.append(customer.visits)
        row.append(FraudOdds.log2(customer, terminal, amountRate: levels.rate(payment.amount), globalRate: rate))
        defer { tail.learn(payment) }
        return UnsupervisedScore.of(customer, tail: tail.share(payment.amount))
    }

    /// Takes in a label that became known.
    public mutating func learn(_ payment: CardTransaction, isFraud: Bool) {
        let explained =
            isFraud
            ? max(
                customers[payment.customer]?.explained(payment) ?? 0,
                FraudOdds.explained(amountRate: levels.rate(payment.amount)))
            : 0
        customers[payment.customer, default: CustomerState()].learn(payment, isFraud: isFraud)
        terminals[payment.terminal, default: TerminalState()].learn(payment, isFraud: isFraud, explained: explained)
        levels.learn(payment, isFraud: isFraud)
    }

    /// Bytes of state: of a customer, of a terminal.
    public static var bytes: (customer: Int, terminal: Int) {
        (MemoryLayout<CustomerState>.stride, MemoryLayout<TerminalState>.stride)
    }

    private func appendCustomer(_ payment: CardTransaction, _ view: CustomerView, _ row: inout [Float]) {
        let secondOfDay = payment.seconds - calendar.day(payment.seconds) * CardCalendar.daySeconds
        row.append(Float(payment.amount))
        row.append(calendar.isWeekend(payment.seconds) ? 1 : 0)
        row.append(Float(secondOfDay / 3_600))
        row.append(levels.rate(payment.amount))
        row.append(contentsOf: [view.excess, view.ratio, view.soundRatio, view.highRatio])
        row.append(contentsOf: [view.mean, view.variation, view.seen])
        row.append(contentsOf: [view.surprise2, view.surprise7, view.daysSinceOutlier, view.lastOutlierRatio])
        row.append(view.leaked)
        row.append(Float(PortableMath.log2(Double(view.foreignOdds))))
        row.append(contentsOf: [view.daysSinceLast, view.hour, view.day, view.week])
        row.append((view.day + 1) * 7 / (view.week + 1))
        row.append((view.dayAmount + Float(payment.amount)) / max(0.01, view.mean))
        row.append(contentsOf: [view.fraud7, view.fraud30, view.daysSinceFraud])
    }

    private static func append(_ view: TerminalView, _ row: inout [Float]) {
        row.append(view.compromised)
        row.append(view.run)
        row.append(contentsOf: [view.unexplained[0], view.unexplained[1], view.unexplained[2]])
        row.append(contentsOf: [view.soundSince, view.daysSinceSound, view.daysSinceRunStart])
        row.append(view.daysSinceSoundBeforeRun)
        row.append(contentsOf: [view.rates[0], view.rates[1], view.rates[2], view.known[1], view.known[2]])
        row.append(contentsOf: [view.daysSinceFraud, view.daysSinceKnown])
        row.append(contentsOf: [view.recent, view.surprise, view.surprisedCustomers, view.amountRatio])
    }
}
