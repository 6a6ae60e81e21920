public import CoreMetrics

/// Lets libraries that report through swift-metrics appear in the same exposition.
///
/// Counters and meters keep their name, dots become underscores; timers become histograms in seconds, recorders with
/// aggregation histograms.
public struct PrometheusMetricsFactory: MetricsFactory {
    public let registry: PrometheusRegistry
    /// Upper bounds of recorders that aggregate.
    static let recorderBuckets = [1.0, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000]

    public init(registry: PrometheusRegistry) { self.registry = registry }

    private func definition(
        _ label: String, _ kind: MetricDefinition.Kind, _ dimensions: [(String, String)], buckets: [Double] = []
    ) -> MetricDefinition {
        MetricDefinition(
            ExpositionText.name(label), kind, labels: dimensions.map(\.0), help: "From swift-metrics: \(label).",
            buckets: buckets)
    }

    private func labels(_ dimensions: [(String, String)]) -> [String: String] {
        Dictionary(dimensions, uniquingKeysWith: { _, last in last })
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let definition = definition(label, .counter, dimensions)
        return MetricsCounter(registry.counter(definition, labels(dimensions)), definition, labels(dimensions))
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        let definition = definition(label, .gauge, dimensions)
        return MetricsGauge(registry.gauge(definition, labels(dimensions)), definition, labels(dimensions))
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else {
            let definition = definition(label, .gauge, dimensions)
            return MetricsGauge(registry.gauge(definition, labels(dimensions)), definition, labels(dimensions))
        }
        let definition = definition(label, .histogram, dimensions, buckets: Self.recorderBuckets)
        return MetricsHistogram(registry.histogram(definition, labels(dimensions)), definition, labels(dimensions))
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let definition = definition(label, .histogram, dimensions, buckets: MetricCatalog.commitBuckets)
        return MetricsHistogram(registry.histogram(definition, labels(dimensions)), definition, labels(dimensions))
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler as? any RegistryMember) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler as? any RegistryMember) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler as? any RegistryMember) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler as? any RegistryMember) }

    private func remove(_ member: (any RegistryMember)?) {
        guard let member else { return }
        registry.remove(member.definition, member.labels)
    }
}

/// A series that swift-metrics may destroy.
private protocol RegistryMember {
    var definition: MetricDefinition { get }
    var labels: [String: String] { get }
}

private final class MetricsCounter: CounterHandler, RegistryMember {
    let handle: CounterHandle
    let definition: MetricDefinition
    let labels: [String: String]
    init(_ handle: CounterHandle, _ definition: MetricDefinition, _ labels: [String: String]) {
        (self.handle, self.definition, self.labels) = (handle, definition, labels)
    }
    func increment(by amount: Int64) { handle.add(amount) }
    func reset() { handle.clear() }
}

private final class MetricsGauge: MeterHandler, RecorderHandler, RegistryMember {
    let handle: GaugeHandle
    let definition: MetricDefinition
    let labels: [String: String]
    init(_ handle: GaugeHandle, _ definition: MetricDefinition, _ labels: [String: String]) {
        (self.handle, self.definition, self.labels) = (handle, definition, labels)
    }
    func set(_ value: Int64) { handle.set(Double(value)) }
    func set(_ value: Double) { handle.set(value) }
    func increment(by amount: Double) { handle.add(amount) }
    func decrement(by amount: Double) { handle.add(-amount) }
    func record(_ value: Int64) { handle.set(Double(value)) }
    func record(_ value: Double) { handle.set(value) }
}

private final class MetricsHistogram: TimerHandler, RecorderHandler, RegistryMember {
    let handle: HistogramHandle
    let definition: MetricDefinition
    let labels: [String: String]
    init(_ handle: HistogramHandle, _ definition: MetricDefinition, _ labels: [String: String]) {
        (self.handle, self.definition, self.labels) = (handle, definition, labels)
    }
    func recordNanoseconds(_ duration: Int64) { handle.observe(Double(duration) / 1e9) }
    func record(_ value: Int64) { handle.observe(Double(value)) }
    func record(_ value: Double) { handle.observe(value) }
}
