import ArgumentParser
import Cases
import Foundation
import LanguageModel

struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Ask a language model too: anthropic. Off unless given.", valueName: "provider"))
    var llm: String?
    @Option(help: ArgumentHelp("Model, prices, key and limits: JSON as in examples/llm.json.", valueName: "path"))
    var llmSettings: String?
    @Option(
        help: ArgumentHelp(
            "Dollars that this case file may ever spend on models; needed with --llm.", valueName: "dollars"))
    var budget: Double?
    @Option(help: ArgumentHelp("Instructions of the unit for the model, one a line.", valueName: "path"))
    var instructions: String?

    func settings() throws -> ModelSettings? {
        guard let llm else { return nil }
        guard llm == "anthropic" else { throw ValidationError("--llm takes anthropic, not '\(llm)'") }
        guard let llmSettings else {
            throw ValidationError(
                "--llm needs --llm-settings: prices change, so they are not built in; see examples/llm.json")
        }
        do throws(LanguageModelFault) {
            return try ModelSettings(json: Data(try CaseShell.bytesOrEmpty(llmSettings)))
        } catch {
            Terminal.error("\(llmSettings): \(error)")
            throw ExitCode(2)
        }
    }

    func client(_ settings: ModelSettings, _ file: CaseFile) throws -> AnthropicClient {
        guard let budget, let cap = Dollars.nanodollars(budget) else {
            throw ValidationError(
                "--llm needs --budget: the dollars that this case file may spend in all, such as --budget 5")
        }
        do throws(LanguageModelFault) {
            return try AnthropicClient(settings: settings, budgetNanodollars: cap, ledger: CaseLedger(file))
        } catch {
            Terminal.error("\(error)")
            throw ExitCode(2)
        }
    }

    func card(_ reader: TagReader) throws -> TaxonomyCard {
        let lines =
            try instructions.map { try CaseShell.text($0).split(whereSeparator: \.isNewline).map(String.init) } ?? []
        return reader.card(instructions: lines.filter { !$0.allSatisfy(\.isWhitespace) })
    }
}

extension CaseShell {
    /// Empty when the file cannot be read: the reader of the settings then says what is missing.
    fileprivate static func bytesOrEmpty(_ path: String) throws(LanguageModelFault) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .settings("the file cannot be read") }
        return [UInt8](data)
    }
}

