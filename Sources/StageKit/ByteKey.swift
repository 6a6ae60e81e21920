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
    static func == (a: ByteKey, b: ByteKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    @inlinable
    static func < (a: ByteKey, b: ByteKey) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

    @inlinable
    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
