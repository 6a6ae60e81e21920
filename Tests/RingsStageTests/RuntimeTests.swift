import Records
import RingsStage
import Runtime
import StageKit
import TestKit
import Testing
import Wire

/// The real worker over topics in memory: killed anywhere, with or without its local state, it publishes the same.
@Suite("Restart and replay")
struct RuntimeTests {
    /// Three rings at once.
    static let records: [DomainRecord] = OrderTests.transfers.enumerated().flatMap { index, transfer in
        ["a", "b", "c"].flatMap { ring in
            bookings(ring + transfer.0, ring + transfer.1, transfer.2, at: Int64(index) * 5)
        }
    }

    private static func bookings(_ from: String, _ to: String, _ rupees: Int64, at minute: Int64) -> [DomainRecord] {
        transfer(from, to, rupees: rupees, at: minute).map { .bankTransaction($0) }
    }

    struct Outcome: Equatable {
        var scores: [String]
        var steps: [String]
        var state: [[UInt8]: [UInt8]]
    }

    /// One booking at a time until all is quiet, so that steps come back at the same place in every run.
    static func play(_ disturb: (Int, StageDriver<RingsStage>) throws -> Void) throws -> Outcome {
        var settings = RuntimeSettings()
        settings.checkpointIntervalMilliseconds = 300
        let cluster = InMemoryCluster(clock: VirtualClock(at: zoned(24 * 60).time))
        let driver = StageDriver(RingsStage(), partitions: 2, settings: settings, cluster: cluster)
        try driver.startWorker()
        for (index, record) in records.enumerated() {
            var writer = ByteWriter()
            WireEncoder.encode(record, into: &writer)
            driver.cluster.produce(
                Topic.bankTransactions.rawValue, key: record.key, value: writer.bytes,
                timestamp: record.eventTime ?? .distantPast)
            try disturb(index, driver)
            try driver.runUntilIdle()
        }
        #expect(driver.cluster.records(of: "rings.deadletters.v1").isEmpty)
        return Outcome(
            scores: Canonical.lines(driver.cluster.records(of: Topic.ringsScored.rawValue)),
            steps: Canonical.lines(driver.cluster.records(of: Topic.ringsSteps.rawValue)),
            // Without the runtime's own record, which holds watermarks.
            state: driver.cluster.compacted("rings.changelog.v1").filter { $0.key.first == 0 })
    }

    static let golden = Result { try play { _, _ in } }

    @Test func goldenHasFindingsAndSteps() throws {
        let golden = try Self.golden.get()
        #expect(golden.scores.count >= 9 && golden.steps.count >= 15)
    }

    @Test(arguments: [1, 3, 7]) func restartedAfterEverySoManyRecords(every: Int) throws {
        let outcome = try Self.play { index, driver in
            guard index % every == 0 else { return }
            driver.killAll()
            if index % 2 == 0 { driver.backends.wipe() }
            try driver.startWorker()
        }
        let golden = try Self.golden.get()
        #expect(outcome.scores == golden.scores)
        #expect(outcome.steps == golden.steps)
        #expect(outcome.state == golden.state)
    }
}
