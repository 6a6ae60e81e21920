import Records
import Testing
import Wire

/// A bad value and what is said about it.
struct Refusal: CustomTestStringConvertible, Sendable {
    var kind: RecordKind
    var value: [UInt8]
    var says: String

    init(_ value: String, _ says: String, _ kind: RecordKind = .bankTransaction) {
        self.init(Array(value.utf8), says, kind)
    }

    init(_ value: [UInt8], _ says: String, _ kind: RecordKind = .bankTransaction) {
        self.kind = kind
        self.value = value
        self.says = says
    }

    /// A good transaction with one member (`"amount":"5"`) put in the place of the one of the same name, or at the end.
    static func transaction(_ member: String, _ says: String) -> Refusal {
        Refusal(Sample.transaction(member), says)
    }

    var testDescription: String { String(decoding: value.prefix(80), as: UTF8.self) }
}

enum Sample {
    static let members = [
        #""transaction_id":"T1""#, #""account":"A1""#, #""direction":"debit""#, #""amount":"49000.00""#,
        #""booked_at":"2026-03-01T10:15:00+05:30""#, #""channel":"UPI""#,
    ]

    static func transaction(_ member: String? = nil) -> String {
        guard let member else { return "{" + members.joined(separator: ",") + "}" }
        let name = member.prefix { $0 != ":" }
        let place = members.firstIndex { $0.hasPrefix(name + ":") }
        var changed = members
        if let place { changed[place] = member } else { changed.append(member) }
        return "{" + changed.joined(separator: ",") + "}"
    }

    static func without(_ name: String) -> String {
        "{" + members.filter { !$0.hasPrefix("\"\(name)\"") }.joined(separator: ",") + "}"
    }
}

