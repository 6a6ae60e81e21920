import Records

/// Numbers of records as JSON numbers: fixed decimals, trailing zeros left out, the same on every machine.
enum NumberText {
    /// Scores, probabilities, intensities: six decimals.
    static func append(_ value: Double, to writer: inout ByteWriter) {
        append(value, scale: 1_000_000, to: &writer)
    }

    /// Degrees: seven decimals, about a centimetre.
    static func append(degrees value: Double, to writer: inout ByteWriter) {
        append(value, scale: 10_000_000, to: &writer)
    }

    /// Total: not-a-number and the infinities are written as 0, what is too large for `scale` as the largest that fits.
    private static func append(_ value: Double, scale: UInt64, to writer: inout ByteWriter) {
        guard value.isFinite else { return writer.append(UInt8(ascii: "0")) }
        let units = UInt64(min(9e17, value.magnitude * Double(scale)) + 0.5)
        writer.withFreeSpace(24) { out in
            if value < 0, units > 0 { out.append(UInt8(ascii: "-")) }
            out.append(decimal: units / scale)
            var fraction = units % scale
            guard fraction > 0 else { return }
            var power = scale / 10
            while fraction % 10 == 0 {
                fraction /= 10
                power /= 10
            }
            out.append(UInt8(ascii: "."))
            out.append(digits: fraction, from: power)
        }
    }
}
