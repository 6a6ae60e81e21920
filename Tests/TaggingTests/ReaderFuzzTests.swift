import Records
import Testing

@testable import Tagging

/// Whatever is written, the readers neither trap nor take long, and say only what stands in the text.
@Suite struct ReaderFuzzTests {
    private struct Draw {
        var state: UInt64
        mutating func below(_ count: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(count))
        }
    }

    private static let pieces = [
        "\u{200B}", "\u{202E}", "\u{200D}", "\u{FEFF}", "е", "о", "р", "а", "ａ", "𝐀", "𝟙", "é", "e\u{301}",
        "९८७६५४३२१०",
        "שלום", "مرحبا", "حساب", "👨‍👩‍👧", "₹", "Rs.", "5,00,000/-", "bank", "OTP", "shared", "digital arrest", "@", "@ybl",
        ".", "-", "/", ":", "(", "[.]", "http://", "hxxp", "www.", "x.in", "9876543210", "+91", "S/o", "P.S.", "Ram",
        "\0",
        " ", " ", " ", "\n", "1", "12", "15.12.2024", "WB 02 AB 1234", "0x", "bc1", "not", "বাংলা", "हिंदी",
    ]

    private func text(_ seed: UInt64, pieces count: Int) -> String {
        var draw = Draw(state: seed)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<count {
            if draw.below(4) == 0, let scalar = Unicode.Scalar(UInt32(draw.below(0x11_0000))) {
                scalars.append(scalar)
            } else {
                scalars += Self.pieces[draw.below(Self.pieces.count)].unicodeScalars
            }
        }
        return String(scalars)
    }

    @Test func anyUnicodeIsRead() throws {
        let book = try RuleBook.builtIn()
        for seed in UInt64(1)...150 {
            let text = text(seed, pieces: 60)
            let count = text.utf8.count
            for entity in EntityExtractor.extract(text) {
                #expect(
                    0 <= entity.start && entity.start < entity.end && entity.end <= count, "seed \(seed): \(entity)")
            }
            for tag in book.tags(of: text, lossRupees: nil, age: nil) {
                let (start, end) = (tag.start ?? 0, tag.end ?? 0)
                #expect(0 <= start && start <= end && end <= count, "seed \(seed): \(tag)")
            }
        }
    }

    /// Look-alikes and invisible characters within a word change no tag.
    @Test func disguisesAreSeenThrough() throws {
        let book = try RuleBook.builtIn()
        let plain = "The caller kept her under digital arrest on a video call and she paid Rs. 50,000/-"
        let disguised = plain.replacing("digital arrest", with: "d\u{200B}igitаl аrr\u{AD}est")
        let names = { (text: String) in book.tags(of: text, lossRupees: nil, age: nil).map { $0.facet + "/" + $0.tag } }
        #expect(names(disguised) == names(plain) && names(plain).contains("crime_type/digital_arrest"))
    }

    /// A text sixteen times as long takes sixteen times the steps.
    @Test func stepsAreLinearInTheText() throws {
        let book = try RuleBook.builtIn()
        for seed in UInt64(1)...3 {
            let piece = text(seed, pieces: 300)
            func steps(_ bytes: Int) -> Int {
                var long: [UInt8] = []
                while long.count < bytes { long += Array(piece.utf8) + [0x20] }
                var run = PhraseMatcher.Run()
                book.matcher.scan(FoldedText(bytes: Array(long.prefix(bytes))).bytes, &run) { _, _ in }
                return run.work
            }
            let (short, long) = (steps(8 << 10), steps(128 << 10))
            #expect(long <= short * 20, "seed \(seed): \(short) steps for 8 KiB, \(long) for 128 KiB")
        }
    }
}
