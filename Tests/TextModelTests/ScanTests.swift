import Testing

@testable import TextModel
@testable import TextTrainer

@Suite struct ScanTests {
    /// The text of each n-gram, by group.
    func grams(_ text: String, words: ClosedRange<Int>?, characters: ClosedRange<Int>?) -> [String] {
        var settings = TextFeatureSettings()
        settings.wordLengths = words
        settings.characterLengths = characters
        var normal = NormalizedText()
        normal.read(text.utf8Span.span, limit: 1_000)
        var scan = NGramScan(settings)
        var found: [String] = []
        scan.forEach(normal.units) { _, _, start, end in
            let scalars = normal.units[start..<end].compactMap { Unicode.Scalar($0.scalar) }
            found.append(String(String.UnicodeScalarView(scalars)))
        }
        return found
    }

    func hashes(_ text: String) -> [UInt64] {
        var settings = TextFeatureSettings()
        settings.characterLengths = nil
        var normal = NormalizedText()
        normal.read(text.utf8Span.span, limit: 1_000)
        var scan = NGramScan(settings)
        var found: [UInt64] = []
        scan.forEach(normal.units) { hash, _, _, _ in found.append(hash) }
        return found
    }

    @Test func wordsNumbersAndMarks() {
        #expect(grams("Don't pay 500!!", words: 1...1, characters: nil) == ["don't", "pay", "500", "!!"])
        #expect(grams("a b c", words: 1...2, characters: nil) == ["a", "a b", "b", "b c", "c"])
    }

    @Test func characterGramsStayInTheWord() {
        #expect(grams("ab c", words: nil, characters: 2...3) == [" a", " ab", "ab", "ab ", "b ", " c", " c ", "c "])
    }

    @Test func numbersCountByTheirLength() {
        #expect(hashes("call 123") == hashes("CALL 987"))
        #expect(hashes("call 123") != hashes("call 1234"))
        #expect(hashes("pleeeease") == hashes("pleease"))
        #expect(hashes("a b") != hashes("b a"))
    }

    @Test func anyBytesEndInTime() {
        var generator = Folds.Generator(state: 11)
        var settings = TextFeatureSettings()
        settings.maximumCharacters = 300
        var scan = NGramScan(settings)
        var normal = NormalizedText()
        for round in 0..<200 {
            let length = Int(generator.next() % 400)
            let bytes = (0..<length).map { _ -> UInt8 in
                let value = generator.next()
                return round % 2 == 0 ? UInt8(truncatingIfNeeded: value) : UInt8(0xE0 + value % 32)
            }
            normal.read(bytes.span, limit: settings.maximumCharacters)
            #expect(normal.units.count == normal.origins.count && normal.units.count <= 305)
            var count = 0
            scan.forEach(normal.units) { hash, _, start, end in
                count += 1
                if hash == 0 || start >= end || end > normal.units.count { Issue.record("round \(round)") }
            }
            #expect(count <= normal.units.count * 6)
        }
    }

    @Test func anyScalarIsFolded() {
        for scalar in stride(from: UInt32(0x80), through: 0x10FFFF, by: 7) where Unicode.Scalar(scalar) != nil {
            switch UnicodeFolding.shared.fold(scalar) {
            case .unit(let unit): #expect(unit.scalar <= 0x10FFFF)
            case .nothing, .text: break
            }
        }
    }
}
