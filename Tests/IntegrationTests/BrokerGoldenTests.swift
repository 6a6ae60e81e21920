import Foundation
import Records
import Runtime
import TestKit
import Testing

/// The golden of the in-memory cluster must come out of a real broker as well. Needs `PRAHARI_TEST_BOOTSTRAP`.
@Suite(.serialized, .enabled(if: LocalBroker.isThere, "no broker: set PRAHARI_TEST_BOOTSTRAP, or run make test"))
struct BrokerGoldenTests {
    private let load = LedgerLoad(count: 1_500, accounts: 60, seed: 7)

    private func check(_ run: LedgerOnKafka) throws {
        let golden = try LedgerOnKafka.golden(load)
        #expect(try run.lines(of: Topic.scoredTransactions.rawValue) == golden.outputs)
        #expect(try run.lines(of: "ledger.deadletters.v1") == golden.deadLetters)
        #expect(try run.lines(of: "ledger.late.v1") == golden.late)
    }

    @Test(arguments: [1, 7, 5_000]) func oneProcess(batch: Int) throws {
        let run = try LedgerOnKafka(bootstrap: LocalBroker.bootstrap, name: "one\(batch)")
        defer { run.deleteTopics() }
        run.settings.pollRecordsMax = batch
        try run.createTopics()
        try run.produce(load)
        try run.startWorker(instance: "a")
        try run.run(until: load.records.count)
        try run.stopAll()
        try check(run)
    }

    @Test func fourProcessesThatComeAndGo() throws {
        let run = try LedgerOnKafka(bootstrap: LocalBroker.bootstrap, name: "four")
        defer { run.deleteTopics() }
        try run.createTopics()
        try run.produce(load, to: 700)
        for name in ["a", "b", "c", "d"] { try run.startWorker(instance: name) }
        try run.run(until: 700)
        try run.produce(load, from: 700, to: 1_100)
        try run.run(until: 1_100)
        try run.stopAll()
        try run.produce(load, from: 1_100)
        // Static members keep their partitions over a restart, each its own.
        for name in ["d", "c", "b", "a"] { try run.startWorker(instance: name) }
        try run.run(until: load.records.count)
        try run.stopAll()
        try check(run)
    }

    /// Paused over a restart: the client's partitions stand still, the group keeps the worker, and nothing is lost.
    @Test func pausedAndResumedOverARestart() throws {
        let run = try LedgerOnKafka(bootstrap: LocalBroker.bootstrap, name: "pause")
        defer { run.deleteTopics() }
        try run.createTopics()
        try run.produce(load, to: 700)
        try run.startWorker(instance: "a")
        try run.run(until: 700)
        try run.order(.pause)
        try run.produce(load, from: 700)
        for _ in 0..<40 { for worker in run.workers { #expect(try worker.cycle() == 0) } }
        try run.stopAll()
        let worker = try run.startWorker(instance: "a")
        var turns = 0
        while !worker.isSettled || turns < 40 {
            #expect(try worker.cycle() == 0)
            turns += 1
        }
        #expect(run.committed == 700)
        try run.order(.resume)
        try run.run(until: load.records.count)
        try run.stopAll()
        try check(run)
    }

    @Test func killedInTheMidstAndRestarted() throws {
        let run = try LedgerOnKafka(bootstrap: LocalBroker.bootstrap, name: "kill")
        defer { run.deleteTopics() }
        run.settings.pollRecordsMax = 100
        try run.createTopics()
        try run.produce(load)
        for round in 0..<4 {
            let worker = try run.startWorker(instance: "a")
            for _ in 0..<(10 + round * 7) { try worker.cycle() }
            run.kill(worker)
        }
        try run.startWorker(instance: "a")
        try run.run(until: load.records.count)
        try run.stopAll()
        try check(run)
    }
}

/// The broker that `make test` starts.
enum LocalBroker {
    static var bootstrap: String { ProcessInfo.processInfo.environment["PRAHARI_TEST_BOOTSTRAP"] ?? "" }
    static var isThere: Bool { !bootstrap.isEmpty }
}

/// Under CI a missing broker is a failure, not a skip.
@Suite struct BrokerPresenceTests {
    @Test func ciHasABroker() {
        let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
        #expect(
            !isCI || LocalBroker.isThere, "CI=true, but PRAHARI_TEST_BOOTSTRAP is not set: broker tests were skipped")
    }
}
