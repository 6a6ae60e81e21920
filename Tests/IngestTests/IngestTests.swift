import Foundation
import FoundationNetworking
import Records
import Synchronization
import Testing

@testable import Ingest

private let secret = "0123456789abcdef0123456789abcdef"
private let now = EventTime(milliseconds: 1_772_340_300_000)

private func line(_ id: String, amount: String = "10", ifsc: String = "HDFC0000053") -> String {
    """
    {"transaction_id":"\(id)","account":"50100234567812","direction":"debit","amount":"\(amount)",\
    "booked_at":"2026-03-01T10:15:00+05:30","channel":"UPI","home_ifsc":"\(ifsc)"}
    """
}

private func signed(_ body: String, at seconds: Int64 = 1_772_340_300, key: String = "hdfc", secret: String = secret)
    -> (IngestDesk.Headers, [UInt8])
{
    let bytes = Array(body.utf8)
    let signature = IngestDesk.signature(secret: Array(secret.utf8), timestamp: "\(seconds)", body: bytes)
    return (IngestDesk.Headers(key: key, timestamp: "\(seconds)", signature: signature), bytes)
}

/// Stands for Kafka.
private final class Log: Sendable {
    let values = Mutex<[String]>([])
    let isDown = Mutex(false)
    func publish(_ records: [IngestRecord]) throws {
        if isDown.withLock({ $0 }) { throw IngestFault("down") }
        values.withLock { $0 += records.map { String(decoding: $0.value, as: UTF8.self) } }
    }
    var count: Int { values.withLock { $0.count } }
}

private func service(_ log: Log, _ change: (inout IngestSettings) -> Void = { _ in }) throws -> IngestService {
    var settings = IngestSettings()
    change(&settings)
    let keys = try IngestKeys("# ours\nhdfc \(secret) HDFC\nany \(secret)\n")
    return IngestService(keys: keys, settings: settings) { try log.publish($0) }
}

extension IngestService {
    fileprivate func post(_ signed: (IngestDesk.Headers, [UInt8])) async -> Answer {
        await post(signed.0, body: signed.1, now: now)
    }
}

@Suite struct IngestTests {
    @Test func acceptedMeansThatKafkaHasIt() async throws {
        let log = Log()
        let service = try service(log)
        let answer = await service.post(signed(line("a") + "\r\n\n" + line("b") + "\n"))
        #expect(answer == .init(status: 202, body: "{\"accepted\":2,\"duplicates\":0}\n", retryAfter: nil))
        #expect(log.values.withLock { $0 } == [line("a"), line("b")])
    }

