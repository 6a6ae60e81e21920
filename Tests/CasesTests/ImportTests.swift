import Cases
import Foundation
import Records
import Testing

@Suite struct ImportTests {
    @Test func thePoliceUnitsColumnsAreUnderstood() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        let report = try file.importTable(Desk.table(3), name: "cases.csv")
        #expect(report.added == 3 && report.refused == 0 && report.isFinished)
        #expect(report.columns == "serial = 'Sl No.', district = 'District', heading = 'Case', gist = 'Gist'")
        let view = try #require(try file.cases(.key("district-1:bally:1/2024")).first)
        #expect(view.station == "Bally" && view.number == "1" && view.district == "District 1")
        #expect(view.registeredMilliseconds == CaseDate.parse("05.06.2024")?.time.milliseconds)
    }

    @Test func aMessyFileIsReadAsFarAsItGoes() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        var bytes = Array(
            """
            Sl No.;PS;FIR No;Date of FIR;Brief Facts;Amount;Age\r
            1;Bally;11;05.06.2024;"Two lines\nand a ""quote""; and more";Rs. 1,25,000/-;34 yrs\r
            2;Bally;12;yesterday;An undated one;2.5 lakh;\r
            ;;;;;;\r
            3;Bally;13;05.06.2024;;100;40\r
            4;Bally;14;05.06.2024;too;many;fields;for the header\r
            5;Bally;15;05.06.2024;"never closed;1;2\r
            6;Bally;11;05.06.2024;The same case with another text;5;30\r
            7;Bally;16;31/12/23;
            """.utf8)
        // Windows-1252 in the midst of UTF-8: a curly apostrophe and a euro sign.
        bytes += Array("The victim".utf8) + [0x92] + Array("s money, 50 ".utf8) + [0x80] + Array(";lots;150\r\n".utf8)
        let report = try file.importTable(bytes, name: "messy.csv")
        #expect(report.added == 3)
        #expect(report.refused == 4)
        #expect(report.guessed == 1)
        let issues = try file.importIssues(of: "messy.csv")
        let told = issues.map { "\($0.line)\($0.isRefusal ? "!" : "?") \($0.reason)" }
        #expect(
            told == [
                "4? the date 'yesterday' is none that is known; the case is undated",
                "6! the gist is empty",
                "7! 8 fields, the header has 7: is a text with a comma in it not quoted?",
                "8! a quote is opened and never closed",
                "9! the same case as line 2 (:bally:11/2024), but another text",
                "10? the amount 'lots' is none that is known",
                "10? the age '150' is not in 1...120",
            ])
        let odd = try #require(try file.cases(.key(":bally:16/2023")).first)
        #expect(odd.gist == "The victim’s money, 50 €")
        #expect(try file.cases(.key(":bally:11/2024")).first?.gist == "Two lines\nand a \"quote\"; and more")
    }

    @Test func aStoppedImportGoesOnAndLosesNothing() throws {
        let whole = try Desk()
        let cut = try Desk()
        defer {
            whole.remove()
            cut.remove()
        }
        let bytes = Desk.table(50)
        try whole.open().importTable(bytes, name: "t.csv")
        var options = ImportOptions()
        options.rowsPerStep = 7
        for stop in 1...6 {
            // A new connection each time, as after a kill.
            let file = try cut.open()
            let report = try file.importTable(bytes, name: "t.csv", options: options) { _ in false }
            #expect(report.rows == stop * 7)
            #expect(!report.isFinished)
            file.close()
        }
        let last = try cut.open().importTable(bytes, name: "t.csv", options: options)
        #expect(last.isFinished && last.rows == 50 && last.resumedAtLine == 44)
        #expect(try cut.open().counts() == whole.open().counts())
        let again = try cut.open().importTable(bytes, name: "t.csv")
        #expect(again.isFinished && again.added == 50)
        #expect(try cut.open().counts().cases == 50)
    }

    @Test func aChangedTextIsReadAgainAndKeepsWhatPeopleSaid() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        try file.importTable(Desk.table(4), name: "a.csv")
        let reader = try Desk.builtIn.get()
        try file.classify(file.beginRound(size: nil), reader: reader)
        let key = "district-1:bally:3/2024"
        _ = try file.review(
            ReviewEntry(key: key, add: ["digital_arrest"], reviewer: "si.verma"), reader: reader, milliseconds: 1)
        let changed = String(decoding: Desk.table(4), as: UTF8.self).replacing("Case 3:", with: "Case 3, corrected:")
        let report = try file.importTable(Array(changed.utf8), name: "b.csv")
        #expect(report.changed == 1 && report.unchanged == 3)
        let view = try #require(try file.cases(.key(key)).first)
        #expect(view.uncertainty == nil && view.reviewedBy == nil)
        #expect(view.tags.map(\.name) == ["crime_type=digital_arrest"])
    }

    @Test func filesOfOthersAreRefused() throws {
        let desk = try Desk()
        defer { desk.remove() }
        try Data("this is no database, but it is long enough to be looked at by whoever opens it".utf8)
            .write(to: URL(fileURLWithPath: desk.path))
        #expect(throws: CasesFault.self) { try desk.open() }
        #expect(throws: CasesFault.self) {
            try Desk().open().importTable(Array("Name,Phone\nx,y\n".utf8), name: "t.csv")
        }
        #expect(throws: CasesFault.self) { try Desk().open().importTable([], name: "t.csv") }
    }

    @Test func onlyTheOwnerMayReadAFile() throws {
        let desk = try Desk()
        defer { desk.remove() }
        _ = try desk.open()
        let attributes = try FileManager.default.attributesOfItem(atPath: desk.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}
