public import Foundation

/// How to reach a model and what it costs. Prices have no default: they change, and a wrong one would defeat the budget.
public struct ModelSettings: Sendable, Equatable {
    /// Dollars a million tokens.
    public struct Prices: Sendable, Equatable {
        public var input: Double
        public var output: Double
        public var cacheWrite: Double
        public var cacheRead: Double
        /// Factor on all of them for a message batch.
        public var batchFactor: Double

        public init(
            input: Double, output: Double, cacheWrite: Double? = nil, cacheRead: Double? = nil,
            batchFactor: Double = 0.5
        ) {
            self.input = input
            self.output = output
            self.cacheWrite = cacheWrite ?? input * 1.25
            self.cacheRead = cacheRead ?? input
            self.batchFactor = batchFactor
        }
    }

    public var model: String
    public var prices: Prices
    /// `https://api.anthropic.com`, without a path. Plain `http` only to this machine.
    public var baseURL: String
    /// `env:NAME` or `file:/path`.
    public var key: String
    /// Most tokens of an answer.
    public var outputTokensMax: Int
    /// Requests a minute; 0 is no limit of our own.
    public var requestsPerMinute: Int
    /// Requests at once.
    public var parallel: Int
    public var attemptsMax: Int
    public var timeoutMilliseconds: Int

    public init(
        model: String, prices: Prices, baseURL: String = "https://api.anthropic.com",
        key: String = "env:ANTHROPIC_API_KEY", outputTokensMax: Int = 1_500, requestsPerMinute: Int = 50,
        parallel: Int = 4, attemptsMax: Int = 6, timeoutMilliseconds: Int = 60_000
    ) {
        self.model = model
        self.prices = prices
        self.baseURL = baseURL
        self.key = key
        self.outputTokensMax = outputTokensMax
        self.requestsPerMinute = requestsPerMinute
        self.parallel = parallel
        self.attemptsMax = attemptsMax
        self.timeoutMilliseconds = timeoutMilliseconds
    }
}

extension ModelSettings {
    private struct Document: Decodable {
        struct Prices: Decodable {
            var input: Double
            var output: Double
            var cache_write: Double?
            var cache_read: Double?
            var batch_factor: Double?
        }
        var model: String
        var dollars_per_million_tokens: Prices
        var base_url: String?
        var key: String?
        var output_tokens_max: Int?
        var requests_per_minute: Int?
        var parallel: Int?
        var attempts_max: Int?
        var timeout_ms: Int?
    }

    /// Reads the JSON of `examples/llm.json`'s form.
    ///
    /// - Throws: `settings`, naming the field and the legal range.
    public init(json: Data) throws(LanguageModelFault) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: json)
        } catch let DecodingError.keyNotFound(name, _) {
            throw .settings("field '\(name.stringValue)' is missing")
        } catch let DecodingError.typeMismatch(_, context) {
            throw .settings(
                "field '\(context.codingPath.map(\.stringValue).joined(separator: "."))': \(context.debugDescription)")
        } catch {
            throw .settings("not a JSON object of this kind: \(error)")
        }
        let prices = document.dollars_per_million_tokens
        self.init(
            model: document.model,
            prices: Prices(
                input: prices.input, output: prices.output, cacheWrite: prices.cache_write,
                cacheRead: prices.cache_read, batchFactor: prices.batch_factor ?? 0.5))
        if let value = document.base_url { baseURL = value }
        if let value = document.key { key = value }
        if let value = document.output_tokens_max { outputTokensMax = value }
        if let value = document.requests_per_minute { requestsPerMinute = value }
        if let value = document.parallel { parallel = value }
        if let value = document.attempts_max { attemptsMax = value }
        if let value = document.timeout_ms { timeoutMilliseconds = value }
        try validate()
    }

    /// - Throws: `settings` for what is out of range.
    public func validate() throws(LanguageModelFault) {
        func range(_ name: String, _ value: Int, _ legal: ClosedRange<Int>) throws(LanguageModelFault) {
            guard legal.contains(value) else {
                throw .settings("\(name) is \(value), legal is \(legal.lowerBound)...\(legal.upperBound)")
            }
        }
        guard !model.isEmpty, model.utf8.count <= 128 else {
            throw .settings("model is empty or longer than 128 bytes")
        }
        for (name, value) in [
            ("input", prices.input), ("output", prices.output), ("cache_write", prices.cacheWrite),
            ("cache_read", prices.cacheRead),
        ] where !(value >= 0 && value <= 10_000) {
            throw .settings("dollars_per_million_tokens.\(name) is \(value), legal is 0...10000")
        }
        guard prices.batchFactor > 0, prices.batchFactor <= 1 else {
            throw .settings("batch_factor is \(prices.batchFactor), legal is above 0 to 1")
        }
        let local = ["http://127.0.0.1:", "http://localhost:"].contains { baseURL.hasPrefix($0) }
        guard baseURL.hasPrefix("https://") || local, !baseURL.hasSuffix("/") else {
            throw .settings("base_url '\(baseURL)' must be https://host without a trailing slash")
        }
        try range("output_tokens_max", outputTokensMax, 64...32_000)
        try range("requests_per_minute", requestsPerMinute, 0...100_000)
        try range("parallel", parallel, 1...64)
        try range("attempts_max", attemptsMax, 1...20)
        try range("timeout_ms", timeoutMilliseconds, 100...600_000)
    }

    /// The key itself, read each time it is needed.
    func readKey() throws(LanguageModelFault) -> String {
        let found: String?
        if key.hasPrefix("env:") {
            found = ProcessInfo.processInfo.environment[String(key.dropFirst(4))]
        } else if key.hasPrefix("file:") {
            found = try? String(contentsOfFile: String(key.dropFirst(5)), encoding: .utf8)
        } else {
            throw .settings("key: a secret is not written here; expected env:NAME or file:/path")
        }
        let text = found?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !text.isEmpty else { throw .settings("key: \(key) is not there or empty") }
        return text
    }
}

/// What a request used, as the provider counts it.
public struct TokenUse: Sendable, Equatable {
    public var input: Int
    public var output: Int
    public var cacheWrite: Int
    public var cacheRead: Int

    public init(input: Int, output: Int, cacheWrite: Int = 0, cacheRead: Int = 0) {
        self.input = input
        self.output = output
        self.cacheWrite = cacheWrite
        self.cacheRead = cacheRead
    }

    /// Exact, in nanodollars, rounded up.
    public func cost(_ prices: ModelSettings.Prices, isBatch: Bool = false) -> Int64 {
        let dollars =
            Double(input) * prices.input + Double(output) * prices.output + Double(cacheWrite) * prices.cacheWrite
            + Double(cacheRead) * prices.cacheRead
        return Int64((dollars * (isBatch ? prices.batchFactor : 1) * 1_000).rounded(.up))
    }
}
