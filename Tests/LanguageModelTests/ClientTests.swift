import Foundation
import LanguageModel
import Synchronization
import Testing

@Suite struct ClientTests {
    private static let gist =
        "one Priya Biswas got a call from 9876543210 that her KYC had run out and sent Rs 25,000 from account 50100123456789."
    private static let good = FakeProvider.message(
        [
            FakeProvider.tag("crime_type", "bank_kyc_fraud", 0.9, "her KYC had run out"),
            FakeProvider.tag("victim_approach", "cold_call", 0.8, "a call from [NUMBER_1]"),
            FakeProvider.tag("crime_type", "digital_arrest", 0.6, "words that are not there"),
            FakeProvider.tag("crime_type", "made_up", 0.9, "KYC"),
        ].joined(separator: ","), wishes: "\"Fake KYC-app\"")

    private func client(
        _ provider: FakeProvider, ledger: FakeLedger, clock: FakeClock = FakeClock(), budget: Double = 1
    ) throws -> AnthropicClient {
        try AnthropicClient(
            settings: .test(provider.url), budgetNanodollars: try #require(Dollars.nanodollars(budget)), ledger: ledger,
            clock: clock)
    }

    @Test func anAnswerIsCheckedAndAttributable() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        let tagged = try client(provider, ledger: FakeLedger()).tags(of: Self.gist, card: testCard)
        #expect(
            tagged.answer.tags == [
                .init(facet: "crime_type", tag: "bank_kyc_fraud", confidence: 0.9, evidence: "her KYC had run out"),
                .init(facet: "victim_approach", tag: "cold_call", confidence: 0.8, evidence: "a call from 9876543210"),
                .init(facet: "crime_type", tag: "digital_arrest", confidence: 0.3, evidence: ""),
            ])
        #expect(tagged.answer.unknown == ["crime_type=made_up"])
        #expect(tagged.answer.proposed == ["fake_kyc_app"])
        #expect(tagged.answer.unsupported == 1)
        // 1,000 tokens in at $1 and 100 out at $5 a million.
        #expect(tagged.nanodollars == 1_500_000)
    }

    @Test func theRequestIsTheApisAndCarriesNoPersonalData() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        _ = try client(provider, ledger: FakeLedger()).tags(of: Self.gist, card: testCard)
        let request = try #require(provider.requests.first)
        #expect(request.head.hasPrefix("POST /v1/messages HTTP/1.1"))
        for header in ["x-api-key: sk-test", "anthropic-version: 2023-06-01", "content-type: application/json"] {
            #expect(request.head.lowercased().contains(header))
        }
        for secret in ["9876543210", "50100123456789", "Priya", "Biswas"] { #expect(!request.body.contains(secret)) }
        #expect(try /[0-9]{5,}/.firstMatch(in: request.body) == nil)
        let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any])
        #expect(body["model"] as? String == "m-1")
        #expect((body["tool_choice"] as? [String: String]) == ["type": "tool", "name": "record_tags"])
        let system = try #require((body["system"] as? [[String: Any]])?.first)
        #expect((system["cache_control"] as? [String: String]) == ["type": "ephemeral"])
        #expect((system["text"] as? String)?.contains("bank_kyc_fraud: a pretended KYC update") == true)
    }

    @Test func aSecondTimeCostsNothing() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        let ledger = FakeLedger()
        let first = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard)
        let second = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard)
        #expect(second.isCached && second.nanodollars == 0)
        #expect(second.answer == first.answer)
        #expect(provider.requests.count == 1)
        #expect(ledger.spent == 1_500_000)
    }

    @Test func anotherTaxonomyIsAnotherQuestion() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        let ledger = FakeLedger()
        _ = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard)
        var card = testCard
        card.instructions = ["A parcel with contraband is digital_arrest."]
        #expect(try !client(provider, ledger: ledger).tags(of: Self.gist, card: card).isCached)
        #expect(provider.requests.count == 2)
        #expect(provider.requests.last?.body.contains("1. A parcel with contraband") == true)
    }

    @Test func theBudgetStopsBeforeARequestLeaves() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        let ledger = FakeLedger()
        do {
            _ = try client(provider, ledger: ledger, budget: 0.001).tags(of: Self.gist, card: testCard)
            Issue.record("the budget did not stop it")
        } catch let fault as LanguageModelFault {
            if case .budget(1_000_000, let needed) = fault {
                #expect(needed > 1_000_000 && fault.stopsRun)
            } else {
                Issue.record("\(fault)")
            }
        }
        #expect(provider.requests.isEmpty)
        #expect(ledger.spent == 0)
    }

    @Test func whatWasSetAsideCoversTheBill() throws {
        let settings = try ModelSettings.test("http://127.0.0.1:1")
        let mask = PersonalDataMask(Self.gist)
        let prompt = TagPrompt(card: testCard, settings: settings)
        // Dear text: two bytes a token, and a full answer.
        let bytes = try prompt.body(mask).count
        let dear = TokenUse(input: 0, output: settings.outputTokensMax, cacheWrite: bytes / 4).cost(settings.prices)
        #expect(prompt.costMax(mask, settings.prices) >= dear)
        #expect(
            prompt.costLikely(textBytes: mask.text.utf8.count, settings.prices) < prompt.costMax(mask, settings.prices))
    }

    @Test func busyThenWell() throws {
        let provider = try FakeProvider([
            .http(429, headers: ["retry-after: 3"], body: "{\"error\":{\"message\":\"slow\"}}"), .http(529, body: "{}"),
            .hangUp, .http(200, body: Self.good),
        ])
        let clock = FakeClock()
        let tagged = try client(provider, ledger: FakeLedger(), clock: clock).tags(of: Self.gist, card: testCard)
        #expect(tagged.answer.tags.count == 3)
        #expect(provider.requests.count == 4)
        #expect(clock.waits == [3_000, 2_000, 4_000])
    }

    @Test func busyForEverStopsTheRunAndFreesTheMoney() throws {
        let provider = try FakeProvider([.http(503, body: "away")])
        let ledger = FakeLedger()
        #expect(throws: LanguageModelFault.unavailable(attempts: 4, detail: "HTTP 503: away")) {
            _ = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard)
        }
        #expect(ledger.spent == 0)
    }

    @Test func aBrokenConnectionKeepsTheMoneyAside() throws {
        let provider = try FakeProvider([.hangUp])
        let ledger = FakeLedger()
        #expect(throws: LanguageModelFault.self) {
            _ = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard)
        }
        #expect(ledger.spent > 0)
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"content\":[]}", "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}",
        "{\"content\":[{\"type\":\"tool_use\",\"name\":\"record_tags\",\"input\":{}}]}",
        "{\"stop_reason\":\"max_tokens\",\"content\":[]}", "\u{0}\u{1}{",
    ]) func aMalformedAnswerIsAnErrorAndNotKept(body: String) throws {
        let provider = try FakeProvider([.http(200, body: body), .http(200, body: Self.good)])
        let ledger = FakeLedger()
        let client = try client(provider, ledger: ledger)
        do throws(LanguageModelFault) {
            _ = try client.tags(of: Self.gist, card: testCard)
            Issue.record("taken: \(body)")
        } catch {
            let fault = error
            if case .malformed = fault, !fault.stopsRun {} else { Issue.record("\(fault)") }
        }
        #expect(try client.tags(of: Self.gist, card: testCard).answer.tags.count == 3)
    }

    @Test func aWrongKeyStopsTheRun() throws {
        let provider = try FakeProvider([.http(401, body: "{\"error\":{\"message\":\"invalid x-api-key\"}}")])
        let ledger = FakeLedger()
        let fault = LanguageModelFault.refused(status: 401, detail: "invalid x-api-key")
        #expect(throws: fault) { _ = try client(provider, ledger: ledger).tags(of: Self.gist, card: testCard) }
        #expect(fault.stopsRun)
        #expect(provider.requests.count == 1)
        #expect(ledger.spent == 0)
    }

    @Test func settingsSayWhatIsWrong() throws {
        func fault(_ json: String) -> String {
            do throws(LanguageModelFault) {
                _ = try ModelSettings(json: Data(json.utf8))
                return "taken"
            } catch {
                return error.description
            }
        }
        let prices = "\"dollars_per_million_tokens\":{\"input\":1,\"output\":5}"
        #expect(fault("{\"model\":\"m\",\(prices)}") == "taken")
        #expect(fault("{\"model\":\"m\"}").contains("dollars_per_million_tokens"))
        #expect(fault("{\"model\":\"m\",\(prices),\"base_url\":\"http://example.com\"}").contains("https"))
        #expect(fault("{\"model\":\"m\",\(prices),\"parallel\":0}").contains("parallel is 0, legal is 1...64"))
        #expect(
            fault("{\"model\":\"m\",\"dollars_per_million_tokens\":{\"input\":-1,\"output\":5}}").contains(
                "input is -1"))
        #expect(throws: LanguageModelFault.self) {
            try AnthropicClient(
                settings: ModelSettings(model: "m", prices: .init(input: 1, output: 1), key: "sk-written-here"),
                budgetNanodollars: 1, ledger: FakeLedger())
        }
    }

    @Test func requestsAreSpaced() throws {
        let provider = try FakeProvider([.http(200, body: Self.good)])
        var settings = try ModelSettings.test(provider.url)
        settings.requestsPerMinute = 60
        let clock = FakeClock()
        let client = try AnthropicClient(
            settings: settings, budgetNanodollars: 1_000_000_000, ledger: FakeLedger(), clock: clock)
        for number in 0..<3 { _ = try client.tags(of: "her KYC had run out \(number)", card: testCard) }
        #expect(clock.waits == [1_000, 1_000])
    }

    @Test func aBatchGoesThereAndBack() throws {
        let line = { (id: String, message: String) in
            "{\"custom_id\":\"\(id)\",\"result\":{\"type\":\"succeeded\",\"message\":\(message)}}"
        }
        let provider = try FakeProvider([
            .http(200, body: "{\"id\":\"msgbatch_1\",\"processing_status\":\"in_progress\"}"),
            .http(
                200,
                body:
                    "{\"id\":\"msgbatch_1\",\"processing_status\":\"in_progress\",\"request_counts\":{\"processing\":1,\"succeeded\":1}}"
            ),
            .http(200, body: "{\"id\":\"msgbatch_1\",\"processing_status\":\"ended\"}"),
            .http(
                200,
                body: line("case-2", Self.good) + "\n{\"custom_id\":\"case-1\",\"result\":{\"type\":\"expired\"}}\n"),
        ])
        let client = try client(provider, ledger: FakeLedger())
        let id = try client.submitBatch(
            [("case-1", PersonalDataMask("call 9876543210")), ("case-2", PersonalDataMask(Self.gist))], card: testCard)
        #expect(id == "msgbatch_1")
        #expect(try client.batchStatus(id) == .processing(done: 1, of: 2))
        #expect(try client.batchStatus(id) == .ended)
        let results = try client.batchResults(id)
        #expect(results.map(\.id) == ["case-2", "case-1"])
        #expect(results[1].outcome == .failure(.malformed("the batch says: expired")))
        #expect(client.batchCost(try results[0].outcome.get()) == 750_000)
        #expect(try /[0-9]{5,}/.firstMatch(in: provider.requests[0].body) == nil)
        #expect(provider.requests[3].head.hasPrefix("GET /v1/messages/batches/msgbatch_1/results "))
        #expect(throws: LanguageModelFault.self) { try client.batchStatus("../../evil") }
    }
}
