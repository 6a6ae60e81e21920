import Foundation
import Testing

@testable import NABEvaluation

@Suite struct NABCorpusTests {
    @Test func civilTime() {
        #expect(CivilTime.seconds("1970-01-01 00:00:00") == 0)
        #expect(CivilTime.seconds("2014-04-01 00:05:00") == 1_396_310_700)
        #expect(CivilTime.seconds("2014-04-01 00:05:00.000000") == 1_396_310_700)
        #expect(CivilTime.seconds("2016-02-29 23:59:59") == 1_456_790_399)
        #expect(CivilTime.seconds("2014-04-01T00:05:00") == nil)
        #expect(CivilTime.seconds("2014-13-01 00:05:00") == nil)
        #expect(CivilTime.seconds("2014-04-01") == nil)
    }

    @Test func readsRows() throws {
        let file = try NABCorpus.parse(
            "timestamp,value\n2014-04-01 00:00:00,20.5\r\n2014-04-01 00:05:00,-3e2\n", name: "f/x.csv", path: "x.csv")
        #expect(file.values == [20.5, -300])
        #expect(file.seconds[1] - file.seconds[0] == 300)
        #expect(file.folder == "f")
    }

    @Test(arguments: [
        ("time,value\n", "x.csv:1: found \"time,value\", expected the header"),
        ("timestamp,value\n2014-04-01 00:00:00,1\nyesterday,2\n", "x.csv:3: found \"yesterday,2\""),
        ("timestamp,value\n2014-04-01 00:00:00,much\n", "x.csv:2:"),
        ("timestamp,value\n2014-04-01 00:00:00,nan\n", "a finite number"),
        ("timestamp,value\n2014-04-01 00:00:00,1,2\n", "two fields"),
        ("timestamp,value\n", "at least one row"),
    ])
    func saysWhatIsWrong(_ text: String, _ message: String) {
        #expect {
            try NABCorpus.parse(text, name: "f/x.csv", path: "x.csv")
        } throws: { error in
            String(describing: error).contains(message)
        }
    }

    @Test func windowsMustBeRows() throws {
        let file = try NABCorpus.parse(
            "timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,2\n", name: "f/x.csv", path: "x.csv")
        let found = try NABCorpus.locate(
            [["2014-04-01 00:00:00.000000", "2014-04-01 00:05:00.000000"]], in: file, path: "labels")
        #expect(found == [0...1])
        #expect(throws: NABFault.self) {
            try NABCorpus.locate([["2014-04-01 00:01:00", "2014-04-01 00:05:00"]], in: file, path: "labels")
        }
    }

    @Test func readsAFolderAndWritesResults() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("nab-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let data = root.appendingPathComponent("data/f")
        let labels = root.appendingPathComponent("labels")
        for folder in [data, labels] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try "timestamp,value\n2014-04-01 00:00:00,1.0\n2014-04-01 00:05:00,2.0\n".write(
            to: data.appendingPathComponent("x.csv"), atomically: true, encoding: .utf8)
        try #"{"f/x.csv": [["2014-04-01 00:05:00.000000", "2014-04-01 00:05:00.000000"]]}"#.write(
            to: labels.appendingPathComponent("combined_windows.json"), atomically: true, encoding: .utf8)
        let corpus = try NABCorpus.read(directory: root)
        #expect(corpus.files.map(\.windows) == [[1...1]])
        try ResultFiles.write([[0, 0.5]], of: corpus, detector: "d", to: root.appendingPathComponent("results"))
        let written = try String(
            contentsOf: root.appendingPathComponent("results/d/f/d_x.csv"), encoding: .utf8)
        #expect(
            written == """
                timestamp,value,anomaly_score,label
                2014-04-01 00:00:00,1.0,0.0,0
                2014-04-01 00:05:00,2.0,0.5,1

                """)
        #expect(throws: NABFault.self) {
            try ResultFiles.write([[0]], of: corpus, detector: "d", to: root.appendingPathComponent("results"))
        }
    }

    @Test func reportHasTheKeys() throws {
        let rows = 300
        let corpus = NABCorpus(files: [
            NABFile(
                name: "f/x.csv", stamps: (0..<rows).map(String.init), seconds: (0..<rows).map { Int64($0) * 300 },
                values: (0..<rows).map { $0 == 250 ? 90 : Double($0 % 7) }, windows: [245...260])
        ])
        let report = NABEvaluation(corpus).report(studies: false)
        let object =
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any] ?? [:]
        for key in [
            "standard", "reward_low_FP_rate", "reward_low_FN_rate", "fixed_threshold", "leave_one_folder_out",
        ] {
            #expect(object[key] is Double, "\(key)")
        }
        #expect(report.standard > 60)
        #expect(report.text.contains("ARTime"))
    }
}
