import ArgumentParser
import CashOutEvaluation
import DataFiles
import DetectorEvaluation
import Foundation
import HandbookEvaluation
import NABEvaluation
import RingsEvaluation
import Series

struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measures the detectors on public data sets, beside the published figures.",
        discussion: """
            The sets are not part of the project; --data names their folder (default: PRAHARI_DATA, else
            ../shared/data), which has a folder for each set. Nothing is fitted on what is scored; each command's text
            states the protocol. Figures of record are in Benchmarks/RESULTS.md.
            """,
        subcommands: [
            NAB.self, Handbook.self, AMLSim.self, RingsOfAccounts.self, SMS.self, Complaints.self, Hotspots.self,
            CashOut.self, Trail.self, Detectors.self, Tags.self, Alerts.self,
        ])

    /// Where the data is, and in what form the answer is wanted.
    struct Options: ParsableArguments {
        @Option(help: "Folder of the public data sets, or of this set itself.") var data: String?
        @Flag(help: "Print one JSON object last.") var json = false

        /// The folder of the set `name`, recognised by the file `mark` in it.
        func folder(of name: String, mark: String) throws -> URL {
            let base = data ?? ProcessInfo.processInfo.environment["PRAHARI_DATA"] ?? "../shared/data"
            for path in [base + "/" + name, base] where FileManager.default.fileExists(atPath: path + "/" + mark) {
                return URL(fileURLWithPath: path)
            }
            throw ValidationError(
                "no \(name) data in '\(base)': neither \(base)/\(name)/\(mark) nor \(base)/\(mark) exists; "
                    + "name the folder with --data or PRAHARI_DATA")
        }

        func print(_ report: some Encodable, text: @autoclosure () -> String) throws {
            guard json else { return Terminal.line(text()) }
            Terminal.note(text())
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }

    struct NAB: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "nab",
            abstract: "The series detector on the Numenta Anomaly Benchmark, with its official scorer.",
            discussion: """
                Each of the 58 files is a stream, read once, with one configuration for all; scores are given before
                the next row is seen. The official score takes the best threshold on the corpus itself, so the score
                at the detector's own fixed threshold and with each folder left out stand beside it. The scorer is
                proved on the published Windowed Gaussian results where they are in the folder.
                """)
        @OptionGroup var options: Options
        @Option(help: "Write each file's scores here, in the benchmark's own layout.") var results: String?
        @Flag(help: "Also what each part adds, and how much each setting matters (minutes).") var studies = false

        func run() throws {
            let folder = try options.folder(of: "nab", mark: "labels/combined_windows.json")
            Terminal.note("reading \(folder.path)")
            let corpus = try NABCorpus.read(directory: folder)
            let evaluation = NABEvaluation(corpus)
            let published = folder.appendingPathComponent("results_windowedGaussian/per_record.csv.gz")
            var golden: [[Double]]?
            if FileManager.default.fileExists(atPath: published.path) {
                let text = String(decoding: try CompressedFile.read(published), as: UTF8.self)
                golden = try ResultFiles.readCombined(text, for: corpus, path: published.path)
            }
            let report = evaluation.report(.standard, golden: golden, studies: studies)
            if let results {
                let target = URL(fileURLWithPath: results)
                try ResultFiles.write(evaluation.scores(), of: corpus, detector: "prahari", to: target)
                Terminal.note("scores of each record written to \(target.path)/prahari")
            }
            try options.print(report, text: report.text)
        }
    }

    struct Handbook: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "handbook",
            abstract: "The fraud classifier on the simulated cards of the Fraud Detection Handbook.",
            discussion: """
                1.75 million payments; features are computed as a stream, labels are known seven days later. First the
                handbook's own 15 features and XGBoost are reproduced, then ours under the same splits. What was chosen
                was chosen on weeks before the first test day. Takes about four minutes with --ablate.
                """)
        @OptionGroup var options: Options
        @Option(help: "Threads that training may use.") var threads = 2
        @Flag(help: "Also choose the model again among the candidates, on earlier weeks.") var select = false
        @Flag(help: "Also what each group of features adds.") var ablate = false

        func run() throws {
            let folder = try options.folder(of: "fraud_handbook", mark: "transactions_raw.csv.xz")
            let evaluation = try HandbookEvaluation(directory: folder, threads: threads) { Terminal.note($0) }
            let report = try evaluation.run(selects: select, ablates: ablate)
            try options.print(report, text: ReportTable.text(report))
        }
    }

    struct AMLSim: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "amlsim",
            abstract: "The laundering-ring features on three simulated transfer graphs of AMLSim.",
            discussion: """
                Features of each account are kept as the transfers stream by and read at the end; average precision
                per account over five seeded folds. The features were designed with these graphs in view and some of
                what carries them is the simulator's own: expect less of real payments. --cuts reads the features
                earlier in the stream. About a minute; two and a half with --ablation.
                """)
        @OptionGroup var options: Options
        @Option(help: "Seed of the folds and the trees.") var seed: UInt64 = 1
        @Option(help: "Threads that training may use.") var threads = 1
        @Option(help: "Time steps at which to read the features early, as 50,75,100.") var cuts = ""
        @Flag(help: "Also what each group of features adds.") var ablation = false

        func run() throws {
            let folder = try options.folder(of: "amlsim_20k", mark: "20K_fanin200cycle200/transactions.csv.gz")
            let steps = try cuts.split(separator: ",").map { text in
                guard let step = Int32(text) else {
                    throw ValidationError("--cuts takes whole numbers, as 50,75,100; '\(text)' is none")
                }
                return step
            }
            Terminal.note("reading \(folder.path)")
            let evaluation = RingsEvaluation(classifier: BoostedTrees(threads: threads), seed: seed)
            let report = try evaluation.report(data: folder, withAblation: ablation, cuts: steps)
            try options.print(report, text: report.text)
        }
    }

    struct CashOut: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cashout",
            abstract: "The forecasts of where stolen money is drawn, on simulated cities.",
            discussion: """
                Each seed is a city of its own, played for four weeks through the trail and cashout stages in memory and
                held against what really happened, beside simple rankings. Needs no data. Settings were chosen on seeds
                101 to 105; 1 to 10 are for measuring. A few minutes for ten cities, five times that with --ablate.
                """)
        @Option(help: "Seeds, as 1..10 or 7.") var seed = "1..10"
        @Flag(help: "Also without each part of the forecaster.") var ablate = false
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let evaluation = CashOutEvaluation()
            let seeds = try EvalCommand.seeds(seed)
            let report = try evaluation.report(seeds: seeds, ablates: ablate) { Terminal.note($0) }
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }

    struct Detectors: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "detectors",
            abstract: "What each detector of the anomaly stage adds, on simulated cities.",
            discussion: """
                Each seed is a city of its own, played for four weeks; the first week only teaches. Right is a booking that moved
                stolen money. Needs no data; about ten seconds a city.
                """)
        @Option(help: "Seeds, as 1..5 or 7.") var seed = "1..5"
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let report = try DetectorEvaluation().report(seeds: try EvalCommand.seeds(seed)) { Terminal.note($0) }
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}
