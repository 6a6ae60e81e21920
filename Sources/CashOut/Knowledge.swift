public import Records
public import StageKit

/// What one partition learned from outcomes: how much each component of the mixture knows, whether stolen money is
/// drawn where it lies, and how long it waits.
///
/// Updated by outcomes only, in the order of the records: the same records give the same knowledge however they are
/// cut into batches. It starts from round prior figures that are worth a few observations each.
public struct Knowledge: StateValue {
    static let version: UInt8 = 2
    /// There is one for a partition.
    static let key = "partition"

    /// How much is known of the account when a forecast is made.
    enum Experience: Int, CaseIterable {
        /// It was not seen to draw stolen money.
        case none
        /// One to three visits.
        case little
        case much
        /// It drew stolen money within the last half hour.
        case visiting
    }

    /// What happened to the money last.
    enum Situation: Int, CaseIterable {
        case arrived, moved, drawn
        /// Less than a machine pays out.
        case remainder
    }

    static let layers = 4
    /// Delays from arrival to withdrawal by powers of two of a minute: under 1, 2, 4 ... minutes.
    static let delayBins = 16
    /// Old outcomes count less: this much of a weight is left after one more outcome.
    static let retention: Float = 0.998

    /// The latest event time seen.
    var clock = EventTime.distantPast
    /// By experience and component: outcomes that the component explains.
    var explained: [Float]
    /// By experience: listed chances that were stated, and outcomes that were listed.
    var stated: [Float]
    var listed: [Float]
    /// Whether it is drawn.
    var outlook = Outlook()
    /// By layer and bin.
    var delays: [Float]

    init() {
        explained = Experience.allCases.flatMap { TerminalMixture.Component.priors($0) }
        stated = Experience.allCases.map { _ in 10 }
        listed = stated
        // The median is three quarters of an hour.
        delays = (0..<Self.layers).flatMap { _ in
            [0.1, 0.1, 0.2, 0.3, 0.4, 0.7, 1, 0.6, 0.3, 0.2, 0.2, 0.2, 0.1, 0.1, 0, 0] as [Float]
        }
    }

    private static func layer(_ layer: Int) -> Int { min(layers, max(1, layer)) - 1 }

    // MARK: Which component knows

    /// Weights of `available` components, which add up to 1.
    func weights(_ experience: Experience, available: [Bool]) -> [Double] {
        let count = TerminalMixture.Component.allCases.count
        var weights = (0..<count).map { available[$0] ? Double(explained[experience.rawValue * count + $0]) : 0 }
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights }
        for index in weights.indices { weights[index] /= sum }
        return weights
    }

    /// One step of online expectation maximisation (Cappé and Moulines 2009): an outcome is shared among the components
    /// by how likely each held it.
    mutating func learn(_ experience: Experience, likelihoods: [Double], available: [Bool]) {
        let weights = weights(experience, available: available)
        let joint = zip(weights, likelihoods).map { $0 * $1 }
        let sum = joint.reduce(0, +)
        guard sum > 0 else { return }
        let first = experience.rawValue * weights.count
        for index in joint.indices where available[index] {
            explained[first + index] = explained[first + index] * Self.retention + Float(joint[index] / sum)
        }
    }

    // MARK: Whether the list held it

    /// How much more often than stated such lists held the outcome.
    func listedScale(_ experience: Experience) -> Double {
        Double(listed[experience.rawValue]) / Double(stated[experience.rawValue])
    }

    mutating func learn(_ experience: Experience, stated sum: Float, wasListed: Bool) {
        stated[experience.rawValue] = stated[experience.rawValue] * Self.retention + sum
        listed[experience.rawValue] = listed[experience.rawValue] * Self.retention + (wasListed ? 1 : 0)
    }

    // MARK: How long it waits

    mutating func learn(layer: Int, delaySeconds: Int64) {
        let bin = Self.bin(Double(max(0, delaySeconds)))
        delays[Self.layer(layer) * Self.delayBins + bin] += 1
    }

    private static func bin(_ seconds: Double) -> Int {
        var bin = 0
        var limit = 60.0
        while seconds >= limit, bin < delayBins - 1 {
            bin += 1
            limit *= 2
        }
        return bin
    }

    /// The `share` quantile, in seconds from the arrival, of delays that last longer than `elapsed` seconds; even
    /// within a bin. Nil when none was ever longer.
    func delay(layer: Int, quantile share: Double, after elapsed: Double) -> Double? {
        let first = Self.layer(layer) * Self.delayBins
        var parts: [(from: Double, to: Double, mass: Double)] = []
        var from = 0.0
        var to = 60.0
        for bin in 0..<Self.delayBins {
            if to > elapsed {
                let start = max(from, elapsed)
                parts.append((start, to, Double(delays[first + bin]) * (to - start) / (to - from)))
            }
            from = to
            to *= 2
        }
        var left = parts.reduce(0) { $0 + $1.mass } * share
        guard left > 0 else { return nil }
        for part in parts {
            if part.mass >= left { return part.from + (part.to - part.from) * left / part.mass }
            left -= part.mass
        }
        return parts.last?.to
    }
}

extension Knowledge {
    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: clock.milliseconds)
        for values in [explained, stated, listed, outlook.weights, outlook.steps, delays] {
            writer.append(varint: UInt64(values.count))
            for value in values { writer.append(float: value) }
        }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        self.init()
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        clock = EventTime(milliseconds: try reader.integer())
        explained = try Self.values(explained.count, from: &reader)
        stated = try Self.values(stated.count, from: &reader)
        listed = try Self.values(listed.count, from: &reader)
        let weights = try Self.values(Outlook.count, from: &reader)
        outlook = Outlook(weights: weights, steps: try Self.values(Outlook.count, from: &reader))
        delays = try Self.values(delays.count, from: &reader)
    }

    private static func values(_ expected: Int, from reader: inout ByteReader) throws(StateFault) -> [Float] {
        let count = try reader.count()
        guard count == expected else { throw .invalid("\(count) learned figures instead of \(expected)") }
        var values: [Float] = []
        for _ in 0..<count { values.append(try reader.float()) }
        return values
    }
}
