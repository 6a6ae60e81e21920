/// Why bytes are not a record: the field, the reason and the place, in words that help who sent them.
public struct DecodeFault: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case empty
        case tooLarge(bytes: Int, limit: Int)
        case invalidUTF8
        case invalidJSON(String)
        case notAnObject
        case missingField
        case wrongType(expected: String, found: String)
        case duplicateKey
        case tooDeep(limit: Int)
        case invalidTimestamp(String)
        case invalidAmount(String)
        case outOfRange(String)
        case unknownValue(String, expected: String)
        case tooLong(bytes: Int, limit: Int)
        case emptyString
        case inFuture(String)
        case keyMismatch(String)
    }

    /// Path of the field in the record: `counterparty.ifsc`, `transactions[2].amount`; empty for the record as a whole.
    public var field: String
    public var reason: Reason
    /// Byte offset in the value where the reader stood, when it is known.
    public var byteOffset: Int?

    public init(field: String, reason: Reason, byteOffset: Int? = nil) {
        self.field = field
        self.reason = reason
        self.byteOffset = byteOffset
    }

    public var description: String {
        let place = byteOffset.map { " (at byte \($0))" } ?? ""
        return (field.isEmpty ? "record" : "field '\(field)'") + ": " + words + place
    }

    /// A stable code for metrics: `missing_field`.
    public var code: String {
        switch reason {
        case .empty: "empty"
        case .tooLarge: "too_large"
        case .invalidUTF8: "invalid_utf8"
        case .invalidJSON: "invalid_json"
        case .notAnObject: "not_an_object"
        case .missingField: "missing_field"
        case .wrongType: "wrong_type"
        case .duplicateKey: "duplicate_key"
        case .tooDeep: "too_deep"
        case .invalidTimestamp: "invalid_timestamp"
        case .invalidAmount: "invalid_amount"
        case .outOfRange: "out_of_range"
        case .unknownValue: "unknown_value"
        case .tooLong: "too_long"
        case .emptyString: "empty_string"
        case .inFuture: "in_future"
        case .keyMismatch: "key_mismatch"
        }
    }

    private var words: String {
        switch reason {
        case .empty: "the value is empty; a JSON object is expected"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than the limit of \(limit)"
        case .invalidUTF8: "the bytes are not valid UTF-8"
        case .invalidJSON(let what): "not valid JSON: \(what)"
        case .notAnObject: "the value is not a JSON object"
        case .missingField: "is missing and has no default"
        case .wrongType(let expected, let found): "expected \(expected), found \(found)"
        case .duplicateKey: "appears twice"
        case .tooDeep(let limit): "is nested deeper than \(limit) levels"
        case .invalidTimestamp(let text):
            "'\(text)' is not an RFC 3339 time with a zone, such as 2026-03-01T10:15:00+05:30"
        case .invalidAmount(let text): "'\(text)' is not an amount: digits with at most two decimals, above zero"
        case .outOfRange(let what): what
        case .unknownValue(let text, let expected): "'\(text)' is none of \(expected)"
        case .tooLong(let bytes, let limit): "\(bytes) bytes are more than the field's limit of \(limit)"
        case .emptyString: "is empty"
        case .inFuture(let what): what
        case .keyMismatch(let what): what
        }
    }
}
