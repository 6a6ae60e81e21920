/// A key compared by its bytes.
///
/// Swift's `String` takes canonically equivalent texts ("é" in one or two code points) for equal; the changelog, SQLite and
/// Kafka's partitioner do not, and state must not depend on which of them looked.
@usableFromInline
struct ByteKey: Hashable, Comparable, Sendable {
    @usableFromInline let text: String

    @inlinable
    init(_ text: String) { self.text = text }

    @inlinable
    static func == (a: ByteKey, b: ByteKey) -> Bool {
        let left = a.text.utf8Span.span
        let right = b.text.utf8Span.span
        guard left.count == right.count else { return false }
        let count = left.count
        return left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                var index = 0
                while index &+ 8 <= count {
                    let word = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if word != right.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
                    index &+= 8
                }
                while index < count {
                    if left[index] != right[index] { return false }
                    index &+= 1
                }
                return true
            }
        }
    }

    @inlinable
    static func < (a: ByteKey, b: ByteKey) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

    @inlinable
    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
