import Logging
import Records
import Testing

@testable import Runtime
@testable import Telemetry

@Suite struct RedactionTests {
    @Test(arguments: [
        ("", ""),
        ("nothing to hide, 12345678", "nothing to hide, 12345678"),
        ("account 123456789012 debited", "account ********9012 debited"),
        ("AC123456789", "AC*****6789"),
        ("+919876543210", "+********3210"),
        ("call +91 98765 43210 now", "call +** ***** *3210 now"),
        ("98765-43210", "*****-*3210"),
        ("aadhaar 1234 5678 9012.", "aadhaar **** **** 9012."),
        ("card 4111-1111-1111-1234", "card ****-****-****-1234"),
        ("ramesh.k@okaxis paid", "***@okaxis paid"),
        ("रमेश@upi", "***@upi"),
        ("9876543210@ybl", "***@ybl"),
        ("to a.b@c.in and d_e@f.in", "to ***@c.in and ***@f.in"),
        ("3 @ 4", "3 @ 4"),
        ("2026-03-01 10:15:00.123", "2026-03-01 10:15:00.123"),
        ("2026-03-01T04:45:00Z", "2026-03-01T04:45:00Z"),
        ("10.0.12.255:9092", "10.0.12.255:9092"),
        ("rows 12 345 678 901", "rows 12 345 678 901"),
    ])
    func maskTable(text: String, expected: String) {
        let found = Redaction.mask(text)
        #expect(found == expected)
        #expect(Redaction.mask(found) == found, "masking twice changes nothing")
    }

    private func logger(_ format: StructuredLogHandler.Format, _ sink: MemorySink) -> Logger {
        Logger(label: "prahari.test") {
            StructuredLogHandler(label: $0, format: format, level: .info, sink: sink, clock: TestClock())
        }
    }

    @Test func jsonLines() {
        let sink = MemorySink()
        var logger = logger(.json, sink)
        logger[metadataKey: "stage"] = "anomaly"
        logger.debug("not shown")
        logger.warning(
            "account 123456789012 says \"hi\"\n",
            metadata: ["offset": "1234567890", "vpa": "a@upi", "level": "x", "list": ["9876543210", "b"]])
        #expect(
            sink.lines == [
                #"{"ts":"2026-03-01T04:45:00.123Z","level":"warning","logger":"prahari.test","#
                    + #""msg":"account ********9012 says \"hi\"\n","field.level":"x","list":"[******3210, b]","#
                    + #""offset":"1234567890","stage":"anomaly","vpa":"***@upi"}"# + "\n"
            ])
    }

    @Test func textLines() {
        let sink = MemorySink()
        let logger = logger(.text, sink)
        logger.error("two\nlines 123456789012", metadata: ["why": "a b", "n": "1", "bell": "\u{7}"])
        #expect(
            sink.lines == [
                #"04:45:00.123Z ERROR    prahari.test two\nlines ********9012 bell=\x07 n=1 why="a b""# + "\n"
            ])
    }

    @Test func offsetsAreOnlySparedWhenTheyAreNumbers() {
        let sink = MemorySink()
        logger(.text, sink).info("m", metadata: ["offset": "account 123456789012"])
        #expect(sink.lines[0].contains("********9012"))
    }

    @Test func calendar() {
        let cases: [(Int64, String)] = [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (1_772_340_300_123, "2026-03-01T04:45:00.123Z"),
        ]
        for (milliseconds, text) in cases {
            #expect(UTCTime.dateAndTime(EventTime(milliseconds: milliseconds)) == text)
        }
    }

    @Test func nothingOfAPersonReachesTheLog() {
        let bench = Bench()
        let source = SourceRef(topic: "t", partition: Partition(0), offset: Offset(9_876_543_210))
        bench.tell(
            .deadLetter(source, code: "key_mismatch", message: "the Kafka key is '123456789012', not 'sita@okhdfc'"),
            .tableFault(topic: "ref.lists.v1", key: "9876501234", message: "bad"))
        let all = bench.sink.lines.joined()
        #expect(all.contains("\"offset\":\"9876543210\""))
        for secret in ["123456789012", "sita", "9876501234"] { #expect(!all.contains(secret)) }
    }
}
