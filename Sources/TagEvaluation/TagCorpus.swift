import StageKit

/// Cases written by a program: a story, an opening and a closing of its own part, and the slips of a hurried writer.
public struct TagCorpus: Sendable {
    public enum Part: String, Sendable, CaseIterable { case dev, held }

    public struct Case: Sendable {
        public var text: String
        /// `facet/tag`, sorted.
        public var tags: [String]
        /// Which story it tells.
        public var story: Int
    }

    struct Story: Sendable {
        var part: Part
        var tags: [String]
        var text: String
    }

    static let stories: [Story] = {
        let facets = [
            "c": "crime_type", "a": "attack_vector", "v": "victim_approach", "t": "technology_platform",
            "i": "impact_outcome", "s": "social_engineering",
        ]
        var stories: [Story] = []
        for line in Stories.text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                let words = line.split(separator: " ").dropFirst()
                var tags = words.dropFirst().map { word in
                    let parts = word.split(separator: "/")
                    return (facets[String(parts[0])] ?? String(parts[0])) + "/" + parts[1]
                }
                // The public schema has the tag in two facets and gives both.
                if tags.contains("attack_vector/impersonation"), !tags.contains("social_engineering/impersonation") {
                    tags.append("social_engineering/impersonation")
                }
                stories.append(
                    Story(part: Part(rawValue: String(words.first ?? "")) ?? .dev, tags: tags.sorted(), text: ""))
            } else if !stories.isEmpty {
                stories[stories.count - 1].text += line
            }
        }
        return stories
    }()

    /// Cases of one part: each story `perStory` times with other names, sums, openings and slips. The same seed gives the same texts.
    public static func cases(_ part: Part, perStory: Int, noise: Double, seed: UInt64) -> [Case] {
        var cases: [Case] = []
        for (number, story) in stories.enumerated() where story.part == part {
            for copy in 0..<perStory {
                var writer = CaseWriter(seed: seed &+ UInt64(number) &* 1_000_003 &+ UInt64(copy) &* 7_919)
                cases.append(Case(text: writer.write(story, noise: noise), tags: story.tags, story: number))
            }
        }
        return cases
    }
}

/// Fills and spoils one story.
struct CaseWriter {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
    private mutating func pick(_ items: [String]) -> String { items[below(items.count)] }

    mutating func write(_ story: TagCorpus.Story, noise: Double) -> String {
        let isWoman = below(2) == 0
        let amount = (below(400) + 5) * 500
        let facts = [
            "he": isWoman ? "she" : "he", "his": isWoman ? "her" : "his", "him": isWoman ? "her" : "him",
            "phone": "\(6 + below(4))" + digits(9), "bank": pick(["SBI", "HDFC Bank", "PNB", "Axis Bank", "UCO Bank"]),
            "amt": pick(["Rs. \(amount)/-", "Rs \(amount)", "₹\(amount)", "INR \(amount)"]),
            "url": pick(["http://secure-update.example/a", "https://trade-max.example"]),
            "app": pick(["AnyDesk", "TeamViewer", "Quick Support", "RustDesk"]),
            "loanapp": pick(["RupeeNow", "CashMitra", "EasyUdhaar"]),
            "tradeapp": pick(["VX Prime", "Zenith FX", "GrowMax"]),
            "name": pick(["Rina Das", "Amit Roy", "Sunil Yadav", "Farhan Ali"]),
            "date": "\(10 + below(18)).0\(1 + below(9)).2026",
            "place": pick(["Howrah", "Siliguri", "Behala", "Barasat"]),
        ]
        let openings = story.part == .dev ? Self.devOpenings : Self.heldOpenings
        let closings = story.part == .dev ? Self.devClosings : Self.heldClosings
        let text = Self.fill(pick(openings) + " " + story.text + " " + pick(closings), facts)
        guard noise > 0 else { return text }
        return text.split(separator: " ").map { word in
            Double(below(10_000)) < noise * 10_000 ? spoiled(String(word)) : String(word)
        }.joined(separator: " ")
    }

    private mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(below(10)) }.joined() }

    /// One letter dropped, doubled, or swapped with its neighbour; the first and short words stay.
    private mutating func spoiled(_ word: String) -> String {
        var bytes = Array(word.utf8)
        guard bytes.count >= 5, bytes.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else { return word }
        let place = 1 + below(bytes.count - 2)
        switch below(3) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        default: bytes.swapAt(place, place + 1)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func fill(_ template: String, _ facts: [String: String]) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += facts[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static let devOpenings = [
        "The fact of the case in brief is that on {date} the complainant {name} of {place} lodged a written complaint that",
        "Complainant {name}, r/o {place}, states that on {date}",
    ]
    private static let heldOpenings = [
        "On the basis of a petition of {name}, a resident of {place}, the case was started. It is stated therein that on {date}",
        "Gist: {name} ({place}) appeared and reported that on {date}",
        "FIR contents in short: as per the statement of {name} of {place} dated {date},",
    ]
    private static let devClosings = ["Hence this case.", "The complainant prayed for legal action."]
    private static let heldClosings = [
        "{name} requests that necessary steps be taken.", "Hence the FIR against unknown offenders.",
        "The matter was also reported at 1930. Investigation taken up by the officer in charge.",
    ]
}
