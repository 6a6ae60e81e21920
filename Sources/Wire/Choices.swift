/// The legal values of an enumeration, to be found by their bytes without making a `String`.
struct Choices<Value: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    /// A text of at most 16 bytes as two words.
    private struct Word: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        let count: Int

        @inline(__always)
        init(_ utf8: UnsafeBufferPointer<UInt8>) {
            count = utf8.count
            for index in 0..<min(8, utf8.count) { low = low << 8 | UInt64(utf8[index]) }
            for index in min(8, utf8.count)..<utf8.count { high = high << 8 | UInt64(utf8[index]) }
        }
    }

    private let entries: [(word: Word, value: Value)]

    /// The raw values of `Value` must have 1...16 bytes.
    init(_ type: Value.Type = Value.self) {
        entries = Value.allCases.map { value in
            var text = value.rawValue
            return (text.withUTF8 { Word($0) }, value)
        }
    }

    @inline(__always)
    func find(_ utf8: UnsafeBufferPointer<UInt8>) -> Value? {
        guard utf8.count <= 16 else { return nil }
        let word = Word(utf8)
        for entry in entries where entry.word == word { return entry.value }
        return nil
    }

    /// For a message: `debit, credit`.
    var list: String { Value.allCases.map(\.rawValue).joined(separator: ", ") }
}
