/// Replays labels as they become known: first in, first out, a fixed time after the payment.
public struct DelayedLabels: Sendable {
    public let delaySeconds: Int64
    private var waiting: [(payment: CardTransaction, isFraud: Bool)] = []
    private var head = 0

    public init(delaySeconds: Int64) { self.delaySeconds = delaySeconds }

    /// - Parameter payment: not before any given earlier.
    public mutating func add(_ payment: CardTransaction, isFraud: Bool) { waiting.append((payment, isFraud)) }

    /// The next label known at `now`, that of a payment at or before `now - delaySeconds`; nil if there is none.
    public mutating func next(knownAt now: Int64) -> (payment: CardTransaction, isFraud: Bool)? {
        guard head < waiting.count, waiting[head].payment.seconds <= now - delaySeconds else { return nil }
        defer { compact() }
        return waiting[head]
    }

    private mutating func compact() {
        head += 1
        guard head > 4_096, head * 2 > waiting.count else { return }
        waiting.removeFirst(head)
        head = 0
    }
}