@Suite struct RefusalTests {
    static let whole: [Refusal] = [
        Refusal("", "record: the value is empty; a JSON object is expected"),
        Refusal(" \n\t", "record: not valid JSON: there is nothing but white space (at byte 0)"),
        Refusal("[]", "record: the value is not a JSON object (at byte 0)"),
        Refusal(" \"text\"", "record: the value is not a JSON object (at byte 1)"),
        Refusal("null", "record: the value is not a JSON object (at byte 0)"),
        Refusal("12", "record: the value is not a JSON object (at byte 0)"),
        Refusal("hello", "record: not valid JSON: a word is none of true, false and null (at byte 0)"),
        Refusal("}", "record: not valid JSON: a value is expected (at byte 0)"),
        Refusal("{", "record: not valid JSON: it ends too early (at byte 1)"),
        Refusal("{}", "field 'transaction_id': is missing and has no default"),
        Refusal("{}{}", "record: not valid JSON: something follows the object (at byte 2)"),
        Refusal("{} x", "record: not valid JSON: something follows the object (at byte 3)"),
        Refusal("{}\u{0}", "record: not valid JSON: something follows the object (at byte 2)"),
        Refusal("\u{FEFF}{}", "record: not valid JSON: a value is expected (at byte 0)"),
        Refusal("{\"a\":1,}", "record: not valid JSON: a field name in double quotes is expected (at byte 7)"),
        Refusal("{a:1}", "record: not valid JSON: a field name in double quotes is expected (at byte 1)"),
        Refusal("{\"a\" 1}", "record: not valid JSON: a colon is expected after the field name (at byte 5)"),
        Refusal("{\"a\":}", "record: not valid JSON: a value is expected (at byte 5)"),
        Refusal(
            "{\"a\":1 \"b\":2}", "record: not valid JSON: a comma or the object's closing brace is expected (at byte 7)"
        ),
        Refusal(
            "{\"a\":[1 2]}", "record: not valid JSON: a comma or the array's closing bracket is expected (at byte 8)"),
        Refusal("{\"a\":[1,]}", "record: not valid JSON: a value is expected (at byte 8)"),
        Refusal("{\"a\":[1}", "record: not valid JSON: a comma or the array's closing bracket is expected (at byte 7)"),
        Refusal("{\"a\":tru}", "record: not valid JSON: a word is none of true, false and null (at byte 5)"),
        Refusal("{\"a\":NaN}", "record: not valid JSON: a word is none of true, false and null (at byte 5)"),
        Refusal("{\"a\":-Infinity}", "record: not valid JSON: a number is malformed (at byte 5)"),
        Refusal("{\"a\":01}", "record: not valid JSON: a number is malformed (at byte 5)"),
        Refusal("{\"a\":1.}", "record: not valid JSON: a number is malformed (at byte 5)"),
        Refusal("{\"a\":1\"b\"}", "record: not valid JSON: a number is malformed (at byte 5)"),
        Refusal("{\"a\":'b'}", "record: not valid JSON: a value is expected (at byte 5)"),
        Refusal("{\"a\":\"b}", "record: not valid JSON: a string is not closed (at byte 5)"),
        Refusal("{\\\"a\":1}", "record: not valid JSON: an unexpected byte (at byte 1)"),
        Refusal(
            "{\"a\":\"b\nc\"}",
            "record: not valid JSON: a string has a control character that is not escaped (at byte 7)"),
        Refusal("{\"a\":\"\\x\"}", "record: not valid JSON: a string has an unknown escape (at byte 6)"),
        Refusal("{\"a\":\"\\u12G4\"}", "record: not valid JSON: a string has an unknown escape (at byte 6)"),
        Refusal("{\"a\":\"..\\ud83d\"}", "record: not valid JSON: a string has half of a surrogate pair (at byte 8)"),
        Refusal("{\"a\":\"\\udc00\"}", "record: not valid JSON: a string has half of a surrogate pair (at byte 6)"),
        Refusal(
            "{\"a\":\"\\ud83d\\u0041\"}", "record: not valid JSON: a string has half of a surrogate pair (at byte 6)"),
        Refusal("{\"a\":1/*x*/}", "record: not valid JSON: a number is malformed (at byte 5)"),
        Refusal(
            Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}".utf8), "record: the bytes are not valid UTF-8 (at byte 6)"),
        Refusal(
            Array("{\"a\":\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8),
            "record: the bytes are not valid UTF-8 (at byte 6)"),
        Refusal(
            Array("{\"a\":\"é".utf8) + [0xC0, 0x80] + Array("\"}".utf8),
            "record: the bytes are not valid UTF-8 (at byte 8)"),
        Refusal(Array("{}".utf8) + [0xE2, 0x82], "record: the bytes are not valid UTF-8 (at byte 2)"),
        Refusal(
            "{\"a\":" + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
            "record: is nested deeper than 32 levels (at byte 36)"),
        Refusal(
            Array(repeating: UInt8(ascii: " "), count: 1_048_577),
            "record: 1048577 bytes are more than the limit of 1048576"),
    ]

    static let fields: [Refusal] = [
        Refusal(Sample.without("account"), "field 'account': is missing and has no default"),
        Refusal(Sample.without("booked_at"), "field 'booked_at': is missing and has no default"),
        .transaction("\"account\":null", "field 'account': expected a string, found null (at byte 33)"),
        .transaction("\"account\":12", "field 'account': expected a string, found a number (at byte 33)"),
        .transaction("\"account\":[\"A\"]", "field 'account': expected a string, found an array (at byte 33)"),
        .transaction("\"account\":\"\"", "field 'account': is empty (at byte 33)"),
        .transaction(
            "\"account\":\"\(String(repeating: "x", count: 129))\"",
            "field 'account': 129 bytes are more than the field's limit of 128 (at byte 33)"),
        .transaction("\"account\":\"A\\u0000\"", "field 'account': holds the control character U+0000 (at byte 33)"),
        .transaction("\"account\":\"A\\n\"", "field 'account': holds the control character U+000A (at byte 33)"),
        .transaction("\"account\":\"A\u{7F}\"", "field 'account': holds the control character U+007F (at byte 33)"),
        .transaction("\"account\":\"A\u{85}\"", "field 'account': holds the control character U+0085 (at byte 33)"),
        .transaction("\"account\":\"A\",\"account\":\"B\"", "field 'account': appears twice (at byte 37)"),
        .transaction("\"account\":\"A\",\"\\u0061ccount\":\"A\"", "field 'account': appears twice (at byte 37)"),
        .transaction("\"rrn\":null,\"rrn\":\"1\"", "field 'rrn': appears twice (at byte 145)"),
        .transaction(
            "\"direction\":\"sideways\"", "field 'direction': 'sideways' is none of debit, credit (at byte 50)"),
        .transaction(
            "\"direction\":\"\\u0000debit\"", "field 'direction': '\u{0}debit' is none of debit, credit (at byte 50)"),
        .transaction(
            "\"channel\":\"upi\"",
            "field 'channel': 'upi' is none of UPI, IMPS, NEFT, RTGS, ATM, POS, AEPS, CHEQUE, BRANCH, "
                + "CARD, WALLET (at byte 128)"),
        .transaction(
            "\"booked_at\":\"2026-02-30T10:15:00Z\"",
            "field 'booked_at': '2026-02-30T10:15:00Z' is not an RFC 3339 time with "
                + "a zone, such as 2026-03-01T10:15:00+05:30 (at byte 90)"),
        .transaction("\"booked_at\":1772340300", "field 'booked_at': expected a time, found a number (at byte 90)"),
        .transaction(
            "\"currency\":\"rupee\"",
            "field 'currency': 'rupee' is none of the ISO 4217 codes, such as INR (at byte 145)"),
        .transaction(
            "\"counterparty\":\"A2\"", "field 'counterparty': expected an object, found a string (at byte 149)"),
        .transaction(
            "\"counterparty\":{\"ifsc\":7}",
            "field 'counterparty.ifsc': expected a string, found a number (at byte 157)"),
        .transaction(
            "\"counterparty\":{\"vpa\":\"a\",\"vpa\":\"b\"}", "field 'counterparty.vpa': appears twice (at byte 160)"),
        .transaction("\"terminal\":{\"kind\":\"ATM\"}", "field 'terminal.id': is missing and has no default"),
        .transaction("\"terminal\":{\"id\":\"t\",\"lat\":1}", "field 'terminal.lon': is missing and has no default"),
        .transaction(
            "\"device\":{\"lat\":90.1,\"lon\":0}", "field 'device.lat': 90.1 is outside -90.0...90.0 (at byte 150)"),
        .transaction(
            "\"device\":{\"lat\":0,\"lon\":-180.5}",
            "field 'device.lon': -180.5 is outside -180.0...180.0 (at byte 158)"),
        .transaction(
            "\"device\":{\"lat\":1e999,\"lon\":0}", "field 'device.lat': 1e999 is outside -90.0...90.0 (at byte 150)"),
        .transaction(
            "\"device\":{\"lat\":\"1\",\"lon\":0}",
            "field 'device.lat': expected a number, found a string (at byte 150)"),
    ]

    static let amounts = [
        "\"-5\"", "-5", "0", "\"0.00\"", "1e3", "1E-2", "49000.001", "\"1,000\"", "\"NaN\"", "\"Infinity\"", "\"\"",
        "\" 5\"",
        "10000000000000.01", "123456789012345678901234567890",
    ]

    static let others: [Refusal] = [
        Refusal(
            #"{"fir_id":"F","state":"KA","district":"D","police_station":"P","fir_no":"1","#
                + #""registered_at":"2026-03-01T10:15:00Z","gist":"g","transactions":[{"amount":1},{"amount":"x"}]}"#,
            "field 'transactions[1].amount': 'x' is not an amount: digits with at most two decimals, above zero (at byte 165)",
            .fir),
        Refusal(
            #"{"fir_id":"F","state":"KA","district":"D","police_station":"P","fir_no":"1","#
                + #""registered_at":"2026-03-01T10:15:00Z","gist":"g","complainant":{"age":34.5}}"#,
            "field 'complainant.age': expected a whole number, found the number 34.5 (at byte 147)", .fir),
        Refusal(
            #"{"post_id":"P","platform":"x","text":"t","posted_at":"2026-03-01T10:15:00Z","urls":["a",null]}"#,
            "field 'urls[1]': expected a string, found null (at byte 88)", .socialPost),
        Refusal(
            #"{"post_id":"P","platform":"x","text":"t","posted_at":"2026-03-01T10:15:00Z","urls":"a"}"#,
            "field 'urls': expected an array, found a string (at byte 83)", .socialPost),
        Refusal("[1]", "record: the value is not a JSON object (at byte 0)", .document),
    ]

    @Test(arguments: whole + fields + others)
    func says(_ refusal: Refusal) {
        #expect(fault(refusal.kind, refusal.value)?.description == refusal.says)
    }

    @Test(arguments: amounts)
    func refusesTheAmount(_ amount: String) {
        let text = amount.filter { $0 != "\"" }
        let says =
            "field 'amount': '\(text)' is not an amount: digits with at most two decimals, above zero (at byte 67)"
        #expect(fault(.bankTransaction, Array(Sample.transaction("\"amount\":\(amount)").utf8))?.description == says)
    }

    @Test func aSourceKeepsItsRanges() {
        func scored(_ source: String) -> [UInt8] {
            let head = #"{"transaction_id":"T","account":"A","amount":"1","direction":"debit","channel":"UPI","#
            return Array(
                (head + #""booked_at":"2026-03-01T10:15:00Z","score":0.5,"versions":{},"source":{\#(source)}}"#).utf8)
        }
        let good = #""topic":"t","partition":0,"offset":9223372036854775807"#
        #expect(fault(.scoredTransaction, scored(good)) == nil)
        #expect(
            fault(.scoredTransaction, scored(#""topic":"t","partition":-1,"offset":0"#))?.description
                == "field 'source.partition': -1 is outside 0...2147483647 (at byte 180)")
        #expect(
            fault(.scoredTransaction, scored(#""topic":"t","partition":2147483648,"offset":0"#))?.code == "out_of_range"
        )
        #expect(
            fault(.scoredTransaction, scored(#""topic":"t","partition":0,"offset":9223372036854775808"#))?.code
                == "out_of_range")
        #expect(fault(.scoredTransaction, scored(#""topic":"t","partition":0,"offset":1e3"#))?.code == "wrong_type")
    }

    @Test func aDocumentNeedsItsKey() {
        #expect(fault(.document, Array("{}".utf8))?.code == "key_mismatch")
    }

    private func fault(_ kind: RecordKind, _ value: [UInt8]) -> DecodeFault? {
        do throws(DecodeFault) {
            _ = try WireDecoder().decode(kind, key: nil, value.span.bytes)
            return nil
        } catch {
            return error
        }
    }
}

@Suite struct AcceptanceTests {
    @Test(arguments: [
        "\"amount\":49000", "\"amount\":49000.0", "\"amount\":49000.00", "\"amount\":\"49000\"",
        "\"amount\":\"49000.0\"",
        "\"rrn\":null", "\"unknown\":{\"deep\":[1,{\"account\":1}]}", "\"score\":1,\"score\":2",
        "\"counterparty\":null",
    ])
    func theseMakeTheSameTransaction(_ member: String) throws {
        let plain = Array(Sample.transaction().utf8)
        let other = Array(Sample.transaction(member).utf8)
        let decoder = WireDecoder()
        #expect(
            try decoder.decode(.bankTransaction, key: nil, other.span.bytes)
                == decoder.decode(.bankTransaction, key: nil, plain.span.bytes))
    }

    @Test func theDepthLimitItselfIsAccepted() throws {
        let inner = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
        let bytes = Array(Sample.transaction("\"x\":" + inner).utf8)
        _ = try WireDecoder().decode(.bankTransaction, key: nil, bytes.span.bytes)
    }

    @Test func whiteSpaceAndEscapesDoNotMatter() throws {
        let text = Sample.transaction().replacing(":\"A1\"", with: " : \"\\u0041\\u0031\"\r\n").replacing(
            ",", with: " ,\t")
        let bytes = Array(("\n" + text + " \n").utf8)
        let record = try WireDecoder().decode(.bankTransaction, key: nil, bytes.span.bytes)
        #expect(record.key == "A1")
    }

    @Test func aDocumentIsKeptByteForByte() throws {
        let json = #"{ "b" : 1.50, "a":[ ] }"#
        let bytes = Array(("  " + json + "\n").utf8)
        let record = try WireDecoder().decode(.document, key: "lists/a", bytes.span.bytes)
        #expect(record == .document(ReferenceDocument(key: "lists/a", json: json)))
    }
}
