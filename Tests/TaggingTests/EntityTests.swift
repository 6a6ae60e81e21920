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
        #expect(EntityScan.isLuhn("4111111111111111"))
        #expect(!EntityScan.isLuhn("4111111111111112"))
        #expect(EntityScan.isVerhoeff("234123412346"))
        #expect(!EntityScan.isVerhoeff("234123412347"))
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
}
