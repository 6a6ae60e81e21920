/// What an attempt gave.
public enum Outcome: Sendable, Equatable {
    /// The provider said yes.
    /// - Parameter providerID: its id of the message, under which its reports will come.
    case accepted(detail: String?, providerID: String? = nil)
    /// It may work later.
    /// - Parameters:
    ///   - afterMilliseconds: how long the provider asked to wait.
    ///   - isUnconfirmed: the provider may have taken the message all the same (a timeout, a closed connection): the retry
    ///     carries the same idempotency key.
    ///   - blames: whether it counts against the provider: not for "too many requests".
    case retry(afterMilliseconds: Int64?, isUnconfirmed: Bool, blames: Bool, detail: String)
    /// It will not work on this channel: wrong address, wrong template, not authorised.
    case refused(detail: String)

    /// By the status code of HTTP (RFC 9110; 425: RFC 8470; 429: RFC 6585).
    ///
    /// - Parameter retryAfter: the header's seconds.
    public static func http(status: Int, retryAfter: Int64?, detail: String) -> Outcome {
        let wait = retryAfter.map { max(0, min($0, 86_400)) * 1_000 }
        switch status {
        case 200..<300: return .accepted(detail: detail.isEmpty ? nil : detail)
        case 408, 425, 429:
            return .retry(afterMilliseconds: wait, isUnconfirmed: false, blames: false, detail: text(status, detail))
        case 500...:
            // A server that failed half-way may have taken the message.
            return .retry(afterMilliseconds: wait, isUnconfirmed: true, blames: true, detail: text(status, detail))
        default: return .refused(detail: text(status, detail))
        }
    }

    private static func text(_ status: Int, _ detail: String) -> String {
        detail.isEmpty ? "HTTP \(status)" : "HTTP \(status): \(detail)"
    }

    /// By the reply code of SMTP (RFC 5321): 4xx may pass, 5xx does not.
    public static func smtp(code: Int, detail: String) -> Outcome {
        switch code {
        case 200..<400: .accepted(detail: detail.isEmpty ? nil : detail)
        case 400..<500:
            .retry(afterMilliseconds: nil, isUnconfirmed: false, blames: code == 421, detail: "SMTP \(code): \(detail)")
        default: .refused(detail: "SMTP \(code): \(detail)")
        }
    }
}

/// One attempt, to be made after it has been written down.
public struct Attempt: Sendable, Equatable, Hashable {
    public var command: String
    /// Which of the command's deliveries.
    public var index: Int
    public var recipient: String
    public var channel: String
    /// Over all channels, from 1.
    public var number: Int

    public init(command: String, index: Int, recipient: String, channel: String, number: Int) {
        self.command = command
        self.index = index
        self.recipient = recipient
        self.channel = channel
        self.number = number
    }
}
