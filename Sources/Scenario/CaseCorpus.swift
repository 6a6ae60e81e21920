import Records

/// A case text whose tags are known because it was made from them.
public struct GeneratedCase: Equatable, Sendable {
    public var gist: String
    /// `facet=tag`, as in the details of labels.
    public var tags: [String]
    /// Number of the story it tells: what was trained on one story can be tested on another.
    public var story: Int
}

/// Case texts drawn from the stories of the scenario, each with other persons, sums, openings and slips of the pen: training
/// texts for the tagger. The stories are this project's own; no text is anybody's complaint.
public enum CaseCorpus {
    /// - Parameters:
    ///   - perStory: texts of each story.
    ///   - noise: chance that a word with a known slip is written with it.
    public static func cases(seed: UInt64, perStory: Int, noise: Double = 0.2) -> [GeneratedCase] {
        var cases: [GeneratedCase] = []
        var story = 0
        func add(_ text: String, tags: [String], isPaid: Bool, isFormal: Bool) {
            for round in 0..<perStory {
                var draw = Draw(seed: seed, .gist, story * 10_000 + round)
                let facts = facts(&draw, isPaid: isPaid)
                var writer = GistWriter(draw: draw, noise: noise)
                let gist = writer.gist(telling: text, facts, isPaid: isPaid, isFormal: isFormal && round % 4 != 0)
                cases.append(GeneratedCase(gist: gist, tags: tags, story: story))
            }
            story += 1
        }
        for scam in Scam.allCases {
            for text in scam.stories { add(text, tags: scam.figures.tags, isPaid: true, isFormal: true) }
            for text in scam.romanisedStories { add(text, tags: scam.figures.tags, isPaid: true, isFormal: false) }
        }
        for other in OtherStories.all {
            for text in other.texts { add(text, tags: other.tags, isPaid: false, isFormal: true) }
        }
        return cases
    }

    private static func facts(_ draw: inout Draw, isPaid: Bool) -> GistFacts {
        let persona = Persona.allCases[draw.weighted(Persona.cumulativeShares)]
        let occupation = persona.occupation(&draw)
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(draw.within(1...9)) }.joined() }
        let paid = (0..<(isPaid ? draw.within(1...3) : 0)).map { _ in
            FIR.Transfer(
                rrn: digits(12), amount: MinorUnits(Int64(draw.within(10...2_000)) * 10_000),
                toAccount: digits(12), toIFSC: "SBIN0" + digits(6))
        }
        let started = 1_767_225_600_000 + Int64(draw.within(0...300)) * LocalTime.hour * 24
        return GistFacts(
            draw: &draw, age: occupation.age, occupation: occupation.words, place: "Sector " + digits(1),
            station: "Cyber Crime PS", startedAt: started, phone: Identifiers.phone(&draw),
            vpa: "pay" + digits(4) + "@okbank", account: digits(12), ifsc: "HDFC0" + digits(6),
            bank: draw.pick(Bank.all).name, paid: paid)
    }
}
