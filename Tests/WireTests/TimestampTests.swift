import Records
import Testing
import Wire

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("2026-03-01T10:15:00+05:30", 1_772_340_300_000, 330),
        ("2026-03-01t04:45:00z", 1_772_340_300_000, 0), ("2026-02-28T20:45:00-08:00", 1_772_340_300_000, -480),
        ("2026-03-01T10:15:00.2+05:30", 1_772_340_300_200, 330),
        ("2026-03-01T10:15:00.25+05:30", 1_772_340_300_250, 330),
        ("2026-03-01T10:15:00.257999999+05:30", 1_772_340_300_257, 330), ("2000-02-29T00:00:00Z", 951_782_400_000, 0),
        ("2024-02-29T23:59:59.999Z", 1_709_251_199_999, 0), ("2100-12-31T23:59:59Z", 4_133_980_799_000, 0),
        ("2026-03-01T04:45:00-00:00", 1_772_340_300_000, 0),
    ])
    func reads(_ text: String, _ milliseconds: Int64, _ zone: Int16) {
        let expected = ZonedTime(time: EventTime(milliseconds: milliseconds), zoneOffsetMinutes: zone)
        #expect(Timestamp.parse(text) == expected)
        #expect(Timestamp.parse(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        "", "2026", "2026-03-01", "2026-03-01T10:15:00", "2026-03-01 10:15:00Z", "2026-03-01T10:15Z",
        "2026-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z", "2026-03-01T23:59:60Z", "2026-03-01T10:15:00.Z",
        "2026-03-01T10:15:00.5", "2026-03-01T10:15:00+24:00", "2026-03-01T10:15:00+05:60", "2026-03-01T10:15:00+0530",
        "2026-03-01T10:15:00+05", "2026-03-01T10:15:00ZZ", "2026-03-01T10:15:00 Z", " 2026-03-01T10:15:00Z",
        "1969-12-31T23:59:59Z", "2101-01-01T00:00:00Z", "1970-01-01T00:00:00+05:30", "-026-03-01T10:15:00Z",
        "2026-03-01T10:15:00.1234567890123456Z", "२०२६-03-01T10:15:00Z", "2026/03/01T10:15:00Z", "1772340300",
    ])
    func refuses(_ text: String) {
        #expect(Timestamp.parse(text) == nil)
        #expect(Timestamp.parse(Array(text.utf8)) == nil)
    }

    @Test func everyZoneIsReadAndWrittenBack() {
        for zone in -1_439...1_439 {
            let time = ZonedTime(time: EventTime(milliseconds: 1_772_340_300_007), zoneOffsetMinutes: Int16(zone))
            #expect(Timestamp.parse(Timestamp.string(time)) == time)
        }
    }

    @Test func everyDayOfTheRangeIsReadAndWrittenBack() {
        var previous = ""
        for day in Int64(0)..<47_847 {
            let time = ZonedTime(time: EventTime(milliseconds: day * 86_400_000), zoneOffsetMinutes: 0)
            let text = Timestamp.string(time)
            #expect(Timestamp.parse(text) == time)
            #expect(text > previous)
            previous = text
        }
        #expect(previous == "2100-12-31T00:00:00Z")
    }

    @Test func writesUTCWithMillisecondsOnlyWhenThereAreSome() {
        #expect(Timestamp.string(EventTime(milliseconds: 1_772_340_300_000)) == "2026-03-01T04:45:00Z")
        #expect(Timestamp.string(EventTime(milliseconds: 1_772_340_300_050)) == "2026-03-01T04:45:00.050Z")
    }

    @Test func writingIsTotal() {
        #expect(Timestamp.string(EventTime.distantPast) == "0000-01-02T00:00:00Z")
        #expect(Timestamp.string(EventTime(milliseconds: .max)) == "9999-12-30T23:59:59.999Z")
        let odd = ZonedTime(time: EventTime(milliseconds: .min), zoneOffsetMinutes: .min)
        #expect(Timestamp.string(odd) == "0000-01-01T00:01:00-23:59")
    }
}
