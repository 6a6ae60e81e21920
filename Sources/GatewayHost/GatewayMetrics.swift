public import Telemetry

/// The gateway's metrics, by channel. Handles are looked up by name: a few an attempt, which costs microseconds.
public final class GatewayMetrics: Sendable {
    static let commands = MetricDefinition(
        "prahari_gateway_commands_total", .counter, labels: [], help: "Alert commands taken.")
    static let deadLetters = MetricDefinition(
        "prahari_gateway_dead_letters_total", .counter, labels: [], help: "Records that are no command.")
    static let attempts = MetricDefinition(
        "prahari_gateway_attempts_total", .counter, labels: ["channel", "result"],
        help: "Attempts that ended, by result: accepted, later, refused.")
    static let retries = MetricDefinition(
        "prahari_gateway_retries_total", .counter, labels: ["channel"],
        help: "Attempts after the first of their delivery, fail-over included.")
    static let receipts = MetricDefinition(
        "prahari_gateway_receipts_total", .counter, labels: ["channel", "status"], help: "Receipts written.")
    static let receiptSeconds = MetricDefinition(
        "prahari_gateway_receipt_seconds", .histogram, labels: ["channel", "status"],
        help: "From a command's not_before to its receipt.",
        buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600])
    static let queue = MetricDefinition(
        "prahari_gateway_queue_length", .gauge, labels: ["channel"],
        help: "Deliveries that wait, by the channel that is their next.")
    static let inFlight = MetricDefinition(
        "prahari_gateway_in_flight", .gauge, labels: ["channel"], help: "Attempts on their way.")
    static let breaker = MetricDefinition(
        "prahari_gateway_breaker_state", .gauge, labels: ["channel"],
        help: "0 closed, 1 half-open, 2 open; of a channel with an endpoint for each recipient, the worst.")
    static let callbacks = MetricDefinition(
        "prahari_gateway_callbacks_total", .counter, labels: ["channel", "result"],
        help: "Reports and acknowledgements: known, unknown, refused (signature), unreadable, unavailable.")

    /// All of them, for the documents and their test.
    static let all = [
        commands, deadLetters, attempts, retries, receipts, receiptSeconds, queue, inFlight, breaker, callbacks,
    ]

    public let registry: PrometheusRegistry

    public init(registry: PrometheusRegistry) {
        self.registry = registry
        for definition in Self.all { registry.declare(definition) }
    }

    func command() { registry.counter(Self.commands).add() }
    func deadLetter() { registry.counter(Self.deadLetters).add() }
    func callback(_ channel: String, _ result: String) {
        registry.counter(Self.callbacks, ["channel": channel, "result": result]).add()
    }
    func attempt(_ channel: String, result: String, isRetry: Bool) {
        registry.counter(Self.attempts, ["channel": channel, "result": result]).add()
        if isRetry { registry.counter(Self.retries, ["channel": channel]).add() }
    }
    func receipt(_ channel: String, status: String, milliseconds: Int64?) {
        let labels = ["channel": channel, "status": status]
        registry.counter(Self.receipts, labels).add()
        guard let milliseconds else { return }
        registry.histogram(Self.receiptSeconds, labels).observe(Double(max(0, milliseconds)) / 1_000)
    }
    func channel(_ name: String, queue: Int, inFlight: Int, breaker: Int) {
        let labels = ["channel": name]
        registry.gauge(Self.queue, labels).set(Double(queue))
        registry.gauge(Self.inFlight, labels).set(Double(inFlight))
        registry.gauge(Self.breaker, labels).set(Double(breaker))
    }
}
