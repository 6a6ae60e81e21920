import ArgumentParser
import Foundation
import Records
import StageKit
import StageTraining
import TextEvaluation
import TextModel
import Wire

extension TrainCommand {
    struct Tagger: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tagger",
            abstract: "The text model of the stage tagger, from cases that people have looked at.",
            discussion: """
                From the topics, as JSON lines: the cases, what the stage said, and the labels (subject_kind fir; tag_added and
                tag_removed with facet=tag as detail, or confirmed). Cases without a label are not learned from. Or from a CSV
                file with the columns text and tags (facet=tag, parted by spaces). Or --generated: the texts of the built-in
                model, which are made from the simulator's stories; --with-generated adds them to one's own.

                  prahari train tagger --firs police.firs.jsonl --tagged tagged.firs.jsonl --labels labels.jsonl \\
                      --with-generated --out models/ --model-version 2026.12
                  prahari produce --topic ref.models.v1 --key tagger --from models/tagger-2026.12.record.json --whole

                Going back is producing the older record; deleting the key brings the built-in model back.
                """)
        @OptionGroup var options: TextOptions
        @Option(help: "JSON lines of police.firs.v1.") var firs: String?
        @Option(help: "JSON lines of tagged.firs.v1.") var tagged: String?
        @Option(help: "JSON lines of labels.v1.") var labels: String?

        func run() throws {
            var texts = try options.texts(group: 1_000_000)
            if options.generated || options.withGenerated {
                do throws(StageFault) { texts += try TaggerTexts.generated() } catch {
                    throw ValidationError(error.message)
                }
            }
            if let firs, let labels {
                texts += TaggerTexts.corrected(
                    firs: try records(firs, .fir) { if case .fir(let fir) = $0 { fir } else { nil } },
                    tagged: try tagged.map { path in
                        try records(path, .taggedFIR) { if case .taggedFIR(let fir) = $0 { fir } else { nil } }
                    } ?? [],
                    labels: try records(labels, .label) { if case .label(let label) = $0 { label } else { nil } }
                ).map {
                    LabelledText(text: $0.text, labels: $0.labels, template: $0.template + 2_000_000)
                }
            }
            try options.train(texts, stage: "tagger", maximumFeatures: 9_000)
        }

        private func records<T>(_ path: String, _ kind: RecordKind, _ pick: (DomainRecord) -> T?) throws -> [T] {
            let decoder = WireDecoder()
            var found: [T] = []
            for (number, line) in try LineSource(path: path, whole: false).enumerated() {
                let bytes = [UInt8](line)
                do {
                    if let one = pick(try decoder.decode(kind, key: nil, bytes.span.bytes)) { found.append(one) }
                } catch {
                    Terminal.error("\(path):\(number + 1): \(error)")
                    throw ExitCode(1)
                }
            }
            return found
        }
    }

    struct Posts: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "posts",
            abstract: "The text model of the stage social, from posts with their category.",
            discussion: """
                From a CSV file with the columns text and tags; the tag is a category of the lexicon, or empty for a sound
                post. Or --generated: the texts of the built-in model.

                  prahari train posts --csv posts.csv --with-generated --out models/ --model-version 2026.12
                  prahari produce --topic ref.models.v1 --key social --from models/social-2026.12.record.json --whole
                """)
        @OptionGroup var options: TextOptions

        func run() throws {
            var texts = try options.texts(group: 1_000_000)
            if options.generated || options.withGenerated {
                var corpus = PostCorpus()
                texts += corpus.texts()
            }
            try options.train(texts, stage: "social", maximumFeatures: 12_000)
        }
    }
}

struct TextOptions: ParsableArguments {
    @Option(help: "CSV (RFC 4180) with the columns text and tags.") var csv: String?
    @Flag(help: "Train on the generated texts alone.") var generated = false
    @Flag(help: "Add the generated texts to one's own.") var withGenerated = false
    @Option(help: "Folder to write to.") var out: String
    @Option(help: "Version of the model: letters, digits, dots and dashes.") var modelVersion: String
    @Option(help: "The time the texts are from, for the card.") var period = "not said"

    func validate() throws {
        let legal = modelVersion.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        guard legal, (1...64).contains(modelVersion.count) else {
            throw ValidationError("--model-version takes 1 to 64 letters, digits, dots and dashes")
        }
    }

    func texts(group: Int) throws -> [LabelledText] {
        guard let csv else { return [] }
        return try TaggedCSV.read(URL(fileURLWithPath: csv)).enumerated().map {
            LabelledText(text: $1.text, labels: $1.tags, template: group + $0)
        }
    }

    func train(_ texts: [LabelledText], stage: String, maximumFeatures: Int) throws {
        guard texts.count >= 20 else {
            throw ValidationError("\(texts.count) texts are too few to learn from: 20 at least, or --generated")
        }
        Terminal.note("\(texts.count) texts")
        let source =
            generated ? "generated texts alone, seed 1; no real ones" : withGenerated ? "own and generated" : "own"
        let card = TextModelCard(
            name: "\(stage)-\(modelVersion)", data: "\(texts.count) texts, \(source)", period: period, createdAt: "")
        do throws(TextModelError) {
            let model = try StageTrainer.train(texts, maximumFeatures: maximumFeatures, card: card)
            try write(model, stage)
        } catch {
            Terminal.error("\(error)")
            throw ExitCode(1)
        }
    }

    private func write(_ model: TextModel, _ stage: String) throws(TextModelError) {
        let bytes = try model.bytes()
        let base = URL(fileURLWithPath: out).appendingPathComponent("\(stage)-\(modelVersion)").path
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: base + ".textmodel"))
            try encoder.encode(model.card).write(to: URL(fileURLWithPath: base + ".card.json"))
            try Data(try TextModelDocument.document(stage: stage, version: modelVersion, model: model).utf8)
                .write(to: URL(fileURLWithPath: base + ".record.json"))
        } catch { throw .notAModel(reason: "it cannot be written to \(out): \(error)") }
        Terminal.note("written: \(base).textmodel (\(bytes.count) bytes), .card.json and .record.json")
        for name in ["cv_micro_f1", "cv_macro_f1"] {
            if let value = model.card.metrics[name] { Terminal.line("\(name) \(String(format: "%.3f", value))") }
        }
        Terminal.line("\(model.labels.count) labels, \(model.featureCount) n-grams")
    }
}
