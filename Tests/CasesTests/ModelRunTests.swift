import Cases
import Foundation
import LanguageModel
import Synchronization
import Testing

/// Answers without a network; counts.
final class ScriptedCaller: HTTPCaller {
    private let answer: @Sendable (HTTPCall, Int) -> HTTPReply
    private let count = Mutex(0)
    var requests: Int { count.withLock { $0 } }
    init(_ answer: @escaping @Sendable (HTTPCall, Int) -> HTTPReply) { self.answer = answer }
    func send(_ call: HTTPCall) -> HTTPReply {
        answer(
            call,
            count.withLock {
                $0 += 1
                return $0
            })
    }

    static func message(_ facet: String, _ tag: String, input: Int = 100) -> String {
        """
        {"stop_reason":"tool_use","content":[{"type":"tool_use","name":"record_tags","input":{"tags":[{"facet":"\(facet)",\
        "tag":"\(tag)","confidence":0.9,"evidence":"Case"}],"new_tags":["cart theft"]}}],"usage":{"input_tokens":\(input),"output_tokens":10}}
        """
    }

    static func ok(_ text: String) -> HTTPReply { .answer(status: 200, retryAfter: nil, body: Data(text.utf8)) }
}

@Suite struct ModelRunTests {
    private struct StillClock: ModelClock {
        var now: Int64 { 0 }
        func wait(milliseconds: Int64) {}
    }

    private func client(_ desk: Desk, _ file: CaseFile, _ caller: ScriptedCaller, budget: Double = 1, attempts: Int = 2)
        throws
        -> AnthropicClient
    {
        let path = desk.folder + "/key"
        try Data("sk".utf8).write(to: URL(fileURLWithPath: path))
        let settings = ModelSettings(
            model: "m-1", prices: .init(input: 1, output: 5), key: "file:" + path, outputTokensMax: 100,
            requestsPerMinute: 0,
            parallel: 3, attemptsMax: attempts)
        return try AnthropicClient(
            settings: settings, budgetNanodollars: try #require(Dollars.nanodollars(budget)), ledger: CaseLedger(file),
            caller: caller, clock: StillClock())
    }

    private func prepared(_ desk: Desk, _ count: Int = 8) throws -> (CaseFile, ClassifyRound, TagReader) {
        let file = try desk.open()
        try file.importTable(Desk.table(count), name: "t.csv")
        let reader = try Desk.builtIn.get()
        let round = try file.beginRound(size: nil)
        try file.classify(round, reader: reader)
        return (file, round, reader)
    }

