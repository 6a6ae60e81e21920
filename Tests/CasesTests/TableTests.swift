import Cases
import Foundation
import Records
import Testing

@Suite struct TableTests {
    private static func fields(_ text: String, delimiter: UInt8 = 0x2C) -> [[String]] {
        var parser = CSVParser(Array(text.utf8), delimiter: delimiter)
        var rows: [[String]] = []
        while let item = parser.next() {
            switch item {
            case .record(let record): rows.append(record.fields.map { String(decoding: $0, as: UTF8.self) })
            case .refusal(let line, let reason): rows.append(["refused \(line)", reason])
            }
        }
        return rows
    }

    @Test(arguments: 0..<200) func whatIsWrittenIsReadBack(seed: Int) {
        var draw = Draw(seed)
        let alphabet = ["a", "é", "₹", ",", ";", "\"", "\"\"", "\n", "\r\n", "\t", " ", "'", "=", "দ", "", "x y"]
        let width = 1 + draw.next(4)
        let rows = (0..<1 + draw.next(6)).map { _ in
            (0..<width).map { _ in (0..<draw.next(6)).map { _ in alphabet[draw.next(alphabet.count)] }.joined() }
        }.filter { $0.count > 1 || !$0[0].isEmpty }
        var writer = CSVWriter()
        for row in rows { writer.row(row) }
        #expect(Self.fields(writer.text) == rows, "seed \(seed)")
    }

    @Test(arguments: 0..<200) func anyBytesEndAndGoForward(seed: Int) {
        var draw = Draw(seed)
        let bytes = (0..<draw.next(400)).map { _ in [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xFF, 0x00][draw.next(7)] as UInt8 }
        var parser = CSVParser(bytes)
        var last = -1
        while let item = parser.next() {
            #expect(parser.position.offset > last, "seed \(seed)")
            last = parser.position.offset
            if case .record(let record) = item { #expect(record.line >= 1) }
        }
        #expect(parser.position.offset == bytes.count)
    }

    @Test func aRestartAtAPositionReadsTheSame() {
        let bytes = Desk.table(20)
        var whole = CSVParser(bytes)
        var items: [CSVParser.Item] = []
        var positions = [whole.position]
        while let item = whole.next() {
            items.append(item)
            positions.append(whole.position)
        }
        for (index, position) in positions.enumerated() {
            var rest = CSVParser(bytes, from: position)
            var found: [CSVParser.Item] = []
            while let item = rest.next() { found.append(item) }
            #expect(found == Array(items[index...]))
        }
    }

    @Test func oneBadQuoteCostsOneRow() {
        let rows = Self.fields("a,b\n1,\"open\n2,fine\n3,\"x\" y\n4,also \"fine\"\n")
        #expect(rows.count == 5)
        #expect(rows[1][0] == "refused 2")
        #expect(rows[2] == ["2", "fine"])
        #expect(rows[3][0] == "refused 4")
        #expect(rows[4] == ["4", "also \"fine\""])
    }

    @Test func delimitersAndEncodingsAreFound() {
        #expect(CSVParser.delimiter(of: Array("a;b;c\n1,5;2;3".utf8)) == 0x3B)
        #expect(CSVParser.delimiter(of: Array("\"a,b,c\"\tb\tc\n".utf8)) == 0x09)
        #expect(CSVParser.delimiter(of: Array("alone\n".utf8)) == 0x2C)
        let text = "Gist,District\n₹ 500,हावड़ा\n"
        let little: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let big = text.utf16.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        #expect(TextEncoding.detect(little) == .utf16LittleEndian)
        #expect(TextEncoding.detect(big) == .utf16BigEndian)
        #expect(TextEncoding.detect(Array(text.utf8)) == .utf8)
    }

    @Test(arguments: [
        ("15.12.2024", "2024-12-15T00:00:00"), ("15/12/24", "2024-12-15T00:00:00"),
        ("2024-12-15", "2024-12-15T00:00:00"),
        ("15-Dec-2024", "2024-12-15T00:00:00"), ("15,Dec,2024", "2024-12-15T00:00:00"),
        ("5/6/2024", "2024-06-05T00:00:00"),
        ("15th December 2024", "2024-12-15T00:00:00"), ("Dec 15, 2024", "2024-12-15T00:00:00"),
        ("1st of Sept 99", "1999-09-01T00:00:00"),
        ("15.12.2024 at 14:30hrs", "2024-12-15T14:30:00"), ("15/12/2024 2:05 PM", "2024-12-15T14:05:00"),
        ("2024-12-15T10:15:00", "2024-12-15T10:15:00"), ("12/15/2024", "2024-12-15T00:00:00"),
        ("45641", "2024-12-15T00:00:00"),
        ("29.02.2024", "2024-02-29T00:00:00"),
    ]) func datesAsPeopleWriteThem(text: String, expected: String) throws {
        let time = try #require(CaseDate.parse(text))
        #expect(time.zoneOffsetMinutes == 330)
        let formatter = ISO8601DateFormatter()
        let moment = try #require(formatter.date(from: expected + "+05:30"))
        #expect(time.time.milliseconds == Int64(moment.timeIntervalSince1970 * 1_000))
    }

    @Test(arguments: [
        "", "soon", "31.02.2024", "29.02.2023", "0.1.2024", "13/13/2024", "15.12", "156/2024", "99999", "20241215", "🙂",
    ])
    func whatIsNoDateIsNone(text: String) { #expect(CaseDate.parse(text) == nil) }

    @Test func aDateIsFoundInAHeading() {
        let heading = "Park Street P.S. C/No. 156 dated 15,Dec,2024 u/s 66C IT Act"
        #expect(CaseDate.find(in: heading) == CaseDate.parse("15.12.2024"))
        #expect(CaseDate.find(in: "Bally PS 203/2024 u/s 66D") == nil)
    }
}
