import Records
import Runtime
import StageKit
import TestKit
import Testing

/// The same golden must come out however a run is cut, stopped, killed or shared.
@Suite struct GoldenRunTests {
    static let bookings = LedgerLoad(count: 1_500, accounts: 60, seed: 7)

    struct Outcome: Equatable {
        var outputs: [String]
        var deadLetters: [String]
        var late: [String]
        var state: [[UInt8]: [UInt8]]
    }

    static func outcome(_ cluster: InMemoryCluster) -> Outcome {
        Outcome(
            outputs: Canonical.lines(cluster.records(of: Topic.scoredTransactions.rawValue)),
            deadLetters: Canonical.lines(cluster.records(of: "ledger.deadletters.v1")),
            late: Canonical.lines(cluster.records(of: "ledger.late.v1")),
            state: cluster.compacted("ledger.changelog.v1"))
    }

    static let golden: Outcome = {
        let driver = StageDriver(LedgerStage())
        bookings.produce(to: driver.cluster)
        do throws(WorkerFault) {
            try driver.startWorker()
            try driver.runUntilIdle()
        } catch {
            Issue.record("the golden run failed: \(error)")
        }
        return outcome(driver.cluster)
    }()

    @Test func goldenHasEveryKindOfOutput() {
        let golden = Self.golden
        #expect(golden.outputs.count > 1_400)
        #expect(golden.deadLetters.count >= 45)
        #expect(golden.late.count >= 10)
        #expect(golden.outputs.contains { $0.contains("/timer/") })
    }

    @Test(arguments: [1, 7, 5_000]) func batchSizesDoNotChangeTheResult(size: Int) throws {
        var settings = RuntimeSettings()
        settings.pollRecordsMax = size
        settings.commitRecordsMax = max(1, size / 2)
        let driver = StageDriver(LedgerStage(), settings: settings)
        Self.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(Self.outcome(driver.cluster) == Self.golden)
    }

    @Test func fourProcessesShareThePartitions() throws {
        let driver = StageDriver(LedgerStage())
        Self.bookings.produce(to: driver.cluster, to: 700)
        for name in ["a", "b", "c", "d"] { try driver.startWorker(instance: name) }
        try driver.runUntilIdle()
        Self.bookings.produce(to: driver.cluster, from: 700)
        try driver.runUntilIdle()
        #expect(Self.outcome(driver.cluster) == Self.golden)
    }

    @Test func stoppedAndResumed() throws {
        let driver = StageDriver(LedgerStage())
        for cut in stride(from: 0, to: 1_500, by: 300) {
            Self.bookings.produce(to: driver.cluster, from: cut, to: cut + 300)
            try driver.startWorker()
            try driver.runUntilIdle()
            try driver.stopAll()
        }
        #expect(Self.outcome(driver.cluster) == Self.golden)
    }

    /// A crash at every kind of call, at several moments, with and without the local state.
    @Test(arguments: FaultPlan.Operation.allCases, [1, 3, 40])
    func killedAnywhere(operation: FaultPlan.Operation, call: Int) throws {
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 100
        settings.checkpointIntervalMilliseconds = 300
        let driver = StageDriver(LedgerStage(), settings: settings)
        Self.bookings.produce(to: driver.cluster)
        for attempt in 0..<6 {
            if attempt < 4 { driver.cluster.faults.crash(operation, call: call) }
            do throws(WorkerFault) {
                let worker = try driver.startWorker()
                try driver.runUntilIdle()
                driver.kill(worker)
            } catch {
                driver.killAll()
            }
            if attempt % 2 == 1 { driver.backends.wipe() }
        }
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(Self.outcome(driver.cluster) == Self.golden, "crash at \(operation.rawValue) call \(call)")
    }

    /// Abortable and retriable faults roll the work back and go on in the same process.
    @Test(
        arguments: [FaultPlan.Operation.begin, .produce, .sendOffsets, .commit, .committed, .abort, .poll],
        [LogFault.Kind.abortable, .retriable])
    func abortedAndRolledBack(operation: FaultPlan.Operation, kind: LogFault.Kind) throws {
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 50
        settings.checkpointIntervalMilliseconds = 300
        let driver = StageDriver(LedgerStage(), settings: settings)
        Self.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        for call in [1, 2, 5, 9] { driver.cluster.faults.fail(operation, call: call, kind: kind) }
        try driver.runUntilIdle()
        #expect(Self.outcome(driver.cluster) == Self.golden, "\(kind) at \(operation.rawValue)")
    }

    @Test func smallCacheGivesTheSameResult() throws {
        var settings = RuntimeSettings()
        settings.stateCacheEntries = 4
        settings.pollRecordsMax = 20
        let driver = StageDriver(LedgerStage(), settings: settings)
        Self.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(Self.outcome(driver.cluster) == Self.golden)
    }
}
