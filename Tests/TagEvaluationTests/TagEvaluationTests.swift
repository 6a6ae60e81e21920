import TagEvaluation
import Tagging
import Testing

@Suite struct TagEvaluationTests {
    @Test func everyTextOfTheSuitesComesOutRight() throws {
        let report = try TagEvaluation.builtIn().report(perStory: 1)
        for suite in report.suites {
            #expect(suite.total > 100)
            #expect(suite.failures.isEmpty, "\(suite.failures.joined(separator: "\n"))")
        }
    }

    /// A floor, so that a change of rules that costs much is seen.
    @Test func theHeldOutStoriesKeepTheirScores() throws {
        let report = try TagEvaluation.builtIn().report(perStory: 2)
        let held = try #require(report.corpora.first { $0.name == "held-out stories" })
        #expect(held.microF1 > 0.7, "\(held.microF1)")
    }

    @Test func theCorpusIsTheSameEachTimeAndItsPartsShareNoSentence() {
        let one = TagCorpus.cases(.held, perStory: 2, noise: 0.05, seed: 7)
        let two = TagCorpus.cases(.held, perStory: 2, noise: 0.05, seed: 7)
        #expect(one.map(\.text) == two.map(\.text))
        func sentences(_ part: TagCorpus.Part) -> Set<String> {
            Set(
                TagCorpus.cases(part, perStory: 1, noise: 0, seed: 1).flatMap { $0.text.split(separator: ".") }
                    .map(String.init).filter { $0.count > 25 })
        }
        #expect(sentences(.dev).isDisjoint(with: sentences(.held)))
    }

    @Test func everyStorysTagIsOfTheTaxonomy() throws {
        let taxonomy = try Taxonomy.builtIn()
        for part in TagCorpus.Part.allCases {
            for one in TagCorpus.cases(part, perStory: 1, noise: 0, seed: 1) {
                for name in one.tags {
                    let parts = name.split(separator: "/").map(String.init)
                    #expect(
                        taxonomy.resolve(parts[1], in: parts[0]) == .current(facet: parts[0], tag: parts[1]), "\(name)")
                }
            }
        }
    }
}
