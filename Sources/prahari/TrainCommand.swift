import Anomaly
import ArgumentParser
import Foundation
import FraudTraining
import Records
import Trees
import Wire

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains a model from records and what people decided about them.",
        subcommands: [Fraud.self, Tagger.self, Posts.self])

    struct Fraud: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fraud",
            abstract: "The classifier of the anomaly stage, from transactions and labels.",
            discussion: """
                The transactions must be in the order of event time. Labels are lines of labels.v1 (subject_kind
                transaction, label fraud) or of the simulator's scenario.truth.v1; what has none counts as sound. The first
                60 % of the time train, 20 % stop the training, the last 20 % are only measured. Writes the model, its card
                and the record that puts it in force:

                  prahari simulate --to city/ --days 30 --accounts 5000 --victims 400 --rings 20
                  prahari train fraud --transactions city/bank.transactions.v1.jsonl \\
                      --labels city/scenario.truth.v1.jsonl --out models/ --model-version 2026.11
                  prahari produce --topic ref.models.v1 --key anomaly --from models/anomaly-2026.11.record.json --whole

                Going back is producing the older record; deleting the key leaves the detectors alone.
                """)

        @Option(help: "JSON lines of bank.transactions.v1, in the order of event time.") var transactions: String
        @Option(help: "JSON lines of labels.v1 or scenario.truth.v1.") var labels: String
        @Option(help: "Folder to write to.") var out: String
        @Option(help: "Version of the model: letters, digits, dots and dashes.") var modelVersion: String
        @Option(help: "All that is drawn is drawn from it.") var seed: UInt32 = 1
        @Option(help: "Threads that training may use.") var threads = 1
        @Option(help: "Most trees; the second part of the data decides how many stay. 6 ns a booking each.")
        var trees = 100
        @Option(help: "Learning rate, above 0 and at most 1; fewer trees want more.") var learningRate = 0.2
        @Flag(help: "Print one JSON object last.") var json = false

        func validate() throws {
            guard (1...5_000).contains(trees), learningRate > 0, learningRate <= 1 else {
                throw ValidationError("--trees takes 1 to 5000, --learning-rate above 0 and at most 1")
            }
            let legal = modelVersion.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
            guard legal, (1...64).contains(modelVersion.count) else {
                throw ValidationError("--model-version takes 1 to 64 letters, digits, dots and dashes")
            }
        }

        func run() throws {
            let frauds = try readFrauds()
            Terminal.note("\(frauds.count) transactions are labelled as fraud")
            var trainer = FraudTrainer(seed: seed, threads: threads)
            trainer.rounds = trees
            trainer.learningRate = learningRate
            let decoder = WireDecoder()
            for (number, line) in try LineSource(path: transactions, whole: false).enumerated() {
                let bytes = [UInt8](line)
                do {
                    guard
                        case .bankTransaction(let booking) = try decoder.decode(
                            .bankTransaction, key: nil, bytes.span.bytes)
                    else { continue }
                    try trainer.add(booking, isFraud: frauds.contains(booking.transactionID))
                } catch {
                    Terminal.error("\(transactions):\(number + 1): \(error)")
                    throw ExitCode(1)
                }
                if trainer.count % 100_000 == 0, trainer.count > 0 { Terminal.note("\(trainer.count) rows") }
            }
            Terminal.note("\(trainer.count) rows, \(trainer.frauds) of them frauds; training")
            do {
                let result = try trainer.train()
                try write(result.booster, result.training, result.report, trainer)
            } catch let fault as TrainingFault {
                Terminal.error("\(fault)")
                throw ExitCode(1)
            }
        }

        /// Ids of transactions that a person or the simulator calls fraud.
        private func readFrauds() throws -> Set<String> {
            let decoder = WireDecoder()
            var frauds: Set<String> = []
            for (number, line) in try LineSource(path: labels, whole: false).enumerated() {
                let bytes = [UInt8](line)
                if case .label(let label)? = try? decoder.decode(.label, key: nil, bytes.span.bytes) {
                    guard label.subjectKind == "transaction" else { continue }
                    // The last word counts: a false alarm takes a label back.
                    if label.label == "fraud" { frauds.insert(label.subject) } else { frauds.remove(label.subject) }
                    continue
                }
                do {
                    guard case .groundTruth(let truth) = try decoder.decode(.groundTruth, key: nil, bytes.span.bytes)
                    else { continue }
                    if ["victim_transfer", "layer_transfer", "cash_out"].contains(truth.kind) {
                        frauds.insert(truth.subject)
                    }
                } catch {
                    Terminal.error("\(labels):\(number + 1): neither a label nor a truth of the simulator: \(error)")
                    throw ExitCode(1)
                }
            }
            return frauds
        }

        private func write(
            _ booster: Booster, _ training: Training, _ report: FraudTrainer.Report, _ trainer: FraudTrainer
        ) throws {
            let period = trainer.period.map { "\(Timestamp.string($0.from)) to \(Timestamp.string($0.to))" } ?? ""
            let card = try ModelCard(
                name: "anomaly-\(modelVersion)", data: "\(trainer.count) bookings, \(trainer.frauds) of them frauds",
                period: period, training: training,
                metrics: [
                    "auc": report.model.auc, "ap": report.model.ap,
                    "precision_at_frauds": report.model.precisionAtFrauds, "detectors_ap": report.detectors.ap,
                    "ensemble_ap": report.ensemble.ap,
                ], createdAt: trainer.period.map { Timestamp.string($0.to) } ?? "", of: booster)
            let folder = URL(fileURLWithPath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let base = folder.appendingPathComponent("anomaly-\(modelVersion)").path
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Data(try booster.bytes()).write(to: URL(fileURLWithPath: base + ".model.json"))
            try encoder.encode(card).write(to: URL(fileURLWithPath: base + ".card.json"))
            let record = try ScoringModel.document(version: modelVersion, card: card, booster: booster)
            try Data(record.utf8).write(to: URL(fileURLWithPath: base + ".record.json"))
            Terminal.note("written: \(base).model.json, .card.json and .record.json (\(record.utf8.count) bytes)")
            let lines = [
                ("detectors alone", report.detectors), ("model", report.model), ("ensemble", report.ensemble),
            ].map { name, figures in
                String(
                    format: "  AUC %.3f  AP %.3f  precision at the number of frauds %.3f  %@", figures.auc, figures.ap,
                    figures.precisionAtFrauds, name)
            }
            let text =
                ([
                    "the last part of the time, never trained on (\(report.rows["measuring"] ?? 0) rows, "
                        + "\(report.frauds["measuring"] ?? 0) frauds), \(report.rounds) trees:"
                ] + lines).joined(
                    separator: "\n")
            guard json else { return Terminal.line(text) }
            Terminal.note(text)
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}
