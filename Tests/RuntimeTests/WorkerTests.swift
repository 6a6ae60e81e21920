import Records
import Runtime
import StageKit
import TestKit
import Testing

/// One behaviour of the worker at a time.
@Suite struct WorkerTests {
    private let load = LedgerLoad(count: 300, accounts: 20, seed: 3)

    @Test func inputsWithDifferentPartitionCountsAreRefusedWithBothCounts() throws {
        let cluster = InMemoryCluster()
        cluster.createTopic("ledger.changelog.v1", partitions: 3)
        let driver = StageDriver(LedgerStage(), partitions: 4, cluster: cluster)
        #expect {
            try driver.startWorker()
        } throws: { error in
            let text = "\(error)"
            return text.contains("'bank.transactions.v1' has 4") && text.contains("'ledger.changelog.v1' has 3")
        }
    }

    /// Two inputs of one partition, one record a poll: after each poll the other input is neither empty at its end nor there.
    @Test(arguments: [(age: 0, waits: false), (age: 9_000, waits: false), (age: 10_000, waits: true)])
    func onlyAStageThatCatchesUpWaitsForItsOtherInput(age: Int64, waits: Bool) throws {
        var stage = LedgerStage()
        stage.descriptor.inputs = [.bankTransactions, .policeFIRs]
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 1
        let driver = StageDriver(stage, partitions: 1, settings: settings)
        let now = driver.cluster.clock.now()
        for record in load.records.prefix(40) {
            driver.cluster.produce(
                Topic.bankTransactions.rawValue, key: record.key, value: record.value,
                timestamp: now.advanced(byMilliseconds: -age))
        }
        let worker = try driver.startWorker()
        var processed = 0
        for _ in 0..<20 { processed += try worker.cycle() }
        #expect((processed == 0) == waits, "processed \(processed)")
        try driver.runUntilIdle()
        #expect(driver.cluster.records(of: Topic.scoredTransactions.rawValue).count == 40)
    }

    @Test func aMissingTopicIsNamedWithTheCommandThatMakesIt() throws {
        let cluster = InMemoryCluster()
        let worker = try Worker(
            stage: LedgerStage(), settings: RuntimeSettings(), slot: 0, logs: InMemoryLogFactory(cluster: cluster),
            backends: InMemoryBackends(), clock: cluster.clock, observer: SilentObserver())
        #expect {
            try worker.start()
        } throws: { error in "\(error)".contains("prahari topics apply") }
    }

    @Test func aRestartReadsOnlyWhatTheLocalFileLacks() throws {
        let driver = StageDriver(LedgerStage())
        load.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        let before = driver.observer.restoredRecords
        try driver.startWorker()
        try driver.runUntilIdle()
        let changelog = driver.cluster.records(of: "ledger.changelog.v1").count
        #expect(driver.observer.restoredRecords - before < changelog / 2)
    }

    @Test func localStateThatOutlivedTheTombstonesIsRebuilt() throws {
        let driver = StageDriver(LedgerStage())
        load.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        driver.cluster.clock.advance(milliseconds: driver.settings.changelogDeleteRetentionMilliseconds + 1)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(driver.observer.discards.contains { $0.contains("tombstones") })
        #expect(driver.cluster.records(of: Topic.scoredTransactions.rawValue).count > 280)
    }

    @Test func aChangelogMadeAnewIsNoticed() throws {
        let driver = StageDriver(LedgerStage())
        load.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        driver.cluster.createTopic("ledger.changelog.v1", partitions: 4)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(driver.observer.discards.contains { $0.contains("made anew") })
    }

    @Test func aZombieIsFencedAndItsWorkIsNotSeen() throws {
        let driver = StageDriver(LedgerStage())
        load.produce(to: driver.cluster)
        let zombie = try driver.startWorker(instance: "same")
        try zombie.cycle()
        try zombie.cycle()
        _ = try driver.startWorker(instance: "same")
        #expect(throws: WorkerFault.self) {
            for _ in 0..<200 { try zombie.cycle(); driver.cluster.clock.advance(milliseconds: 50) }
        }
        driver.kill(zombie)
        try driver.runUntilIdle()
        let ids = driver.cluster.records(of: Topic.scoredTransactions.rawValue).compactMap { $0.header("ce_id") }
        #expect(Set(ids).count == ids.count)
    }

    @Test func aFullDiskLosesNothingAndIsTold() throws {
        var settings = RuntimeSettings()
        settings.checkpointIntervalMilliseconds = 100
        settings.pollRecordsMax = 40
        let driver = StageDriver(LedgerStage(), settings: settings)
        load.produce(to: driver.cluster)
        try driver.startWorker()
        driver.backends.writeFault = .diskFull
        try driver.runUntilIdle()
        let failures = driver.observer.events.count { event in
            if case .checkpointFailed(_, let fault) = event { return fault.kind == .diskFull }
            return false
        }
        #expect(failures > 0)
        driver.backends.writeFault = nil
        try driver.stopAll()
        let outputs = driver.cluster.records(of: Topic.scoredTransactions.rawValue).count
        let refused = driver.cluster.records(of: "ledger.deadletters.v1").count
        #expect(outputs >= 300 - refused - driver.cluster.records(of: "ledger.late.v1").count)
    }

    /// The tasks share the cache: what waits for a checkpoint is bounded for all of them together.
    @Test func aFullDiskEndsTheWorkerOnceTwiceTheCacheWaits() throws {
        var settings = RuntimeSettings()
        settings.checkpointIntervalMilliseconds = 100
        settings.pollRecordsMax = 40
        settings.stateCacheEntries = 8
        let driver = StageDriver(LedgerStage(), settings: settings)
        load.produce(to: driver.cluster)
        try driver.startWorker()
        driver.backends.writeFault = .diskFull
        #expect {
            try driver.runUntilIdle()
        } throws: { error in
            guard case WorkerFault.state(let fault) = error else { return false }
            return fault.kind == .diskFull
        }
        // None of the four has twice the cache of the worker by itself: 20 accounts are spread over them.
        driver.killAll()
        driver.backends.writeFault = nil
        try driver.startWorker()
        try driver.runUntilIdle()
        let outputs = driver.cluster.records(of: Topic.scoredTransactions.rawValue).count
        let refused = driver.cluster.records(of: "ledger.deadletters.v1").count
        #expect(outputs >= 300 - refused - driver.cluster.records(of: "ledger.late.v1").count)
    }

    @Test func localStateFromTheFutureIsRebuilt() throws {
        let driver = StageDriver(LedgerStage())
        load.produce(to: driver.cluster)
        driver.cluster.clock.jump(milliseconds: 86_400_000)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        driver.cluster.clock.jump(milliseconds: -86_400_000)
        try driver.startWorker()
        try driver.runUntilIdle()
        #expect(driver.observer.discards.contains { $0.contains("in the future") })
    }

    /// A clock that is set back by a day: ticks and commits go on, for intervals are not the wall clock's.
    @Test func aWallClockSetBackDoesNotStopTheTicks() throws {
        var stage = LedgerStage()
        stage.descriptor.wantsWallClock = true
        let driver = StageDriver(stage)
        try driver.startWorker()
        try driver.runUntilIdle()
        driver.cluster.clock.jump(milliseconds: -86_400_000)
        let before = driver.observer.commits
        // Nothing comes in: a tick is what opens a transaction.
        for _ in 0..<50 {
            driver.cluster.clock.advance(milliseconds: 100)
            for worker in driver.workers { try worker.cycle() }
        }
        #expect(driver.observer.commits >= before + 3)
    }

    @Test func deadLettersKeepKeyBytesAndHeadersAndCountAttempts() throws {
        let driver = StageDriver(LedgerStage())
        driver.cluster.produce(
            Topic.bankTransactions.rawValue, key: "acc1", value: Array("{\"broken".utf8),
            headers: [
                RecordHeader(name: "traceparent", value: Array("00-abc-def-01".utf8)),
                RecordHeader(name: "prahari-attempt", value: Array("1".utf8)),
            ], timestamp: EventTime(milliseconds: 1_772_323_200_000))
        try driver.startWorker()
        try driver.runUntilIdle()
        let letters = driver.cluster.records(of: "ledger.deadletters.v1")
        #expect(letters.count == 1)
        #expect(letters.first?.valueText == "{\"broken")
        #expect(letters.first?.keyText == "acc1")
        #expect(letters.first?.header("traceparent") == "00-abc-def-01")
        #expect(letters.first?.header("prahari-attempt") == "2")
        #expect(letters.first?.header("prahari-stage") == "ledger")
        #expect(letters.first?.header("__streams.errors.topic") == "bank.transactions.v1")
        #expect((letters.first?.header("__streams.errors.message") ?? "").count > 10)
    }

    @Test func aRecordUnderAnotherKeyIsRefused() throws {
        let driver = StageDriver(LedgerStage())
        guard let record = load.records.first else { return }
        driver.cluster.produce(
            Topic.bankTransactions.rawValue, key: "someone-else", value: record.value, timestamp: record.timestamp)
        try driver.startWorker()
        try driver.runUntilIdle()
        let letter = driver.cluster.records(of: "ledger.deadletters.v1").first
        #expect(letter?.header("__streams.errors.exception") == "key_mismatch")
        #expect(letter?.header("__streams.errors.message")?.contains("someone-else") == true)
    }

    @Test func traceContextAndRunIDGoToTheOutputs() throws {
        let driver = StageDriver(LedgerStage())
        guard let record = load.records.first else { return }
        driver.cluster.produce(
            Topic.bankTransactions.rawValue, key: record.key, value: record.value,
            headers: [
                RecordHeader(name: "traceparent", value: Array("00-1-2-01".utf8)),
                RecordHeader(name: "tracestate", value: Array("a=b".utf8)),
                RecordHeader(name: "prahari-run-id", value: Array("run-9".utf8)),
            ], timestamp: record.timestamp)
        try driver.startWorker()
        try driver.runUntilIdle()
        let output = driver.cluster.records(of: Topic.scoredTransactions.rawValue).first
        #expect(output?.header("traceparent") == "00-1-2-01")
        #expect(output?.header("tracestate") == "a=b")
        #expect(output?.header("prahari-run-id") == "run-9")
        #expect(output?.header("ce_specversion") == "1.0")
        #expect(output?.header("ce_type") == "prahari.scored.transactions.v1")
        #expect(output?.header("content-type") == "application/json")
    }

    @Test func atLeastOnceGivesTheSameOutputsWithoutTransactions() throws {
        var settings = RuntimeSettings()
        settings.guarantee = .atLeastOnce
        let driver = StageDriver(LedgerStage(), settings: settings)
        load.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        let exact = StageDriver(LedgerStage())
        load.produce(to: exact.cluster)
        try exact.startWorker()
        try exact.runUntilIdle()
        let topic = Topic.scoredTransactions.rawValue
        #expect(Canonical.lines(driver.cluster.records(of: topic)) == Canonical.lines(exact.cluster.records(of: topic)))
    }
}
