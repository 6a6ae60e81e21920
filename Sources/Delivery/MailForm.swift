import Records

/// An e-mail with text and HTML (RFC 5322, RFC 2046 multipart/alternative).
///
/// `Message-ID` is the same for every attempt of a command to a recipient: mailboxes that look at it drop the second one.
public struct MailForm: Sendable {
    public var from: String

    /// - Throws: when `from` is no plain `local@domain` address.
    public init(from: String) throws(FormFault) {
        guard Self.isAddress(from) else {
            throw FormFault("the sender '\(from)' is no address like alerts@example.org")
        }
        self.from = from
    }

    /// The envelope and the message, lines ending in CR LF, dots not yet stuffed (libcurl does).
    public struct Mail: Sendable, Equatable {
        public var from: String
        public var to: String
        public var data: [UInt8]
    }

    public func mail(_ message: Message) throws(FormFault) -> Mail {
        guard Self.isAddress(message.address) else {
            throw FormFault("the e-mail address of \(message.recipient) is no address like name@example.org")
        }
        let text = AlertText(message.command)
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let boundary = "=_" + message.fingerprint
        let head = [
            "Date: " + CivilTime.mailDate(message.now),
            "From: Prahari <\(from)>",
            "To: <\(message.address)>",
            "Subject: " + Self.encoded(text.subject),
            "Message-ID: <\(message.fingerprint)@\(domain)>",
            "Auto-Submitted: auto-generated",
            "X-Priority: \(message.command.severity == .critical ? 1 : 3)",
            "Prahari-Command: " + WebhookForm.field(message.command.id),
            "Prahari-Attempt: \(message.attempt)",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        var lines = head + [""]
        for (type, content) in [("text/plain", text.plain), ("text/html", text.html)] {
            lines += [
                "--" + boundary, "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", "",
                ByteText.base64(Array(content.utf8), lineLength: 76),
            ]
        }
        lines += ["--" + boundary + "--", ""]
        return Mail(from: from, to: message.address, data: Array(lines.joined(separator: "\r\n").utf8))
    }

    /// One `@`, and nothing that could end a header or a command.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    /// A header's text (RFC 2047): ASCII as it is, else encoded words of at most 75 characters, none of which splits a
    /// character.
    static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), text.utf8.count <= 900 { return text }
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar.value < 0x20 ? " " : scalar).utf8)
            if chunk.count + bytes.count > 45 {
                words.append("=?UTF-8?B?" + ByteText.base64(chunk) + "?=")
                chunk = []
            }
            chunk += bytes
        }
        words.append("=?UTF-8?B?" + ByteText.base64(chunk) + "?=")
        return words.joined(separator: "\r\n ")
    }
}
