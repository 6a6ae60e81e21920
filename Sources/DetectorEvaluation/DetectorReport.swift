import Foundation

/// What the detectors find of the bookings that moved stolen money.
public struct DetectorReport: Encodable, Sendable {
    public struct Figures: Encodable, Sendable {
        /// Average precision, mean over the cities.
        public var ap: Double
        /// Share of stolen money's bookings among the highest scores, as many as there are such bookings.
        public var precisionAtStolen: Double

        enum CodingKeys: String, CodingKey {
            case ap
            case precisionAtStolen = "precision_at_stolen"
        }
    }

    public struct Detector: Encodable, Sendable {
        public var code: String
        public var without: Figures
        public var alone: Figures
    }

    public var seeds: [UInt64]
    public var bookings: Int
    /// Of them, those that moved stolen money.
    public var stolen: Int
    public var all: Figures
    public var detectors: [Detector]

    /// For a person, the most useful detector first.
    public var text: String {
        var lines = [
            "Detectors of the anomaly stage on simulated cities, seeds " + seeds.map { "\($0)" }.joined(separator: " "),
            "",
            "Protocol. Accounts start from nothing; the first week is not counted. Right is a booking that moved stolen",
            "money: a victim's payment, a transfer between mules, a withdrawal, and the credit on the other side.",
            "\(bookings) bookings, \(stolen) of them of stolen money. AP, and precision among as many.",
            "",
            "                              without             alone",
            "                              AP     at count     AP     at count",
            String(format: "all together                 %.3f     %.3f", all.ap, all.precisionAtStolen),
        ]
        for detector in detectors.sorted(by: { $0.without.ap < $1.without.ap }) {
            lines.append(
                detector.code.padding(toLength: 28, withPad: " ", startingAt: 0)
                    + String(
                        format: " %.3f     %.3f      %.3f     %.3f", detector.without.ap,
                        detector.without.precisionAtStolen, detector.alone.ap, detector.alone.precisionAtStolen)
            )
        }
        return lines.joined(separator: "\n")
    }
}
