import Records
import Scenario
import Social
import StageKit
import StageTraining
import Tagging

/// How many texts a second one core reads with everything on: the whole step of `tagger` and `social`, from a decoded record to
/// the records that the stage gives; decoding and encoding are left out. In memory, no broker.
public struct TextBench {
    public struct Report: Sendable {
        /// Per second of the process's own CPU time, the best of the rounds.
        public var firsPerSecond: Double
        public var postsPerSecond: Double
        /// Mean bytes of a text.
        public var gistBytes: Int
        public var postBytes: Int
    }

    private let rounds: Int

    /// - Parameter rounds: how often all texts are read; the best counts, for other programs only make it slower.
    public init(rounds: Int = 5) { self.rounds = max(1, rounds) }

    /// - Throws: what a stage throws without rules or a model.
    public func run() throws -> Report {
        let gists = CaseCorpus.cases(seed: 7, perStory: 40).map(\.gist).filter { $0.utf8.count >= 500 }
        var corpus = PostCorpus(seed: 7, drawsPerTemplate: 20)
        let posts = corpus.texts().map(\.text)
        let at = ZonedTime(time: EventTime(milliseconds: 1_772_323_200_000), zoneOffsetMinutes: 330)
        let firs = gists.enumerated().map { number, gist in
            envelope(
                .fir(
                    FIR(
                        firID: "f\(number)", state: "West Bengal", district: "Kolkata", policeStation: "x", firNo: "1",
                        registeredAt: at, gist: gist)), .policeFIRs, number, at)
        }
        let messages = posts.enumerated().map { number, text in
            envelope(
                .socialPost(SocialPost(postID: "p\(number)", platform: "x", text: text, postedAt: at)), .socialPosts,
                number, at)
        }
        return Report(
            firsPerSecond: try rate(TaggerStage(), firs), postsPerSecond: try rate(SocialStage(), messages),
            gistBytes: mean(gists), postBytes: mean(posts))
    }

    private func rate<S: Stage>(_ stage: S, _ envelopes: [Envelope]) throws -> Double {
        let tables = stage.makeTables()
        var best = Double.infinity
        for _ in 0..<rounds {
            var state = stage.makeState(cacheEntries: 1_000_000)
            let start = LoopMeter.cpuSeconds()
            for envelope in envelopes {
                var effects = Effects()
                _ = effects.beginRecord()
                try stage.step(envelope, state: &state, tables: tables, effects: &effects)
            }
            best = min(best, LoopMeter.cpuSeconds() - start)
        }
        return Double(envelopes.count) / max(best, 1e-9)
    }

    private func envelope(_ record: DomainRecord, _ topic: Topic, _ number: Int, _ at: ZonedTime) -> Envelope {
        Envelope(
            record: record, topic: topic,
            source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(Int64(number))),
            eventTime: at.time)
    }

    private func mean(_ texts: [String]) -> Int { texts.reduce(0) { $0 + $1.utf8.count } / max(1, texts.count) }
}
