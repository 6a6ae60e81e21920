import Delivery
import Synchronization

/// From the call-back listener's threads to the gateway's one thread, and the answers back once they are written down.
public final class CallbackInbox: Sendable {
    enum Item: Sendable, Equatable {
        case report(DeliveryReport)
        case acknowledgement(Acknowledgement)
    }

    enum Verdict: Sendable, Equatable {
        case known
        case unknown
        /// The gateway is not ready: the provider shall come again.
        case unavailable
    }

    struct Ticket: Sendable {
        let items: [Item]
        private let reply: CheckedContinuation<[Verdict], Never>

        init(_ items: [Item], _ reply: CheckedContinuation<[Verdict], Never>) {
            self.items = items
            self.reply = reply
        }
        func answer(_ verdicts: [Verdict]) { reply.resume(returning: verdicts) }
        func refuse() { reply.resume(returning: items.map { _ in .unavailable }) }
    }

    private struct State {
        var isOpen = false
        var waiting: [Ticket] = []
    }

    private static let waitingMax = 10_000
    private let state = Mutex(State())

    public init() {}

    /// Waits until the gateway has written down what the items changed. One verdict an item.
    func submit(_ items: [Item]) async -> [Verdict] {
        guard !items.isEmpty else { return [] }
        return await withCheckedContinuation { reply in
            let ticket = Ticket(items, reply)
            let isTaken = state.withLock { state in
                guard state.isOpen, state.waiting.count < Self.waitingMax else { return false }
                state.waiting.append(ticket)
                return true
            }
            if !isTaken { ticket.refuse() }
        }
    }

    func open() { state.withLock { $0.isOpen = true } }

    /// Everything that waits; each ticket must be answered.
    func take() -> [Ticket] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Nothing more is taken until ``open()``.
    func close() {
        state.withLock { $0.isOpen = false }
        for ticket in take() { ticket.refuse() }
    }
}
