import Foundation
public import Records
public import StageKit
import Trees

/// A model in trial: it scores beside the one in force and decides nothing.
///
/// Its document in `ref.models.v1`, under the key ``key``, is a ``ScoringModel`` document with two fields more: `expires`
/// (RFC 3339; from that event time on the trial is over, so that a forgotten one costs nothing) and, optional, `threshold`
/// (0...1, ``thresholdDefault`` when absent). What is published is where the two disagree: a ``ShadowScore`` on the bookings
/// whose two scores lie on different sides of the threshold. Published again under ``ScoringModel/key`` the same
/// document is the promotion.
public struct ShadowModel: Sendable {
    public static let key = "anomaly.shadow"
    /// Where scores carry reasons and a person would look.
    public static let thresholdDefault = 0.5

    public let model: ScoringModel
    public let expires: EventTime
    public let threshold: Double

    private struct Terms: Decodable {
        var expires: String
        var threshold: Double?
    }

    /// Reads a document; refused is what ``ScoringModel`` refuses, and a trial without an end.
    public init(json: String) throws(StageFault) {
        let terms: Terms
        do {
            terms = try JSONDecoder().decode(Terms.self, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(field, _) {
            throw ScoringModel.refused("field '\(field.stringValue)' is missing", Self.key)
        } catch {
            throw ScoringModel.refused("not a model document: \(error)", Self.key)
        }
        guard let end = try? Date(terms.expires, strategy: .iso8601) else {
            throw ScoringModel.refused(
                "field 'expires' is '\(terms.expires)', which is no time such as 2026-12-31T00:00:00Z", Self.key)
        }
        let threshold = terms.threshold ?? Self.thresholdDefault
        guard threshold > 0, threshold < 1 else {
            throw ScoringModel.refused("field 'threshold' is \(threshold); it must lie between 0 and 1", Self.key)
        }
        model = try ScoringModel(json: json, key: Self.key)
        expires = EventTime(milliseconds: Int64((end.timeIntervalSince1970 * 1_000).rounded()))
        self.threshold = threshold
    }

    /// The document of a trial, from a ``ScoringModel`` document. Keys sorted.
    ///
    /// - Parameter expires: RFC 3339.
    public static func document(
        of model: String, expires: String, threshold: Double? = nil
    ) throws(StageFault) -> String {
        do {
            guard var fields = try JSONSerialization.jsonObject(with: Data(model.utf8)) as? [String: Any] else {
                throw ScoringModel.refused("not a model document", key)
            }
            fields["expires"] = expires
            if let threshold { fields["threshold"] = threshold }
            let bytes = try JSONSerialization.data(
                withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
            let json = String(decoding: bytes, as: UTF8.self)
            _ = try ShadowModel(json: json)
            return json
        } catch let fault as StageFault {
            throw fault
        } catch {
            throw ScoringModel.refused("not a model document: \(error)", key)
        }
    }

    /// What the trial says of a booking whose score in force is `score`; nil when they agree or the trial is over.
    func judge(_ booking: BookingFeatures, _ found: Assessment, score: Double) -> ShadowScore? {
        guard booking.at < expires.milliseconds else { return nil }
        let mine = Ensemble(model: model, booking: booking, found: found).score
        guard (mine >= threshold) != (score >= threshold) else { return nil }
        return ShadowScore(model: model.version, score: mine, threshold: threshold)
    }
}
