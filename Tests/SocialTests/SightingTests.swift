import Records
import StageKit
import Testing

@testable import Social

@Suite struct SightingTests {
    private let text = "Scan this QR code to receive %, enter your UPI PIN, army man buying your sofa. Call 9876543210"

    private func run(_ posts: [(id: String, text: String, minute: Int64)]) throws -> [ScoredPost] {
        let stage = SocialStage()
        var state = stage.makeState(cacheEntries: 100)
        var effects = Effects()
        let tables = stage.makeTables()
        for post in posts {
            let time = EventTime(milliseconds: 1_772_323_200_000 + post.minute * 60_000)
            _ = effects.beginRecord()
            try stage.step(
                Envelope(
                    record: .socialPost(
                        SocialPost(
                            postID: post.id, platform: "x", text: post.text,
                            postedAt: ZonedTime(time: time, zoneOffsetMinutes: 330))),
                    topic: .socialPosts,
                    source: SourceRef(topic: "social.posts.v1", partition: Partition(0), offset: Offset(post.minute)),
                    eventTime: time), state: &state, tables: tables, effects: &effects)
            stage.advance(.watermark(time), state: &state, tables: tables, effects: &effects)
        }
        return effects.emissions.compactMap { emission in
            if case .scoredPost(let scored) = emission.record { return scored }
            return nil
        }
    }

    private func reason(_ code: String, _ post: ScoredPost?) -> String? {
        post?.verdict.reasons.first { $0.code == code }?.evidence
    }

    @Test func theTenthPostOfACampaignSaysSo() throws {
        let posts = try run(
            (1...10).map { ("p\($0)", text.replacing("%", with: "Rs \($0)000"), Int64($0)) })
        #expect(reason("CAMPAIGN", posts.first) == nil)
        #expect(reason("CAMPAIGN", posts.last)?.hasPrefix("post 10 of a campaign") == true)
        #expect((posts.last?.verdict.score ?? 0) > (posts.first?.verdict.score ?? 1))
    }

    @Test func anIdentifierInOtherWordsIsABurst() throws {
        let posts = try run([
            ("a", "Instant loan without documents, no CIBIL, pay fee to fast@ybl", 0),
            ("b", "KBC lucky draw winner! Claim your prize, pay tax on fast@ybl today", 5),
            ("c", "Work from home, earn daily, registration fee to fast@ybl, join now", 9),
        ])
        #expect(reason("BURST", posts.last)?.contains("stands in 3 suspicious posts") == true)
        #expect(reason("CAMPAIGN", posts.last) == nil)
    }

    @Test func aWeekLaterTheCampaignIsForgotten() throws {
        let early = (1...5).map { ("p\($0)", text, Int64($0)) }
        let late = [("q", text, Int64(20 * 24 * 60)), ("r", text, Int64(20 * 24 * 60 + 1))]
        #expect(reason("CAMPAIGN", try run(early + late).last) == nil)
    }

    @Test func smallTalkIsNotCounted() throws {
        let posts = try run((1...6).map { ("p\($0)", "Good morning to all my friends in the city", Int64($0)) })
        #expect(posts.allSatisfy { $0.verdict.score < 0.2 })
        #expect(reason("CAMPAIGN", posts.last) == nil)
    }

    @Test func aSightingSurvivesItsEncoding() throws {
        var sighting = Sighting(campaign: .max, at: 5, sketch: (0..<32).map { $0 &* 134_775_813 })
        sighting.posts = 7
        sighting.lastSeen = 9
        var writer = ByteWriter()
        sighting.encode(into: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Sighting(from: &reader) == sighting)
    }
}
