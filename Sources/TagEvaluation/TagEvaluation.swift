import Records
public import StageKit
public import Tagging

/// The rules and recognisers on texts written for the purpose.
///
/// Two parts: suites of single texts that must come out right (rules' own, and identifiers, adversarial ones among them), and a generated corpus,
/// where `dev` stories were seen while rules were written and `held` stories were not. Facets whose truth would be opinion (demographics, place and
/// time) are not scored. The texts are by the author of the rules: expect less of real FIRs.
public struct TagEvaluation: Sendable {
    static let scored: Set<String> = [
        "crime_type", "attack_vector", "victim_approach", "technology_platform", "impact_outcome", "social_engineering",
    ]
    private let book: RuleBook

    public init(book: RuleBook) { self.book = book }

    /// The report with the built-in documents. Throws if they cannot be read.
    public static func builtIn() throws(StageFault) -> TagEvaluation { TagEvaluation(book: try RuleBook.builtIn()) }

    public func report(perStory: Int = 10, seed: UInt64 = 1) -> TagReport {
        let ruleFailures = book.failures()
        return TagReport(
            rulesVersion: book.version,
            suites: [
                .init(name: "rules' own texts", passed: book.textCount - ruleFailures.count, failures: ruleFailures),
                EntitySuite.run(),
            ],
            corpora: [
                scores("seen stories", .dev, perStory, noise: 0, seed),
                scores("held-out stories", .held, perStory, noise: 0, seed),
                scores("held-out stories, one word in twenty misspelt", .held, perStory, noise: 0.05, seed),
            ])
    }

    private func scores(_ name: String, _ part: TagCorpus.Part, _ perStory: Int, noise: Double, _ seed: UInt64)
        -> TagReport.Scores
    {
        var counter = TagCounter()
        let cases = TagCorpus.cases(part, perStory: perStory, noise: noise, seed: seed)
        for one in cases {
            let given = book.tags(of: one.text, lossRupees: nil, age: nil).filter { Self.scored.contains($0.facet) }
            counter.add(
                given.map { ($0.facet + "/" + $0.tag, $0.confidence) }, truth: one.tags, implied: implied(one.tags))
        }
        return counter.scores(name: name, cases: cases.count, stories: Set(cases.map(\.story)).count)
    }

    /// Wider tags of the truth: neither wanted nor wrong.
    private func implied(_ truth: [String]) -> Set<String> {
        var wider: Set<String> = []
        for name in truth {
            let parts = name.split(separator: "/").map(String.init)
            for parent in book.taxonomy.ancestors(of: parts[1], in: parts[0]) { wider.insert(parts[0] + "/" + parent) }
        }
        // Who lost money was defrauded, whatever else it is called.
        if truth.contains("impact_outcome/direct_monetary_loss") { wider.insert("crime_type/financial_fraud") }
        return wider.subtracting(truth)
    }
}

struct TagCounter {
    private var truths: [String: Int] = [:]
    private var given: [String: Int] = [:]
    private var hits: [String: Int] = [:]
    private var bins = [(count: Int, hits: Int, confidence: Double)](repeating: (0, 0, 0), count: 10)

    mutating func add(_ tags: [(name: String, confidence: Double)], truth: [String], implied: Set<String>) {
        for name in truth { truths[name, default: 0] += 1 }
        for tag in tags where !implied.contains(tag.name) {
            let isHit = truth.contains(tag.name)
            given[tag.name, default: 0] += 1
            if isHit { hits[tag.name, default: 0] += 1 }
            let bin = min(9, Int(tag.confidence * 10))
            bins[bin].count += 1
            bins[bin].hits += isHit ? 1 : 0
            bins[bin].confidence += tag.confidence
        }
    }

    func scores(name: String, cases: Int, stories: Int) -> TagReport.Scores {
        let names = Set(truths.keys).union(given.keys).sorted()
        let rows = names.map {
            TagReport.Row(tag: $0, truths: truths[$0] ?? 0, given: given[$0] ?? 0, hits: hits[$0] ?? 0)
        }
        let all = TagReport.Row(
            tag: "", truths: rows.reduce(0) { $0 + $1.truths }, given: rows.reduce(0) { $0 + $1.given },
            hits: rows.reduce(0) { $0 + $1.hits })
        let known = rows.filter { $0.truths > 0 }
        let mean = { (value: (TagReport.Row) -> Double) in
            known.isEmpty ? 0 : known.reduce(0) { $0 + value($1) } / Double(known.count)
        }
        let error = bins.reduce(0.0) { $0 + abs($1.confidence - Double($1.hits)) } / Double(max(1, all.given))
        return TagReport.Scores(
            name: name, cases: cases, stories: stories, microPrecision: all.precision, microRecall: all.recall,
            microF1: all.f1, macroPrecision: mean(\.precision), macroRecall: mean(\.recall), macroF1: mean(\.f1),
            calibrationError: error, rows: rows)
    }
}
