import Foundation
import Records
import StageKit

/// A file of documents, cut into its parts.
struct DocumentList {
    /// In the file's order; an id that is missing reads as empty, and is refused later.
    var documents: [(id: String, json: String)] = []

    init(_ json: String) throws(StageFault) {
        guard let parsed = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else {
            throw .invalidPolicy("(file)", field: "(document)", "is not JSON")
        }
        let objects = (parsed as? [[String: Any]]) ?? (parsed as? [String: Any]).map { [$0] }
        guard let objects, !objects.isEmpty else {
            throw .invalidPolicy("(file)", field: "(document)", "must be a document or an array of documents")
        }
        for object in objects {
            guard let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else {
                continue
            }
            documents.append((object["id"] as? String ?? "", String(decoding: data, as: UTF8.self)))
        }
    }
}
