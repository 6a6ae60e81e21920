import Foundation
import Records
import Runtime
import StageKit
import StateSealing
import TestKit
import Testing

/// The golden run with sealed state: outputs as in clear, state the same however the run is cut, nothing readable.
@Suite struct SealedRunTests {
    static func key(_ digit: String = "5") throws -> SealKey {
        let path = NSTemporaryDirectory() + "prahari-run-\(UUID().uuidString).key"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = String(repeating: "0\(digit)a1", count: 16)
        _ = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        return try SealKey(file: path)
    }

    private static func driver(
        _ settings: RuntimeSettings = RuntimeSettings(), key: SealKey?, cluster: InMemoryCluster = InMemoryCluster(),
        backends: InMemoryBackends = InMemoryBackends()
    ) -> StageDriver<LedgerStage> {
        let driver = StageDriver(LedgerStage(), settings: settings, cluster: cluster, backends: backends)
        driver.sealKey = key
        return driver
    }

    /// One straight run, to which the others are held; and its outputs to the run in clear.
    private func straight(_ key: SealKey) throws -> GoldenRunTests.Outcome {
        let driver = Self.driver(key: key)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        let outcome = GoldenRunTests.outcome(driver.cluster)
        let golden = GoldenRunTests.golden
        #expect(outcome.outputs == golden.outputs && outcome.deadLetters == golden.deadLetters)
        #expect(outcome.late == golden.late)
        // The mark, in each of four partitions under one key, is one more.
        #expect(outcome.state.count == golden.state.count + 1)
        return outcome
    }

    @Test func straightStoppedSharedAndWithASmallCache() throws {
        let key = try Self.key()
        let golden = try straight(key)
        var small = RuntimeSettings()
        small.stateCacheEntries = 4
        small.pollRecordsMax = 20
        for settings in [RuntimeSettings(), small] {
            let driver = Self.driver(settings, key: key)
            for cut in stride(from: 0, to: 1_500, by: 500) {
                GoldenRunTests.bookings.produce(to: driver.cluster, from: cut, to: cut + 500)
                for name in ["a", "b"] { try driver.startWorker(instance: name) }
                try driver.runUntilIdle()
                try driver.stopAll()
                if cut == 500 { driver.backends.wipe() }
            }
            #expect(GoldenRunTests.outcome(driver.cluster) == golden)
        }
    }

    @Test(arguments: [FaultPlan.Operation.produce, .commit, .sendOffsets, .poll], [1, 3, 40])
    func killedAnywhere(operation: FaultPlan.Operation, call: Int) throws {
        let key = try Self.key()
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 100
        settings.checkpointIntervalMilliseconds = 300
        let driver = Self.driver(settings, key: key)
        GoldenRunTests.bookings.produce(to: driver.cluster)
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
        #expect(GoldenRunTests.outcome(driver.cluster) == (try straight(key)), "crash at \(operation.rawValue) \(call)")
    }

    @Test(arguments: [FaultPlan.Operation.produce, .commit, .abort], [LogFault.Kind.abortable, .retriable])
    func abortedAndRolledBack(operation: FaultPlan.Operation, kind: LogFault.Kind) throws {
        let key = try Self.key()
        var settings = RuntimeSettings()
        settings.pollRecordsMax = 50
        settings.checkpointIntervalMilliseconds = 300
        let driver = Self.driver(settings, key: key)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        try driver.startWorker()
        for call in [1, 2, 5, 9] { driver.cluster.faults.fail(operation, call: call, kind: kind) }
        try driver.runUntilIdle()
        #expect(GoldenRunTests.outcome(driver.cluster) == (try straight(key)), "\(kind) at \(operation.rawValue)")
    }

    /// Every way in which key and state can disagree, with the local file and without it.
    @Test(arguments: [(before: true, after: "other"), (true, "none"), (false, "same")], [false, true])
    func anotherKeyThanTheStatesIsRefused(change: (before: Bool, after: String), wiped: Bool) throws {
        let key = try Self.key()
        let driver = Self.driver(key: change.before ? key : nil)
        GoldenRunTests.bookings.produce(to: driver.cluster, to: 300)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        let state = driver.cluster.compacted("ledger.changelog.v1")
        if wiped { driver.backends.wipe() }
        let other = try Self.key("6")
        driver.sealKey = change.after == "other" ? other : change.after == "none" ? nil : key
        let fault = #expect(throws: WorkerFault.self) {
            try driver.startWorker()
            try driver.runUntilIdle()
        }
        let found = try #require(fault)
        #expect(found.exitCode == 4)
        for word in ["ledger/", "ledger.changelog.v1", "state.encryption.key.file", "rebuild"] {
            #expect("\(found)".contains(word), "\(found)")
        }
        #expect(driver.cluster.compacted("ledger.changelog.v1") == state, "refused, and yet written to")
        // The right key goes on.
        driver.killAll()
        driver.sealKey = change.before ? key : nil
        try driver.startWorker()
        try driver.runUntilIdle()
    }

    /// Rotation by deleting every key from the changelog, as `prahari reset` does, and the local files.
    @Test(arguments: [true, false]) func afterARebuildTheNewKeyHolds(sealedBefore: Bool) throws {
        let cluster = InMemoryCluster()
        let driver = Self.driver(key: sealedBefore ? try Self.key() : nil, cluster: cluster)
        GoldenRunTests.bookings.produce(to: cluster, to: 300)
        try driver.startWorker()
        try driver.runUntilIdle()
        try driver.stopAll()
        for record in cluster.records(of: "ledger.changelog.v1") {
            cluster.delete(record, timestamp: cluster.clock.now())
        }
        let fresh = Self.driver(key: try Self.key("6"), cluster: cluster)
        GoldenRunTests.bookings.produce(to: cluster, from: 300, to: 600)
        for _ in 0..<2 {
            try fresh.startWorker()
            try fresh.runUntilIdle()
            try fresh.stopAll()
            fresh.backends.wipe()
        }
        let mark = cluster.compacted("ledger.changelog.v1")[[255] + Array("seal".utf8)]
        #expect(mark == (try Self.key("6").check))
    }
}
