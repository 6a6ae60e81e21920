import Foundation
import StageKit

/// JSON documents of people, with errors that name the field.
enum DocumentReader {
    static func decode<T: Decodable>(_ type: T.Type, _ json: String, key: String) throws(StageFault) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(name, context) {
            throw fault(key, "field '\(path(context, name))' is missing")
        } catch let DecodingError.typeMismatch(_, context) {
            throw fault(key, "field '\(path(context))': \(context.debugDescription)")
        } catch let DecodingError.valueNotFound(_, context) {
            throw fault(key, "field '\(path(context))' is null")
        } catch {
            throw fault(key, "not a document of this kind: \(error)")
        }
    }

    static func fault(_ key: String, _ message: String) -> StageFault {
        StageFault(code: "bad_document", message: "\(key): \(message)")
    }

    private static func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
        (context.codingPath + (last.map { [$0] } ?? [])).map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
            .joined(separator: ".")
    }
}
