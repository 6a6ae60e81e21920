import CCurl
public import Foundation

/// One request.
public struct HTTPCall: Sendable {
    public var url: String
    public var headers: [String]
    /// Nil is a GET.
    public var body: Data?
    public init(url: String, headers: [String], body: Data? = nil) {
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What came of it.
public enum HTTPReply: Sendable, Equatable {
    /// - retryAfter: seconds, when the server named some.
    case answer(status: Int, retryAfter: Int64?, body: Data)
    /// No whole answer. - wasSent: whether the server may have read the request.
    case broken(wasSent: Bool, detail: String)
}

/// Sends requests. Called by several threads.
public protocol HTTPCaller: Sendable {
    func send(_ call: HTTPCall) -> HTTPReply
}

/// libcurl, one transfer a call, waited for.
public struct CurlCaller: HTTPCaller {
    private let timeoutMilliseconds: Int
    private let bytesMax: Int

    /// - Throws: `settings` when libcurl cannot start.
    public init(timeoutMilliseconds: Int, bytesMax: Int = 256 << 20) throws(LanguageModelFault) {
        guard Self.started else { throw .settings("libcurl cannot start") }
        self.timeoutMilliseconds = timeoutMilliseconds
        self.bytesMax = bytesMax
    }

    /// libcurl asks that this is done once, before its threads.
    private static let started = ccurl_start() == CURLE_OK

    public func send(_ call: HTTPCall) -> HTTPReply {
        guard let easy = curl_easy_init() else { return .broken(wasSent: false, detail: "libcurl has no memory") }
        defer { curl_easy_cleanup(easy) }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        for header in call.headers + ["Expect:"] {
            guard !header.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
                return .broken(wasSent: false, detail: "a header has a line break in it")
            }
            list = curl_slist_append(list, header)
        }
        ccurl_set_number(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set_number(easy, CURLOPT_TIMEOUT_MS, timeoutMilliseconds)
        ccurl_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, min(timeoutMilliseconds, 10_000))
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(easy, CURLOPT_USERAGENT, "prahari")
        guard ccurl_set_text(easy, CURLOPT_URL, call.url) == CURLE_OK else {
            return .broken(wasSent: false, detail: "libcurl refuses the URL")
        }
        ccurl_set_list(easy, CURLOPT_HTTPHEADER, list)
        if let body = call.body {
            ccurl_set_number(easy, CURLOPT_POST, 1)
            _ = body.withUnsafeBytes { ccurl_set_body(easy, $0.baseAddress, $0.count) }
        }
        let received = Received(limit: bytesMax)
        ccurl_set_writer(
            easy,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
                return received.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
            }, Unmanaged.passUnretained(received).toOpaque())
        let result = withExtendedLifetime(received) { curl_easy_perform(easy) }
        guard result == CURLE_OK else {
            return .broken(wasSent: ccurl_has_sent(easy) != 0, detail: String(cString: curl_easy_strerror(result)))
        }
        let after = ccurl_retry_after(easy)
        return .answer(
            status: Int(ccurl_response_code(easy)), retryAfter: after > 0 ? Int64(after) : nil, body: received.data)
    }

    /// The body as it comes; refuses what is longer than any answer.
    private final class Received {
        var data = Data()
        private let limit: Int
        init(limit: Int) { self.limit = limit }
        func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            guard data.count + bytes.count <= limit else { return false }
            data.append(contentsOf: bytes)
            return true
        }
    }
}
