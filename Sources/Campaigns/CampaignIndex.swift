internal import TextModel

/// One more text of a campaign, or the first of what may become one.
public struct CampaignSighting: Equatable, Sendable {
    /// Number of the campaign, from 1, never used again.
    public var campaign: Int
    /// How many texts of the campaign were seen, this one included: 10 for the tenth.
    public var ordinal: Int
    /// Estimated similarity to the campaign's first text, 0...1; 1 for that text itself.
    public var similarity: Double
    /// Time of the campaign's first text, in the caller's unit.
    public var firstSeen: Int64
    /// Time of the text before this one; equal to this one's for the first.
    public var previousSeen: Int64
}

/// Finds texts that are nearly the same as earlier ones, in bounded memory.
///
/// Each campaign is kept as the sketch of its first text, so that it cannot drift. When the index is full, the campaign
/// that was not seen for longest is forgotten. About 1 KiB a campaign. Deterministic: the same texts in the same
/// order give the same sightings.
public struct CampaignIndex: Sendable {
    private struct Campaign: Sendable {
        var number: Int
        var sketch: MinHash
        var bands: [UInt64]
        var texts: Int
        var firstSeen: Int64
        var lastSeen: Int64
        /// Neighbours in the order of last sight.
        var older: Int
        var newer: Int
    }

    public let capacity: Int
    /// Estimated Jaccard similarity of shingles from which two texts are of one campaign.
    public let threshold: Double
    private var shingles: TextShingles
    private var slots: [Campaign] = []
    /// Band key to the slot that took it last.
    private var bandSlots: [UInt64: Int] = [:]
    private var oldest = -1
    private var newest = -1
    private var lastNumber = 0

    /// - Parameters:
    ///   - capacity: campaigns kept, at least 1.
    ///   - threshold: 0.3...1; below 0.5 many pairs are missed by the bands.
    public init(capacity: Int = 50_000, threshold: Double = 0.6) {
        self.capacity = max(1, capacity)
        self.threshold = min(1, max(0.3, threshold))
        shingles = TextShingles(length: 3)
    }

    /// Bands kept, at most 16 a campaign.
    var bandCount: Int { bandSlots.count }

    /// Campaigns kept at the moment.
    public var count: Int { slots.count }

    /// Looks a text up and counts it in.
    ///
    /// - Parameter time: not decreasing, in any unit.
    /// - Returns: nil for a text of fewer than three words, which is like too many others.
    /// - Complexity: linear in the text, plus 16 look-ups; some microseconds for a post.
    public mutating func observe(_ text: Span<UInt8>, time: Int64) -> CampaignSighting? {
        let sketch = MinHash(text, &shingles)
        guard !sketch.isEmpty else { return nil }
        let bands = sketch.bands
        var best: (slot: Int, similarity: Double)?
        var tried: [Int] = []
        for key in bands {
            guard let slot = bandSlots[key], !tried.contains(slot) else { continue }
            tried.append(slot)
            let similarity = slots[slot].sketch.similarity(sketch)
            // Of equals the older campaign.
            if similarity >= threshold,
                best.map({ (similarity, slots[$0.slot].number) > ($0.similarity, slots[slot].number) }) ?? true
            {
                best = (slot, similarity)
            }
        }
        if let best { return again(best.slot, best.similarity, time) }
        return begin(sketch, bands, time)
    }

    private mutating func again(_ slot: Int, _ similarity: Double, _ time: Int64) -> CampaignSighting {
        let previous = slots[slot].lastSeen
        slots[slot].texts += 1
        slots[slot].lastSeen = time
        unlink(slot)
        append(slot)
        return CampaignSighting(
            campaign: slots[slot].number, ordinal: slots[slot].texts, similarity: similarity,
            firstSeen: slots[slot].firstSeen, previousSeen: previous)
    }

    private mutating func begin(_ sketch: MinHash, _ bands: [UInt64], _ time: Int64) -> CampaignSighting {
        lastNumber += 1
        let campaign = Campaign(
            number: lastNumber, sketch: sketch, bands: bands, texts: 1, firstSeen: time, lastSeen: time, older: -1,
            newer: -1)
        let slot: Int
        if slots.count < capacity {
            slot = slots.count
            slots.append(campaign)
        } else {
            slot = oldest
            for key in slots[slot].bands where bandSlots[key] == slot { bandSlots[key] = nil }
            unlink(slot)
            slots[slot] = campaign
        }
        for key in bands { bandSlots[key] = slot }
        append(slot)
        return CampaignSighting(
            campaign: lastNumber, ordinal: 1, similarity: 1, firstSeen: time, previousSeen: time)
    }

    private mutating func unlink(_ slot: Int) {
        let (older, newer) = (slots[slot].older, slots[slot].newer)
        if older >= 0 { slots[older].newer = newer } else { oldest = newer }
        if newer >= 0 { slots[newer].older = older } else { newest = older }
        slots[slot].older = -1
        slots[slot].newer = -1
    }

    private mutating func append(_ slot: Int) {
        slots[slot].older = newest
        slots[slot].newer = -1
        if newest >= 0 { slots[newest].newer = slot } else { oldest = slot }
        newest = slot
    }
}
