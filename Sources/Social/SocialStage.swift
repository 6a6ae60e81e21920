public import Records
public import StageKit

/// Scores public posts: scam or not, of which kind, why, and whom it asks to contact or pay.
public struct SocialStage: Stage {
    /// How long a post is remembered, so that a second delivery says nothing new.
    static let memoryMilliseconds: Int64 = 7 * 86_400_000

    public init() {}

    public var descriptor: StageDescriptor {
        StageDescriptor(
            name: "social", version: "1.0.0", inputs: [.socialPosts], tables: [.refTaxonomy], outputs: [.scoredPosts],
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
        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&posts)
            visitor.visit(&expiry)
        }
    }

    /// The lexicon in force; the built-in one until the topic brings another.
    public struct Tables: Sendable {
        var lexicon: Lexicon?
        var fault: StageFault?
    }

    public func makeTables() -> Tables {
        do throws(StageFault) {
            return Tables(lexicon: try Lexicon.builtIn(), fault: nil)
        } catch {
            return Tables(lexicon: nil, fault: error)
        }
    }

    public func makeState(cacheEntries: Int) -> State { State(posts: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        guard change.topic == .refTaxonomy, change.key == "social-lexicon" else { return }
        guard let record = change.record else {
            // Its deletion brings the built-in one back.
            tables = makeTables()
            return
        }
        guard case .document(let document) = record else { return }
        tables.lexicon = try Lexicon(json: document.json)
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .socialPost(let post) = input.record else { return }
        guard let lexicon = tables.lexicon else {
            throw StageFault(
                code: "no_lexicon", message: "no lexicon in force: \(tables.fault?.message ?? "none was loaded")")
        }
        guard state.posts.get(post.postID) == nil else { return }
        state.posts.put(Seen(), for: post.postID)
        state.expiry.schedule(post.postID, at: post.postedAt.time.advanced(byMilliseconds: Self.memoryMilliseconds))
        let scored = PostScore(text: post.text, urls: post.urls, lexicon: lexicon)
        let verdict = Verdict(
            score: scored.score, reasons: scored.reasons,
            versions: Versions(detector: "1.0.0", rules: lexicon.document.version), source: input.source,
            runID: input.runID)
        effects.emit(
            .scoredPost(
                ScoredPost(
                    postID: post.postID, platform: post.platform, author: post.author, postedAt: post.postedAt,
                    category: scored.category, entities: scored.entities, verdict: verdict)),
            to: .scoredPosts, at: post.postedAt.time)
    }

    public func advance(_ tick: Tick, state: inout State, tables: borrowing Tables, effects: inout Effects) {
        guard case .watermark(let time) = tick else { return }
        while let (post, _) = state.expiry.popDue(at: time) { state.posts.delete(post) }
    }
}