struct CasesClassify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Reads cases: a random sample, the next one, then the rest.",
        discussion: """
            Rules read every case and cost nothing. With --llm the model is asked about the same cases too; its tags stand beside the
            rules', marked llm:<model>, and where the two name different crimes the case goes up in the order of review. Personal data is
            masked before it leaves. The estimate is printed before anything is spent; --dry-run prints it and stops.

              prahari cases classify --sample 100
              prahari cases classify --sample 500
              prahari cases classify --rest
              prahari cases classify --rest --again              after new rules or a new taxonomy
              prahari cases classify --sample 100 --llm anthropic --llm-settings llm.json --budget 5 --dry-run

            Ctrl-C stops after the step at hand; the same command goes on.
            """)

    @OptionGroup var cases: CaseFileOptions
    @Option(help: "So many cases that were in no sample yet.") var sample: Int?
    @Flag(help: "All that are left.") var rest = false
    @Option(
        help: "A round that was begun before, by its number: to ask a model about a sample that the rules have read.")
    var round: Int64?
    @Flag(help: "Also those that were read by other rules or another taxonomy.") var again = false
    @OptionGroup var model: ModelOptions
    @Flag(help: "Say what the model would cost, and ask nothing.") var dryRun = false
    @Flag(help: "Ask the model again where its answer was of no use.") var retryFailed = false

    func validate() throws {
        guard [sample != nil, rest, round != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("say which: --sample 100, --rest, or --round 1")
        }
        if let sample, sample < 1 { throw ValidationError("--sample takes a number above 0") }
    }

    func run() throws {
        Interrupt.watch()
        let settings = try model.settings()
        let file = try cases.open()
        let reader = try file.reader()
        if again { Terminal.note("\(try file.forgetOldReadings(reader)) cases are read again") }
        let found = try self.round.map { try file.round($0) } ?? file.beginRound(size: sample)
        guard let round = found else { throw ValidationError("there is no round \(self.round ?? 0)") }
        Terminal.note(
            "round \(round.id): \(round.total) cases\(round.isResumed ? ", \(round.done) of them read before" : "") (\(reader.version))"
        )
        try classify(file, round, reader)
        if let settings, !Interrupt.isSet { try ask(file, round, reader, settings) }
        let counts = try file.counts()
        Terminal.note("\(counts.classified) of \(counts.cases) cases are classified, \(counts.reviewed) reviewed")
    }

    private func classify(_ file: CaseFile, _ round: ClassifyRound, _ reader: TagReader) throws {
        let started = ContinuousClock.now
        var told = 0
        let progress = try file.classify(round, reader: reader, isLast: model.llm == nil) { progress in
            if progress.done / 5_000 > told {
                told = progress.done / 5_000
                Terminal.note(
                    "\(progress.done) of \(progress.total), \(Self.rate(progress.done - round.done, started)) cases/s")
            }
            return !Interrupt.isSet
        }
        Terminal.note(
            "rules: \(progress.done) of \(progress.total) cases, \(Self.rate(progress.done - round.done, started)) cases/s, "
                + "\(progress.doubtful) in doubt, cost $0")
        if progress.done < progress.total { Terminal.note("stopped; the same command goes on") }
    }

    private func ask(_ file: CaseFile, _ round: ClassifyRound, _ reader: TagReader, _ settings: ModelSettings) throws {
        let card = try model.card(reader)
        let estimate = try file.estimate(
            round, reader: reader, card: card, settings: settings, retryFailed: retryFailed)
        Terminal.note(Self.words(estimate, settings))
        guard !dryRun else { return }
        let client = try model.client(settings, file)
        let started = ContinuousClock.now
        let progress = try file.ask(client, about: round, reader: reader, card: card, retryFailed: retryFailed) {
            progress in
            if progress.done % 100 < settings.parallel {
                Terminal.note(
                    "\(progress.done) of \(progress.total), \(Self.rate(progress.done, started)) cases/s, \(Dollars.text(progress.nanodollars))"
                )
            }
            return !Interrupt.isSet
        }
        Terminal.note(
            "\(settings.model): \(progress.answered) answers (\(progress.cached) from the cache), \(progress.failed) of no use, "
                + "\(progress.unknownTags) unknown tags dropped, \(Dollars.text(progress.nanodollars)) spent")
        if let fault = progress.stoppedBy {
            Terminal.error("\(fault)")
            throw ExitCode(1)
        }
        if progress.done == progress.total { try file.finish(round) }
    }

    static func words(_ estimate: ModelEstimate, _ settings: ModelSettings) -> String {
        "\(settings.model): \(estimate.cases) cases to ask, likely \(Dollars.text(estimate.likelyNanodollars)), "
            + "at most \(Dollars.text(estimate.mostNanodollars)); spent so far \(Dollars.text(estimate.spentNanodollars))"
    }

    private static func rate(_ count: Int, _ since: ContinuousClock.Instant) -> Int {
        let seconds = Double((ContinuousClock.now - since) / .microseconds(1)) / 1_000_000
        return seconds > 0 ? Int(Double(count) / seconds) : 0
    }
}

struct CasesBatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Asks a language model by message batches: half the price, an answer within a day.",
        discussion: """
              prahari cases batch submit --llm anthropic --llm-settings llm.json --budget 60
              prahari cases batch collect --llm anthropic --llm-settings llm.json --budget 60
              prahari cases batch forget      after a crash while submitting, when the provider's console shows no such batch
            """)

    @OptionGroup var cases: CaseFileOptions
    @Argument(help: "submit, collect or forget.") var action: String
    @OptionGroup var model: ModelOptions
    @Option(help: "Cases a batch.") var size = 1_000

    func run() throws {
        let file = try cases.open()
        if action == "forget" { return Terminal.note("\(try file.forgetUnsentBatches()) batches forgotten") }
        guard let settings = try model.settings() else { throw ValidationError("batch needs --llm anthropic") }
        guard (1...100_000).contains(size) else { throw ValidationError("--size takes 1...100000") }
        let reader = try file.reader()
        let card = try model.card(reader)
        let client = try model.client(settings, file)
        switch action {
        case "submit":
            let round = try file.beginRound(size: nil)
            try file.classify(round, reader: reader)
            Terminal.note(
                CasesClassify.words(
                    try file.estimate(round, reader: reader, card: card, settings: settings, isBatch: true), settings))
            while let batch = try file.submitBatch(client, of: round, reader: reader, card: card, size: size) {
                Terminal.note("\(batch.cases) cases are in batch \(batch.id)")
            }
        case "collect":
            let (progress, open) = try file.collectBatches(client, card: card, reader: reader)
            Terminal.note(
                "\(progress.answered) answers, \(progress.failed) of no use, \(Dollars.text(progress.nanodollars)) spent; "
                    + "\(open) batches are not ended")
        default: throw ValidationError("batch takes submit, collect or forget, not '\(action)'")
        }
    }
}
