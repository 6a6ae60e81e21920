/// Who may send: one line a key, `id secret [IFSC prefix ...]`, `#` comments. Two keys of one bank at a time let it change them
/// without a gap.
public struct IngestKeys: Sendable {
    public struct Key: Sendable {
        public var id: String
        var secret: [UInt8]
        /// The banks whose accounts the key may report, by the first characters of `home_ifsc`; empty for all.
        public var banks: [String]
    }

    private var keys: [String: Key] = [:]
    public var count: Int { keys.count }

    subscript(id: String) -> Key? { keys[id] }

    /// Faults name the line, never the secret.
    public init(_ text: String) throws(IngestFault) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard words.count >= 2 else {
                throw IngestFault("keys, line \(index + 1): expected 'id secret [IFSC prefix ...]'")
            }
            guard words[1].utf8.count >= 32 else {
                throw IngestFault(
                    "keys, line \(index + 1): the secret has less than 32 characters; openssl rand -hex 32")
            }
            let key = Key(id: first, secret: Array(words[1].utf8), banks: Array(words.dropFirst(2)))
            guard keys.updateValue(key, forKey: first) == nil else {
                throw IngestFault("keys, line \(index + 1): the id comes twice")
            }
        }
        guard !keys.isEmpty else {
            throw IngestFault("keys: there is none; expected lines 'id secret [IFSC prefix ...]'")
        }
    }
}

/// What keeps the ingest from starting, in words.
public struct IngestFault: Error, Equatable, Sendable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}
