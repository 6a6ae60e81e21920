import Testing

@testable import TextEvaluation

func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8), path: "cases.csv")
    var found: [[String]] = []
    while let record = try reader.next() { found.append(record.fields.map { String(decoding: $0, as: UTF8.self) }) }
    return found
}

@Suite struct CSVTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\r1,\r", [["a", "b"], ["1", ""]]),
        ("a\n\"x, \"\"y\"\"\nz\"\n", [["a"], ["x, \"y\"\nz"]]),
        ("a,b\n\"\",\"\"\n", [["a", "b"], ["", ""]]),
        ("a\n\n\nगाँव\n", [["a"], ["गाँव"]]),
        ("a,\"b\r\nc\"\n", [["a", "b\r\nc"]]),
        ("", []),
        ("\n\n", []),
    ])
    func reads(_ text: String, _ expected: [[String]]) throws { #expect(try records(text) == expected) }

    @Test(arguments: [
        ("a,b\n1\n", 2, 1, "1 fields"),
        ("a,b\n\"x\ny\",2\n1,2,3\n", 4, 1, "3 fields"),
        ("a\nगा\"व\n", 2, 3, "a quote inside of an unquoted field"),
        ("a,b\n1,\"x", 2, 3, "a quote that is never closed"),
        ("a,b\n\"p\nq\"x,2\n", 3, 3, "text after a closing quote"),
    ])
    func faultsSayWhere(_ text: String, _ line: Int, _ column: Int, _ found: String) throws {
        do {
            _ = try records(text)
            Issue.record("no fault")
        } catch TextDataFault.malformed(let path, let atLine, let atColumn, let what, _) {
            #expect(path == "cases.csv" && atLine == line && atColumn == column && what == found)
        }
    }

    @Test func bytesMustBeUTF8UnlessLatin1() throws {
        let bytes: [UInt8] = [0x61, 0x0A, 0xA3, 0x35, 0x0A]
        var reader = CSVReader(bytes, path: "x.csv")
        _ = try reader.next()
        #expect(throws: TextDataFault.self) { try reader.next() }
        var latin = CSVReader(bytes, path: "x.csv", encoding: .latin1)
        _ = try latin.next()
        #expect(try latin.next()?.fields == [Array("£5".utf8)])
    }

    @Test func columnsAreNamed() {
        #expect(throws: TextDataFault.noColumn(path: "c.csv", name: "gist", columns: ["id", "text"])) {
            try LabelledTable(Array("id,text\n1,x\n".utf8), path: "c.csv", text: "gist", label: "id", split: nil)
        }
        let fault = TextDataFault.noColumn(path: "c.csv", name: "gist", columns: ["id", "text"])
        #expect("\(fault)" == "c.csv: no column 'gist'; its columns are 'id', 'text'")
    }

    @Test func anyBytesEnd() {
        var state: UInt64 = 9
        for _ in 0..<300 {
            let bytes = (0..<60).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xE0][Int(state >> 40) % 6]
            }
            var reader = CSVReader(bytes, path: "f")
            do { while try reader.next() != nil {} } catch {}
        }
    }
}
