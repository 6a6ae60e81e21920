internal import Foundation
public import StageKit

/// A text model as `ref.models.v1` carries it, for one stage.
///
/// The document: `{"stage": "tagger", "version": "...", "model": "<base64 of the model file>"}`, under the stage's key;
/// `prahari train tagger` and `prahari train posts` write it.
public struct TextModelDocument: Sendable {
    public let version: String
    public let model: TextModel

    private struct Document: Codable {
        var stage: String
        var version: String
        var model: String
    }

    /// Reads a document. A model that is damaged or meant for another stage is refused, with the reason.
    ///
    /// - Parameter key: the record's key, for the words of a refusal.
    public init(json: String, key: String, stage: String) throws(StageFault) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(field, _) {
            throw Self.refused("field '\(field.stringValue)' is missing", key)
        } catch {
            throw Self.refused("not a model document: \(error)", key)
        }
        guard document.stage == stage else {
            throw Self.refused("it is for the stage '\(document.stage)', not for \(stage)", key)
        }
        guard let bytes = Data(base64Encoded: document.model) else {
            throw Self.refused("field 'model' is not base64", key)
        }
        do throws(TextModelError) {
            model = try TextModel(bytes: [UInt8](bytes))
        } catch {
            throw Self.refused("version '\(document.version)': \(error)", key)
        }
        guard model.task == .multiLabel else {
            throw Self.refused("version '\(document.version)': its labels exclude each other, the stage's do not", key)
        }
        version = document.version
    }

    /// The model that is part of the program.
    public init(builtIn bytes: [UInt8], stage: String) throws(StageFault) {
        do throws(TextModelError) {
            model = try TextModel(bytes: bytes, checksDigest: false)
        } catch {
            throw Self.refused("the built-in one: \(error)", stage)
        }
        version = model.card.name
    }

    private static func refused(_ reason: String, _ key: String) -> StageFault {
        StageFault(code: "bad_model", message: "model '\(key)': \(reason); the one before stays in force")
    }

    /// The document of a model, for `ref.models.v1`. Keys sorted.
    public static func document(stage: String, version: String, model: TextModel) throws -> String {
        let document = Document(
            stage: stage, version: version, model: Data(try model.bytes()).base64EncodedString())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}
