import Records

extension ByteWriter {
    /// Lets `body` write up to `capacity` bytes straight into the buffer.
    @inline(__always)
    mutating func withFreeSpace(_ capacity: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        bytes.append(addingCapacity: capacity, initializingWith: body)
    }
}

extension OutputSpan<UInt8> {
    /// Two decimal digits of 0...99.
    @inline(__always)
    mutating func append(twoDigits value: Int) {
        append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10))
        append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10))
    }

    /// The decimal digits of `value`, no leading zeros.
    @inline(__always)
    mutating func append(decimal value: UInt64) {
        var power: UInt64 = 1
        while value / power >= 10 { power &*= 10 }
        append(digits: value, from: power)
    }

    /// The decimal digits of `value` from the place of `power` down: leading zeros are written.
    @inline(__always)
    mutating func append(digits value: UInt64, from power: UInt64) {
        var rest = value
        var power = power
        while power > 0 {
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / power))
            rest %= power
            power /= 10
        }
    }
}
