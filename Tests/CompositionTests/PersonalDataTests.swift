import Composition
import Foundation
import Logging
import Records
import Runtime
import Scenario
import StageKit
import Synchronization
import TestKit
import Testing

@testable import Telemetry

/// What any stage says of records that it refuses must not tell whose they are: in logs, dead-letter reasons and metrics.
///
/// A genuine record of each input is spoilt at each of its fields in turn, so that whatever a reason would like to quote is an
/// identifier.
@Suite struct PersonalDataOfEveryStageTests {
    private static let secrets = ["50100234567812", "ramesh.k@okhdfc", "+919812345670", "4111111111111111"]
    /// Also without what stands around them.
    private static let forbidden = ["50100234567812", "ramesh.k@", "9812345670", "4111111111111111"]

    private final class Lines: LogSink {
        private let all = Mutex<[String]>([])
        func write(_ line: [UInt8]) { all.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
        var lines: [String] { all.withLock { $0 } }
    }

    /// Copies of `value` with one leaf replaced, by a text and where it was a number also by a number.
    private static func spoilt(_ value: Any, _ secret: inout Int) -> [Any] {
        if let object = value as? [String: Any] {
            return object.sorted { $0.key < $1.key }.flatMap { name, inner in
                spoilt(inner, &secret).map { changed in
                    var copy = object
                    copy[name] = changed
                    return copy as Any
                }
            }
        }
        if let array = value as? [Any] {
            guard let first = array.first else { return [] }
            return spoilt(first, &secret).map { [$0] + array.dropFirst() }
        }
        secret += 1
        let text = secrets[secret % secrets.count]
        return value is NSNumber ? [text, NSNumber(value: 50_100_234_567_812)] : [text]
    }

    @Test func noStageTellsWhoseARefusedRecordIs() throws {
        let sink = Lines()
        let registry = PrometheusRegistry()
        let clock = VirtualClock()
        let logger = Logger(label: "prahari.test") {
            StructuredLogHandler(label: $0, format: .text, level: .debug, sink: sink, clock: clock)
        }
        let observer = TelemetryObserver(
            registry: registry, health: HealthMonitor(stallMilliseconds: 1_000_000), logger: logger, clock: clock)
        let city = try City(SealedStateTests.parameters) { _ in observer }
        var spoiltRecords = 0
        try city.run {
            let now = city.cluster.clock.now()
            var secret = 0
            for topic in Set(StageRegistry.all.flatMap(\.descriptor.inputs)).sorted(by: { $0.rawValue < $1.rawValue }) {
                guard let genuine = city.cluster.records(of: topic.rawValue).first(where: { $0.value != nil }) else {
                    continue
                }
                let record = try JSONSerialization.jsonObject(with: Data(genuine.value ?? []))
                for copy in Self.spoilt(record, &secret) {
                    let bytes = Array(try JSONSerialization.data(withJSONObject: copy))
                    city.cluster.produce(topic.rawValue, key: genuine.keyText, value: bytes, timestamp: now)
                    spoiltRecords += 1
                }
                for text in Self.secrets {
                    city.cluster.produce(topic.rawValue, key: text, value: genuine.value, timestamp: now)
                    city.cluster.produce(
                        topic.rawValue, key: text, value: Array("{\"\(text)\":\(text)".utf8), timestamp: now)
                }
            }
            try city.settle()
        }
        #expect(spoiltRecords > 200)
        var quoting = 0
        for stage in StageRegistry.all {
            let letters = city.cluster.records(of: stage.descriptor.deadLetterTopic)
            #expect(letters.count >= 8, "\(stage.descriptor.name) refused \(letters.count)")
            for letter in letters {
                let reason = letter.header("__streams.errors.message") ?? ""
                if reason.contains("*") { quoting += 1 }
                expectNoSecret(reason, "a dead letter of \(stage.descriptor.name)")
                expectNoSecret(letter.header("__streams.errors.exception") ?? "", "a dead letter's code")
            }
        }
        #expect(quoting > 20, "nothing was masked: the test tests nothing")
        #expect(sink.lines.count { $0.contains("dead letter") } > 10)
        for line in sink.lines { expectNoSecret(line, "the log") }
        expectNoSecret(registry.exposition(), "the metrics")
    }

    private func expectNoSecret(_ text: String, _ place: String) {
        for secret in Self.forbidden where text.contains(secret) { Issue.record("\(place) tells \(secret): \(text)") }
    }
}
