public import Records
import StageKit

/// How call-backs prove where they come from. Comparisons take the same time wherever the texts differ.
public enum CallbackSignature {
    /// A signed acknowledgement may be this much older or newer than now.
    public static let toleranceMilliseconds: Int64 = 300_000

    /// Twilio's `X-Twilio-Signature`: base64 of HMAC-SHA1, under the account's token, of the full URL as Twilio knows it
    /// and, sorted by name, each name and value of the form.
    public static func twilio(url: String, fields: [(String, String)], token: Secret) -> String {
        let sorted = fields.sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
        let signed = url + sorted.map { $0.0 + $0.1 }.joined()
        return ByteText.base64(SHA1.hmac(key: Array(token.text.utf8), message: Array(signed.utf8)))
    }

    /// Meta's `X-Hub-Signature-256`: `sha256=` and the hexadecimal HMAC-SHA256 of the body under the app's secret.
    public static func hub(body: [UInt8], secret: Secret) -> String {
        "sha256=" + ByteText.hex(SHA256.hmac(key: Array(secret.text.utf8), message: body))
    }

    /// The scheme of ``WebhookForm``: `v1=` HMAC-SHA256 of `<seconds>.<body>`, not older or newer than five minutes.
    public static func isOwn(_ signature: String, timestamp: String, body: [UInt8], secret: Secret, now: EventTime)
        -> Bool
    {
        guard let seconds = Int64(timestamp), seconds.magnitude < 1 << 40 else { return false }
        guard (seconds * 1_000 - now.milliseconds).magnitude <= toleranceMilliseconds.magnitude else { return false }
        let expected =
            "v1="
            + ByteText.hex(
                SHA256.hmac(key: Array(secret.text.utf8), message: Array("\(seconds).".utf8) + body))
        return isSame(expected, signature)
    }

    public static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension ByteText {
    /// The fields of `application/x-www-form-urlencoded`, in order; `+` is a space, and what is no `%XX` stays as it is.
    public static func formFields(_ text: String) -> [(String, String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                out.append(value)
                index += 3
            } else {
                out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
