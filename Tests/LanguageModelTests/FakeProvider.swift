import Foundation
import Glibc
import LanguageModel
import Synchronization

/// A server on 127.0.0.1 that speaks the Messages API as far as a test wrote it down: answers in turn, the last one for ever.
final class FakeProvider: @unchecked Sendable {
    // Invariant of @unchecked Sendable: immutable after `init`, but for what the mutexes hold.
    struct Request: Sendable {
        var head: String
        var body: String
    }

    enum Answer: Sendable {
        case http(Int, headers: [String] = [], body: String)
        /// Closes the connection after it has read the request.
        case hangUp
    }

    let port: UInt16
    private let socket: Int32
    private let answers: Mutex<[Answer]>
    private let seen = Mutex<[Request]>([])

    var requests: [Request] { seen.withLock { $0 } }
    var url: String { "http://127.0.0.1:\(port)" }

    init(_ answers: [Answer]) throws {
        self.answers = Mutex(answers)
        let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(listening, address, length) == 0 && listen(listening, 64) == 0
                    && getsockname(listening, address, &length) == 0
            }
        }
        guard bound else { throw LanguageModelFault.settings("cannot listen on 127.0.0.1") }
        socket = listening
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listening, nil, nil)
                guard connection >= 0, let self else { return }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var buffer: [UInt8] = []
        func fill() -> Bool {
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return false }
            buffer += chunk[..<count]
            return true
        }
        while true {
            var end: Range<Data.Index>?
            while end == nil {
                end = Data(buffer).range(of: Data("\r\n\r\n".utf8))
                if end == nil, !fill() { return }
            }
            guard let end else { return }
            let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            let lines = head.lowercased().components(separatedBy: "\r\n")
            let length = lines.first { $0.hasPrefix("content-length:") }?.dropFirst(15)
            let count = Int(length?.trimmingCharacters(in: .whitespaces) ?? "") ?? 0
            while buffer.count < end.upperBound + count { guard fill() else { return } }
            let body = String(decoding: buffer[end.upperBound..<end.upperBound + count], as: UTF8.self)
            buffer.removeFirst(end.upperBound + count)
            seen.withLock { $0.append(Request(head: head, body: body)) }
            let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
            guard case .http(let status, let headers, let text)? = answer else { return }
            let bytes = Array(
                ("HTTP/1.1 \(status) X\r\n" + headers.map { $0 + "\r\n" }.joined()
                    + "Content-Length: \(text.utf8.count)\r\n\r\n" + text).utf8)
            guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return }
        }
    }

    /// A message that uses the tool.
    static func message(_ tags: String, wishes: String = "", input: Int = 1_000, output: Int = 100) -> String {
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"tool_use","content":[{"type":"tool_use",\
        "id":"t","name":"record_tags","input":{"tags":[\(tags)],"new_tags":[\(wishes)]}}],\
        "usage":{"input_tokens":\(input),"output_tokens":\(output),"cache_creation_input_tokens":0,"cache_read_input_tokens":0}}
        """
    }

    static func tag(_ facet: String, _ tag: String, _ confidence: Double, _ evidence: String) -> String {
        "{\"facet\":\"\(facet)\",\"tag\":\"\(tag)\",\"confidence\":\(confidence),\"evidence\":\"\(evidence)\"}"
    }
}

/// Time that passes only when somebody waits.
final class FakeClock: ModelClock {
    private let time = Mutex<Int64>(0)
    private let waited = Mutex<[Int64]>([])
    var waits: [Int64] { waited.withLock { $0 } }
    var now: Int64 { time.withLock { $0 } }
    func wait(milliseconds: Int64) {
        time.withLock { $0 += milliseconds }
        waited.withLock { $0.append(milliseconds) }
    }
}

/// A ledger in memory.
final class FakeLedger: ModelLedger {
    struct Book {
        var answers: [String: Data] = [:]
        var entries: [(key: String, nanodollars: Int64)] = []
    }
    let book = Mutex(Book())

    var spent: Int64 { book.withLock { $0.entries.reduce(0) { $0 + $1.nanodollars } } }

    func answer(_ key: String) -> Data? { book.withLock { $0.answers[key] } }

    func reserve(_ key: String, nanodollars: Int64, cap: Int64) throws(LanguageModelFault) -> Int64 {
        let entry: Int64? = book.withLock { book in
            guard book.entries.reduce(0, { $0 + $1.nanodollars }) + nanodollars <= cap else { return nil }
            book.entries.append((key, nanodollars))
            return Int64(book.entries.count - 1)
        }
        guard let entry else { throw .budget(leftNanodollars: cap - spent, neededNanodollars: nanodollars) }
        return entry
    }

    func settle(_ entry: Int64, nanodollars: Int64, answer: Data?) {
        book.withLock { book in
            let key = book.entries[Int(entry)].key
            book.entries[Int(entry)].nanodollars = nanodollars
            if let answer { book.answers[key] = answer }
        }
    }
}

extension ModelSettings {
    /// For a provider on this machine; the key is in a file that is made for the test.
    static func test(_ url: String, attempts: Int = 4) throws -> ModelSettings {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("prahari-key-\(UUID().uuidString)")
            .path
        try Data("sk-test\n".utf8).write(to: URL(fileURLWithPath: path))
        return ModelSettings(
            model: "m-1", prices: Prices(input: 1, output: 5, cacheRead: 0.1), baseURL: url, key: "file:" + path,
            requestsPerMinute: 0, attemptsMax: attempts, timeoutMilliseconds: 5_000)
    }
}

let testCard = TaxonomyCard(
    version: "1",
    facets: [
        .init(
            id: "crime_type", tags: [("bank_kyc_fraud", "a pretended KYC update"), ("digital_arrest", "kept in fear")]),
        .init(id: "victim_approach", tags: [("cold_call", "an unexpected call")]),
    ])
