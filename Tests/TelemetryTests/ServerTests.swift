import Foundation
import FoundationNetworking
import Testing

@testable import Telemetry

@Suite struct ServerTests {
    private struct Answer {
        var status: Int
        var type: String
        var body: String
    }

    private func get(_ port: UInt16, _ path: String) async throws -> Answer {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        let (data, response) = try await URLSession.shared.data(from: url)
        let http = try #require(response as? HTTPURLResponse)
        return Answer(
            status: http.statusCode, type: http.value(forHTTPHeaderField: "Content-Type") ?? "",
            body: String(decoding: data, as: UTF8.self))
    }

    private func server(_ report: HealthReport, port: UInt16 = 0, address: String = "127.0.0.1") -> TelemetryServer {
        let registry = PrometheusRegistry()
        for definition in MetricCatalog.all { registry.declare(definition) }
        return TelemetryServer(address: address, port: port, registry: registry, health: FixedHealth(report: report))
    }

    @Test func aHealthyProcessAnswersEverything() async throws {
        let server = server(HealthReport())
        let port = try await server.start()
        #expect(port > 0)
        let metrics = try await get(port, "/metrics")
        #expect(metrics.status == 200)
        #expect(metrics.type == "text/plain; version=0.0.4; charset=utf-8")
        #expect(metrics.body.contains("# TYPE kafka_consumergroup_lag gauge\n"))
        let live = try await get(port, "/livez")
        #expect(live.status == 200)
        #expect(live.body == "{\"status\":\"live\",\"reasons\":[]}\n")
        #expect(try await get(port, "/readyz").body == "{\"status\":\"ready\",\"reasons\":[]}\n")
        let index = try await get(port, "/")
        #expect(index.status == 200)
        #expect(index.body.contains("/readyz"))
        #expect(try await get(port, "/nothing").status == 404)
        await server.stop()
        await server.stop()
    }

    @Test func reasonsAreNamed() async throws {
        let server = server(HealthReport(dead: ["a/0: hangs"], waiting: ["b/0: \"restoring\""]))
        let port = try await server.start()
        let live = try await get(port, "/livez")
        #expect(live.status == 503)
        #expect(live.type == "application/json")
        #expect(live.body == "{\"status\":\"dead\",\"reasons\":[\"a/0: hangs\"]}\n")
        let ready = try await get(port, "/readyz")
        #expect(ready.status == 503)
        #expect(ready.body == "{\"status\":\"not ready\",\"reasons\":[\"a/0: hangs\",\"b/0: \\\"restoring\\\"\"]}\n")
        await server.stop()
    }

    @Test func aPortInUseIsNamed() async throws {
        let first = server(HealthReport())
        let port = try await first.start()
        let second = server(HealthReport(), port: port)
        await #expect(throws: TelemetryServerFault.portInUse(address: "127.0.0.1", port: port)) {
            try await second.start()
        }
        await first.stop()
    }

    @Test func aStoppedServersPortIsFree() async throws {
        let first = server(HealthReport())
        let port = try await first.start()
        await first.stop()
        let second = server(HealthReport(), port: port)
        #expect(try await second.start() == port)
        await second.stop()
    }

    @Test func aBlockingThreadCanStartAndStopIt() async throws {
        let server = server(HealthReport())
        let port = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: try? server.startAndWait()) }.start()
        }
        #expect(try await get(try #require(port), "/livez").status == 200)
        await withCheckedContinuation { continuation in
            Thread {
                server.stopAndWait()
                continuation.resume()
            }.start()
        }
        await #expect(throws: (any Error).self) { try await get(try #require(port), "/livez") }
    }

    @Test func anAddressThatIsNoneIsRefused() async {
        await #expect(throws: TelemetryServerFault.badAddress("somewhere")) {
            try await server(HealthReport(), address: "somewhere").start()
        }
    }
}
