public import Records
import StageKit

/// What a request form is filled from.
public struct Message: Sendable {
    public var command: AlertCommand
    /// The command as it stands on the topic.
    public var commandJSON: [UInt8]
    public var recipient: String
    public var address: String
    public var attempt: Int
    public var now: EventTime

    public init(
        command: AlertCommand, commandJSON: [UInt8], recipient: String, address: String, attempt: Int, now: EventTime
    ) {
        self.command = command
        self.commandJSON = commandJSON
        self.recipient = recipient
        self.address = address
        self.attempt = attempt
        self.now = now
    }

    /// 32 hexadecimal digits, the same for every attempt of the command to the recipient.
    public var fingerprint: String { Self.fingerprint(command: command.id, recipient: recipient) }

    /// Of any message.
    public static func fingerprint(command: String, recipient: String) -> String {
        String(ByteText.hex(SHA256.digest(Array("\(command)\n\(recipient)".utf8))).prefix(32))
    }

    /// Seconds until the command expires, at least 0.
    public var secondsLeft: Int64 { max(0, command.expiresAt.milliseconds(since: now) / 1_000) }
}

/// A text that is never printed.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { "***" }
    public var debugDescription: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// An HTTP request, ready to be sent.
public struct HTTPRequest: Sendable, Equatable {
    public var method = "POST"
    public var url: String
    public var headers: [String]
    public var body: [UInt8]

    init(url: String, type: String, headers: [String] = [], body: String) {
        self.init(url: url, type: type, headers: headers, body: Array(body.utf8))
    }

    init(url: String, type: String, headers: [String], body: [UInt8]) {
        self.url = url
        self.headers = ["Content-Type: " + type] + headers
        self.body = body
    }

    static func basic(_ user: String, _ password: Secret) -> String {
        "Authorization: Basic " + ByteText.base64(Array("\(user):\(password.text)".utf8))
    }
    static func bearer(_ token: Secret) -> String { "Authorization: Bearer " + token.text }
}

/// Why a message cannot be put into a provider's form; nothing is sent.
public struct FormFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}

/// JSON in the order in which it is given.
indirect enum JSON {
    case string(String)
    case integer(Int64)
    case array([JSON])
    case object([(String, JSON)])

    var text: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let value): String(value)
        case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{" + fields.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
        }
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                out += "\\u00" + ByteText.hex([UInt8(scalar.value)])
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
