/// The policing rules as data, each with texts that it must and must not match.
struct RulesDocument: Codable, Sendable {
    struct Rule: Codable, Sendable {
        var id: String
        var facet: String
        var tag: String
        /// How often the tag is right where the rule holds, 0...1.
        var confidence: Double
        /// At least one phrase of it.
        var any: [String]?
        /// At least one phrase of each group.
        var all: [[String]]?
        /// No phrase of it.
        var none: [String]?
        /// The groups must occur within so many words of each other.
        var within: Int?
        /// Words behind "not", "never", "without" do not count.
        var affirmed: Bool?
        /// At least one of these tags was given by a rule above; none of those was.
        var ifTags: [String]?
        var unlessTags: [String]?
        var minLoss: Double?
        var minAge: Int?
        var maxAge: Int?
        var match: [String]?
        var noMatch: [String]?

        enum CodingKeys: String, CodingKey {
            case id, facet, tag, confidence, any, all, none, within, affirmed, match
            case ifTags = "if_tags", unlessTags = "unless_tags"
            case minLoss = "min_loss", minAge = "min_age", maxAge = "max_age", noMatch = "no_match"
        }
    }

    /// A text with what the whole rule book must and must not say of it.
    struct Case: Codable, Sendable {
        var text: String
        var tags: [String]?
        var not: [String]?
        var age: Int?
        var loss: Double?
    }

    var version: String
    /// Phrases under a name, `@name` in a rule or in another list.
    var lists: [String: [String]]?
    /// Other spellings of a word: `aadhar` counts as `aadhaar`.
    var spellings: [String: String]?
    /// Words that are no slip of another one.
    var ordinary: [String]?
    /// Phrases with `#` for an age: `aged about # years`.
    var ages: [String]?
    var rules: [Rule]
    var cases: [Case]?
}
