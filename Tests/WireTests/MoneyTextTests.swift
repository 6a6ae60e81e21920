import Records
import Testing
import Wire

@Suite struct MoneyTextTests {
    @Test(arguments: [
        ("0", 0), ("0.01", 1), ("1", 100), ("49000", 4_900_000), ("49000.5", 4_900_050), ("49000.50", 4_900_050),
        ("0.1", 10), ("00049000.00", 4_900_000), ("10000000000000", 1_000_000_000_000_000), ("90071992547409.93", nil),
        ("9007199254740.99", 900_719_925_474_099), ("10000000000000.01", nil), ("99999999999999999999999", nil),
    ])
    func readsExactly(_ text: String, _ minor: Int64?) {
        #expect(MoneyText.parse(text)?.rawValue == minor)
        #expect(MoneyText.parse(Array(text.utf8))?.rawValue == minor)
    }

    @Test(arguments: [
        "", ".", "5.", ".5", "-5", "+5", "- 5", "1,000", "1e5", "1E2", "0.001", "49000.500", "1.2.3", "NaN", "Infinity",
        "inf",
        " 5", "5 ", "₹5", "५", "0x10", "1_000", "5\u{0}", "1/2", "0000000000000000000000005",
    ])
    func refuses(_ text: String) {
        #expect(MoneyText.parse(text) == nil)
    }

    @Test func writesTwoDecimals() {
        for (minor, text) in [
            (0, "0.00"), (1, "0.01"), (4_900_000, "49000.00"), (-150, "-1.50"), (.max, "92233720368547758.07"),
            (.min, "-92233720368547758.08"),
        ] as [(Int64, String)] {
            var writer = ByteWriter()
            MoneyText.append(MinorUnits(minor), to: &writer)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
        }
    }

    @Test func whatIsWrittenIsRead() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2_000 {
            let amount = random.amount()
            var writer = ByteWriter()
            MoneyText.append(amount, to: &writer)
            #expect(MoneyText.parse(writer.bytes) == amount)
        }
    }
}
