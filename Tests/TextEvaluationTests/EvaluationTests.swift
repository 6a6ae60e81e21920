import Foundation
import Testing
import TextModel
import TextTrainer

@testable import TextEvaluation

/// A file of three easy classes, with a duplicate, a contradiction and a row without a class.
func cases(split: Bool = false) -> String {
    let places = ["Pune", "Kolkata", "Delhi", "Chennai", "Surat", "Patna", "Kochi", "Nagpur", "Ranchi", "Mysuru"]
    var lines = ["id,gist,type" + (split ? ",part" : "")]
    for (index, place) in places.enumerated() {
        let part = split ? (index < 6 ? ",train" : ",Test") : ""
        lines += [
            "\(index),\"In \(place) a caller, posing as police, kept him on video and took \(index + 1) lakh\",arrest"
                + part,
            "\(index),Lady of \(place) joined a task group; paid and could not withdraw her money,task\(part)",
            "\(index),\"The electricity bill of a man near \(place) market\nwas said to be unpaid; app put\",bill"
                + part,
        ]
    }
    let tail = split ? ",train" : ""
    lines.append("90,\"in PUNE a caller, posing as police, kept him on video and took 1 lakh\",Arrest\(tail)")
    lines.append("91,\"In Delhi a caller, posing as police, kept him on video and took 3 lakh\",task\(tail)")
    lines.append("92,A row without a class,\(tail)")
    return lines.joined(separator: "\n") + "\n"
}

@Suite struct EvaluationTests {
    func evaluate(_ text: String, _ options: ComplaintsEvaluation.Options) throws -> ComplaintsReport {
        try ComplaintsEvaluation(Array(text.utf8), path: "cases.csv", options).report()
    }

    @Test func foldsOverAnEasyFile() throws {
        var options = ComplaintsEvaluation.Options(textColumn: "gist", labelColumn: "type")
        // The sentences of a class are near-duplicates of each other; this test wants them apart.
        options.nearDuplicateThreshold = 1
        let report = try evaluate(cases(), options)
        #expect(report.rows == 30 && report.duplicates == 2 && report.contradictions == 1 && report.incomplete == 1)
        #expect(report.accuracy == 1 && report.macroF1 == 1 && report.weightedF1 == 1)
        #expect(report.classes.map(\.label) == ["arrest", "bill", "task"])
        #expect(report.confusion == [[10, 0, 0], [0, 10, 0], [0, 0, 10]])
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any]
        for key in ["accuracy", "weighted_f1", "macro_f1", "rows"] { #expect(json?[key] is NSNumber) }
        #expect(report.text.contains("arrest"))
    }

    @Test func aGivenSplit() throws {
        let options = ComplaintsEvaluation.Options(textColumn: "gist", labelColumn: "type", splitColumn: "part")
        let report = try evaluate(cases(split: true), options)
        #expect(report.rows == 12 && report.accuracy == 1 && report.folds.count == 1)
    }

    @Test func faultsSayWhatWouldBeRight() throws {
        var options = ComplaintsEvaluation.Options(textColumn: "gist", labelColumn: "type")
        func fault(_ text: String) -> String {
            do {
                _ = try evaluate(text, options)
                return ""
            } catch { return "\(error)" }
        }
        #expect(fault("").contains("is empty"))
        #expect(fault("gist,type\na,b\n").contains("needs two"))
        options.splitColumn = "part"
        #expect(
            fault("gist,type,part\na,b,train\nc,d,tset\n")
                == "cases.csv:3:1: found 'tset' in column 'part', expected 'train' or 'test'")
        #expect(fault("gist,type,part\na,b,train\nc,d,train\n").contains("cannot be divided"))
    }

    @Test func readsTheMessageSets() throws {
        let uci = try SMSData.uci(Array("ham\tHello\tyou\r\nspam\tWIN\n\n".utf8), path: "u")
        #expect(uci.labels == ["ham", "spam"] && uci.classes == [0, 1])
        #expect(uci.texts == [Array("Hello\tyou".utf8), Array("WIN".utf8)])
        #expect(throws: TextDataFault.self) { try SMSData.uci(Array("ham Hello\n".utf8), path: "u") }
        #expect(throws: TextDataFault.self) { try SMSData.uci(Array("eggs\tHello\n".utf8), path: "u") }
        let other = try SMSData.smishing(
            Array("LABEL,TEXT,URL\nHam,a b,No\nSmishing,\"x, ".utf8) + [0xA3] + Array("\",No\n".utf8), path: "s")
        #expect(other.labels == ["ham", "smishing"] && other.texts[1] == Array("x, £".utf8))
        #expect(other.distinctRows == [0, 1])
    }

    @Test func reportsSpamAsPublished() throws {
        // 509 spam and 3,391 ham, as in the published test part.
        let figures = SMSReport.Spam(
            BinaryCounts(truePositives: 423, falsePositives: 6, falseNegatives: 86, trueNegatives: 3_385))
        #expect(abs(figures.spamCaught - 83.10) < 0.01 && abs(figures.hamBlocked - 0.18) < 0.01)
        #expect(abs(figures.accuracy - 97.64) < 0.01 && abs(figures.mcc - 0.893) < 0.001)
    }

    @Test func messageReportFromEndToEnd() throws {
        var rows: [(text: [UInt8], label: String)] = []
        for index in 0..<20 {
            rows.append((Array("see you at \(index) tomorrow then, number \(index)".utf8), "ham"))
            rows.append((Array("WIN cash now, call 0900\(index)12\(index) to claim \(index)".utf8), "spam"))
            rows.append((Array("Your account \(index) is locked, verify http://b\(index).in".utf8), "smishing"))
        }
        let three = LabelledTexts(rows)
        var many: [(text: [UInt8], label: String)] = []
        for index in 0..<100 {
            let row = rows[index % rows.count]
            many.append((row.text, row.label == "ham" ? "ham" : "spam"))
        }
        var evaluation = SMSEvaluation(uci: LabelledTexts(many), smishing: three)
        evaluation.trainRows = 60
        evaluation.folds = 2
        evaluation.spamTraining.folds = 2
        evaluation.smishingTraining.folds = 2
        let report = try evaluation.report()
        #expect(report.uci.figures.mcc > 0.99 && report.smishing.macroF1 > 0.99)
        let data = try JSONEncoder().encode(report)
        let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let uci = try #require(json["uci"] as? [String: Any])
        for key in ["spam_caught", "ham_blocked", "accuracy", "mcc"] { #expect(uci[key] is NSNumber) }
        #expect((json["smishing"] as? [String: Any])?["macro_f1"] is NSNumber)
        #expect(try JSONDecoder().decode(SMSReport.self, from: data).uci.figures == report.uci.figures)
        #expect(report.text.contains("SVM + tok1"))
    }
}
