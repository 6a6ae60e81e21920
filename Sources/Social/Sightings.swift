import Campaigns
public import Records
public import StageKit
import TextModel

/// What suspicious posts of one campaign, or around one identifier, were seen so far; one value of the state.
public struct Sighting: StateValue, Equatable {
    /// Of the campaign's first post; 0 for an identifier.
    var campaign: UInt64
    var posts: UInt32
    var firstSeen: Int64
    var lastSeen: Int64
    /// Of the campaign's first post; empty for an identifier and for a band.
    var sketch: [UInt32]

    init(campaign: UInt64, at time: Int64, sketch: [UInt32]) {
        self.campaign = campaign
        posts = 1
        firstSeen = time
        lastSeen = time
        self.sketch = sketch
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: campaign)
        writer.append(integer: posts)
        writer.append(integer: firstSeen)
        writer.append(integer: lastSeen)
        writer.append(UInt8(truncatingIfNeeded: sketch.count))
        for value in sketch { writer.append(integer: value) }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        campaign = try reader.integer()
        posts = try reader.integer()
        firstSeen = try reader.integer()
        lastSeen = try reader.integer()
        let count = Int(try reader.byte())
        sketch = []
        for _ in 0..<count { sketch.append(try reader.integer()) }
    }
}

/// Campaigns and bursts among the suspicious posts of one partition.
///
/// Near-duplicates are found by MinHash and locality-sensitive bands, as by `CampaignIndex`, but over keyed state: each of
/// eight bands of four places leads to the campaign whose first post had it. Posts are keyed by their id, so a campaign
/// is counted in each partition apart: with eight partitions, the tenth post here is about the eightieth in all.
/// What was not seen for ``memoryMilliseconds`` is forgotten. Nine entries a campaign, one an identifier.
struct Sightings {
    static let memoryMilliseconds: Int64 = 7 * 86_400_000
    static let places = 32
    /// Estimated Jaccard similarity of shingles from which two posts are of one campaign.
    static let threshold = 0.6

    /// Counts a post in and says what it is the how-manieth of; the third and further of either is a reason.
    static func reasons(
        _ postID: String, _ bytes: [UInt8], _ entities: [Entity], at time: Int64, _ shingles: inout TextShingles,
        _ store: inout KeyedState<Sighting>, _ expiry: inout TimerStore
    ) -> [Reason] {
        var reasons: [Reason] = []
        if let found = campaign(postID, bytes, at: time, &shingles, &store, &expiry), found.posts >= 3 {
            reasons.append(
                Reason(
                    code: "CAMPAIGN", contribution: min(0.1, 0.02 * Double(found.posts - 2)),
                    evidence: "post \(found.posts) of a campaign of near-duplicates, \(ago(found, time))"))
        }
        var most: (entity: Entity, sighting: Sighting)?
        var named: Set<String> = []
        for entity in entities where [.upi, .phone, .url, .account, .crypto].contains(entity.kind) {
            guard named.insert(entity.value).inserted else { continue }
            let sighting = count("e" + entity.kind.rawValue + ":" + entity.value, 0, [], at: time, &store, &expiry)
            if sighting.posts > (most?.sighting.posts ?? 2) { most = (entity, sighting) }
        }
        if let most {
            reasons.append(
                Reason(
                    code: "BURST", contribution: min(0.1, 0.02 * Double(most.sighting.posts - 2)),
                    evidence: "\(most.entity.kind.rawValue) \(most.entity.masked) stands in \(most.sighting.posts) "
                        + "suspicious posts, \(ago(most.sighting, time))"))
        }
        return reasons
    }

    private static func ago(_ sighting: Sighting, _ time: Int64) -> String {
        let minutes = max(0, time - sighting.firstSeen) / 60_000
        return minutes < 120 ? "the first \(minutes) min ago" : "the first \(minutes / 60) h ago"
    }

    private static func campaign(
        _ postID: String, _ bytes: [UInt8], at time: Int64, _ shingles: inout TextShingles,
        _ store: inout KeyedState<Sighting>, _ expiry: inout TimerStore
    ) -> Sighting? {
        let sketch = MinHash(bytes.span, &shingles)
        guard !sketch.isEmpty else { return nil }
        let own = Array(sketch.values.prefix(places))
        let bands = bands(own)
        var best: (campaign: UInt64, similarity: Double)?
        for band in bands {
            guard let number = store.get(band)?.campaign, number != best?.campaign,
                let first = store.get(key(number)), isLive(first, time)
            else { continue }
            let similarity = similarity(first.sketch, own)
            if similarity >= threshold, similarity > best?.similarity ?? 0 { best = (number, similarity) }
        }
        // The first post's sketch stays: a campaign cannot drift.
        if let best { return count(key(best.campaign), best.campaign, [], at: time, &store, &expiry) }
        let number = StableHash.of(postID)
        for band in bands { store.put(Sighting(campaign: number, at: time, sketch: []), for: band) }
        return count(key(number), number, own, at: time, &store, &expiry)
    }

    private static func key(_ campaign: UInt64) -> String { "c" + String(campaign, radix: 36) }

    /// Keys of the bands of four places each.
    private static func bands(_ sketch: [UInt32]) -> [String] {
        stride(from: 0, to: sketch.count - 3, by: 4).map { first in
            var hash = UInt64(first) &* 0xC2B2_AE3D_27D4_EB4F
            for place in first..<first + 4 {
                hash = (hash ^ UInt64(sketch[place])) &* 0xFF51_AFD7_ED55_8CCD
                hash ^= hash >> 32
            }
            return "b" + String(hash, radix: 36)
        }
    }

    /// Forgets what was not seen for long, a campaign with its bands.
    static func forget(_ key: String, _ store: inout KeyedState<Sighting>) {
        if let old = store.get(key) {
            for band in bands(old.sketch) where store.get(band)?.campaign == old.campaign { store.delete(band) }
        }
        store.delete(key)
    }

    /// The timers follow the watermark, which may be behind the post.
    private static func isLive(_ sighting: Sighting, _ time: Int64) -> Bool {
        time - sighting.lastSeen <= memoryMilliseconds
    }

    private static func similarity(_ a: [UInt32], _ b: [UInt32]) -> Double {
        guard a.count == b.count, !a.isEmpty else { return 0 }
        return Double(zip(a, b).count { $0 == $1 }) / Double(a.count)
    }

    private static func count(
        _ key: String, _ campaign: UInt64, _ sketch: [UInt32], at time: Int64, _ store: inout KeyedState<Sighting>,
        _ expiry: inout TimerStore
    ) -> Sighting {
        var counted = Sighting(campaign: campaign, at: time, sketch: sketch)
        if let known = store.get(key), isLive(known, time) {
            counted = known
            counted.posts = known.posts &+ 1
            counted.firstSeen = min(known.firstSeen, time)
            counted.lastSeen = max(known.lastSeen, time)
        }
        store.put(counted, for: key)
        expiry.schedule(key, at: EventTime(milliseconds: counted.lastSeen + memoryMilliseconds))
        return counted
    }
}
