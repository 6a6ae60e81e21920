import Records
import Runtime
import StageKit
import TestKit
import Testing
import Wire

/// Workers that follow `ops.control.v1`.
@Suite struct PauseTests {
    private static let group = "prahari-ledger"
    private static let topic = Topic.opsControl.rawValue

    private func driver(_ settings: RuntimeSettings = RuntimeSettings()) -> StageDriver<LedgerStage> {
        let driver = StageDriver(LedgerStage(), settings: settings)
        driver.cluster.createTopic(Self.topic, partitions: 1)
        return driver
    }

    private func tell(
        _ driver: StageDriver<LedgerStage>, _ action: StageControl.Action, _ partitions: [Int32] = [],
        untilAfter milliseconds: Int64? = nil
    ) {
        let now = driver.cluster.clock.now()
        let control = StageControl(
            stage: "ledger", partitions: partitions.map { Partition($0) }, action: action, author: "rao",
            reason: "a test", at: now, until: milliseconds.map { now.advanced(byMilliseconds: $0) })
        var writer = ByteWriter()
        WireEncoder.encode(.stageControl(control), into: &writer)
        driver.cluster.produce(Self.topic, key: "ledger", value: writer.bytes, timestamp: now)
    }

    /// The next offset of each of the four partitions.
    private func committed(_ driver: StageDriver<LedgerStage>) -> [Int64] {
        (0..<Int32(4)).map {
            driver.cluster.committedOffset(
                group: Self.group, topic: Topic.bankTransactions.rawValue, partition: Partition($0))?.rawValue ?? 0
        }
    }

    private func ends(_ driver: StageDriver<LedgerStage>) -> [Int64] {
        var counts = [Int64](repeating: 0, count: 4)
        for record in driver.cluster.records(of: Topic.bankTransactions.rawValue) {
            counts[Int(record.partition.rawValue)] += 1
        }
        return counts
    }

    private func pauses(_ driver: StageDriver<LedgerStage>) -> [Int32] {
        driver.observer.events.compactMap { if case .paused(let id, _) = $0 { id.partition.rawValue } else { nil } }
    }

    private func resumptions(_ driver: StageDriver<LedgerStage>) -> [String] {
        driver.observer.events.compactMap { if case .resumed(_, let reason) = $0 { reason } else { nil } }
    }

    @Test func aPausedPartitionStandsStillWhileTheOthersGoOnAndThenGoesOnExactly() throws {
        let driver = driver()
        GoldenRunTests.bookings.produce(to: driver.cluster, to: 700)
        try driver.startWorker()
        try driver.runUntilIdle()
        tell(driver, .pause, [1])
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        let before = committed(driver)
        GoldenRunTests.bookings.produce(to: driver.cluster, from: 700)
        try driver.runUntilIdle()
        let during = committed(driver)
        #expect(during[1] == before[1])
        #expect([0, 2, 3].allSatisfy { during[$0] == ends(driver)[$0] && during[$0] > before[$0] })
        #expect(pauses(driver) == [1])
        tell(driver, .resume)
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        #expect(committed(driver) == ends(driver))
        #expect(resumptions(driver).count == 1 && resumptions(driver)[0].hasPrefix("resumed by rao at "))
        #expect(GoldenRunTests.outcome(driver.cluster) == GoldenRunTests.golden)
    }

    /// In the midst of a backlog: what was processed is committed and on disk, what waits in memory is not taken.
    @Test func whatWasProcessedIsCommittedAndWrittenBeforeTheHold() throws {
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 200
        settings.commitRecordsMax = 40
        settings.commitIntervalMilliseconds = 60_000
        let driver = driver(settings)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        let worker = try driver.startWorker()
        var turns = 0
        while committed(driver).allSatisfy({ $0 == 0 }), turns < 200 {
            try worker.cycle()
            turns += 1
        }
        tell(driver, .pause)
        driver.cluster.clock.advance(milliseconds: 1_000)
        while pauses(driver).count < 4, turns < 400 {
            try worker.cycle()
            turns += 1
        }
        let then = committed(driver)
        let outputs = driver.cluster.records(of: Topic.scoredTransactions.rawValue).count
        #expect(worker.isSettled)
        for _ in 0..<50 {
            #expect(try worker.cycle() == 0)
            driver.cluster.clock.advance(milliseconds: 1_000)
        }
        #expect(committed(driver) == then && then.reduce(0, +) < 1_500)
        #expect(driver.cluster.records(of: Topic.scoredTransactions.rawValue).count == outputs)
        #expect(driver.observer.events.contains { if case .checkpointed = $0 { true } else { false } })
        tell(driver, .resume)
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        #expect(GoldenRunTests.outcome(driver.cluster) == GoldenRunTests.golden)
    }

