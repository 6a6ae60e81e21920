import Records

/// Writes JSON straight into the free space of a ``ByteWriter``.
///
/// Every write checks that it fits. One that does not writes nothing and marks the cursor, and the whole value is written
/// again into twice the space: in a reused buffer that happens a few times in its life.
struct JSONCursor {
    private var at: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>
    fileprivate private(set) var isFull = false

    fileprivate init(_ buffer: UnsafeMutableBufferPointer<UInt8>, start: UnsafeMutablePointer<UInt8>) {
        at = start
        end = start + buffer.count
    }

    fileprivate func written(from start: UnsafeMutablePointer<UInt8>) -> Int { at - start }

    @inline(__always)
    private mutating func fits(_ count: Int) -> Bool {
        if end - at >= count { return true }
        isFull = true
        return false
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        guard fits(1) else { return }
        at.pointee = byte
        at += 1
    }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard fits(bytes.count), let base = bytes.baseAddress else { return }
        at.update(from: base, count: bytes.count)
        at += bytes.count
    }

    // MARK: Digits

    /// Two decimal digits of 0...99.
    @inline(__always)
    mutating func append(twoDigits value: Int) {
        guard fits(2) else { return }
        at[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10)
        at[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10)
        at += 2
    }

    /// The decimal digits of `value`, no leading zeros.
    @inline(__always)
    mutating func append(decimal value: UInt64) {
        var count = 1
        var bound: UInt64 = 10
        while count < 19, value >= bound {
            count += 1
            bound &*= 10
        }
        if count == 19, value >= bound { count = 20 }
        append(digits: value, count: count)
    }

    /// The last `count` decimal digits of `value`, leading zeros written.
    @inline(__always)
    mutating func append(digits value: UInt64, count: Int) {
        guard fits(count) else { return }
        var rest = value
        var index = count
        while index > 0 {
            index &-= 1
            at[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        at += count
    }

    /// Takes zeros at the end back.
    @inline(__always)
    mutating func dropTrailingZeros() {
        while !isFull, at[-1] == UInt8(ascii: "0") { at -= 1 }
    }

    // MARK: Strings

    /// A string in quotes: quotes, backslashes and control characters escaped, all else as it is.
    mutating func append(jsonString text: String) {
        // Swift's own strings always have contiguous bytes here.
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(jsonString: $0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { append(jsonString: $0) } }
    }

    private mutating func append(jsonString utf8: UnsafeBufferPointer<UInt8>) {
        guard fits(utf8.count + 2) else { return }
        at.pointee = UInt8(ascii: "\"")
        at += 1
        let clean = copyClean(utf8)
        at += clean
        if clean < utf8.count { append(escaping: UnsafeBufferPointer(rebasing: utf8[clean...])) }
        append(UInt8(ascii: "\""))
    }

    /// Copies the bytes before the first one that needs an escape, and says how many.
    @inline(__always)
    private func copyClean(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = utf8.baseAddress else { return 0 }
        var index = 0
        while utf8.count - index >= 8 {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            if Self.needsEscape(word) { break }
            UnsafeMutableRawPointer(at + index).storeBytes(of: word, as: UInt64.self)
            index += 8
        }
        while index < utf8.count, !Self.needsEscape(base[index]) {
            at[index] = base[index]
            index += 1
        }
        return index
    }

    private mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
        for byte in utf8 {
            if Self.needsEscape(byte) {
                append(escaped: byte)
            } else {
                append(byte)
            }
        }
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether one of eight bytes needs an escape. A byte is below n when subtracting n borrows from its top bit
    /// while that bit was clear; a byte equals c when its exclusive or with c is below 1.
    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let low = (word &- ones &* 0x20) & ~word
        let found = low | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        return found & tops != 0
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            let digits: StaticString = "0123456789abcdef"
            append("\\u00")
            append(digits.utf8Start[Int(byte >> 4)])
            append(digits.utf8Start[Int(byte & 15)])
        }
    }
}

extension ByteWriter {
    /// Appends what `body` writes. `body` may be called again when it did not fit, so it must write the same each time.
    @inline(__always)
    mutating func appendJSON(expecting count: Int, _ body: (inout JSONCursor) -> Void) {
        var space = max(count, bytes.capacity - bytes.count)
        var isDone = false
        while !isDone {
            bytes.append(addingCapacity: space) { (out: inout OutputSpan<UInt8>) in
                out.withUnsafeMutableBufferPointer { buffer, initialized in
                    guard let start = buffer.baseAddress else { return }
                    var cursor = JSONCursor(buffer, start: start)
                    body(&cursor)
                    isDone = !cursor.isFull
                    initialized = isDone ? cursor.written(from: start) : 0
                }
            }
            space *= 2
        }
    }
}
