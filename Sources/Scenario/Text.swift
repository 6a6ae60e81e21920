/// Text out of numbers, written into one reused buffer: up to 15 bytes a `String` needs no memory of its own.
struct Text: Sendable {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(160) }

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func add(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    mutating func add(byte: UInt8) { bytes.append(byte) }

    /// Decimal digits, with leading zeros up to `width`.
    mutating func add(_ number: UInt64, width: Int = 1) {
        var rest = number
        var digits = 0
        let start = bytes.count
        while rest > 0 || digits < width {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            digits += 1
        }
        var low = start
        var high = bytes.count - 1
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// `width` lower-case hexadecimal digits, the lowest of `number`.
    mutating func add(hex number: UInt64, width: Int) {
        for place in (0..<width).reversed() {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * place) & 15)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// What was written since the last take.
    mutating func take() -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        bytes.removeAll(keepingCapacity: true)
        return text
    }

    static func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
