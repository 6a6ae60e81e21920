import Testing

@testable import TextModel
@testable import TextTrainer

/// The folded text between the two spaces, as a string.
func folded(_ text: String, limit: Int = 10_000) -> String {
    var normal = NormalizedText()
    normal.read(text.utf8Span.span, limit: limit)
    var scalars = String.UnicodeScalarView()
    for unit in normal.units.dropFirst().dropLast() {
        if let scalar = Unicode.Scalar(unit.scalar) { scalars.append(scalar) }
    }
    return String(scalars)
}

@Suite struct FoldingTests {
    @Test(arguments: [
        ("  Hello \t\n World  ", "hello world"),
        ("\u{FF26}\u{FF32}\u{FF25}\u{FF25} \u{FF11}\u{FF12}", "free 12"),
        ("\u{1D5D9}\u{1D5E5}\u{1D5D8}\u{1D5D8}", "free"),
        ("fr\u{200B}e\u{200D}e\u{FEFF}", "free"),
        ("\u{202E}otp\u{202C}", "otp"),
        ("р\u{0430}yt\u{043C}", "paytm"),
        ("\u{0391}\u{039C}\u{0391}\u{0396}\u{039F}\u{039D}", "amazon"),
        ("\u{24BB}\u{24C7}\u{24BA}\u{24BA}", "free"),
        ("o\u{FB03}ce", "office"),
        ("cafe\u{0301} caf\u{00E9}", "cafe cafe"),
        ("\u{0967}\u{0968}\u{09E9}", "123"),
        ("wait\u{2026} it\u{2019}s \u{2013} ok", "wait... it's - ok"),
        ("\u{095C} \u{0921}\u{093C}", "\u{0921} \u{0921}"),
        ("₹500", "₹500"),
    ])
    func foldsDisguises(_ written: String, _ plain: String) {
        #expect(folded(written) == plain)
    }

    @Test func lettersOfIndicScriptsStay() {
        #expect(folded("डिजिटल अरेस्ट") == "डिजिटल अरेस्ट")
        #expect(folded("প্রতারণা") == "প্রতারণা")
    }

    @Test func originsPointIntoTheOriginal() {
        let text = "a\u{200B} \u{FF22}\u{FF23} o\u{FB03}ce"
        var normal = NormalizedText()
        normal.read(text.utf8Span.span, limit: 100)
        // [space] a [space] b c [space] o f f i c e [space]
        let bytes = Array(text.utf8)
        func original(_ range: Range<Int>) -> String {
            String(decoding: bytes[normal.bytes(of: range)], as: UTF8.self)
        }
        #expect(original(2..<6) == "\u{FF22}\u{FF23}")
        #expect(original(6..<8) == "o\u{FB03}")
        #expect(original(6..<13) == "o\u{FB03}ce")
    }

    @Test func bytesThatAreNoUTF8AreReadAsLatin1() {
        var normal = NormalizedText()
        let bytes: [UInt8] = [0x61, 0xE9, 0x20, 0xFF, 0xC3]
        normal.read(bytes.span, limit: 100)
        #expect(normal.units.count == 7)
        #expect(normal.units[2].scalar == 0x65)
    }

    @Test func theLimitCuts() {
        var normal = NormalizedText()
        let long = [UInt8](repeating: 0x61, count: 1_000)
        normal.read(long.span, limit: 10)
        #expect(normal.isCut && normal.units.count == 12)
        let invisible = [UInt8](String(repeating: "\u{200B}", count: 1_000).utf8)
        normal.read(invisible.span, limit: 10)
        #expect(normal.isCut && normal.units.count == 2)
        normal.read([UInt8]().span, limit: 10)
        #expect(!normal.isCut && normal.units.count == 2)
    }
}

@Suite struct FactTests {
    func facts(_ text: String) -> [String: Float] {
        var normal = NormalizedText()
        normal.read(text.utf8Span.span, limit: 10_000)
        return Dictionary(uniqueKeysWithValues: zip(TextFacts.names, normal.facts.values))
    }

    @Test func countsDigitsAndCapitals() throws {
        let found = facts("CALL Now 9876543210")
        #expect(found["phone_number"] == 1 && found["short_number"] == 0)
        #expect(found["longest_number"] == Float(10) / 12)
        #expect(found["digit_share"] == 3 * Float(10) / 19)
        #expect(found["length"] == Float(19) / 160)
        #expect(found["capital_share"] == Float(5) / 7)
        #expect(found["capital_words"] == 0.5)
    }

    @Test(arguments: ["see http://x", "go to www.x", "bit.ly/x1", "sbi-kyc.in now", "a.co/", "smsg.io"])
    func seesLinks(_ text: String) { #expect(facts(text)["link"] == 1) }

    @Test(arguments: ["ok.i will", "3.5 kg", "end. In time", "wait...ok", "a.m."])
    func seesNoLinks(_ text: String) { #expect(facts(text)["link"] == 0) }

    @Test(arguments: ["Rs. 500", "rs500", "INR 5", "₹ 5", "£5", "pay Rs 1"])
    func seesMoney(_ text: String) { #expect(facts(text)["currency"] == 1) }

    @Test(arguments: ["yours truly", "rst", "colors 5", "minr 5"])
    func seesNoMoney(_ text: String) { #expect(facts(text)["currency"] == 0) }
}
