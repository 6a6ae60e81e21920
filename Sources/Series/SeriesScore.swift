import StageKit

/// What a part of the detector watches.
public enum SubDetector: String, Sendable, Hashable, Codable, CaseIterable {
    /// The value against the long-term centre: rare values, spikes.
    case value
    /// The value against its fast running mean: rate of change.
    case change
    /// The value against what is usual at this hour of day and of week.
    case seasonal
    /// The smoothed seasonal residual: a season that does not come, or a wrong level in it.
    case seasonalLevel
    /// The fast running mean against the medium one: a level shift.
    case shift
    /// The value against an online autoregression: broken regularity.
    case prediction
    /// The slow running mean against the long-term centre: drift.
    case drift
    /// Many small surprises in a short time: changed variance or rhythm.
    case burst

    /// Its place in arrays of per-detector values.
    var index: Int {
        switch self {
        case .value: 0
        case .change: 1
        case .seasonal: 2
        case .seasonalLevel: 3
        case .shift: 4
        case .prediction: 5
        case .drift: 6
        case .burst: 7
        }
    }
}

/// A choice of sub-detectors.
public struct SubDetectors: OptionSet, Sendable, Hashable, Codable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public init(_ detector: SubDetector) { self.init(rawValue: 1 << UInt8(detector.index)) }

    public static let all = SubDetectors(rawValue: 0xFF)
    /// All that judge the record itself; the burst judges their fused surprise.
    static let direct = all.subtracting(SubDetectors(.burst))

    /// How many are chosen.
    var count: Int { rawValue.nonzeroBitCount }
}

/// The judgement of one record.
public struct SeriesScore: Sendable, Hashable {
    /// 0...1; 0.5 is the alarm level. 0 while warming up, and for a record that only continues an episode that has
    /// already been reported.
    public var score: Double
    /// The same before the refractory step, as a logarithm to base ten of odds; not bounded.
    public var strength: Double
    /// The strongest sub-detector.
    public var leading: SubDetector
    /// What `leading` expected, and what it saw: in units of the series, for ``SubDetector/burst`` in decades of
    /// surprise.
    public var expected: Double
    public var seen: Double
    /// Decades of surprise of `leading`: 3 means one record in a thousand of this series.
    public var surprise: Double

    /// What was seen, in words: `seasonal: seen 21, usual 80.2, one record in 3160`.
    public var evidence: String {
        let often = Int(PortableMath.exp2(min(surprise, 9) * 3.321928094887362))
        return "\(leading.rawValue): seen \(Self.short(seen)), usual \(Self.short(expected)), one record in \(often)"
    }

    /// Four significant digits, or fewer.
    static func short(_ number: Double) -> String {
        guard number != 0, abs(number) < 1e15, abs(number) > 1e-12 else { return "\(number)" }
        var unit = 1.0
        while abs(number) / unit >= 9_999.5 { unit *= 10 }
        while abs(number) / unit < 999.95, unit > 1e-12 { unit /= 10 }
        let digits = (number / unit).rounded()
        // Powers of ten from 1 on are exact, so divide by them where the unit is a fraction.
        let rounded = unit < 1 ? digits / (1 / unit).rounded() : digits * unit
        let whole = Int64(rounded)
        return Double(whole) == rounded ? "\(whole)" : "\(rounded)"
    }

    /// A score that says nothing.
    static func silent(_ value: Double) -> SeriesScore {
        SeriesScore(score: 0, strength: 0, leading: .value, expected: value, seen: value, surprise: 0)
    }
}
