/// Why a broker and this client do not come together, read from what librdkafka says of a connection that failed.
///
/// librdkafka's calls then only time out ("broker transport failure"); the cause stands in a line of its log, without
/// secrets. It tells some causes apart and not others, and so does this: a certificate of another authority and one of
/// another host read the same.
public struct ConnectionTrouble: Sendable, Equatable {
    /// One side refused the other: waiting does not help. Otherwise it is a guess, and a broker that starts looks the same.
    public let isRefusal: Bool
    /// What happened, librdkafka's words, and which settings to look at.
    public let message: String

    /// - Parameters:
    ///   - line: what librdkafka logs with facility `FAIL`.
    ///   - scramRepeatsNonce: this librdkafka is older than 2.6.1.
    /// - Returns: nil for what is no matter of security: refused connections, time-outs.
    public init?(line: String, scramRepeatsNonce: Bool = !KafkaLibrary.isAtLeast(2, 6, 1)) {
        guard let cause = Self.causes.first(where: { cause in cause.signs.contains { line.contains($0) } }) else {
            return nil
        }
        var advice = cause.advice
        if cause.isPassword, scramRepeatsNonce { advice += Self.nonceAdvice }
        isRefusal = cause.isRefusal
        message = "\(cause.what): \(Self.core(of: line)). Look at \(advice)"
    }

    private struct Cause {
        var signs: [String]
        var what: String
        var advice: String
        var isRefusal = true
        var isPassword = false
    }

    /// In the order in which they are looked for; the first that fits counts.
    private static let causes = [
        Cause(
            signs: ["SASL authentication error"], what: "the broker refused the login",
            advice: "kafka.sasl.username and kafka.sasl.password", isPassword: true),
        Cause(
            signs: ["mechanism handshake failed"], what: "the broker does not take this way of login",
            advice: "kafka.sasl.mechanism"),
        Cause(
            signs: ["certificate verify failed"], what: "the broker's certificate is not to be trusted",
            advice: "kafka.ssl.ca.location (the authority that signed it), and at the host name in "
                + "kafka.bootstrap.servers and the broker's advertised.listeners: the certificate must name it"),
        Cause(
            signs: ["alert certificate required", "alert bad certificate", "alert unknown ca", "alert certificate"],
            what: "the broker does not take this client's certificate",
            advice: "kafka.ssl.certificate.location and kafka.ssl.key.location"),
        Cause(
            signs: ["wrong version number"], what: "the broker's port does not speak TLS",
            advice: "kafka.security.protocol"),
        Cause(
            signs: ["in state SSL_HANDSHAKE"], what: "the connection ended while TLS began",
            advice: "kafka.security.protocol: this port may be one without TLS", isRefusal: false),
        Cause(
            signs: ["broker might require SASL"], what: "the broker ended the connection",
            advice: "kafka.security.protocol: it may want SASL_SSL or SASL_PLAINTEXT", isRefusal: false),
        Cause(
            signs: ["incorrect security.protocol"], what: "the broker ended the connection at the first request",
            advice: "kafka.security.protocol: this port may want TLS (SSL or SASL_SSL)", isRefusal: false),
        Cause(
            signs: ["SSL routines::unexpected eof"], what: "the broker ended the connection right after TLS",
            advice: "kafka.ssl.certificate.location and kafka.ssl.key.location: it may want a client's certificate",
            isRefusal: false),
    ]

    private static var nonceAdvice: String {
        ". With SCRAM it may also be the broker's version: Kafka 4 refuses what librdkafka before 2.6.1 "
            + "(here \(KafkaLibrary.version)) sends; PLAIN over TLS or a client's certificate works there"
    }

    /// The line without the thread, the address twice over and the timing: `[thrd:a]: a: what (after 2ms in state X)`.
    private static func core(of line: String) -> String {
        var rest = line[...]
        if let end = rest.range(of: "]: "), rest.hasPrefix("[thrd:") { rest = rest[end.upperBound...] }
        if let end = rest.range(of: " (after ") { rest = rest[..<end.lowerBound] }
        return String(rest)
    }
}

extension StringProtocol {
    /// The first place of `text`; bytes, no locale, no Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }

    fileprivate func contains(_ text: String) -> Bool { range(of: text) != nil }
}
