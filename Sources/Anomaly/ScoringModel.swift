import Foundation
import Records
public import StageKit
public import Trees

/// A trained classifier as `ref.models.v1` carries it, ready to score one booking at a time.
///
/// The document, under the key ``key``: `{"stage": "anomaly", "version": "...", "card": {...}, "model": "<base64 of
/// XGBoost's own JSON>"}`; `prahari train fraud` writes it.
public final class ScoringModel: Sendable {
    /// The record key of the model in force. Publishing another version under it replaces the model while the stage
    /// runs, publishing the old one again is the way back, deleting it leaves the detectors alone.
    public static let key = "anomaly"
    /// How much of the detectors' own score stays beside a model's.
    public static let detectorsWeight = 0.5

    public let version: String
    public let card: ModelCard
    /// Fingerprint of the version: scores of another model are other scores.
    let mark: UInt32
    private let trees: FlatTrees
    private let booster: Booster

    private struct Document: Codable {
        var stage: String
        var version: String
        var card: ModelCard
        var model: String
    }

    /// Reads a document. A model that is damaged, or was trained on other features, is refused.
    ///
    /// - Parameter key: the record's key, for the words of a refusal.
    public init(json: String, key: String = ScoringModel.key) throws(StageFault) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(field, _) {
            throw Self.refused("field '\(field.stringValue)' is missing", key)
        } catch {
            throw Self.refused("not a model document: \(error)", key)
        }
        guard document.stage == "anomaly" else {
            throw Self.refused("it is for the stage '\(document.stage)', not for anomaly", key)
        }
        guard let bytes = Data(base64Encoded: document.model) else {
            throw Self.refused("field 'model' is not base64", key)
        }
        do throws(TreesError) {
            booster = try document.card.load([UInt8](bytes), featureNames: ModelFeatures.names)
            trees = try FlatTrees(booster)
        } catch {
            throw Self.refused("version '\(document.version)': \(error)", key)
        }
        version = document.version
        card = document.card
        mark = UInt32(truncatingIfNeeded: StableHash.of(version)) | 1
    }

    static func refused(_ reason: String, _ key: String) -> StageFault {
        StageFault(code: "bad_model", message: "model '\(key)': \(reason); the one before stays in force")
    }

    /// The document of a model, for `ref.models.v1`. Keys sorted.
    public static func document(version: String, card: ModelCard, booster: Booster) throws -> String {
        let document = Document(
            stage: "anomaly", version: version, card: card, model: Data(try booster.bytes()).base64EncodedString())
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    /// The probability of fraud of a row of ``ModelFeatures``. Half a microsecond for a hundred trees.
    func probability(_ row: ModelFeatures.Row) -> Double { Double(trees.probability(row.values.span)) }

    /// The features that speak most for fraud, with their shares in log-odds. Some ten microseconds: for high scores.
    func strongest(_ row: [Float], most: Int = 3) -> [(name: String, share: Float)] {
        guard let shares = try? booster.contributions(row) else { return [] }
        // The last share is the bias, which has no name.
        var speaking: [(name: String, share: Float)] = []
        for (name, share) in zip(ModelFeatures.names, shares) where share > 0 { speaking.append((name, share)) }
        speaking.sort { $0.share != $1.share ? $0.share > $1.share : $0.name < $1.name }
        return Array(speaking.prefix(most))
    }
}
