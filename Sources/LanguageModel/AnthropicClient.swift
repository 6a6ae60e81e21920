import Foundation

/// Asks Anthropic's Messages API (`POST /v1/messages`, version 2023-06-01) for the tags of texts.
///
/// Answers come from the ledger when the same question was asked before. Money is set aside before a request leaves and
/// settled after, so that a crash in between counts as the most it could have cost. 408, 429, 529, 5xx and broken
/// connections are tried again, after `retry-after` or 1, 2, 4 ... 60 seconds.
/// Source: docs.anthropic.com/en/api/messages, /errors, /rate-limits.
public struct AnthropicClient: Sendable {
    public let settings: ModelSettings
    let caller: any HTTPCaller
    let ledger: any ModelLedger
    let clock: any ModelClock
    let pacer: RequestPacer
    /// The most that may ever be spent by this ledger, in nanodollars.
    public let budget: Int64
    private let key: String

    /// - Throws: `settings` when a setting is out of range or the key is missing. Nothing is sent.
    public init(
        settings: ModelSettings, budgetNanodollars: Int64, ledger: any ModelLedger, caller: (any HTTPCaller)? = nil,
        clock: any ModelClock = MonotonicClock()
    ) throws(LanguageModelFault) {
        try settings.validate()
        self.settings = settings
        self.ledger = ledger
        self.clock = clock
        budget = budgetNanodollars
        key = try settings.readKey()
        if let caller {
            self.caller = caller
        } else {
            self.caller = try CurlCaller(timeoutMilliseconds: settings.timeoutMilliseconds)
        }
        pacer = RequestPacer(perMinute: settings.requestsPerMinute, clock: clock)
    }

    /// How an answer was come by.
    public struct Tagged: Sendable, Equatable {
        public var answer: TagAnswer
        public var isCached: Bool
        public var nanodollars: Int64
    }

    /// The tags of one text.
    public func tags(of text: String, card: TaxonomyCard) throws(LanguageModelFault) -> Tagged {
        let mask = PersonalDataMask(text)
        let prompt = TagPrompt(card: card, settings: settings)
        let cacheKey = prompt.cacheKey(mask)
        if let known = try ledger.answer(cacheKey) {
            return Tagged(
                answer: try TagAnswer(body: known, text: text, mask: mask, card: card), isCached: true, nanodollars: 0)
        }
        let costMax = prompt.costMax(mask, settings.prices)
        let body = try prompt.body(mask)
        let entry = try ledger.reserve(cacheKey, nanodollars: costMax, cap: budget)
        let reply: Data
        do throws(LanguageModelFault) {
            reply = try post("/v1/messages", body)
        } catch {
            // A refusal costs nothing; after a broken connection the provider may have worked, and the reserve stays.
            if case .refused = error { try ledger.settle(entry, nanodollars: 0, answer: nil) }
            if case .unavailable = error, !Self.mayHaveWorked(error) {
                try ledger.settle(entry, nanodollars: 0, answer: nil)
            }
            throw error
        }
        let cost = TagAnswer.use(reply)?.cost(settings.prices) ?? costMax
        do throws(LanguageModelFault) {
            let answer = try TagAnswer(body: reply, text: text, mask: mask, card: card)
            try ledger.settle(entry, nanodollars: cost, answer: reply)
            return Tagged(answer: answer, isCached: false, nanodollars: cost)
        } catch {
            // Paid and useless: not kept as an answer, so that asking again is possible.
            if case .malformed = error { try ledger.settle(entry, nanodollars: cost, answer: nil) }
            throw error
        }
    }

    /// What a mark in the detail tells of a request that broke on its way back.
    static let unconfirmed = "sent, no whole answer"
    private static func mayHaveWorked(_ fault: LanguageModelFault) -> Bool {
        if case .unavailable(_, let detail) = fault { return detail.contains(unconfirmed) }
        return false
    }

    // MARK: Requests

    var headers: [String] {
        ["x-api-key: \(key)", "anthropic-version: 2023-06-01", "content-type: application/json"]
    }

    func post(_ path: String, _ body: Data) throws(LanguageModelFault) -> Data {
        try exchange(HTTPCall(url: settings.baseURL + path, headers: headers, body: body))
    }

    /// A GET below the base URL; a key is never sent anywhere else.
    func get(_ path: String) throws(LanguageModelFault) -> Data {
        try exchange(HTTPCall(url: settings.baseURL + path, headers: headers))
    }

    private func exchange(_ call: HTTPCall) throws(LanguageModelFault) -> Data {
        var detail = ""
        var wasSent = false
        for attempt in 1...settings.attemptsMax {
            pacer.wait()
            var wait = min(60_000, Int64(1_000) << Int64(min(attempt - 1, 6)))
            switch caller.send(call) {
            case .answer(let status, let retryAfter, let body):
                if (200..<300).contains(status) { return body }
                detail = "HTTP \(status): \(Self.words(body))"
                guard status == 408 || status == 429 || status >= 500 else {
                    throw .refused(status: status, detail: Self.words(body))
                }
                if let retryAfter { wait = min(600, retryAfter) * 1_000 }
            case .broken(let sent, let why):
                // A POST that broke after it was sent may have been worked on and billed.
                wasSent = wasSent || (sent && call.body != nil)
                detail = why
            }
            if attempt < settings.attemptsMax { pacer.hold(milliseconds: wait) }
        }
        throw .unavailable(
            attempts: settings.attemptsMax, detail: wasSent ? "\(detail); \(Self.unconfirmed)" : detail)
    }

    /// The provider's own words about an error, in one line.
    private static func words(_ body: Data) -> String {
        let error = JSONBytes.object(body)?["error"] as? [String: Any]
        let text = error?["message"] as? String ?? String(decoding: body.prefix(200), as: UTF8.self)
        return String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200))
    }
}
