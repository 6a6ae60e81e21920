/// What the HTTP server answers, without HTTP.
struct TelemetryPages: Sendable {
    struct Page: Equatable {
        /// False is 503.
        var isAvailable = true
        var contentType: String
        var body: String
    }

    static let paths = ["/", "/metrics", "/livez", "/readyz"]

    let registry: PrometheusRegistry
    let health: any HealthReporter

    func page(_ path: String) -> Page {
        switch path {
        case "/metrics": Page(contentType: PrometheusRegistry.contentType, body: registry.exposition())
        case "/livez": live(health.health())
        case "/readyz": ready(health.health())
        default: Page(contentType: "text/plain; charset=utf-8", body: Self.index)
        }
    }

    private func live(_ report: HealthReport) -> Page {
        json(report.isLive, status: report.isLive ? "live" : "dead", reasons: report.dead, report.notes)
    }

    private func ready(_ report: HealthReport) -> Page {
        json(
            report.isReady, status: report.isReady ? "ready" : "not ready", reasons: report.dead + report.waiting,
            report.notes)
    }

    private func json(_ isAvailable: Bool, status: String, reasons: [String], _ notes: [String]) -> Page {
        var text = JSONText()
        text.field("status", status)
        text.field("reasons", reasons)
        if !notes.isEmpty { text.field("notes", notes) }
        return Page(isAvailable: isAvailable, contentType: "application/json", body: text.object + "\n")
    }

    private static let index = """
        Prahari

        /metrics  metrics in Prometheus' text format
        /livez    200 while every partition with lag makes progress; 503 names the one that stands still: restart the process
        /readyz   200 when tables are loaded, partitions assigned and all state restored; 503 says what is waited for

        Starting, rebalancing and restoring are alive but not ready.

        """
}
