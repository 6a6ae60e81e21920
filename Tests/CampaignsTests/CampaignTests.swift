import Testing
import TextModel

@testable import Campaigns

/// A post of one of many campaigns, with an amount, a link and a name of its own.
func post(_ campaign: Int, _ copy: Int) -> String {
    let openings = ["Earn", "Work from home and make", "Get paid", "Invest today, receive", "Guaranteed income of"]
    let middles = ["daily by liking videos", "weekly with our expert group", "from simple rating tasks on hotels"]
    let endings = ["join our Telegram channel before midnight", "message the manager on WhatsApp to begin"]
    return "\(openings[campaign % 5]) Rs \(1_000 + copy) \(middles[campaign % 3]), "
        + "\(endings[campaign % 2]) only few seats left number \(campaign % 7 == 0 ? "seven" : "other") "
        + "http://t\(copy % 10).me/x\(copy % 10)"
}

/// A number in letters: digits would count by their length only.
func letters(_ number: Int) -> String {
    String(String.UnicodeScalarView(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 49) }))
}

@Suite struct CampaignTests {
    @Test func theTenthPostSaysSo() throws {
        var index = CampaignIndex(capacity: 100)
        for copy in 1...10 {
            let text = post(0, copy)
            let sighting = index.observe(text.utf8Span.span, time: Int64(copy * 60))
            let found = try #require(sighting)
            #expect(found.campaign == 1 && found.ordinal == copy && found.firstSeen == 60)
            #expect(found.previousSeen == Int64(max(1, copy - 1) * 60))
            #expect(found.similarity > 0.6)
        }
        let other = "The metro line to the airport opens next month, says the minister of transport"
        let alone = index.observe(other.utf8Span.span, time: 700)
        #expect(alone?.ordinal == 1)
        #expect(index.count == 2)
    }

    @Test func disguiseDoesNotHelp() throws {
        var index = CampaignIndex()
        let plain = "Your parcel is held at customs, pay the fee at once to release it today"
        let disguised = "Y\u{043E}ur p\u{0430}rcel is h\u{200B}eld at customs, PAY the fee at once to release it today"
        _ = index.observe(plain.utf8Span.span, time: 1)
        let again = index.observe(disguised.utf8Span.span, time: 2)
        #expect(
            again == CampaignSighting(campaign: 1, ordinal: 2, similarity: 1, firstSeen: 1, previousSeen: 1))
    }

    @Test func shortTextsAreNoCampaign() {
        var index = CampaignIndex()
        for text in ["", "ok", "good morning", "\u{200B}"] {
            let sighting = index.observe(text.utf8Span.span, time: 1)
            #expect(sighting == nil)
        }
    }

    @Test func theOldestIsForgottenWhenFull() throws {
        var index = CampaignIndex(capacity: 3)
        func see(_ word: String, _ time: Int64) -> Int? {
            let text = "\(word) one \(word) two \(word) three \(word)"
            return index.observe(text.utf8Span.span, time: time)?.ordinal
        }
        let first = ["ant", "bee", "cat"].map { see($0, 1) }
        #expect(first == [1, 1, 1])
        #expect(see("ant", 2) == 2)
        #expect(see("dog", 3) == 1)
        #expect(see("ant", 4) == 3)
        #expect(see("bee", 5) == 1)
        #expect(see("dog", 6) == 2)
        #expect(see("cat", 7) == 1)
        #expect(index.count == 3)
    }

    @Test func memoryStaysBounded() {
        var index = CampaignIndex(capacity: 50)
        var state: UInt64 = 1
        for time in 0..<2_000 {
            var words: [String] = []
            for _ in 0..<6 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                words.append("w" + letters(Int(state >> 40)))
            }
            let text = words.joined(separator: " ")
            _ = index.observe(text.utf8Span.span, time: Int64(time))
        }
        #expect(index.count == 50)
        #expect(index.bandCount <= 50 * 16)
    }

    @Test func sketchesEstimateSimilarity() {
        var shingles = TextShingles(length: 1)
        func sketch(_ range: Range<Int>) -> MinHash {
            let text = range.map { "w" + letters($0) }.joined(separator: " ")
            return MinHash(text.utf8Span.span, &shingles)
        }
        // 300 shared shingles of 500.
        let found = sketch(0..<400).similarity(sketch(100..<500))
        #expect(abs(found - 0.6) < 0.2)
        #expect(sketch(0..<400).similarity(sketch(0..<400)) == 1)
        #expect(sketch(0..<400).similarity(sketch(400..<800)) < 0.1)
    }

    @Test func groupsOfASet() {
        let texts = [
            post(0, 1), "A quiet morning at the lake with tea and a good book", post(0, 2), post(0, 3),
            "a QUIET morning at the lake with tea and a good b\u{00F6}ok", "ok",
        ].map { Array($0.utf8) }
        #expect(NearDuplicates.groups(texts) == [0, 1, 0, 0, 1, 5])
        #expect(NearDuplicates.groups([]) == [])
    }
}
