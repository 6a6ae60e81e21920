import Foundation
import Records
import StageKit

/// Reads the JSON of reference documents. Foundation is here for `JSONDecoder` alone.
enum DocumentText {
    struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Names that a document has and should not, sorted: most likely a condition that was mistyped.
    static func unknownFields(_ decoder: any Decoder, _ known: [String]) throws -> [String] {
        let known = Set(known)
        let present = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        return present.filter { !known.contains($0) }.sorted()
    }

    static func read<T: Decodable>(_ type: T.Type, _ json: String, key: String) throws(StageFault) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(json.utf8))
        } catch let fault as DecodingError {
            throw StageFault.invalidPolicy(key, field: field(of: fault), "is missing or of the wrong type")
        } catch {
            throw StageFault.invalidPolicy(key, field: "(document)", "is not JSON")
        }
    }

    /// `2026-03-01T10:00:00Z`, `2026-03-01T15:30:00+05:30`, whole seconds; nil for anything else.
    static func time(_ text: String) -> EventTime? {
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        return EventTime(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }

    private static func field(of fault: DecodingError) -> String {
        var path: [String]
        switch fault {
        case .keyNotFound(let key, let context): path = (context.codingPath + [key]).map(\.stringValue)
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath.map(\.stringValue)
        @unknown default: path = []
        }
        path.removeAll { $0.isEmpty }
        return path.isEmpty ? "(document)" : path.joined(separator: ".")
    }
}

extension StageFault {
    /// The policy stays as it was before.
    static func invalidPolicy(_ id: String, field: String, _ what: String) -> StageFault {
        StageFault(code: "invalid_policy", message: "policy \(id): \(field) \(what)")
    }
}
