/// Bytes as text.
public enum ByteText {
    /// Lower-case hexadecimal.
    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Base64 with padding (RFC 4648), in lines of `lineLength` characters with CR LF between them when it is not nil.
    public static func base64(_ bytes: [UInt8], lineLength: Int? = nil) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 4 / 3 + 4)
        var line = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = bytes.count - start
            let group =
                UInt32(bytes[start]) << 16 | (rest > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
                | (rest > 2 ? UInt32(bytes[start + 2]) : 0)
            if let lineLength, line + 4 > lineLength {
                out += [0x0D, 0x0A]
                line = 0
            }
            for position in 0..<4 {
                let index = Int(group >> UInt32(18 - 6 * position)) & 63
                out.append(position <= rest ? alphabet[index] : UInt8(ascii: "="))
            }
            line += 4
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Everything but RFC 3986's unreserved characters as `%XX`.
    public static func percentEncoded(_ text: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
            let isDigit = byte >= 0x30 && byte <= 0x39
            if isLetter || isDigit || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `a=1&b=2`, percent-encoded, in the order given.
    public static func form(_ fields: [(String, String)]) -> String {
        fields.map { percentEncoded($0.0) + "=" + percentEncoded($0.1) }.joined(separator: "&")
    }
}
