import BuiltInModels
import SentenceVectors
import Testing

@Suite struct SentenceVectorsTests {
    private static let vectors = try? SentenceVectors(bytes: BuiltInModels.sentenceVectors(), checksDigest: false)

    private func vector(_ text: String) throws -> SentenceVector {
        var scratch = SentenceScratch()
        return try #require(Self.vectors).vector(text.utf8Span.span, &scratch)
    }

    @Test func aParaphraseIsNearerThanAnotherSubject() throws {
        let blocked = try vector("your bank account has been suspended, confirm your details")
        let frozen = try vector("we froze your bank card, please verify your information")
        let match = try vector("what a wonderful cricket match we watched at the stadium")
        #expect(blocked.cosine(frozen) > blocked.cosine(match) + 0.2)
    }

    @Test func aVectorHasLengthOneAndCaseSaysNothing() throws {
        let plain = try vector("The parcel is held at customs")
        #expect(abs(plain.cosine(plain) - 1) < 1e-5)
        #expect(plain == (try vector("THE PARCEL is held   at customs")))
    }

    @Test(arguments: ["", "   ", "ধন্যবাদ", "\u{0}\u{1}", "😀"])
    func whatHasNoKnownPieceIsZero(text: String) throws {
        let zero = try vector(text)
        #expect(zero.isZero)
        #expect(zero.cosine(zero) == 0)
    }

    @Test func anUnknownWordIsSpeltByItsPieces() throws {
        #expect(!(try vector("xqzvgarblewords")).isZero)
    }

    @Test func damagedFilesAreRefused() throws {
        var bytes = [UInt8]("PRSENT01".utf8) + [1, 0, 0, 0, 16, 0, 0, 0]
        bytes += [1, 0x61] + [0, 0, 0x80, 0x3F] + [UInt8](repeating: 1, count: 16) + [UInt8](repeating: 0, count: 32)
        #expect(try SentenceVectors(bytes: bytes, checksDigest: false).count == 1)
        #expect(throws: SentenceVectorsFault.self) { try SentenceVectors(bytes: bytes) }
        for length in 0..<bytes.count {
            #expect(throws: SentenceVectorsFault.self) {
                try SentenceVectors(bytes: Array(bytes.prefix(length)), checksDigest: false)
            }
        }
        bytes[12] = 17
        #expect(throws: SentenceVectorsFault.self) { try SentenceVectors(bytes: bytes, checksDigest: false) }
    }
}
