/// The 15 features of the Fraud Detection Handbook (Le Borgne, Siblini, Lebichot, Bontempi, chapter 3), as a stream.
///
/// Customer windows end at the transaction and include it; terminal windows end ``delaySeconds`` earlier and count only
/// what ``learn(_:isFraud:)`` told, so a label that is not yet known cannot leak in. O(1) amortised a transaction.
public struct HandbookFeatures: Sendable {
    /// In the handbook's order; the values of ``append(_:to:)`` follow it.
    public static let names: [String] =
        ["TX_AMOUNT", "TX_DURING_WEEKEND", "TX_DURING_NIGHT"]
        + ["1", "7", "30"].flatMap { ["CUSTOMER_ID_NB_TX_\($0)DAY_WINDOW", "CUSTOMER_ID_AVG_AMOUNT_\($0)DAY_WINDOW"] }
        + ["1", "7", "30"].flatMap { ["TERMINAL_ID_NB_TX_\($0)DAY_WINDOW", "TERMINAL_ID_RISK_\($0)DAY_WINDOW"] }

    /// 1, 7 and 30 days.
    private static let lengths = (
        CardCalendar.daySeconds, 7 * CardCalendar.daySeconds, 30 * CardCalendar.daySeconds
    )

    public let calendar: CardCalendar
    /// How long after its transaction a label becomes known.
    public let delaySeconds: Int64
    private var customers: [CustomerNumber: WindowRing] = [:]
    private var terminals: [TerminalNumber: WindowRing] = [:]

    public init(calendar: CardCalendar, delaySeconds: Int64 = 7 * CardCalendar.daySeconds) {
        self.calendar = calendar
        self.delaySeconds = delaySeconds
    }

    /// Takes in the next transaction and appends its 15 features.
    ///
    /// - Parameter transaction: not before any given earlier; all labels of transactions up to ``delaySeconds`` before
    ///   it have been given to ``learn(_:isFraud:)``.
    public mutating func append(_ transaction: CardTransaction, to row: inout [Double]) {
        let now = transaction.seconds
        row.append(transaction.amount)
        row.append(calendar.isWeekend(now) ? 1 : 0)
        row.append(calendar.isNight(now) ? 1 : 0)
        Self.advance(&customers[transaction.customer, default: WindowRing()], now, transaction.minorUnits, &row)
        let end = now - delaySeconds
        guard terminals[transaction.terminal] != nil else {
            row.append(contentsOf: [0, 0, 0, 0, 0, 0])
            return
        }
        Self.risk(&terminals[transaction.terminal, default: WindowRing()], end, &row)
    }

    /// Takes in a label that became known, oldest transaction first.
    public mutating func learn(_ transaction: CardTransaction, isFraud: Bool) {
        terminals[transaction.terminal, default: WindowRing()].push(transaction.seconds, isFraud ? 1 : 0)
    }

    /// Mean bytes of state on the heap: of a customer, of a terminal.
    public var bytes: (customer: Int, terminal: Int) {
        let inline = MemoryLayout<WindowRing>.size + 8
        return (
            inline + customers.values.reduce(0) { $0 + $1.bytes } / max(1, customers.count),
            inline + terminals.values.reduce(0) { $0 + $1.bytes } / max(1, terminals.count)
        )
    }

    private static func advance(_ ring: inout WindowRing, _ now: Int64, _ minorUnits: Int64, _ row: inout [Double]) {
        ring.push(now, minorUnits)
        ring.trim(end: now, lengths: lengths)
        let (counts, sums) = (ring.counts, ring.sums)
        for (count, sum) in [(counts.0, sums.0), (counts.1, sums.1), (counts.2, sums.2)] {
            row.append(Double(count))
            row.append(Double(sum) / 100 / Double(count))
        }
    }

    private static func risk(_ ring: inout WindowRing, _ end: Int64, _ row: inout [Double]) {
        ring.trim(end: end, lengths: lengths)
        let (counts, sums) = (ring.counts, ring.sums)
        for (count, sum) in [(counts.0, sums.0), (counts.1, sums.1), (counts.2, sums.2)] {
            row.append(Double(count))
            row.append(count == 0 ? 0 : Double(sum) / Double(count))
        }
    }
}
