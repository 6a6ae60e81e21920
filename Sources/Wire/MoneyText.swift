public import Records

/// Amounts of money as decimal text, exact: no floating-point number is ever in between.
public enum MoneyText {
    /// The amount that `utf8` spells: digits, then at most two decimals after a point; no sign, no exponent, no
    /// separators, not more than ``MinorUnits/largest``. Nil for anything else. Zero is read; callers that want more
    /// than zero say so.
    public static func parse(_ utf8: Span<UInt8>) -> MinorUnits? {
        // The largest amount has 16 digits; a few zeros before them do no harm.
        guard utf8.count >= 1, utf8.count <= 24 else { return nil }
        let largest = MinorUnits.largest.rawValue
        var value: Int64 = 0
        var decimals = -1
        for index in utf8.indices {
            let digit = utf8[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                if decimals >= 0 { decimals += 1 }
                guard decimals <= 2 else { return nil }
                value = value * 10 + Int64(digit)
                guard value <= largest else { return nil }
            } else {
                guard utf8[index] == UInt8(ascii: "."), decimals < 0, index > 0 else { return nil }
                decimals = 0
            }
        }
        switch decimals {
        case 0: return nil
        case 1: value *= 10
        case 2: break
        default: value *= 100
        }
        return value <= largest ? MinorUnits(value) : nil
    }

    /// The same for any bytes.
    public static func parse(_ utf8: some Collection<UInt8>) -> MinorUnits? { parse(Array(utf8).span) }

    /// The same for text.
    public static func parse(_ text: String) -> MinorUnits? { parse(text.utf8.span) }

    /// Writes the amount with two decimals: `49000.00`.
    public static func append(_ amount: MinorUnits, to writer: inout ByteWriter) {
        writer.appendJSON(expecting: 24) { cursor in cursor.append(amount) }
    }
}
