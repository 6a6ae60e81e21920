import StageKit

/// How often the series has been as surprising as now: decayed counts of past episodes by their peak.
///
/// Records of surprise that follow each other closely are one episode and count once, by the highest. Fixed size.
struct EpisodeMemory: Sendable {
    /// Peaks in steps of a quarter.
    static let bins = 96
    static let binsPerUnit = 4.0

    var counts = InlineArray<96, Float>(repeating: 0)
    /// Record at which the counts were last faded, the end of the latest episode; 0 when there was none.
    var fadedAt: Int32 = 0
    /// The running episode: its peak, and the record of the peak; -1 when there is none.
    var peak = 0.0
    var peakAt: Int32 = -1

    /// Counts earlier episodes that were as surprising, then takes the record into the running episode.
    ///
    /// A less surprising episode counts `10^(-contrast * difference)`.
    mutating func take(_ surprise: Double, age: Int, _ settings: SeriesConfiguration) -> Double {
        let now = Int32(truncatingIfNeeded: min(age, Int(Int32.max)))
        if peakAt >= 0, now - peakAt > Int32(settings.episodeLength) { close(now, settings) }
        let contrast = 3.321928094887362 * settings.episodeContrast
        let step = PortableMath.exp2(-contrast / Self.binsPerUnit)
        let place = min(surprise * Self.binsPerUnit, Double(Self.bins - 1))
        let bin = Int(place)
        var lower = 0.0
        for index in 0..<bin { lower = (lower + Double(counts[index])) * step }
        // The bins below are one step or more behind their upper edge; the rest of the way is within the bin.
        lower *= PortableMath.exp2(-contrast / Self.binsPerUnit * (place - Double(bin) - 0.5))
        var higher = 0.0
        for index in bin..<Self.bins { higher += Double(counts[index]) }
        let fade = PortableMath.exp2(-1.4426950408889634 * Double(now - fadedAt) / Double(settings.episodeMemory))
        var count = (lower + higher) * fade
        // Until a first episode is over nothing is known of what is usual: one is imagined as surprising as this.
        if fadedAt == 0 { count += 1 }
        if peakAt >= 0 {
            count += surprise <= peak ? 1 : PortableMath.exp2(-contrast * (surprise - peak))
        }
        if peakAt < 0 || surprise > peak {
            peak = surprise
            peakAt = now
        }
        return count
    }

    private mutating func close(_ now: Int32, _ settings: SeriesConfiguration) {
        let fade = Float(
            PortableMath.exp2(-1.4426950408889634 * Double(now - fadedAt) / Double(settings.episodeMemory)))
        for index in 0..<Self.bins { counts[index] *= fade }
        counts[Int(min(peak * Self.binsPerUnit, Double(Self.bins - 1)))] += 1
        fadedAt = now
        peak = 0
        peakAt = -1
    }
}
