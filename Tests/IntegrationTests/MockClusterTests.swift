import Foundation
import RdKafka
import Records
import Runtime
import TestKit
import Testing

/// The worker over librdkafka's mock cluster with injected faults: recovery or a clear end, never a hang.
///
/// The mock shows the records of aborted transactions, so outputs are compared as sets where a transaction may abort.
@Suite(.serialized) struct MockClusterTests {
    private let load = LedgerLoad(count: 400, accounts: 30, seed: 9)

    private func make(
        _ name: String, brokers: Int = 1, seeded: Bool = true
    ) throws -> (MockCluster, LedgerOnKafka) {
        let mock = try MockCluster(brokers: brokers)
        let run = try LedgerOnKafka(bootstrap: mock.bootstrapServers, name: name)
        for topic in run.topicNames { try mock.createTopic(topic, partitions: LedgerOnKafka.partitions) }
        if seeded { try run.produce(load) }
        return (mock, run)
    }

    @Test func theGoldenComesOutOfTheMockCluster() throws {
        let (mock, run) = try make("golden")
        defer { withExtendedLifetime(mock) {} }
        try run.startWorker(instance: "a")
        try run.run(until: load.records.count)
        try run.stopAll()
        let golden = try LedgerOnKafka.golden(load)
        #expect(try run.lines(of: Topic.scoredTransactions.rawValue) == golden.outputs)
        #expect(try run.lines(of: "ledger.deadletters.v1") == golden.deadLetters)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var request: KafkaRequest
        var error: KafkaBrokerError
        var testDescription: String { "request \(request.rawValue) answered with error \(error.rawValue)" }
    }

    /// Met while a worker connects and joins.
    static let joining = [
        Fault(request: .findCoordinator, error: .coordinatorNotAvailable),
        Fault(request: .initProducerID, error: .coordinatorNotAvailable),
        Fault(request: .joinGroup, error: .coordinatorNotAvailable),
        Fault(request: .offsetFetch, error: .coordinatorLoadInProgress),
    ]

    /// Met while it works.
    static let working = [
        Fault(request: .produce, error: .notLeaderForPartition), Fault(request: .produce, error: .requestTimedOut),
        Fault(request: .fetch, error: .notLeaderForPartition),
        Fault(request: .addPartitionsToTransaction, error: .coordinatorNotAvailable),
        Fault(request: .addOffsetsToTransaction, error: .coordinatorLoadInProgress),
        Fault(request: .transactionOffsetCommit, error: .notCoordinator),
        Fault(request: .endTransaction, error: .coordinatorNotAvailable),
        Fault(request: .heartbeat, error: .coordinatorNotAvailable),
    ]

    /// One worker meets all of them, each with records of its own: a worker for each would wait three seconds each time, for
    /// so long the mock keeps a new group open.
    @Test func recoverableErrorsAreRetried() throws {
        let (mock, run) = try make("retry", seeded: false)
        defer { withExtendedLifetime(mock) {} }
        for fault in Self.joining { mock.push([fault.error, fault.error], on: fault.request) }
        // Several in the time of the test.
        try run.startWorker(instance: "a", properties: ["consumer.heartbeat.interval.ms": "50"])
        let share = load.records.count / Self.working.count
        for (number, fault) in Self.working.enumerated() {
            mock.push([fault.error, fault.error], on: fault.request)
            let isLast = number == Self.working.count - 1
            let end = isLast ? load.records.count : share * (number + 1)
            try run.produce(load, from: share * number, to: end)
            #expect(throws: Never.self, "after \(fault)") { try run.run(until: end) }
        }
        try run.stopAll()
        let golden = try LedgerOnKafka.golden(load)
        #expect(Set(try run.lines(of: Topic.scoredTransactions.rawValue)) == Set(golden.outputs))
    }

    static let fatal = [
        Fault(request: .endTransaction, error: .invalidProducerEpoch),
        Fault(request: .addPartitionsToTransaction, error: .transactionalIDAuthorizationFailed),
        Fault(request: .initProducerID, error: .transactionalIDAuthorizationFailed),
        Fault(request: .findCoordinator, error: .groupAuthorizationFailed),
    ]

    @Test(arguments: fatal) func fatalErrorsEndTheWorkerWithAReason(fault: Fault) throws {
        let (mock, run) = try make("fatal")
        defer { withExtendedLifetime(mock) {} }
        mock.push(Array(repeating: fault.error, count: 20), on: fault.request)
        do {
            try run.startWorker(instance: "a")
            try run.run(until: load.records.count, seconds: 20)
        } catch let error as WorkerFault {
            #expect("\(error)".count > 10)
            #expect(error.exitCode != 0)
            return
        }
        // librdkafka may recover an epoch error by itself; then nothing may be missing.
        let golden = try LedgerOnKafka.golden(load)
        #expect(Set(try run.lines(of: Topic.scoredTransactions.rawValue)).isSuperset(of: golden.outputs))
    }

    @Test func aBrokerThatGoesAndComesBackLosesNothing() throws {
        let (mock, run) = try make("down", brokers: 1)
        run.settings.pollRecordsMax = 20
        run.settings.commitRecordsMax = 20
        let worker = try run.startWorker(instance: "a")
        try run.run(until: 20)
        try mock.setDown(1)
        // Until the transaction under way has been given up, or the worker has nothing to do but wait.
        var cycles = 0
        while cycles < 300, !run.observer.events.contains(where: \.isTransactionFault) {
            try worker.cycle()
            cycles += 1
        }
        try mock.setUp(1)
        try run.run(until: load.records.count)
        try run.stopAll()
        let golden = try LedgerOnKafka.golden(load)
        #expect(Set(try run.lines(of: Topic.scoredTransactions.rawValue)) == Set(golden.outputs))
    }

    @Test func aSlowBrokerOnlySlows() throws {
        let (mock, run) = try make("slow")
        try mock.setLatency(milliseconds: 100, broker: 1)
        try run.startWorker(instance: "a")
        try run.run(until: load.records.count)
        try mock.setLatency(milliseconds: 0, broker: 1)
        try run.stopAll()
        #expect(try run.lines(of: Topic.scoredTransactions.rawValue) == LedgerOnKafka.golden(load).outputs)
    }
}

extension RuntimeEvent {
    fileprivate var isTransactionFault: Bool {
        if case .fault(let fault) = self { return fault.kind == .abortable }
        return false
    }
}
