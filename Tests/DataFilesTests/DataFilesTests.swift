import DataFiles
import Foundation
import Testing

@Suite struct DataFilesTests {
    @Test func datesAreDaysSince1970() {
        #expect(CivilDay.days("1970-01-01") == 0)
        #expect(CivilDay.days("2000-02-29") == 11_016)
        #expect(CivilDay.days("2017-03-01") == CivilDay.days(year: 2017, month: 3, day: 1))
        for text in ["2017-3-01", "17-03-01", "2017-13-01", "2017-03-32", "", "2017-03-01 00:00"] {
            #expect(CivilDay.days(text) == nil, "\(text)")
        }
    }

    @Test func aTextTableGivesColumnsNumbersAndDates() throws {
        let table = try TextTable(Data("when,x\r\n2017-03-01,1.5\r\n\r\n2017-03-02,-2\r\n".utf8), file: "a.csv")
        #expect(table.rows.count == 2)
        let x = try table.column("x")
        #expect(try table.number(0, x) == 1.5)
        #expect(try table.number(1, x) == -2)
        #expect(try table.day(1, table.column("when")) == 17_227)
    }

    @Test func faultsNameTheLine() throws {
        #expect(throws: DataFault.malformed(file: "a.csv", line: 3, expected: "2 columns")) {
            try TextTable(Data("a,b\n1,2\n3\n".utf8), file: "a.csv")
        }
        let table = try TextTable(Data("a,b\n\n1,x\n".utf8), file: "a.csv")
        #expect(throws: DataFault.malformed(file: "a.csv", line: 3, expected: "a number in column 'b'")) {
            try table.number(0, 1)
        }
        #expect(throws: DataFault.malformed(file: "a.csv", line: 1, expected: "a column 'c'")) {
            try table.column("c")
        }
        #expect(throws: DataFault.self) { try TextTable(Data(), file: "a.csv") }
    }

    @Test func aNumberTableReadsDecimals() throws {
        let table = try NumberTable(Data("x,y\n1,-2.25\n3e2,4\n".utf8), file: "a.csv")
        #expect(table.values == [1, -2.25, 300, 4])
        #expect(throws: DataFault.malformed(file: "a.csv", line: 2, expected: "a number in column 'y'")) {
            try NumberTable(Data("x,y\n1,\n".utf8), file: "a.csv")
        }
    }

    @Test func anAbsentFileIsNamed() {
        let file = URL(fileURLWithPath: "/nowhere/at/all.csv.gz")
        #expect(throws: DataFault.unreadable(file: file.path, reason: "no such readable file")) {
            try CompressedFile.read(file)
        }
    }
}