    @Test func aRetryIsNotPublishedTwice() async throws {
        let log = Log()
        let service = try service(log)
        _ = await service.post(signed(line("a")))
        #expect(
            await service.post(signed(line("a") + "\n" + line("b") + "\n" + line("b"))).body
                == "{\"accepted\":1,\"duplicates\":2}\n")
        #expect(log.count == 2)
        let changed = await service.post(signed(line("a", amount: "11")))
        #expect(changed.status == 409 && changed.body.contains("\"line\":1"))
        #expect(log.count == 2)
    }

    @Test func whatKafkaDidNotTakeMayComeAgain() async throws {
        let log = Log()
        let service = try service(log)
        log.isDown.withLock { $0 = true }
        let refused = await service.post(signed(line("a")))
        #expect(refused.status == 503 && refused.retryAfter == 5)
        log.isDown.withLock { $0 = false }
        #expect(await service.post(signed(line("a"))).body == "{\"accepted\":1,\"duplicates\":0}\n")
        #expect(service.counts == .init(accepted: 1, duplicates: 0, refused: ["not_acknowledged": 1]))
    }

    @Test func strangersAreRefused() async throws {
        let log = Log()
        let service = try service(log)
        let body = line("a")
        let (headers, bytes) = signed(body)
        #expect(await service.post(headers, body: bytes + [0x20], now: now).status == 401)
        #expect(await service.post(signed(body, secret: String(secret.reversed()))).status == 401)
        #expect(await service.post(signed(body, key: "nobody")).status == 401)
        #expect(await service.post(signed(body, at: 1_772_340_300 - 301)).body.contains("out_of_window"))
        #expect(await service.post(signed(body, at: 1_772_340_300 + 301)).body.contains("out_of_window"))
        #expect(await service.post(signed(body, at: 1_772_340_300 - 300)).status == 202)
        #expect(
            await service.post(.init(key: "hdfc", timestamp: nil, signature: nil), body: bytes, now: now).status == 401)
        let other = signed(line("c", ifsc: "SBIN0004321"))
        #expect(await service.post(other).status == 403)
        #expect(await service.post(signed(line("c", ifsc: "SBIN0004321"), key: "any")).status == 202)
        #expect(log.count == 2)
    }

    @Test func oneBadLineRefusesAllAndIsNamedWithoutItsValues() async throws {
        let log = Log()
        let service = try service(log)
        let answer = await service.post(signed(line("a") + "\n" + line("b", amount: "50100234567812x")))
        #expect(answer.status == 400 && answer.body.contains("\"line\":2") && answer.body.contains("amount"))
        #expect(!answer.body.contains("50100234567812"))
        #expect(log.count == 0)
        #expect(await service.post(signed("\n \n")).status == 400)
    }

    @Test func boundsHaveAnswers() async throws {
        let service = try service(Log()) {
            $0.recordsMax = 1
            $0.bodyBytesMax = 1_000
            $0.pendingBytesMax = 1_500
        }
        #expect(await service.post(signed(line("a") + "\n" + line("b"))).status == 413)
        #expect(service.reserve(bytes: nil)?.status == 411)
        #expect(service.reserve(bytes: 1_001)?.status == 413)
        #expect(service.reserve(bytes: 1_000) == nil)
        let busy = try #require(service.reserve(bytes: 1_000))
        #expect(busy.status == 429 && busy.retryAfter == 1)
        service.release(bytes: 1_000)
        #expect(service.reserve(bytes: 1_000) == nil)
    }

    @Test func memoryOfTransactionsIsBounded() async throws {
        let log = Log()
        let service = try service(log) { $0.rememberedMax = 2 }
        for id in ["a", "b", "c", "b", "a"] { _ = await service.post(signed(line(id))) }
        #expect(log.values.withLock { $0 } == ["a", "b", "c", "a"].map { line($0) })
    }

    @Test(arguments: ["", "# nobody\n", "hdfc short\n", "hdfc\n", "a \(secret)\na \(secret)\n"])
    func keysAreChecked(_ text: String) {
        do throws(IngestFault) {
            _ = try IngestKeys(text)
            Issue.record("taken")
        } catch {
            #expect(!error.description.contains(secret) && !error.description.contains("short"))
        }
    }

    @Test func overHTTP() async throws {
        let log = Log()
        let server = try IngestServer(try service(log), port: 0)
        let port = try await server.start()
        let seconds = Int64(Date().timeIntervalSince1970)
        let (headers, bytes) = signed(line("http"), at: seconds)
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/v1/transactions")))
        request.httpMethod = "POST"
        request.httpBody = Data(bytes)
        request.setValue(headers.key, forHTTPHeaderField: "Prahari-Key")
        request.setValue(headers.timestamp, forHTTPHeaderField: "Prahari-Timestamp")
        request.setValue(headers.signature, forHTTPHeaderField: "Prahari-Signature")
        let (_, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 202)
        request.httpBody = Data(count: (4 << 20) + 1)
        let tooLarge = try? await URLSession.shared.data(for: request)
        // The answer may be cut off by the connection's end while the body is still on its way.
        if let tooLarge { #expect((tooLarge.1 as? HTTPURLResponse)?.statusCode == 413) }
        #expect(log.count == 1)
        await server.stop(timeoutSeconds: 0)
    }
}
