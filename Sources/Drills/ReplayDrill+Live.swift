import Composition
import Foundation
import Records
import Runtime
import Scenario
import Synchronization

/// The bookings of a simulated city, moved in time.
struct CityLoad {
    private var events: ScenarioStream.Iterator
    private var shift: Int64 = 0
    /// What ``moveToNow(after:)`` took for now.
    private(set) var now = EventTime(milliseconds: 0)

    init(_ options: ReplayDrill.Options) throws {
        var parameters = ScenarioParameters()
        parameters.seed = options.seed
        parameters.accounts = max(2_000, options.records / 20)
        // Some seven days of past, and as much to come.
        parameters.days = 40
        parameters.rings = max(6, parameters.accounts / 1_000)
        parameters.victims = 2 * parameters.rings * parameters.days / 4
        parameters.benignPostsPerDay = 1
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
        events = try ScenarioStream(parameters).makeIterator()
    }

    mutating func next() -> BankTransaction? {
        while let event = events.next() {
            guard event.topic == .bankTransactions, case .bankTransaction(var booking) = event.record else { continue }
            booking.bookedAt.time = booking.bookedAt.time.advanced(byMilliseconds: shift)
            return booking
        }
        return nil
    }

    /// Makes the booking after the first `count` one of the present.
    mutating func moveToNow(after count: Int) throws {
        var copy = self
        var last = EventTime(milliseconds: 0)
        for number in 0..<count {
            guard let booking = copy.next() else { throw ClusterFault("the city has only \(number) bookings") }
            last = max(last, booking.bookedAt.time)
        }
        now = SystemClock().now()
        // Credits may be booked an hour after the transfer's debit; nothing of the past may lie after now.
        shift = now.milliseconds(since: last) / 1_000 * 1_000 - 1_000
    }
}

extension BankTransaction {
    /// The same one at another time: live bookings are of now, or alerts about them would wait for a day to come.
    func booked(at time: EventTime) -> BankTransaction {
        var booking = self
        booking.bookedAt.time = time
        return booking
    }
}

/// Sends bookings at a steady rate on a thread of its own, each with the moment it was sent at.
final class LiveFeed: Sendable {
    private struct State {
        var load: CityLoad
        var sent: [EventTime] = []
        var isStopping = false
        var isDone = false
        var fault: (any Error)?
    }

    private let cluster: Cluster
    private let rate: Int
    private let state: Mutex<State>

    init(_ cluster: Cluster, _ load: CityLoad, rate: Int) {
        self.cluster = cluster
        self.rate = rate
        state = Mutex(State(load: load))
    }

    func start() {
        Thread { [self] in
            do {
                try send()
            } catch {
                state.withLock { $0.fault = error }
            }
            state.withLock { $0.isDone = true }
        }.start()
    }

    private func send() throws {
        let clock = SystemClock()
        let producer = try BulkProducer(cluster)
        let started = clock.monotonicNanoseconds()
        var index: UInt64 = 0
        while !state.withLock({ $0.isStopping }) {
            while clock.monotonicNanoseconds() < started + index * 1_000_000_000 / UInt64(rate) { usleep(500) }
            index += 1
            let time = clock.now()
            let next = state.withLock { state in
                state.sent.append(time)
                return state.load.next()
            }
            guard let next else { throw ClusterFault("the city has no more bookings: fewer --records or --live-rate") }
            try producer.send(.bankTransaction(next.booked(at: time)), to: .bankTransactions, timestamp: time)
        }
        try producer.finish()
    }

    /// The Kafka timestamps of everything that was sent.
    func stop() throws -> [EventTime] {
        state.withLock { $0.isStopping = true }
        while !state.withLock({ $0.isDone }) { usleep(10_000) }
        if let fault = state.withLock({ $0.fault }) { throw fault }
        return state.withLock { $0.sent }
    }
}

/// Follows the live scores on a thread of its own: how old each is when a read-committed reader has it.
final class LatencyTail: Sendable {
    private struct State {
        var ages: [(at: EventTime, age: Int64)] = []
        var marked = 0
        var isStopping = false
    }

    private let cluster: Cluster
    private let state = Mutex(State())

    init(_ cluster: Cluster) { self.cluster = cluster }

    func start() {
        let name = cluster.configuration.runtime.name(of: .scoredTransactions)
        Thread { [self] in
            guard let reader = try? TopicReader(cluster, topic: name, from: .end) else { return }
            defer { reader.close() }
            let clock = SystemClock()
            while !state.withLock({ $0.isStopping }) {
                guard let records = try? reader.next(timeoutMilliseconds: 10), !records.isEmpty else { continue }
                let now = clock.now()
                state.withLock { state in
                    for record in records {
                        if record.header("prahari-run-id") != nil {
                            state.marked += 1
                        } else {
                            state.ages.append((now, now.milliseconds(since: record.timestamp)))
                        }
                    }
                }
            }
        }.start()
    }

    func stop() { state.withLock { $0.isStopping = true } }

    /// Outputs of a replay among the live ones.
    var marked: Int { state.withLock { $0.marked } }

    /// Of what arrived in a span of time.
    func latency(_ span: ClosedRange<EventTime>) -> ReplayDrill.Latency {
        let sorted = state.withLock { $0.ages.filter { span.contains($0.at) }.map(\.age) }.sorted()
        var latency = ReplayDrill.Latency()
        guard let last = sorted.last else { return latency }
        latency.samples = sorted.count
        latency.p50 = Double(sorted[sorted.count / 2])
        latency.p99 = Double(sorted.count < 100 ? last : sorted[sorted.count * 99 / 100])
        return latency
    }
}
