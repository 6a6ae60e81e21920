public import Records
import Synchronization

/// One request from its headers to its answer, without HTTP.
public final class IngestService: Sendable {
    public struct Answer: Equatable, Sendable {
        public var status: Int
        public var body: String
        /// Seconds after which to try again.
        public var retryAfter: Int?
    }

    public struct Counts: Equatable, Sendable {
        public var accepted = 0
        public var duplicates = 0
        /// Requests, by code of the refusal.
        public var refused: [String: Int] = [:]
    }

    public let settings: IngestSettings
    private let desk: IngestDesk
    private let recent: Mutex<RecentTransactions>
    private let pendingBytes = Mutex(0)
    private let total = Mutex(Counts())
    private let lane: PublishLane

    /// - Parameter publish: returns when Kafka has acknowledged every record; throws when it has not. Called on one thread.
    public init(
        keys: IngestKeys, settings: IngestSettings = IngestSettings(),
        publish: @escaping @Sendable ([IngestRecord]) throws -> Void
    ) {
        self.settings = settings
        desk = IngestDesk(keys: keys, settings: settings)
        recent = Mutex(RecentTransactions(limit: settings.rememberedMax))
        lane = PublishLane(publish)
    }

    public var counts: Counts { total.withLock { $0 } }

    /// Whether a body of this size may be read now; the answer when not. After a nil, ``release(bytes:)`` must follow.
    public func reserve(bytes: Int?) -> Answer? {
        guard let bytes else {
            return refuse(IngestRefusal(status: 411, code: "no_length", message: "Content-Length is needed"))
        }
        guard bytes <= settings.bodyBytesMax else {
            return refuse(
                IngestRefusal(
                    status: 413, code: "too_large", message: "at most \(settings.bodyBytesMax) bytes in one request"))
        }
        let isRoom = pendingBytes.withLock { pending in
            guard pending + bytes <= settings.pendingBytesMax else { return false }
            pending += bytes
            return true
        }
        guard !isRoom else { return nil }
        return refuse(
            IngestRefusal(status: 429, code: "busy", message: "too much is waiting for Kafka; send it again later"),
            retryAfter: 1)
    }

    /// Whether no request is in hand.
    public var isIdle: Bool { pendingBytes.withLock { $0 == 0 } }

    public func release(bytes: Int) { pendingBytes.withLock { $0 -= bytes } }

    /// 202 once Kafka has acknowledged all of it.
    public func post(_ headers: IngestDesk.Headers, body: [UInt8], now: EventTime) async -> Answer {
        let taken: IngestDesk.Taken
        do throws(IngestRefusal) {
            let said = try desk.take(body, from: try desk.authenticate(headers, body: body, now: now))
            taken = try recent.withLock { recent throws(IngestRefusal) in try said.unknown(to: recent) }
        } catch {
            return refuse(error)
        }
        if !taken.records.isEmpty {
            guard await lane.send(taken.records) else {
                return refuse(
                    IngestRefusal(
                        status: 503, code: "not_acknowledged",
                        message:
                            "Kafka did not acknowledge it; send the same again, what is there already is told by its ids"
                    ),
                    retryAfter: 5)
            }
            recent.withLock { recent in
                for record in taken.records { recent.remember(record.fingerprint, content: record.content) }
            }
        }
        total.withLock {
            $0.accepted += taken.records.count
            $0.duplicates += taken.duplicates
        }
        return Answer(
            status: 202, body: "{\"accepted\":\(taken.records.count),\"duplicates\":\(taken.duplicates)}\n",
            retryAfter: nil)
    }

    private func refuse(_ refusal: IngestRefusal, retryAfter: Int? = nil) -> Answer {
        total.withLock { $0.refused[refusal.code, default: 0] += 1 }
        let line = refusal.line.map { ",\"line\":\($0)" } ?? ""
        return Answer(
            status: refusal.status,
            body: "{\"error\":\"\(refusal.code)\",\"message\":\"\(Self.quoted(refusal.message))\"\(line)}\n",
            retryAfter: retryAfter)
    }

    private static func quoted(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            default: out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
            }
        }
        return out
    }
}