    @Test func aRebalanceAndARestartFindTheHold() throws {
        let driver = driver()
        GoldenRunTests.bookings.produce(to: driver.cluster, to: 700)
        let first = try driver.startWorker()
        try driver.runUntilIdle()
        tell(driver, .pause, [0, 3])
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        let before = committed(driver)
        GoldenRunTests.bookings.produce(to: driver.cluster, from: 700)
        try driver.startWorker(instance: "b")
        try driver.runUntilIdle()
        #expect(committed(driver)[0] == before[0] && committed(driver)[3] == before[3])
        driver.kill(first)
        try driver.runUntilIdle()
        try driver.stopAll()
        try driver.startWorker(instance: "c")
        try driver.runUntilIdle()
        #expect(committed(driver)[0] == before[0] && committed(driver)[3] == before[3])
        #expect(committed(driver)[1] == ends(driver)[1] && committed(driver)[2] == ends(driver)[2])
        // Told by each worker that took them.
        #expect(pauses(driver).count(where: { $0 == 0 }) >= 3)
        tell(driver, .resume, [0])
        tell(driver, .resume, [3])
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        #expect(GoldenRunTests.outcome(driver.cluster) == GoldenRunTests.golden)
    }

    @Test func anEndThatWasSetEndsThePause() throws {
        let driver = driver()
        tell(driver, .pause, untilAfter: 60_000)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(committed(driver) == [0, 0, 0, 0])
        driver.cluster.clock.advance(milliseconds: 60_000)
        try driver.runUntilIdle()
        #expect(committed(driver) == ends(driver))
        #expect(resumptions(driver) == Array(repeating: "the time of the pause by rao is over", count: 4))
        #expect(GoldenRunTests.outcome(driver.cluster) == GoldenRunTests.golden)
    }

    @Test func anotherStagesPauseAndARunsDoNotConcernIt() throws {
        var settings = RuntimeSettings()
        settings.followsControl = false
        let replay = driver(settings)
        tell(replay, .pause)
        GoldenRunTests.bookings.produce(to: replay.cluster)
        try replay.startWorker()
        try replay.runUntilIdle()
        #expect(committed(replay) == ends(replay))
    }

    @Test func aRecordThatIsNoOrderIsLeftOutAndNamed() throws {
        let driver = driver()
        tell(driver, .pause, [2])
        let now = driver.cluster.clock.now()
        driver.cluster.produce(Self.topic, key: "ledger", value: Array(#"{"stage":"ledger"}"#.utf8), timestamp: now)
        driver.cluster.produce(Self.topic, key: "ledger", value: nil, timestamp: now)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        let faults = driver.observer.events.compactMap { event -> String? in
            guard case .controlFault(let source, let message) = event else { return nil }
            return "\(source.topic) \(source.offset.rawValue) \(message)"
        }
        #expect(faults.count == 2)
        #expect(faults.first?.hasPrefix("ops.control.v1 1 field 'at'") == true, "\(faults)")
        #expect(faults.last?.hasPrefix("ops.control.v1 2 record") == true, "\(faults)")
        #expect(committed(driver)[2] == 0 && committed(driver)[1] == ends(driver)[1])
    }

    @Test func aClusterWithoutTheTopicWorksAndTheTopicIsFoundLater() throws {
        let driver = StageDriver(LedgerStage())
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(
            driver.observer.events.contains { event in
                if case .controlMissing(let reason) = event { reason.contains("prahari topics apply") } else { false }
            })
        driver.cluster.createTopic(Self.topic, partitions: 1)
        tell(driver, .pause)
        driver.cluster.clock.advance(milliseconds: 30_000)
        try driver.runUntilIdle()
        GoldenRunTests.bookings.produce(to: driver.cluster)
        try driver.runUntilIdle()
        #expect(pauses(driver) == [0, 1, 2, 3])
        #expect(committed(driver) == [0, 0, 0, 0])
    }

    @Test func theLagOfAHeldPartitionIsToldWhileItGrows() throws {
        let driver = driver()
        tell(driver, .pause, [1])
        try driver.startWorker()
        try driver.runUntilIdle()
        GoldenRunTests.bookings.produce(to: driver.cluster)
        driver.cluster.clock.advance(milliseconds: 10_000)
        try driver.runUntilIdle()
        let lags = driver.observer.events.compactMap { event -> LagReport? in
            guard case .lag(let report) = event, report.partition.partition == Partition(1) else { return nil }
            return report
        }
        #expect(lags.first?.lagRecords == 0)
        #expect(lags.last?.lagRecords == ends(driver)[1])
        #expect((lags.last?.lagMilliseconds ?? 0) >= 10_000)
    }

    /// A failed transaction rolls every task back; the held one stays held.
    @Test func anAbortDoesNotReleaseTheHold() throws {
        let driver = driver()
        GoldenRunTests.bookings.produce(to: driver.cluster, to: 700)
        try driver.startWorker()
        try driver.runUntilIdle()
        tell(driver, .pause, [1])
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        let before = committed(driver)
        driver.cluster.faults.fail(.commit, call: 1, kind: .abortable)
        GoldenRunTests.bookings.produce(to: driver.cluster, from: 700)
        try driver.runUntilIdle()
        #expect(driver.observer.aborts > 0)
        #expect(committed(driver)[1] == before[1] && committed(driver)[0] == ends(driver)[0])
        tell(driver, .resume)
        driver.cluster.clock.advance(milliseconds: 1_000)
        try driver.runUntilIdle()
        #expect(GoldenRunTests.outcome(driver.cluster) == GoldenRunTests.golden)
    }
}
