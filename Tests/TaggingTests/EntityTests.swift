import Glibc
import Records
import Testing

@testable import Tagging

@Suite struct EntityTests {
    static let table: [(text: String, kind: Entity.Kind, value: String)] = [
        ("call 9876543210 now", .phone, "+919876543210"), ("call +91-98765-43210 now", .phone, "+919876543210"),
        ("call 09876543210", .phone, "+919876543210"), ("from +447911123456", .phone, "+447911123456"),
        ("sent to ramesh.k@okaxis,", .upi, "ramesh.k@okaxis"), ("mail a.b@example.org.", .email, "a.b@example.org"),
        ("IFSC HDFC0001234", .ifsc, "HDFC0001234"), ("PAN ABCPE1234F", .pan, "ABCPE1234F"),
        ("see hxxps://pay[.]example[.]com/x", .url, "https://pay.example.com/x"), ("from 10.1.2.3", .ip, "10.1.2.3"),
        ("A/C No. 50100123456789 of", .account, "50100123456789"), ("RRN 612345678901", .rrn, "612345678901"),
        ("UTR SBIN124059876543", .utr, "SBIN124059876543"), ("lost Rs. 1,25,000/- only", .amount, "₹1,25,000"),
        ("lost Rs 1.25 lakh", .amount, "₹1,25,000"), ("paid ₹49,999", .amount, "₹49,999"),
        ("Aadhaar 234123412346", .aadhaar, "234123412346"), ("card 4111111111111111 used", .card, "4111111111111111"),
        ("wallet 0x52908400098527886E0F7030069857D2E4169EE7", .crypto, "0x52908400098527886E0F7030069857D2E4169EE7"),
    ]

    @Test func everyKindIsFoundAndNormalised() {
        for row in Self.table {
            let found = EntityExtractor.extract(row.text)
            #expect(found.contains { $0.kind == row.kind && $0.value == row.value }, "\(row.text): \(found)")
        }
    }

    @Test func checksumsAreChecked() {
        #expect(CheckDigits.isLuhn(Array("4111111111111111".utf8)))
        #expect(!CheckDigits.isLuhn(Array("4111111111111112".utf8)))
        #expect(CheckDigits.isVerhoeff(Array("234123412346".utf8)))
        #expect(!CheckDigits.isVerhoeff(Array("234123412347".utf8)))
    }

    @Test func identifiersAreMaskedAndSaidOnce() {
        let found = EntityExtractor.extract("9876543210 and 9876543210 again")
        #expect(found.count == 1)
        #expect(found.first?.masked == "*********3210")
    }

    @Test func oddTextsAreRead() {
        for text in [
            "", "@", "@@", "a@", "@b", "....", "₹", "Rs.", "\u{202E}9876543210", "९८७६५४३२१०", "0x", "+", "1.2.3.4.5",
        ] {
            for entity in EntityExtractor.extract(text) { #expect(!entity.value.isEmpty) }
        }
    }

    @Test func everyBuiltInWordListIsRead() {
        let vocabulary = EntityVocabulary.shared
        #expect(vocabulary.handles.count > 50)
        #expect(vocabulary.callingCodes["44"] == 9...10)
    }

    @Test func checksumsOfWalletsAndTaxNumbers() {
        #expect(
            Keccak256.digest([]).map { String($0, radix: 16) }.joined().hasPrefix("c5d246186f7233c9"),
            "Keccak of nothing")
        #expect(CryptoAddress.isBase58(Array("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa".utf8)))
        #expect(!CryptoAddress.isBase58(Array("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb".utf8)))
        #expect(CryptoAddress.isBech32(Array("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4".utf8)))
        #expect(!CryptoAddress.isBech32(Array("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8f3t4".utf8)))
        #expect(CheckDigits.isGSTIN(Array("27AAPFU0939F1ZV".utf8)))
        #expect(!CheckDigits.isGSTIN(Array("27AAPFU0939F1ZA".utf8)))
    }

    /// Random texts of hostile pieces: nothing traps, spans lie in the text on scalar borders, and no form is said twice.
    @Test func hostileTextsAreRead() {
        let pieces = [
            "@", ".", "Rs", "₹", "1,25,000", "/-", "[.]", "hxxp://", "a/c", "9876543210", "\u{200B}", "\u{202E}", "é",
            "О", "९",
            "WB 02", "15.12.", "14:30", "hrs", "0x", "bc1", "😀", "Smt", "S/o", "Bank", " ", "\n", "lakh", "+91", "-",
            "aged about",
            "\u{0}", "ＡＢ", "क्षि", "not", "OTP", ".com", "1.2.3.4",
        ]
        var state: UInt64 = 42
        for _ in 0..<80 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let bytes = Array(text.utf8)
            let found = EntityExtractor.extract(text)
            for entity in found {
                #expect(entity.start < entity.end && entity.end <= bytes.count, "\(entity) in \(text)")
                #expect(String(validating: bytes[entity.start..<entity.end], as: UTF8.self) != nil, "\(entity)")
            }
            #expect(Set(found.map { $0.kind.rawValue + $0.value }).count == found.count)
        }
    }

    /// Twice the text may take about twice the time, not four times.
    @Test(arguments: [
        "9876543210 ", "@a", "a.b.", "Rs 5 lakh ", "1 2 3 ", "A B ", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ", "[.]",
        "at at ",
    ])
    func longTextsTakeLinearTime(piece: String) {
        // This thread's processor time: what others take from the machine does not count.
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        func seconds(_ count: Int) -> Double {
            let text = String(repeating: piece, count: count / piece.utf8.count)
            return (0..<3).reduce(Double.infinity) { least, _ in
                let started = now()
                _ = EntityExtractor.extract(text)
                return min(least, now() - started)
            }
        }
        let small = seconds(1_500)
        let large = seconds(12_000)
        #expect(large < small * 32 + 0.02, "\(small) s and \(large) s")
    }
}
