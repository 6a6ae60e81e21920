import Delivery
import Records

extension Gateway {
    /// What a gateway may have around it.
    public struct Surroundings: Sendable {
        public var inbox: CallbackInbox?
        public var metrics: GatewayMetrics?
        public var health: GatewayHealth?
        /// Takes a line for every attempt that nobody confirmed.
        public var trace: (@Sendable (String) -> Void)?
        public init(inbox: CallbackInbox? = nil, metrics: GatewayMetrics? = nil, health: GatewayHealth? = nil) {
            self.inbox = inbox
            self.metrics = metrics
            self.health = health
        }
    }

    struct Call {
        var ticket: CallbackInbox.Ticket
        var verdicts: [CallbackInbox.Verdict]
    }

    /// What providers and people have said since the last turn. Without a partition nothing is known: they shall come
    /// again.
    func takeCalls(at now: EventTime) -> [Call] {
        guard let inbox = surroundings.inbox else { return [] }
        return inbox.take().map { ticket in
            Call(ticket: ticket, verdicts: ticket.items.map { positions.isEmpty ? .unavailable : take($0, at: now) })
        }
    }

    private func take(_ item: CallbackInbox.Item, at now: EventTime) -> CallbackInbox.Verdict {
        switch item {
        case .report(let report): machine.report(report, at: now) ? .known : .unknown
        case .acknowledgement(let word): machine.acknowledge(word, at: now) ? .known : .unknown
        }
    }
}

/// The gauges of the channels, once a second.
struct ChannelGauges {
    private var next: Int64 = .min

    mutating func show(_ machine: DeliveryMachine, _ metrics: GatewayMetrics, at now: EventTime) {
        guard now.milliseconds >= next else { return }
        next = now.milliseconds + 1_000
        for (name, state) in machine.channelStates() {
            metrics.channel(name, queue: state.waiting, inFlight: state.inFlight, breaker: state.breaker)
        }
    }
}

extension Outcome {
    /// For metrics.
    var name: String {
        switch self {
        case .accepted: "accepted"
        case .retry: "later"
        case .refused: "refused"
        }
    }
}
