import Dispatch
import GRDB
public import LanguageModel
import Records
import Synchronization

/// How a run of a language model stands.
public struct ModelProgress: Equatable, Sendable {
    public var total: Int
    public var answered = 0
    public var cached = 0
    /// Cases whose answer was of no use; what the rules said of them stands.
    public var failed = 0
    /// Tags that were not of the taxonomy and were dropped.
    public var unknownTags = 0
    public var nanodollars: Int64 = 0
    public var done: Int { answered + failed }
    /// Why the run ended before its end.
    public var stoppedBy: LanguageModelFault?

    public init(total: Int) { self.total = total }
}

/// What a run would cost.
public struct ModelEstimate: Equatable, Sendable {
    public var cases: Int
    public var likelyNanodollars: Int64
    public var mostNanodollars: Int64
    public var spentNanodollars: Int64
}

extension CaseFile {
    private struct Work: Sendable {
        var id: Int64
        var gist: String
    }

    /// `llm:<model>`
    static func source(_ settings: ModelSettings) -> String { "llm:" + settings.model }

    private func work(
        _ round: ClassifyRound, _ reader: TagReader, _ settings: ModelSettings, retryFailed: Bool, limit: Int = -1
    ) throws(CasesFault) -> [Work] {
        try read("find cases") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, gist FROM cases c WHERE round = ?1 AND NOT EXISTS (
                        SELECT 1 FROM readings r WHERE r."case" = c.id AND r.reader = ?2 AND r.version = ?3
                            AND (r.error IS NULL OR ?4 = 0))
                        AND NOT EXISTS (SELECT 1 FROM model_batch_items i JOIN model_batches b ON b.id = i.batch
                            WHERE i."case" = c.id AND b.is_collected = 0)
                    ORDER BY rank LIMIT ?5
                    """,
                arguments: [round.id, Self.source(settings), reader.taxonomyVersion, retryFailed ? 1 : 0, limit]
            ).map { Work(id: $0["id"], gist: $0["gist"]) }
        }
    }

    /// What asking about the rest of a round would cost. Sends nothing.
    public func estimate(
        _ round: ClassifyRound, reader: TagReader, card: TaxonomyCard, settings: ModelSettings, isBatch: Bool = false,
        retryFailed: Bool = false
    ) throws(CasesFault) -> ModelEstimate {
        let prompt = TagPrompt(card: card, settings: settings)
        let rest = try work(round, reader, settings, retryFailed: retryFailed)
        var estimate = ModelEstimate(cases: 0, likelyNanodollars: 0, mostNanodollars: 0, spentNanodollars: 0)
        let ledger = CaseLedger(self)
        do throws(LanguageModelFault) {
            estimate.spentNanodollars = try ledger.spent()
            for item in rest {
                let mask = PersonalDataMask(item.gist)
                guard try ledger.answer(prompt.cacheKey(mask)) == nil else { continue }
                estimate.cases += 1
                estimate.likelyNanodollars += prompt.costLikely(
                    textBytes: mask.text.utf8.count, settings.prices, isBatch: isBatch)
                estimate.mostNanodollars += prompt.costMax(mask, settings.prices, isBatch: isBatch)
            }
        } catch {
            throw .storage(path: path, message: error.description)
        }
        return estimate
    }

    /// Asks a language model about the cases of a round that it has not read, several at once. Each answer is kept as it comes: a stop or a
    /// crash loses none. The rules' tags stay beside the model's; an answer of no use is written down as such.
    ///
    /// - Parameter goesOn: asked after each handful; false stops there.
    public func ask(
        _ client: AnthropicClient, about round: ClassifyRound, reader: TagReader, card: TaxonomyCard,
        retryFailed: Bool = false, goesOn: (ModelProgress) -> Bool = { _ in true }
    ) throws(CasesFault) -> ModelProgress {
        let rest = try work(round, reader, client.settings, retryFailed: retryFailed)
        var progress = ModelProgress(total: rest.count)
        for start in stride(from: 0, to: rest.count, by: client.settings.parallel) {
            let part = Array(rest[start..<min(rest.count, start + client.settings.parallel)])
            let answers = Mutex<[Int: Result<AnthropicClient.Tagged, LanguageModelFault>]>([:])
            DispatchQueue.concurrentPerform(iterations: part.count) { index in
                let result: Result<AnthropicClient.Tagged, LanguageModelFault>
                do throws(LanguageModelFault) {
                    result = .success(try client.tags(of: part[index].gist, card: card))
                } catch {
                    result = .failure(error)
                }
                answers.withLock { $0[index] = result }
            }
            for (index, item) in part.enumerated() {
                guard let result = answers.withLock({ $0[index] }) else { continue }
                if case .success(let tagged) = result {
                    progress.nanodollars += tagged.nanodollars
                    if tagged.isCached { progress.cached += 1 }
                }
                try keep(result.map(\.answer), of: item.id, client.settings, reader, &progress)
            }
            if progress.stoppedBy != nil || !goesOn(progress) { break }
        }
        return progress
    }

    private func keep(
        _ result: Result<TagAnswer, LanguageModelFault>, of id: Int64, _ settings: ModelSettings, _ reader: TagReader,
        _ progress: inout ModelProgress
    ) throws(CasesFault) {
        let source = Self.source(settings)
        switch result {
        case .success(let answer):
            progress.answered += 1
            progress.unknownTags += answer.unknown.count
            let tags = answer.tags.map {
                CaseTag(facet: $0.facet, tag: $0.tag, confidence: $0.confidence, evidence: $0.evidence, source: source)
            }
            // What the model wished for, for `taxonomy propose`; its own inventions among the tags count as wishes.
            let wishes = Set(
                answer.proposed + answer.unknown.compactMap { $0.split(separator: "=").last.map(String.init) }
            )
            .map { TagSyntax.identifier($0) }.filter { !$0.isEmpty }.sorted()
            try keep(
                tags, error: nil, notes: wishes.isEmpty ? nil : wishes.joined(separator: " "), of: id, by: source,
                version: reader.taxonomyVersion)
        case .failure(let fault) where fault.stopsRun:
            if progress.stoppedBy == nil { progress.stoppedBy = fault }
        case .failure(let fault):
            progress.failed += 1
            try keep([], error: fault.description, notes: nil, of: id, by: source, version: reader.taxonomyVersion)
        }
    }

    // MARK: Batches

    /// Submits up to `size` cases of a round as one message batch; nil when none is left. The money is set aside and the cases are marked
    /// before anything leaves: after a crash in between they are not sent again until ``forgetUnsentBatches()``.
    public func submitBatch(
        _ client: AnthropicClient, of round: ClassifyRound, reader: TagReader, card: TaxonomyCard, size: Int = 1_000
    ) throws -> (id: String, cases: Int)? {
        let part = try work(round, reader, client.settings, retryFailed: false, limit: size)
        guard !part.isEmpty else { return nil }
        let prompt = TagPrompt(card: card, settings: client.settings)
        let masks = part.map { PersonalDataMask($0.gist) }
        let most = masks.reduce(Int64(0)) { $0 + prompt.costMax($1, client.settings.prices, isBatch: true) }
        let ledger = CaseLedger(self)
        let spend = try ledger.reserve("batch", nanodollars: most, cap: client.budget)
        let entry = try write("mark a batch") { db in
            try db.execute(
                sql: "INSERT INTO model_batches (model, taxonomy, spend) VALUES (?, ?, ?)",
                arguments: [client.settings.model, reader.taxonomyVersion, spend])
            let entry = db.lastInsertedRowID
            for (item, mask) in zip(part, masks) {
                try db.execute(
                    sql: "INSERT INTO model_batch_items (batch, \"case\", key) VALUES (?, ?, ?)",
                    arguments: [entry, item.id, prompt.cacheKey(mask)])
            }
            return entry
        }
        let id: String
        do throws(LanguageModelFault) {
            id = try client.submitBatch(zip(part, masks).map { (id: "case-\($0.id)", mask: $1) }, card: card)
        } catch {
            if case .refused = error { try drop(entry, spend) }
            throw error
        }
        try write("write a batch down") { db in
            try db.execute(sql: "UPDATE model_batches SET provider_id = ? WHERE id = ?", arguments: [id, entry])
        }
        return (id, part.count)
    }

    private func drop(_ entry: Int64, _ spend: Int64) throws(CasesFault) {
        try write("drop a batch") { db in
            try db.execute(sql: "DELETE FROM model_batch_items WHERE batch = ?", arguments: [entry])
            try db.execute(sql: "DELETE FROM model_batches WHERE id = ?", arguments: [entry])
            try db.execute(
                sql: "UPDATE model_spend SET nanodollars = 0, is_settled = 1 WHERE id = ?", arguments: [spend])
        }
    }

    /// Frees the cases of batches whose submission never got an id, when the provider's console shows that they do not exist.
    /// The money stays set aside. Returns how many batches.
    public func forgetUnsentBatches() throws(CasesFault) -> Int {
        try write("forget batches") { db in
            try db.execute(
                sql:
                    "DELETE FROM model_batch_items WHERE batch IN (SELECT id FROM model_batches WHERE provider_id IS NULL)"
            )
            try db.execute(sql: "DELETE FROM model_batches WHERE provider_id IS NULL")
            return db.changesCount
        }
    }

    /// Collects every batch that has ended. Returns what came, and how many batches are still being worked on or have no id.
    public func collectBatches(
        _ client: AnthropicClient, card: TaxonomyCard, reader: TagReader
    ) throws -> (progress: ModelProgress, open: Int) {
        let batches = try read("find batches") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM model_batches WHERE is_collected = 0 ORDER BY id")
        }
        var progress = ModelProgress(total: 0)
        var open = 0
        for batch in batches {
            guard let id: String = batch["provider_id"], try client.batchStatus(id) == .ended else {
                open += 1
                continue
            }
            try collect(id, batch["id"], batch["spend"], client, card, reader, &progress)
        }
        return (progress, open)
    }

    private func collect(
        _ id: String, _ entry: Int64, _ spend: Int64, _ client: AnthropicClient, _ card: TaxonomyCard,
        _ reader: TagReader,
        _ progress: inout ModelProgress
    ) throws {
        let items = try read("find a batch's cases") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT c.id, c.gist, i.key FROM model_batch_items i JOIN cases c ON c.id = i."case" WHERE i.batch = ?
                    """, arguments: [entry])
        }
        progress.total += items.count
        let results = Dictionary(
            try client.batchResults(id).map { ($0.id, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        var cost: Int64 = 0
        let ledger = CaseLedger(self)
        for item in items {
            let (caseID, gist): (Int64, String) = (item["id"], item["gist"])
            let outcome = results["case-\(caseID)"] ?? .failure(.malformed("the batch has no result for it"))
            let answer: Result<TagAnswer, LanguageModelFault>
            switch outcome {
            case .failure(let fault): answer = .failure(fault)
            case .success(let body):
                cost += client.batchCost(body) ?? 0
                do throws(LanguageModelFault) {
                    answer = .success(
                        try TagAnswer(body: body, text: gist, mask: PersonalDataMask(gist), card: card))
                } catch {
                    answer = .failure(error)
                }
                if case .success = answer { try ledger.keep(item["key"], body) }
            }
            try keep(answer, of: caseID, client.settings, reader, &progress)
        }
        progress.nanodollars += cost
        try ledger.settle(spend, nanodollars: cost, answer: nil)
        try write("close a batch") { db in
            try db.execute(sql: "UPDATE model_batches SET is_collected = 1 WHERE id = ?", arguments: [entry])
        }
    }
}
