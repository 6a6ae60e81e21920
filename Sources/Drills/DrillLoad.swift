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
    /// Event time that all records together span, evenly; nil leaves it to ``TransactionLoad``. With a lead, those after it.
    var spanMilliseconds: Int64?
    /// The first so many records span an event time of their own.
    var lead: (records: Int, milliseconds: Int64) = (0, 0)
    /// What the drill does to the booking at a position; its Kafka timestamp stays that of the untouched one.
    var change: (@Sendable (Int, inout BankTransaction) -> Void)?

    func makeFeed() -> Feed { Feed(load: self) }

    /// Event time of a position, in milliseconds from the start.
    func offset(of position: Int, span: Int64) -> Int64 {
        guard position >= lead.records else { return lead.milliseconds / Int64(lead.records) * Int64(position) }
        return lead.milliseconds + span / Int64(records - lead.records) * Int64(position - lead.records)
    }

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
                    booking.bookedAt.time = ScenarioParameters.defaultStart.advanced(
                        byMilliseconds: load.offset(of: sent, span: span))
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
///
/// Time in which the whole machine stood still is not made up for: a burst after it would say nothing of who is fed.
final class SteadyFeed: Sendable {
    private let sentCount = Atomic<Int>(0)
    private let stoodStillMilliseconds = Atomic<Int>(0)
    private let stopped = Atomic<Bool>(false)
    private let finished = Atomic<Bool>(false)
    private let failure = Mutex<String?>(nil)

    /// - Parameters:
    ///   - start: the load, and how much of it was sent already.
    ///   - rate: records a second.
    init(_ start: DrillLoad.Feed, to cluster: Cluster, rate: Int) {
        sentCount.store(start.sent, ordering: .releasing)
        let thread = Thread { [self] in
            defer { finished.store(true, ordering: .releasing) }
            do {
                let producer = try BulkProducer(cluster)
                var feed = start
                let clock = SystemClock()
                let now = { Int(clock.monotonicNanoseconds() / 1_000_000) }
                let first = feed.sent
                var started = now()
                while !feed.isDone, !stopped.load(ordering: .acquiring) {
                    let due = first + (now() - started) * rate / 1_000
                    if due > feed.sent { try feed.produce(due - feed.sent, with: producer) }
                    sentCount.store(feed.sent, ordering: .releasing)
                    let asleep = now()
                    usleep(10_000)
                    let slept = now() - asleep
                    if slept > Self.standstillMilliseconds {
                        started += slept
                        stoodStillMilliseconds.add(slept, ordering: .relaxed)
                    }
                }
                try producer.finish()
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
        }
        thread.start()
    }

    convenience init(_ load: DrillLoad, to cluster: Cluster, rate: Int) {
        self.init(load.makeFeed(), to: cluster, rate: rate)
    }

    /// A sleep of ten milliseconds that took so long.
    private static let standstillMilliseconds = 2_000

    /// How long the machine stood still in all.
    var stoodStillSeconds: Double { Double(stoodStillMilliseconds.load(ordering: .relaxed)) / 1_000 }
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
