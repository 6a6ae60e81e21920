public import Delivery
import Foundation
import Records

/// Makes attempts at real providers: libcurl for HTTP and SMTP, and the file and console channels by itself.
///
/// HTTP shares one thread; each mail on its way has one, for libcurl waits in the middle of it. Threads and connections are
/// kept for the next ones.
public final class ProviderTransport: Transport {
    private let channels: [String: Channel]
    private let templates: [String: SMSTemplate]
    private let ended = EndedTransfers()
    private let web: CurlWorker
    private var mail: [CurlWorker] = []
    private var running: [Attempt: CurlWorker] = [:]
    private var immediate: [(Attempt, Outcome)] = []
    public var inFlight: Int { running.count + immediate.count }

    public init(_ configuration: GatewayConfiguration) throws(GatewayFault) {
        channels = configuration.channels
        templates = configuration.templates
        do throws(FormFault) { web = try CurlWorker(ended) } catch { throw GatewayFault("\(error)") }
    }

    deinit {
        for worker in mail + [web] { worker.stop() }
    }

    public func start(_ attempt: Attempt, _ message: Message) {
        guard let channel = channels[attempt.channel] else {
            immediate.append((attempt, .refused(detail: "the channel is not configured any more")))
            return
        }
        do throws(FormFault) {
            if let job = try channel.job(message, templates: templates) {
                let worker = try worker(for: job)
                running[attempt] = worker
                worker.start(
                    CurlWorker.Order(
                        attempt: attempt, job: job, timeoutMilliseconds: channel.timeoutMilliseconds,
                        caFile: channel.caFile, answer: channel.answer))
            } else {
                immediate.append((attempt, try local(channel, message)))
            }
        } catch {
            immediate.append((attempt, .refused(detail: Redaction.mask(error.description))))
        }
    }

    private func worker(for job: CurlJob) throws(FormFault) -> CurlWorker {
        guard case .mail = job else { return web }
        for worker in mail where worker.isSpent { worker.stop() }
        mail.removeAll(where: \.isSpent)
        if let free = mail.first(where: \.isIdle) { return free }
        let worker = try CurlWorker(ended)
        mail.append(worker)
        return worker
    }

    /// The channels that need nobody: a line each.
    private func local(_ channel: Channel, _ message: Message) throws(FormFault) -> Outcome {
        let line =
            "{\"recipient\":\"\(message.recipient)\",\"attempt\":\(message.attempt),\"command\":"
            + String(decoding: message.commandJSON, as: UTF8.self) + "}\n"
        guard case .file(let path) = channel.form else {
            FileHandle.standardOutput.write(Data((AlertText(message.command).subject + "\n").utf8))
            return .accepted(detail: nil)
        }
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o640)
        guard file >= 0 else { return failed("open", path) }
        defer { close(file) }
        let bytes = Array(line.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else { return failed("write", path) }
        // "Delivered" means that it is there after a power cut.
        guard fsync(file) == 0 else { return failed("sync", path) }
        return .accepted(detail: nil)
    }

    private func failed(_ what: String, _ path: String) -> Outcome {
        let words = String(cString: strerror(errno))
        return .retry(
            afterMilliseconds: nil, isUnconfirmed: what != "open", blames: true, detail: "\(what) \(path): \(words)")
    }

    public func poll(timeoutMilliseconds: Int) -> [(Attempt, Outcome)] {
        let now = immediate
        immediate.removeAll()
        let wait = now.isEmpty && !running.isEmpty ? timeoutMilliseconds : 0
        // What was given up may have ended all the same.
        let more = ended.take(timeoutMilliseconds: wait).filter { running.removeValue(forKey: $0.0) != nil }
        return (now + more).map { ($0.0, Self.masked($0.1)) }
    }

    public func cancel(_ attempt: Attempt) {
        immediate.removeAll { $0.0 == attempt }
        running.removeValue(forKey: attempt)?.cancel(attempt)
    }

    /// Providers repeat numbers and addresses in their answers; receipts and logs must not.
    private static func masked(_ outcome: Outcome) -> Outcome {
        switch outcome {
        case .accepted(let detail, let id): .accepted(detail: detail.map(Redaction.mask), providerID: id)
        case .refused(let detail): .refused(detail: Redaction.mask(detail))
        case .retry(let after, let isUnconfirmed, let blames, let detail):
            .retry(
                afterMilliseconds: after, isUnconfirmed: isUnconfirmed, blames: blames, detail: Redaction.mask(detail))
        }
    }
}
