import Synchronization

/// All metrics of the process and their text form for Prometheus.
///
/// Ask for a handle once and keep it: making one takes a lock and builds the label text, using one takes an atomic
/// operation. Asking again with the same name and labels gives the same handle.
public final class PrometheusRegistry: Sendable {
    enum Cell: Sendable {
        case counter(CounterHandle)
        case gauge(GaugeHandle)
        case histogram(HistogramHandle)
    }

    struct Family: Sendable {
        var kind: MetricDefinition.Kind
        var help: String
        /// By label text.
        var cells: [String: Cell] = [:]
    }

    private let families = Mutex<[String: Family]>([:])
    private let seriesMax: Int

    /// - Parameter seriesMax: most label combinations of one name. Beyond it handles work but are not exposed: a label
    ///   that takes its value from outside must not fill the memory.
    public init(seriesMax: Int = 10_000) { self.seriesMax = seriesMax }

    /// Makes the name known, so that HELP and TYPE are exposed before the first value.
    public func declare(_ definition: MetricDefinition) {
        families.withLock { families in
            if families[definition.name] == nil {
                families[definition.name] = Family(kind: definition.kind, help: definition.help)
            }
        }
    }

    public func counter(_ definition: MetricDefinition, _ labels: [String: String] = [:]) -> CounterHandle {
        if case .counter(let handle) = cell(definition, labels, make: { .counter(CounterHandle()) }) { return handle }
        return CounterHandle()
    }

    public func gauge(_ definition: MetricDefinition, _ labels: [String: String] = [:]) -> GaugeHandle {
        if case .gauge(let handle) = cell(definition, labels, make: { .gauge(GaugeHandle()) }) { return handle }
        return GaugeHandle()
    }

    public func histogram(_ definition: MetricDefinition, _ labels: [String: String] = [:]) -> HistogramHandle {
        let make = { Cell.histogram(HistogramHandle(bounds: definition.buckets)) }
        if case .histogram(let handle) = cell(definition, labels, make: make) { return handle }
        return HistogramHandle(bounds: definition.buckets)
    }

    /// Takes one series out; handles that are still held no longer show.
    public func remove(_ definition: MetricDefinition, _ labels: [String: String]) {
        let key = ExpositionText.labels(labels)
        families.withLock { _ = $0[definition.name]?.cells.removeValue(forKey: key) }
    }

    /// Nil when the name is taken by another kind or the series are too many: the caller then gets a handle that is not
    /// shown.
    private func cell(_ definition: MetricDefinition, _ labels: [String: String], make: () -> Cell) -> Cell? {
        let key = ExpositionText.labels(labels)
        return families.withLock { families -> Cell? in
            var family = families[definition.name] ?? Family(kind: definition.kind, help: definition.help)
            guard family.kind == definition.kind else { return nil }
            if let found = family.cells[key] { return found }
            guard family.cells.count < seriesMax else { return nil }
            let cell = make()
            family.cells[key] = cell
            families[definition.name] = family
            return cell
        }
    }

    /// Text exposition format 0.0.4: names sorted, series sorted by their labels, so that the same values give the same
    /// bytes.
    public func exposition() -> String {
        let snapshot = families.withLock { $0 }
        var text = ""
        for (name, family) in snapshot.sorted(by: { $0.key < $1.key }) {
            ExpositionText.append(name, family, to: &text)
        }
        return text
    }

    /// What `Content-Type` says about ``exposition()``.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"
}
