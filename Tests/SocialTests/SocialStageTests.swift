import Foundation
import Records
import StageKit
import Testing

@testable import Social

@Suite struct SocialStageTests {
    private func score(_ text: String) throws -> ScoredPost {
        let posts = try run([("p", text, 0)])
        return try #require(posts.first)
    }

    private func run(_ posts: [(id: String, text: String, day: Int64)]) throws -> [ScoredPost] {
        let stage = SocialStage()
        var state = stage.makeState(cacheEntries: 4)
        var effects = Effects()
        let tables = stage.makeTables()
        for post in posts {
            let time = EventTime(milliseconds: 1_772_323_200_000 + post.day * 86_400_000)
            _ = effects.beginRecord()
            try stage.step(
                Envelope(
                    record: .socialPost(
                        SocialPost(
                            postID: post.id, platform: "x", text: post.text,
                            postedAt: ZonedTime(time: time, zoneOffsetMinutes: 330))),
                    topic: .socialPosts,
                    source: SourceRef(topic: "social.posts.v1", partition: Partition(0), offset: Offset(post.day)),
                    eventTime: time), state: &state, tables: tables, effects: &effects)
            stage.advance(.watermark(time), state: &state, tables: tables, effects: &effects)
        }
        return effects.emissions.compactMap { emission in
            if case .scoredPost(let scored) = emission.record { return scored }
            return nil
        }
    }

    static let scams: [(text: String, category: String)] = [
        ("Hurry! Guaranteed returns, double your money in 7 days. WhatsApp me 9876543210", "investment"),
        ("Ghar baithe roz kamao, part time job, join now t.me/x 9876543210", "task_job"),
        ("Instant loan without documents, no CIBIL, contact now 9876543210", "loan_app"),
        (
            "Dear customer your account will be blocked today, update your PAN at http://sbi-kyc-update.xyz/l",
            "kyc_update"
        ),
        ("You have won the KBC lucky draw! Claim your prize, pay to lucky@ybl", "lottery_prize"),
        (
            "CBI officer: arrest warrant issued, case registered against you, call immediately 9876543210",
            "digital_arrest"
        ),
        ("Your parcel is held, pay customs duty at http://bit.ly/zz today only", "courier_parcel"),
        (
            "Refund helpline and customer care number 9876543210 call for refund, cashback helpline",
            "fake_customer_care"
        ),
    ]

    @Test func scamsAreSeenWithTheirKind() throws {
        for row in Self.scams {
            let scored = try score(row.text)
            #expect(scored.verdict.score >= 0.5, "\(row.text): \(scored.verdict.score)")
            #expect(scored.category == row.category, "\(row.text): \(scored.category ?? "none")")
            #expect(!scored.verdict.reasons.isEmpty)
        }
    }

    @Test(arguments: [
        "Lovely sunset at the river today", "Match starts at 7, who is coming?", "My bank branch was closed again",
        "Savdhan! Scam alert: never share your OTP, report to 1930. Callers say your account will be blocked.",
        "Beware of digital arrest calls, police advise awareness. Report to 1930", "😀😀😀", "\u{202E}abc", "",
    ]) func calmAndWarningPostsStayLow(text: String) throws {
        let scored = try score(text)
        #expect(scored.verdict.score < 0.3, "\(text): \(scored.verdict)")
    }

    @Test func aPostIsScoredOnceWithinAWeek() throws {
        #expect(try run([("a", "x", 0), ("a", "x", 1)]).count == 1)
        #expect(try run([("a", "x", 0), ("b", "x", 8), ("a", "x", 8)]).count == 3)
    }

    @Test func aWrongLexiconIsRefusedAndTheOldOneStays() throws {
        let stage = SocialStage()
        var tables = stage.makeTables()
        #expect(throws: StageFault.self) {
            try stage.apply(
                TableChange(
                    topic: .refTaxonomy, key: "social-lexicon",
                    record: .document(ReferenceDocument(key: "social-lexicon", json: "{\"version\":\"2\"}"))),
                to: &tables)
        }
        #expect(tables.lexicon?.document.version == "2026.11")
    }

    @Test func theBuiltInLexiconIsTheFile() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("reference/social-lexicon.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.trimmingCharacters(in: .newlines) == Defaults.lexicon, "run reference/embed")
    }

    @Test(arguments: [
        "https://uidai.gov.in/my", "https://onlinesbi.sbi/login", "http://www.sbi.co.in", "https://sbicard.com/x",
        "https://www.amazon.in:443/a#b", "https://retail.onlinesbi.sbi/", "https://hdfc.bank.in",
        "https://crisbin.org", "https://husbisland.net/sbi", "https://example.org/paytm?x=phonepe",
    ]) func ownAndUnrelatedHostsAreNotLookAlikes(url: String) throws {
        #expect(LinkCheck(document: try Lexicon.builtIn().document).reason(for: [url]) == nil)
    }

    @Test(arguments: [
        "http://sbi-kyc-update.xyz/l", "http://sbikyc.top", "https://paytm.refund-desk.in", "https://amaz0n-prize.shop",
        "http://paytm.com@evil.example/", "http://secure-hdfcbank.com.example.net", "http://my-flip-kart.top",
        "HTTPS://UIDAI-VERIFY.COM#uidai.gov.in", "http://evil.example/../@x.uidai.co",
    ]) func lookAlikesAreSeen(url: String) throws {
        let reason = LinkCheck(document: try Lexicon.builtIn().document).reason(for: [url])
        let expected = !url.contains("evil.example")
        #expect((reason?.code == "LOOK_ALIKE_LINK") == expected, "\(url): \(reason?.evidence ?? "nothing")")
    }

    @Test(arguments: [
        ("http://user@Host.Example.:8080/a", "host.example"), ("host.example#frag@other", "host.example"),
        ("ftp://a.b?c=d@e", "a.b"), ("", ""),
    ]) func theHostIsRead(url: String, host: String) { #expect(LinkCheck.host(of: url) == host) }

    @Test func aDeletedLexiconBringsTheBuiltInOneBack() throws {
        let stage = SocialStage()
        var tables = stage.makeTables()
        let other = Defaults.lexicon.replacing("2026.11", with: "2027.01")
        try stage.apply(
            TableChange(
                topic: .refTaxonomy, key: "social-lexicon",
                record: .document(ReferenceDocument(key: "social-lexicon", json: other))), to: &tables)
        #expect(tables.lexicon?.document.version == "2027.01")
        try stage.apply(TableChange(topic: .refTaxonomy, key: "social-lexicon", record: nil), to: &tables)
        #expect(tables.lexicon?.document.version == "2026.11")
    }

    @Test func weightsThatTurnTheScoreAroundAreRefused() {
        let wrong = Defaults.lexicon.replacing(
            "\"text\": \"beware\",\n   \"weight\": 1.0", with: "\"text\": \"beware\", \"weight\": -1.0")
        #expect(wrong != Defaults.lexicon)
        #expect(throws: StageFault.self) { try Lexicon(json: wrong) }
    }
}
