import Anomaly
import ArgumentParser
import Composition
import Foundation
import FraudTraining
import Records
import Runtime
import StageKit
import Wire

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "What the scores were worth, by detector and model; models in trial.",
        subcommands: [Report.self, Trial.self])

    struct Trial: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trial",
            abstract: "Turns a model's record into one of a trial, for the key anomaly.shadow of ref.models.v1.",
            discussion: """
                A model in trial scores beside the one in force and decides nothing; scored.transactions.v1 says where the two
                lie on different sides of the threshold. To put it in force, publish the model's own record under anomaly.
                """)
        @Option(help: "The .record.json that 'prahari train fraud' wrote.") var from: String
        @Option(help: "When the trial ends, in event time: 2026-12-31T00:00:00Z.") var until: String
        @Option(help: "Scores on different sides of it differ; 0.5 when not given.") var threshold: Double?

        func run() throws {
            let model = try String(contentsOfFile: from, encoding: .utf8)
            do throws(StageFault) {
                Terminal.line(try ShadowModel.document(of: model, expires: until, threshold: threshold))
            } catch {
                throw ValidationError(error.message)
            }
        }
    }

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report",
            abstract: "Precision, recall, alarms a day and drift of what was scored, by what people decided.",
            discussion: """
                Reads scored.transactions.v1 and labels.v1 (subject_kind transaction; label fraud or false_alarm, the last
                word counts) from their beginning to their end. What has no label counts as sound, so precision is a lower
                bound while labels are still on their way. Drift is the population stability index of the scores, the last
                quarter of the time against the first: below 0.1 nothing, above 0.25 a shift.
                """)
        @OptionGroup var common: CommonOptions
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let configuration = try common.load()
            let cluster = Cluster(configuration)
            let decoder = WireDecoder()
            var book = ScoreBook()
            var read = 0
            var bad = 0
            for (topic, kind) in [(Topic.scoredTransactions, RecordKind.scoredTransaction), (.labels, .label)] {
                let reader = try TopicReader(cluster, topic: configuration.runtime.name(of: topic), from: .beginning)
                defer { reader.close() }
                try reader.readToEnd { records in
                    for record in records {
                        guard let value = record.value else { continue }
                        switch try? decoder.decode(kind, key: nil, value.span.bytes) {
                        case .scoredTransaction(let scored)?: book.add(scored)
                        case .label(let label)?: book.add(label)
                        default: bad += 1
                        }
                        read += 1
                        if read % 500_000 == 0 { Terminal.note("\(read) records read") }
                    }
                }
            }
            if bad > 0 { Terminal.note("\(bad) records could not be read and were left out") }
            let report = book.report
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
            } else {
                Terminal.line(text(report))
            }
        }

        private func text(_ report: ScoreReport) -> String {
            guard !report.versions.isEmpty else { return "nothing has been scored yet" }
            return report.versions.map { version in
                var lines = [
                    "\(version.version): \(version.scores) scores over \(fixed(version.days, 1)) days, "
                        + "\(version.frauds) labelled as fraud, \(version.falseAlarms) as false alarms"
                ]
                lines.append(
                    "  average precision \(version.ap.map { fixed($0, 3) } ?? "unknown without a labelled fraud"), "
                        + "precision of the 100 highest \(fixed(version.precisionAt100, 2)), "
                        + "drift \(version.drift.map { fixed($0, 3) } ?? "unknown, too few scores")")
                lines.append("  threshold    alarms   a day  precision  recall")
                for point in version.points {
                    lines.append(
                        String(
                            format: "  %9.2f  %8d  %6.1f  %9.3f  %6.3f", point.threshold, point.alarms,
                            point.alarmsPerDay, point.precision, point.recall))
                }
                for alarms in version.alarms where alarms.count > 0 {
                    lines.append(
                        "  alarms at a rate, \(alarms.level): \(alarms.count), \(fixed(alarms.share * 1_000, 2)) in 1,000, "
                            + "precision \(fixed(alarms.precision, 3)), recall \(fixed(alarms.recall, 3))")
                }
                for trial in version.trials {
                    lines.append(
                        "  model \(trial.model) in trial: above its threshold alone \(trial.onlyTrial) "
                            + "(\(trial.onlyTrialFrauds) frauds), below it alone \(trial.onlyInForce) "
                            + "(\(trial.onlyInForceFrauds) frauds)")
                }
                return lines.joined(separator: "\n")
            }.joined(separator: "\n\n")
        }

        private func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
    }
}
