import Logging
import Records
import RingsStage
import StageKit
import TestKit
import Testing

@testable import Runtime
@testable import Telemetry

/// What a stage says about records that it refuses must not tell whose they are: in logs, dead-letter reasons and metrics.
@Suite struct PersonalDataTests {
    static let secrets = ["50100234567812", "38291047562", "9812345670", "98123 45670", "ramesh.k", "4111111111111111"]

    /// Each is refused for another reason, and each reason would like to quote what it found.
    static let refused: [(key: String, value: String)] = [
        ("50100234567812", booking(account: "38291047562")),
        ("50100234567812", booking(amount: "\"9812345670 rupees\"")),
        ("50100234567812", booking(amount: "4111111111111111")),
        ("50100234567812", booking(at: "98123 45670")),
        ("50100234567812", booking(channel: "ramesh.k@okhdfc")),
        ("50100234567812", booking(at: "2126-03-01T10:15:00+05:30")),
        ("50100234567812", booking(more: ",\"device\":\"+919812345670\"")),
        ("50100234567812", booking(more: ",\"terminal\":{\"id\":\"4111111111111111\",\"lat\":9812345670,\"lon\":1}")),
        ("50100234567812", "{\"account\":\"50100234567812\",9812345670}"),
        ("50100234567812", "ramesh.k@okhdfc 50100234567812"),
    ]

    private static func booking(
        account: String = "50100234567812", amount: String = "\"10\"", at: String = "2026-03-01T10:15:00+05:30",
        channel: String = "UPI", more: String = ""
    ) -> String {
        """
        {"transaction_id":"t","account":"\(account)","direction":"debit","amount":\(amount),"booked_at":"\(at)",\
        "channel":"\(channel)"\(more)}
        """
    }

    private func expectNoSecret(_ text: String, _ place: String) {
        for secret in Self.secrets where text.contains(secret) { Issue.record("\(place) tells \(secret): \(text)") }
    }

    @Test func refusedRecordsDoNotTellWhoseTheyAre() throws {
        let driver = StageDriver(RingsStage())
        for (key, value) in Self.refused {
            driver.cluster.produce(
                Topic.bankTransactions.rawValue, key: key, value: Array(value.utf8),
                timestamp: driver.cluster.clock.now())
        }
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        let unmasked = driver.observer.events.compactMap { event in
            guard case .deadLetter(_, _, let message) = event else { return nil as String? }
            return message
        }
        #expect(
            unmasked.count { text in Self.secrets.contains { text.contains($0) } } >= 3,
            "nothing to mask: the test tests nothing")
        let letters = driver.cluster.records(of: "rings.deadletters.v1")
        #expect(letters.count == Self.refused.count)
        for letter in letters {
            let reason = try #require(letter.header("__streams.errors.message"))
            expectNoSecret(reason, "a dead letter's reason")
            expectNoSecret(letter.header("__streams.errors.exception") ?? "", "a dead letter's code")
        }
        for format in [StructuredLogHandler.Format.json, .text] {
            let sink = MemorySink()
            let registry = PrometheusRegistry()
            let clock = TestClock()
            let logger = Logger(label: "prahari.test") {
                StructuredLogHandler(label: $0, format: format, level: .debug, sink: sink, clock: clock)
            }
            let observer = TelemetryObserver(
                registry: registry, health: HealthMonitor(stallMilliseconds: 1_000), logger: logger, clock: clock)
            for event in driver.observer.events {
                observer.observe(event, stage: "rings", worker: 0)
                // Past the limit on equal lines: every one is written.
                clock.advance(seconds: 3_600)
            }
            #expect(sink.lines.filter { $0.contains("dead letter") }.count == Self.refused.count)
            for line in sink.lines { expectNoSecret(line, "the log") }
            let metrics = registry.exposition()
            #expect(metrics.contains("prahari_dead_letters_total{"))
            expectNoSecret(metrics, "the metrics")
        }
    }
}
