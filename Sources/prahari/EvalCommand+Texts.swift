import ArgumentParser
import Foundation
import HotspotEvaluation
import TextEvaluation

extension EvalCommand {
    struct SMS: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sms",
            abstract: "The text classifier on the UCI spam and the smishing messages.",
            discussion: """
                UCI: the published split, trained on its first 1,674 messages; threshold and calibration by
                cross-validation on those alone. Smishing: duplicates removed, ten folds. One configuration for both.
                About a minute; --studies adds other thresholds and stricter handling of duplicates.
                """)
        @OptionGroup var options: Options
        @Flag(help: "Also other decision rules, and near-duplicates kept in one fold.") var studies = false

        func run() throws {
            let folder = try options.folder(of: "sms_uci", mark: "README.txt").deletingLastPathComponent()
            let report = try SMSEvaluation(directory: folder).report(studies: studies, note: Terminal.note)
            try options.print(report, text: report.text)
        }
    }

    struct Complaints: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "complaints",
            abstract: "The same classifier, trained and scored on any labelled CSV file.",
            discussion: """
                For an agency's own cases: a column of texts and a column of one label each. Texts that are equal
                after normalisation count once, near-duplicates stay in one fold. Nothing leaves the machine.

                    prahari eval complaints --csv cases.csv --text gist --label category
                """)
        @Option(help: "The file: RFC 4180, first line the names of the columns, UTF-8.") var csv: String
        @Option(help: "Column of the texts.") var text: String
        @Option(help: "Column of the labels.") var label: String
        @Option(help: "Column that says train or test; without it, five folds.") var split: String?
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let evaluation = try ComplaintsEvaluation(
                csv: URL(fileURLWithPath: csv), .init(textColumn: text, labelColumn: label, splitColumn: split))
            let report = try evaluation.report(note: Terminal.note)
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }

    struct Hotspots: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hotspots",
            abstract: "The spatial forecaster on burglaries and thefts of Portland and on New York's shootings.",
            discussion: """
                65 weekly forecasts of 333 cells each, pooled; every setting was chosen on the weeks before them. The
                published baselines are computed beside it. About a minute; four with --select.
                """)
        @OptionGroup var options: Options
        @Flag(help: "Also compare the settings again, on the training weeks.") var select = false

        func run() throws {
            let portland = try options.folder(of: "nij_portland", mark: "burglary.csv")
            let newYork = portland.deletingLastPathComponent().appendingPathComponent("nyc_shootings")
            let report = try HotspotEvaluation.report(
                portland: portland,
                newYork: FileManager.default.fileExists(atPath: newYork.path) ? newYork : nil, selects: select,
                progress: Terminal.note)
            try options.print(report, text: report.text)
        }
    }
}
