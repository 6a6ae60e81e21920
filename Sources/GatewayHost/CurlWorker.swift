import CCurl
import Delivery
import Foundation
import Synchronization

/// A thread with transfers and connections of its own.
///
/// Not the gateway's thread: that one may wait for Kafka for seconds, and libcurl waits for a mail relay's answer to the
/// end of a message without letting anything else go on. An answer that nobody reads in time is a message sent twice.
final class CurlWorker: @unchecked Sendable {
    // Invariant of @unchecked Sendable: `pool` is the thread's alone, but for `wake()`, which libcurl allows to all.

    /// A transfer to be made.
    struct Order: Sendable {
        var attempt: Attempt
        var job: CurlJob
        var timeoutMilliseconds: Int
        var caFile: String?
        var answer: ProviderAnswer
    }

    private struct State {
        var orders: [Order] = []
        /// Begun and not ended.
        var running = 0
        var cancelled: Set<Attempt> = []
        var isStopping = false
        /// The pool is closed, or is being closed.
        var isEnded = false
        /// The answer to a mail may still come on a kept connection, and would be taken for that to the next one.
        var isSpent = false
    }

    private let pool: CurlPool
    private let ended: EndedTransfers
    private let state = Mutex(State())

    init(_ ended: EndedTransfers) throws(FormFault) {
        pool = try CurlPool()
        self.ended = ended
        let thread = Thread { [self] in run() }
        thread.name = "curl"
        thread.start()
    }

    var isIdle: Bool { state.withLock { $0.orders.isEmpty && $0.running == 0 } }
    /// Fit for no other mail: to be stopped.
    var isSpent: Bool { state.withLock { $0.isSpent } }

    func start(_ order: Order) {
        state.withLock { $0.orders.append(order) }
        wake()
    }

    /// Gives an attempt up, in the middle if need be.
    func cancel(_ attempt: Attempt) {
        state.withLock { state in
            state.orders.removeAll { $0.attempt == attempt }
            if state.running > 0 { state.cancelled.insert(attempt) }
        }
        wake()
    }

    /// Gives everything up and ends the thread, soon.
    func stop() {
        state.withLock { $0.isStopping = true }
        wake()
    }

    private func wake() {
        state.withLock { if !$0.isEnded { pool.wake() } }
    }

    /// On this thread: a relay that hangs may make libcurl wait for the end of its connection.
    private func end() {
        pool.cancelAll()
        state.withLock { $0.isEnded = true }
        pool.close()
    }

    private func isGivenUp(_ attempt: Attempt) -> Bool {
        state.withLock { $0.isStopping || $0.cancelled.contains(attempt) }
    }

    private func run() {
        while true {
            let (orders, cancelled, isStopping) = state.withLock { state in
                defer {
                    state.running += state.orders.count
                    state.orders = []
                    state.cancelled = []
                }
                return (state.orders, state.cancelled, state.isStopping)
            }
            guard !isStopping else { return end() }
            var results: [(Attempt, Outcome)] = []
            for order in orders {
                do throws(FormFault) { try begin(order) } catch {
                    results.append((order.attempt, .refused(detail: error.description)))
                }
            }
            let given = cancelled.reduce(0) { $0 + pool.cancel($1) }
            results += pool.poll(timeoutMilliseconds: results.isEmpty && given == 0 ? 10_000 : 0)
            let left = results.count + given
            let isUnanswered = given > 0 || results.contains { $0.1.isUnconfirmed }
            state.withLock { state in
                state.running -= left
                if isUnanswered { state.isSpent = true }
            }
            if !results.isEmpty { ended.add(results) }
        }
    }

    private func begin(_ order: Order) throws(FormFault) {
        let attempt = order.attempt
        let transfer = try CurlTransfer(
            order.job, timeoutMilliseconds: order.timeoutMilliseconds, caFile: order.caFile, answer: order.answer,
            isGivenUp: { [weak self] in self?.isGivenUp(attempt) ?? true })
        pool.start(attempt, transfer)
    }
}

extension Outcome {
    /// It was sent, and nobody said yes or no.
    var isUnconfirmed: Bool {
        if case .retry(_, true, _, _) = self { return true }
        return false
    }
}

/// What transfers gave, from their threads to the gateway's.
final class EndedTransfers: Sendable {
    private let results = Mutex<[(Attempt, Outcome)]>([])
    private let arrival = DispatchSemaphore(value: 0)

    func add(_ more: [(Attempt, Outcome)]) {
        results.withLock { $0 += more }
        arrival.signal()
    }

    /// Waits at most `timeoutMilliseconds` for the first.
    func take(timeoutMilliseconds: Int) -> [(Attempt, Outcome)] {
        // Signals of what was taken without waiting.
        while arrival.wait(timeout: .now()) == .success {}
        let now = takeNow()
        guard now.isEmpty, timeoutMilliseconds > 0 else { return now }
        _ = arrival.wait(timeout: .now() + .milliseconds(timeoutMilliseconds))
        return takeNow()
    }

    private func takeNow() -> [(Attempt, Outcome)] {
        results.withLock { results in
            defer { results = [] }
            return results
        }
    }
}
