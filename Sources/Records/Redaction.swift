/// Masks what could identify a person in text that goes to a log, a dead letter's reason or an answer: account-like numbers, phones, UPI ids, e-mail
/// addresses.
///
/// - A run of 9 or more digits keeps its last four: `123456789012` becomes `********9012`.
/// - Groups of digits as phones, cards and Aadhaar numbers are written (`98765 43210`, `1234 5678 9012`) likewise.
/// - What stands before an `@` becomes `***`: `***@okaxis`.
///
/// One pass over the bytes; text without any of these is returned as it is, without a copy.
public enum Redaction {
    /// Metadata that holds positions and counts, never identifiers: not masked, else offsets would be unreadable.
    public static let numericKeys: Set<String> = [
        "offset", "partition", "records", "milliseconds", "remaining", "from", "end", "worker", "port", "suppressed",
    ]

    public static func mask(_ text: String) -> String {
        var text = text
        let masked: [UInt8]? = text.withUTF8 { bytes in
            guard mayNeedMask(bytes) else { return nil }
            var out = Array(bytes)
            maskDigits(&out)
            maskAddresses(&out)
            return out
        }
        return masked.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// Nine digits in a row, nine with single separators between them, or an `@`.
    private static func mayNeedMask(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        var separated = false
        for byte in bytes {
            if isDigit(byte) {
                digits += 1
                separated = false
                if digits >= 9 { return true }
            } else if byte == UInt8(ascii: "@") {
                return true
            } else if isSeparator(byte), digits > 0, !separated {
                separated = true
            } else {
                digits = 0
                separated = false
            }
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2D }

    // MARK: Digits

    private static func maskDigits(_ bytes: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let groups = groups(in: bytes, from: index)
            var taken = 1
            if groups[0].count >= 9 {
                mask(groups[..<1], in: &bytes)
            } else if let length = writtenAsOneNumber(groups.map(\.count)) {
                taken = length
                mask(groups[..<length], in: &bytes)
            }
            index = groups[taken - 1].upperBound
        }
    }

    /// Runs of digits with one space or hyphen between them.
    private static func groups(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var index = start
        while index < bytes.count, isDigit(bytes[index]) {
            let first = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            groups.append(first..<index)
            guard index + 1 < bytes.count, isSeparator(bytes[index]), isDigit(bytes[index + 1]) else { break }
            index += 1
        }
        return groups
    }

    /// How many leading groups are one number: 4-4-4(-4), 5-5, each with a country code of up to two digits before it.
    /// Dates (4-2-2) and times are not.
    private static func writtenAsOneNumber(_ lengths: [Int]) -> Int? {
        for skipped in [0, 1] where lengths.count > skipped {
            if skipped == 1, lengths[0] > 2 { return nil }
            let rest = lengths.dropFirst(skipped)
            let fours = rest.prefix { $0 == 4 }.count
            if fours >= 3 { return skipped + fours }
            if rest.count >= 2, rest.prefix(2).allSatisfy({ $0 == 5 }) { return skipped + 2 }
        }
        return nil
    }

    /// All digits but the last four.
    private static func mask(_ groups: ArraySlice<Range<Int>>, in bytes: inout [UInt8]) {
        var left = groups.reduce(0) { $0 + $1.count } - 4
        for group in groups {
            for index in group where left > 0 {
                bytes[index] = UInt8(ascii: "*")
                left -= 1
            }
        }
    }

    // MARK: Addresses

    private static func maskAddresses(_ bytes: inout [UInt8]) {
        guard bytes.contains(UInt8(ascii: "@")) else { return }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "@"), index + 1 < bytes.count, isLetter(bytes[index + 1]) {
                let start = out.lastIndex { !isLocal($0) }.map { $0 + 1 } ?? 0
                if start < out.count { out.replaceSubrange(start..., with: Array("***".utf8)) }
            }
            out.append(byte)
        }
        bytes = out
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= 0x61 && lower <= 0x7A
    }

    /// May stand before the `@`. Bytes of non-ASCII letters too: they are part of a name.
    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte >= 0x80
            || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*")].contains(
                byte)
    }
}
