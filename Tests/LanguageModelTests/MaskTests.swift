import LanguageModel
import Testing

@Suite struct MaskTests {
    /// Runs of digits of any script, and the longest that remains when spaces and dashes are taken out.
    private static func longestRun(_ text: String, joined: Bool) -> Int {
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType == .decimal {
                run += 1
                longest = max(longest, run)
            } else if !(joined && (scalar == " " || scalar == "-")) {
                run = 0
            }
        }
        return longest
    }

    private struct Draw {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(1 + next(9)) }.joined() }
    }

    @Test(arguments: 0..<300) func noIdentifierLeaves(seed: Int) {
        var draw = Draw(state: UInt64(seed) &* 977 &+ 5)
        let length = 6 + draw.next(13)
        let digits = draw.digits(length)
        let cut = 2 + draw.next(3)
        let pieces = stride(from: 0, to: length, by: cut).map { start in
            String(digits.dropFirst(start).prefix(cut))
        }
        let devanagari = String(
            String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 48 + 0x966) }))
        let joined = length >= 8 ? pieces.joined(separator: " ") : digits
        let dashed = length >= 8 ? pieces.joined(separator: "-") : digits
        let form = [
            digits, "+91" + digits, "No." + digits, digits + "abc", "A/C:" + digits, "(" + digits + ")",
            "x" + digits + "/",
            joined, dashed, devanagari, digits + "hrs/-x", "Mob-" + digits, "\"" + digits + "\"", digits + "@okaxis",
            "https://pay.example/" + digits, "ref_" + digits, "Txn#" + digits, "₹" + draw.digits(11),
        ]
        for text in form {
            let mask = PersonalDataMask("He paid to \(text) and called.")
            #expect(Self.longestRun(mask.text, joined: false) < 5, "seed \(seed): \(text) left as \(mask.text)")
            #expect(Self.longestRun(mask.text, joined: true) < 8, "seed \(seed): \(text) left as \(mask.text)")
            #expect(mask.unmask(mask.text) == "He paid to \(text) and called.", "seed \(seed): \(text)")
        }
    }

    @Test func whatTellsOfTheCrimeStays() {
        let text =
            "On 15.12.2024 at 14:30hrs u/s 66C IT Act Rs. 25,000/- and Rs 1,25,000.50 and ₹49000 went; PS Case No.156/2024, 2024-12-15."
        #expect(PersonalDataMask(text).text == text)
    }

    @Test func namesAndAddressesAreReplacedAndComeBack() {
        let text =
            "one Priya Biswas D/o Sujan Biswas called 98300 12345, mail a.b@example.in, UPI raj.k@okaxis, PAN ABCPD1234E, IFSC HDFC0001234; Smt. Mina Devi said 98300 12345"
        let mask = PersonalDataMask(text)
        for secret in ["Priya", "Biswas", "Sujan", "98300", "example", "okaxis", "ABCPD", "HDFC0001234", "Mina"] {
            #expect(!mask.text.contains(secret), "\(secret) left: \(mask.text)")
        }
        #expect(mask.unmask(mask.text) == text)
        // The same number is the same placeholder: the model may still see that the two are one.
        #expect(mask.text.components("[NUMBER_1]") == 2)
    }

    @Test func theSameTextGivesTheSameMask() {
        let text = "one Ram Das paid 123456789012 to 9876543210"
        #expect(PersonalDataMask(text) == PersonalDataMask(text))
    }

    @Test(arguments: ["", " ", "+", "₹", "[", "9", "...", "\u{0}", "🙂 5", "Rs", "one", "S/o"]) func anyTextIsTaken(
        text: String
    ) {
        #expect(PersonalDataMask(text).text == text)
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
