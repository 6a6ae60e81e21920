import Composition
import Foundation
import Records
import Runtime
import Scenario
import StageKit
import Synchronization

/// The bookings of a drill: the same ones in the same order for every run that is compared.
struct DrillLoad: Sendable {
    var records: Int
    var accounts: Int
    var seed: UInt64
    /// Event time that all records together span, evenly; nil leaves it to ``TransactionLoad``.
    var spanMilliseconds: Int64?
    /// What the drill does to the booking at a position; its Kafka timestamp stays that of the untouched one.
    var change: (@Sendable (Int, inout BankTransaction) -> Void)?

    func makeFeed() -> Feed { Feed(load: self) }

    /// The load's next records, handed to one cluster.
    struct Feed {
        private let load: DrillLoad
        private var bookings: TransactionLoad.Iterator
        private(set) var sent = 0

        fileprivate init(load: DrillLoad) {
            self.load = load
            bookings = TransactionLoad(count: load.records, accounts: load.accounts, seed: load.seed).makeIterator()
        }

        var isDone: Bool { sent >= load.records }

        mutating func produce(_ count: Int, to cluster: Cluster) throws {
            let producer = try BulkProducer(cluster)
            try produce(count, with: producer)
            try producer.finish()
        }

        mutating func produce(_ count: Int, with producer: BulkProducer) throws {
            for _ in 0..<count {
                guard var booking = bookings.next() else { break }
                if let span = load.spanMilliseconds {
                    let start = ScenarioParameters.defaultStart
                    booking.bookedAt.time = start.advanced(byMilliseconds: span / Int64(load.records) * Int64(sent))
                }
                let timestamp = booking.bookedAt.time
                load.change?(sent, &booking)
                try producer.send(.bankTransaction(booking), to: .bankTransactions, timestamp: timestamp)
                sent += 1
            }
        }
    }
}

/// Produces a load at a steady rate from a thread of its own, so that what the drill does meanwhile does not slow it.
final class SteadyFeed: Sendable {
    private let sentCount = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)
    private let finished = Atomic<Bool>(false)
    private let failure = Mutex<String?>(nil)

    /// - Parameter rate: records a second.
    init(_ load: DrillLoad, to cluster: Cluster, rate: Int) {
        let thread = Thread { [self] in
            defer { finished.store(true, ordering: .releasing) }
            do {
                let producer = try BulkProducer(cluster)
                var feed = load.makeFeed()
                let started = Date()
                while !feed.isDone, !stopped.load(ordering: .acquiring) {
                    let due = Int(Date().timeIntervalSince(started) * Double(rate))
                    if due > feed.sent { try feed.produce(min(due, load.records) - feed.sent, with: producer) }
                    sentCount.store(feed.sent, ordering: .releasing)
                    usleep(10_000)
                }
                try producer.finish()
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
        }
        thread.start()
    }

    var sent: Int { sentCount.load(ordering: .acquiring) }
    var isFinished: Bool { finished.load(ordering: .acquiring) }
    func stop() { stopped.store(true, ordering: .releasing) }

    /// - Throws: what the producer failed with.
    func check() throws {
        if let failure = failure.withLock({ $0 }) { throw ClusterFault("the load could not be produced: \(failure)") }
    }

    /// Waits for the last acknowledgement.
    func wait() throws {
        while !isFinished { try DrillInterruption.pause(seconds: 0.05) }
        try check()
    }
}
