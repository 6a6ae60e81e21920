public import Records
import SentenceVectors
public import StageKit
import TextModel

/// Scores public posts: how risky, of which kind of scam, why, whom it asks to contact or pay, and whether it is one of many.
///
/// The score is ``PostScore``'s risk, at most 0.1 more for each of a campaign and a burst (``Sightings``). Cost: some ten
/// microseconds a post; `Benchmarks/RESULTS.md`.
public struct SocialStage: Stage {
    /// How long a post is remembered, so that a second delivery says nothing new.
    static let memoryMilliseconds: Int64 = 7 * 86_400_000

    public init() {}

    public var descriptor: StageDescriptor {
        StageDescriptor(
            name: "social", version: "2", inputs: [.socialPosts], tables: [.refTaxonomy, .refModels],
            outputs: [.scoredPosts],
            outOfOrdernessMilliseconds: 300_000)
    }

    public struct Seen: StateValue {
        init() {}
        public func encode(into writer: inout ByteWriter) { writer.append(1 as UInt8) }
        public init(from reader: inout ByteReader) throws(StateFault) {
            let version = try reader.byte()
            guard version == 1 else { throw .unknownVersion(version) }
        }
    }

    public struct State: StageState {
        var posts: KeyedState<Seen>
        var expiry = TimerStore(id: 1)
        var sightings: KeyedState<Sighting>
        var forgetting = TimerStore(id: 3)
        /// Working memory, no state.
        var scratch = PostScratch()
        var shingles = TextShingles(length: 3)

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&posts)
            visitor.visit(&expiry)
            visitor.visit(&sightings)
            visitor.visit(&forgetting)
        }
    }

    /// Lexicon and model in force; the built-in ones until the topics bring others.
    public struct Tables: Sendable {
        var lexicon: Lexicon?
        var document: TextModelDocument?
        var models: PostModels?
        var fault: StageFault?

        mutating func fit() throws(StageFault) {
            guard let lexicon, let document else { return }
            models = PostModels(document, try PostModels.builtInVectors(), lexicon.document)
        }
    }

    public func makeTables() -> Tables {
        var tables = Tables()
        do throws(StageFault) {
            tables.lexicon = try Lexicon.builtIn()
            tables.document = try PostModels.builtInModel()
            try tables.fit()
        } catch {
            tables.fault = error
        }
        return tables
    }

    public func makeState(cacheEntries: Int) -> State {
        State(
            posts: KeyedState(id: 0, cacheEntries: cacheEntries),
            sightings: KeyedState(id: 2, cacheEntries: cacheEntries))
    }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        var json: String?
        if case .document(let document)? = change.record { json = document.json }
        switch (change.topic, change.key) {
        case (.refTaxonomy, "social-lexicon"):
            // Its deletion brings the built-in one back.
            if let json { tables.lexicon = try Lexicon(json: json) } else { tables.lexicon = try Lexicon.builtIn() }
        case (.refModels, PostModels.key):
            if let json {
                tables.document = try TextModelDocument(json: json, key: PostModels.key, stage: "social")
            } else {
                tables.document = try PostModels.builtInModel()
            }
        default: return
        }
        try tables.fit()
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .socialPost(let post) = input.record else { return }
        guard let lexicon = tables.lexicon, let models = tables.models else {
            throw StageFault(
                code: "no_lexicon",
                message: "no lexicon or model in force: \(tables.fault?.message ?? "none was loaded")")
        }
        guard state.posts.get(post.postID) == nil else { return }
        state.posts.put(Seen(), for: post.postID)
        state.expiry.schedule(post.postID, at: post.postedAt.time.advanced(byMilliseconds: Self.memoryMilliseconds))
        var scored = PostScore(
            text: post.text, urls: post.urls, lexicon: lexicon, models: models, &state.scratch)
        if scored.confidence >= PostScore.floor {
            let reasons = Sightings.reasons(
                post.postID, Array(post.text.utf8), scored.entities, at: post.postedAt.time.milliseconds,
                &state.shingles, &state.sightings, &state.forgetting)
            for reason in reasons { scored.add(reason) }
        }
        let verdict = Verdict(
            score: scored.score, reasons: scored.reasons,
            versions: Versions(
                detector: "social-2", model: models.document.version, rules: lexicon.document.version),
            source: input.source,
            runID: input.runID)
        effects.emit(
            .scoredPost(
                ScoredPost(
                    postID: post.postID, platform: post.platform, author: post.author, postedAt: post.postedAt,
                    category: scored.category, level: scored.level, entities: scored.entities, verdict: verdict)),
            to: .scoredPosts, at: post.postedAt.time)
    }

    public func advance(_ tick: Tick, state: inout State, tables: borrowing Tables, effects: inout Effects) {
        guard case .watermark(let time) = tick else { return }
        while let (post, _) = state.expiry.popDue(at: time) { state.posts.delete(post) }
        while let (key, _) = state.forgetting.popDue(at: time) { Sightings.forget(key, &state.sightings) }
    }
}
