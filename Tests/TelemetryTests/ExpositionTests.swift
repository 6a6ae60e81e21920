import CoreMetrics
import Testing

@testable import Telemetry

@Suite struct ExpositionTests {
    private static let requests = MetricDefinition(
        "requests_total", .counter, labels: ["code"], help: "Requests.\nBy \\ code.")
    private static let heat = MetricDefinition("heat", .gauge, labels: [], help: "Degrees.")
    private static let size = MetricDefinition(
        "size_bytes", .histogram, labels: ["path"], help: "Sizes.", buckets: [1, 2.5, 10])

    @Test func theTextIsAsTheFormatSays() {
        let registry = PrometheusRegistry()
        registry.counter(Self.requests, ["code": "500"]).add(2)
        registry.counter(Self.requests, ["code": "200"]).add()
        registry.counter(Self.requests, ["code": "a\"b\\c\nd"]).add(7)
        registry.gauge(Self.heat).set(-1.5)
        let sizes = registry.histogram(Self.size, ["path": "/"])
        for value in [0.5, 1, 2, 11, 1_000] { sizes.observe(value) }
        #expect(
            registry.exposition() == """
                # HELP heat Degrees.
                # TYPE heat gauge
                heat -1.5
                # HELP requests_total Requests.\\nBy \\\\ code.
                # TYPE requests_total counter
                requests_total{code="200"} 1
                requests_total{code="500"} 2
                requests_total{code="a\\"b\\\\c\\nd"} 7
                # HELP size_bytes Sizes.
                # TYPE size_bytes histogram
                size_bytes_bucket{path="/",le="1"} 2
                size_bytes_bucket{path="/",le="2.5"} 3
                size_bytes_bucket{path="/",le="10"} 3
                size_bytes_bucket{path="/",le="+Inf"} 5
                size_bytes_sum{path="/"} 1014.5
                size_bytes_count{path="/"} 5

                """)
    }

    @Test func specialNumbersHavePrometheusNames() {
        #expect(ExpositionText.number(.infinity) == "+Inf")
        #expect(ExpositionText.number(-.infinity) == "-Inf")
        #expect(ExpositionText.number(.nan) == "NaN")
        #expect(ExpositionText.number(0) == "0")
        #expect(ExpositionText.number(-3) == "-3")
        #expect(ExpositionText.number(0.001) == "0.001")
        #expect(ExpositionText.number(1e300) == "1e+300")
    }

    @Test func oneSeriesHasOneHandle() {
        let registry = PrometheusRegistry()
        let a = registry.counter(Self.requests, ["code": "200"])
        let b = registry.counter(Self.requests, ["code": "200"])
        #expect(a === b)
        a.add(-5)
        #expect(a.value == 0)
    }

    @Test func aNameHasOneKind() {
        let registry = PrometheusRegistry()
        registry.counter(Self.requests, ["code": "200"]).add()
        let clash = MetricDefinition("requests_total", .gauge, labels: [], help: "no")
        registry.gauge(clash).set(9)
        #expect(!registry.exposition().contains("9"))
    }

    @Test func seriesAreBounded() {
        let registry = PrometheusRegistry(seriesMax: 3)
        for code in 0..<10 { registry.counter(Self.requests, ["code": "\(code)"]).add() }
        #expect(registry.exposition().split(separator: "\n").count == 2 + 3)
    }

    @Test func removedSeriesAreGone() {
        let registry = PrometheusRegistry()
        registry.counter(Self.requests, ["code": "200"]).add()
        registry.remove(Self.requests, ["code": "200"])
        registry.remove(Self.requests, ["code": "never"])
        #expect(!registry.exposition().contains("requests_total{"))
    }

    @Test func manyThreadsCountExactly() async {
        let registry = PrometheusRegistry()
        let counter = registry.counter(Self.requests, ["code": "200"])
        let gauge = registry.gauge(Self.heat)
        let sizes = registry.histogram(Self.size, ["path": "/"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.add()
                        gauge.add(1)
                        sizes.observe(1)
                    }
                }
            }
        }
        #expect(counter.value == 8_000)
        #expect(gauge.value == 8_000)
        #expect(sizes.count == 8_000)
    }

    @Test func swiftMetricsReportIntoTheSameText() {
        let registry = PrometheusRegistry()
        let factory = PrometheusMetricsFactory(registry: registry)
        Counter(label: "http.requests", dimensions: [("path", "/")], factory: factory).increment(by: 3)
        Timer(label: "work.time", dimensions: [], factory: factory).recordMilliseconds(4)
        let meter = Meter(label: "queue-depth", dimensions: [], factory: factory)
        meter.set(5)
        Recorder(label: "batch", dimensions: [], aggregate: true, factory: factory).record(7)
        let text = registry.exposition()
        #expect(text.contains("http_requests{path=\"/\"} 3\n"))
        #expect(text.contains("work_time_sum 0.004\n"))
        #expect(text.contains("queue_depth 5\n"))
        #expect(text.contains("batch_bucket{le=\"10\"} 1\n"))
        meter.destroy()
        #expect(!registry.exposition().contains("queue_depth 5"))
    }

    @Test func theCatalogIsSound() {
        let names = MetricCatalog.all.map(\.name)
        #expect(Set(names).count == names.count)
        for definition in MetricCatalog.all {
            #expect(ExpositionText.name(definition.name) == definition.name)
            #expect(!definition.help.isEmpty)
            #expect((definition.kind == .counter) == definition.name.hasSuffix("_total"), "\(definition.name)")
            #expect((definition.kind == .histogram) == !definition.buckets.isEmpty, "\(definition.name)")
            #expect(definition.buckets == definition.buckets.sorted())
        }
    }
}