    @Test func tagsStandBesideTheRulesAndDisagreementIsDoubt() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (file, round, reader) = try prepared(desk)
        let caller = ScriptedCaller { _, _ in ScriptedCaller.ok(ScriptedCaller.message("crime_type", "loan_fraud")) }
        let progress = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(progress.answered == 8 && progress.failed == 0 && caller.requests == 8)
        for view in try file.cases(.classified) {
            #expect(view.tags.contains { $0.tag == "loan_fraud" && $0.source == "llm:m-1" })
            #expect((view.uncertainty ?? 0) >= 0.8)
        }
        #expect(try file.proposals(reader: reader).map { "\($0.facet)=\($0.tag) \($0.models)" } == ["?=cart_theft 8"])
        // Again: all is in the file.
        let again = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(again.total == 0 && caller.requests == 8)
    }

    @Test func aCrashAfterTheAnswerCostsNoSecondRequest() throws {
        let desk = try Desk()
        defer { desk.remove() }
        var (file, round, reader) = try prepared(desk)
        let caller = ScriptedCaller { _, _ in ScriptedCaller.ok(ScriptedCaller.message("crime_type", "loan_fraud")) }
        _ = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card()) { _ in false }
        #expect(caller.requests == 3)
        file.close()
        file = try desk.open()
        let progress = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(progress.total == 5 && caller.requests == 8)
        // The readings are lost, the answers are not.
        #expect(
            try file.estimate(round, reader: reader, card: reader.card(), settings: client(desk, file, caller).settings)
                .cases == 0)
    }

    @Test func anAnswerOfNoUseIsWrittenDownAndTheRulesStand() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (file, round, reader) = try prepared(desk)
        let before = try file.cases(.classified).map(\.tags)
        let caller = ScriptedCaller { _, _ in ScriptedCaller.ok("{\"content\":[]}") }
        let progress = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(progress.failed == 8 && progress.stoppedBy == nil)
        #expect(try file.cases(.classified).map(\.tags) == before)
        #expect(try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card()).total == 0)
        let good = ScriptedCaller { _, _ in ScriptedCaller.ok(ScriptedCaller.message("crime_type", "loan_fraud")) }
        let retried = try file.ask(
            client(desk, file, good), about: round, reader: reader, card: reader.card(), retryFailed: true)
        #expect(retried.answered == 8)
    }

    @Test func theBudgetStopsTheRunAndAHigherOneGoesOn() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (file, round, reader) = try prepared(desk)
        // Each answer costs $0.00205; there is money for one request at its dearest and half of another.
        let caller = ScriptedCaller { _, _ in
            ScriptedCaller.ok(ScriptedCaller.message("crime_type", "loan_fraud", input: 2_000))
        }
        let settings = try client(desk, file, caller).settings
        let estimate = try file.estimate(round, reader: reader, card: reader.card(), settings: settings)
        #expect(estimate.cases == 8 && estimate.likelyNanodollars < estimate.mostNanodollars)
        let budget = Double(estimate.mostNanodollars / 8) * 1.5 / 1e9
        let progress = try file.ask(
            client(desk, file, caller, budget: budget), about: round, reader: reader, card: reader.card())
        if case .budget? = progress.stoppedBy {} else { Issue.record("\(progress)") }
        #expect(progress.answered >= 1 && progress.answered < 8 && caller.requests == progress.answered)
        #expect(try CaseLedger(file).spent() <= Int64(budget * 1e9))
        let rest = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(rest.answered + progress.answered == 8 && rest.stoppedBy == nil)
        #expect(try CaseLedger(file).spent() == 8 * 2_050_000)
    }

    @Test func aRefusedKeyStopsAndLosesNothing() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (file, round, reader) = try prepared(desk)
        let caller = ScriptedCaller { _, _ in .answer(status: 401, retryAfter: nil, body: Data()) }
        let progress = try file.ask(client(desk, file, caller), about: round, reader: reader, card: reader.card())
        #expect(progress.stoppedBy == .refused(status: 401, detail: ""))
        #expect(caller.requests <= 3 && progress.failed == 0)
        #expect(try file.counts().classified == 8)
        #expect(try CaseLedger(file).spent() == 0)
    }

    @Test func aBatchIsSubmittedOnceAndCollected() throws {
        let desk = try Desk()
        defer { desk.remove() }
        var (file, round, reader) = try prepared(desk)
        let submit = ScriptedCaller { _, _ in ScriptedCaller.ok("{\"id\":\"msgbatch_1\"}") }
        let batch = try #require(
            try file.submitBatch(client(desk, file, submit), of: round, reader: reader, card: reader.card()))
        #expect(batch.id == "msgbatch_1" && batch.cases == 8)
        file.close()
        file = try desk.open()
        #expect(try file.submitBatch(client(desk, file, submit), of: round, reader: reader, card: reader.card()) == nil)
        #expect(submit.requests == 1)
        let ids = try file.cases(.classified).map(\.id)
        let lines = ids.dropLast().map {
            "{\"custom_id\":\"case-\($0)\",\"result\":{\"type\":\"succeeded\",\"message\":\(ScriptedCaller.message("crime_type", "loan_fraud"))}}"
        }.joined(separator: "\n")
        let collect = ScriptedCaller { call, _ in
            ScriptedCaller.ok(call.url.hasSuffix("/results") ? lines : "{\"processing_status\":\"ended\"}")
        }
        let (progress, open) = try file.collectBatches(client(desk, file, collect), card: reader.card(), reader: reader)
        #expect(progress.answered == 7 && progress.failed == 1 && open == 0)
        // 100 tokens in and 10 out at half the price, seven times.
        #expect(try CaseLedger(file).spent() == 7 * 75_000)
        let empty = try file.collectBatches(client(desk, file, collect), card: reader.card(), reader: reader)
        #expect(empty.progress.total == 0 && collect.requests == 2)
    }

    @Test func aSubmissionWithoutAnIdIsNotRepeated() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (file, round, reader) = try prepared(desk)
        let broken = ScriptedCaller { _, _ in .broken(wasSent: true, detail: "cut") }
        #expect(throws: LanguageModelFault.self) {
            try file.submitBatch(
                client(desk, file, broken, attempts: 1), of: round, reader: reader, card: reader.card())
        }
        let fine = ScriptedCaller { _, _ in ScriptedCaller.ok("{\"id\":\"msgbatch_2\"}") }
        #expect(try file.submitBatch(client(desk, file, fine), of: round, reader: reader, card: reader.card()) == nil)
        #expect(try file.forgetUnsentBatches() == 1)
        #expect(
            try file.submitBatch(client(desk, file, fine), of: round, reader: reader, card: reader.card())?.cases == 8)
    }
}
