import Dispatch
import Synchronization

/// Publishes on a thread of its own, for a Kafka client blocks: what waits is sent together and acknowledged together.
final class PublishLane: Sendable {
    typealias Answer = @Sendable (Bool) -> Void
    private struct Waiting {
        var requests: [(records: [IngestRecord], answer: Answer)] = []
        var isRunning = false
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "ingest.publish")
    private let publish: @Sendable ([IngestRecord]) throws -> Void

    init(_ publish: @escaping @Sendable ([IngestRecord]) throws -> Void) { self.publish = publish }

    /// Whether Kafka has all of them. False when any of those sent together failed: some may be there, and a retry is
    /// told apart by its ids.
    func send(_ records: [IngestRecord]) async -> Bool {
        await withCheckedContinuation { continuation in
            let start = waiting.withLock { waiting in
                waiting.requests.append((records, { continuation.resume(returning: $0) }))
                defer { waiting.isRunning = true }
                return !waiting.isRunning
            }
            if start { queue.async { self.drain() } }
        }
    }

    private func drain() {
        while true {
            let batch = waiting.withLock { waiting in
                let batch = waiting.requests
                waiting.requests = []
                if batch.isEmpty { waiting.isRunning = false }
                return batch
            }
            if batch.isEmpty { return }
            let isPublished = (try? publish(batch.flatMap(\.records))) != nil
            for request in batch { request.answer(isPublished) }
        }
    }
}
