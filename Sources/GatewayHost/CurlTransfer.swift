import CCurl
import Delivery
import Foundation

/// What libcurl is asked to do.
enum CurlJob: Sendable {
    case http(HTTPRequest)
    case mail(MailForm.Mail, MailServer)
}

/// A mail relay.
struct MailServer: Sendable {
    enum TLS: String, CaseIterable, Sendable { case none, starttls }
    /// `smtp://host:587`, or `smtps://host:465`.
    var url: String
    var tls: TLS
    var login: (user: String, password: Secret)?
}

/// One transfer of libcurl: owns its handle, headers, body and the answer.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    let isMail: Bool
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private let unsent: [UInt8]
    private let reading: ProviderAnswer
    private let isGivenUp: () -> Bool
    private var sent = 0
    private var answer: [UInt8] = []

    /// An answer's beginning is enough for a receipt.
    private static let answerLimit = 2_048

    /// - Parameter isGivenUp: asked now and then; the transfer ends when it says so.
    /// - Throws: what libcurl refuses about the request.
    init(
        _ job: CurlJob, timeoutMilliseconds: Int, caFile: String?, answer reading: ProviderAnswer = .plain,
        isGivenUp: @escaping () -> Bool = { false }
    ) throws(FormFault) {
        guard let easy = curl_easy_init() else { throw FormFault("libcurl has no memory") }
        self.easy = easy
        self.reading = reading
        self.isGivenUp = isGivenUp
        switch job {
        case .http:
            isMail = false
            unsent = []
        case .mail(let mail, _):
            isMail = true
            unsent = mail.data
        }
        ccurl_set_number(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set_number(easy, CURLOPT_TIMEOUT_MS, timeoutMilliseconds)
        ccurl_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, min(timeoutMilliseconds, 10_000))
        ccurl_set_text(easy, CURLOPT_USERAGENT, "prahari-gateway")
        if let caFile { ccurl_set_text(easy, CURLOPT_CAINFO, caFile) }
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_writer(
            easy,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
                transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
                return size * count
            }, context)
        ccurl_set_progress(
            easy,
            { context, _, _, _, _ in
                guard let context else { return 0 }
                return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().isGivenUp() ? 1 : 0
            }, context)
        switch job {
        case .http(let request): try set(request)
        case .mail(let mail, let server): try set(mail, server, context)
        }
    }

    deinit {
        curl_easy_cleanup(easy)
        for list in lists { curl_slist_free_all(list) }
    }

    private func set(_ request: HTTPRequest) throws(FormFault) {
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        try url(request.url)
        ccurl_set_number(easy, CURLOPT_POST, 1)
        _ = request.body.withUnsafeBytes { ccurl_set_body(easy, $0.baseAddress, $0.count) }
        // An answer to "Expect" costs a round trip, and many gateways give none.
        try list(request.headers + ["Expect:"], CURLOPT_HTTPHEADER)
    }

    private func set(
        _ mail: MailForm.Mail, _ server: MailServer, _ context: UnsafeMutableRawPointer
    ) throws(FormFault) {
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        try url(server.url)
        if server.tls == .starttls {
            ccurl_set_number(easy, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        }
        if let login = server.login {
            ccurl_set_text(easy, CURLOPT_USERNAME, login.user)
            ccurl_set_text(easy, CURLOPT_PASSWORD, login.password.text)
        }
        ccurl_set_text(easy, CURLOPT_MAIL_FROM, "<\(mail.from)>")
        try list(["<\(mail.to)>"], CURLOPT_MAIL_RCPT)
        ccurl_set_number(easy, CURLOPT_UPLOAD, 1)
        ccurl_set_reader(
            easy,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
            }, context)
    }

    private func url(_ text: String) throws(FormFault) {
        guard ccurl_set_text(easy, CURLOPT_URL, text) == CURLE_OK else { throw FormFault("libcurl refuses the URL") }
    }

    private func list(_ items: [String], _ option: CURLoption) throws(FormFault) {
        var list: UnsafeMutablePointer<curl_slist>?
        for item in items {
            guard !item.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
                throw FormFault("a header has a line break in it")
            }
            list = curl_slist_append(list, item)
        }
        guard let list else { return }
        lists.append(list)
        ccurl_set_list(easy, option, list)
    }

    private func take(_ bytes: UnsafeRawBufferPointer) {
        answer += bytes.prefix(max(0, Self.answerLimit - answer.count))
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, unsent.count - sent)
        room.copyBytes(from: unsent[sent..<sent + count])
        sent += count
        return count
    }

    /// What came of it.
    func outcome(_ result: CURLcode) -> Outcome {
        let code = Int(ccurl_response_code(easy))
        if isMail {
            if result == CURLE_OK { return .accepted(detail: "SMTP \(code)") }
            if code >= 400 { return .smtp(code: code, detail: Self.words(result)) }
            // Without the end of the message the relay has nothing to take.
            let isUnconfirmed = sent == unsent.count
            return .retry(
                afterMilliseconds: nil, isUnconfirmed: isUnconfirmed, blames: true, detail: Self.words(result))
        }
        if result == CURLE_OK {
            let after = ccurl_retry_after(easy)
            return reading.outcome(
                status: code, retryAfter: after > 0 ? Int64(after) : nil, words: line, body: answer)
        }
        if result == CURLE_URL_MALFORMAT || result == CURLE_UNSUPPORTED_PROTOCOL {
            return .refused(detail: Self.words(result))
        }
        return .retry(
            afterMilliseconds: nil, isUnconfirmed: ccurl_has_sent(easy) != 0, blames: true, detail: Self.words(result))
    }

    /// The answer's beginning in one line.
    private var line: String {
        let text = String(decoding: answer, as: UTF8.self)
        return String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
    }

    private static func words(_ result: CURLcode) -> String { String(cString: curl_easy_strerror(result)) }
}
