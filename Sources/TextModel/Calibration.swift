internal import StageKit

/// From a raw score to a probability, fitted on scores of texts that the scoring model had not seen.
public struct Calibration: Codable, Equatable, Sendable {
    public enum Method: String, Codable, Sendable, CaseIterable {
        /// A sigmoid of the score (Platt 1999).
        case platt
        /// A monotone step function (pool adjacent violators), straight between its steps.
        case isotonic
    }

    public let method: Method
    /// Platt: slope and offset. Isotonic: the scores of the corners, ascending.
    let points: [Double]
    /// Isotonic: the probability at each corner. Empty for Platt.
    let levels: [Double]

    package init(method: Method, points: [Double], levels: [Double]) {
        self.method = method
        self.points = points
        self.levels = levels
    }

    /// Whether the figures are of the shape that ``probability(_:)`` needs.
    var isSound: Bool {
        switch method {
        case .platt: points.count == 2 && levels.isEmpty && points.allSatisfy(\.isFinite)
        case .isotonic:
            !points.isEmpty && points.count == levels.count && points.allSatisfy(\.isFinite)
                && levels.allSatisfy { $0 >= 0 && $0 <= 1 } && zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }
        }
    }

    /// 0...1; constant time for Platt, logarithmic for isotonic.
    public func probability(_ score: Double) -> Double {
        switch method {
        case .platt: return Self.sigmoid(points[0] * score + points[1])
        case .isotonic:
            guard score > points[0] else { return levels[0] }
            guard score < points[points.count - 1] else { return levels[levels.count - 1] }
            var low = 0
            var high = points.count - 1
            while high - low > 1 {
                let middle = (low + high) / 2
                if points[middle] <= score { low = middle } else { high = middle }
            }
            let width = points[high] - points[low]
            let share = width > 0 ? (score - points[low]) / width : 0
            return levels[low] + share * (levels[high] - levels[low])
        }
    }

    static func sigmoid(_ x: Double) -> Double { 1 / (1 + PortableMath.exp2(-x * 1.4426950408889634)) }
}
