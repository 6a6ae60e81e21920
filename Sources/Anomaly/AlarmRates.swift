import Foundation
import Records
import StageKit

/// How often bookings may be alarmed on, as shares of all bookings of a segment.
///
/// A deployment sets its own by a document in `ref.models.v1` under ``key``:
/// `{"stage": "anomaly", "alert": 0.001, "interdiction": 0.00005}`; deleting it brings the defaults back.
struct AlarmRates: Sendable, Equatable {
    static let key = "anomaly.rates"
    /// A person looks: 1 in 1,000 bookings.
    static let standard = AlarmRates(alert: 0.001, interdiction: 0.00005)

    var alert: Double
    /// The booking may be held: 1 in 20,000 by default.
    var interdiction: Double

    private struct Document: Decodable {
        var stage: String
        var alert: Double
        var interdiction: Double
    }

    init(alert: Double, interdiction: Double) {
        self.alert = alert
        self.interdiction = interdiction
    }

    init(json: String) throws(StageFault) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(key, _) {
            throw Self.refused("field '\(key.stringValue)' is missing")
        } catch {
            throw Self.refused("not a document of rates: \(error)")
        }
        guard document.stage == "anomaly" else {
            throw Self.refused("it is for the stage '\(document.stage)', not for anomaly")
        }
        guard document.alert <= 0.02, document.interdiction >= 1e-6, document.interdiction <= document.alert else {
            throw Self.refused(
                "alert is \(document.alert) and interdiction \(document.interdiction); "
                    + "0.000001 <= interdiction <= alert <= 0.02 is possible")
        }
        self.init(alert: document.alert, interdiction: document.interdiction)
    }

    private static func refused(_ reason: String) -> StageFault {
        StageFault(code: "bad_rates", message: "'\(key)': \(reason); the rates before stay in force")
    }

    /// - Parameter isMature: enough is known of the tail to tell the rarest.
    func alarm(tail: Double, isMature: Bool) -> AlarmLevel? {
        guard tail <= alert else { return nil }
        return isMature && tail <= interdiction ? .interdiction : .alert
    }
}
