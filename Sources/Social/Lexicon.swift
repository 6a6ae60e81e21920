import Foundation
import StageKit
import Tagging

/// The words that scams use, as data.
struct LexiconDocument: Codable, Sendable {
    struct Phrase: Codable, Sendable {
        var text: String
        var weight: Double
    }
    struct Category: Codable, Sendable {
        var id: String
        /// What such posts say, in English words; what posts are likened to.
        var description: String?
        var phrases: [Phrase]
    }
    var version: String
    var categories: [Category]
    var urgency: [String]
    var threat: [String]
    var lure: [String]
    /// Words of warnings and news, which lower the score.
    var benign: [Phrase]
    /// Words of feeling, which advertisements and orders seldom use.
    var joy: [String]?
    var sorrow: [String]?
    /// Hosts that hide where a link leads.
    var shorteners: [String]
    /// Banks and payment apps whose look-alikes are suspect.
    var brands: [Brand]
    /// Words that look-alikes hang on a brand's name: "kyc" in "sbikyc".
    var companions: [String]
    /// Domains that only a government office or a regulated bank can have.
    var trustedSuffixes: [String]

    struct Brand: Codable, Sendable {
        /// Lower case, letters and digits only.
        var name: String
        /// The domains that are its own.
        var hosts: [String]
    }

    enum CodingKeys: String, CodingKey {
        case version, categories, urgency, threat, lure, benign, joy, sorrow, shorteners, brands, companions
        case trustedSuffixes = "trusted_suffixes"
    }
}

/// A compiled lexicon.
struct Lexicon: Sendable {
    enum Meaning: Sendable, Equatable {
        case category(Int, weight: Double)
        case urgency, threat, lure
        case benign(weight: Double)
        case feeling(Int)
    }

    let document: LexiconDocument
    let links: LinkCheck
    private(set) var matcher = PhraseMatcher()
    private(set) var meanings: [Meaning] = []

    static func builtIn() throws(StageFault) -> Lexicon { try Lexicon(json: Defaults.lexicon) }

    init(json: String) throws(StageFault) {
        do {
            document = try JSONDecoder().decode(LexiconDocument.self, from: Data(json.utf8))
        } catch let DecodingError.keyNotFound(key, _) {
            throw StageFault(code: "bad_document", message: "social-lexicon: field '\(key.stringValue)' is missing")
        } catch {
            throw StageFault(code: "bad_document", message: "social-lexicon: not a lexicon: \(error)")
        }
        links = LinkCheck(document: document)
        for (number, category) in document.categories.enumerated() {
            for phrase in category.phrases {
                guard phrase.weight > 0, phrase.weight <= 1, phrase.text.utf8.count > 1 else {
                    throw StageFault(
                        code: "bad_document",
                        message:
                            "social-lexicon: category '\(category.id)': phrase '\(phrase.text)' needs text and a weight in 0...1"
                    )
                }
                add(phrase.text, .category(number, weight: phrase.weight))
            }
        }
        for text in document.urgency { add(text, .urgency) }
        for text in document.threat { add(text, .threat) }
        for text in document.lure { add(text, .lure) }
        for phrase in document.benign {
            guard phrase.weight > 0, phrase.weight <= 5 else {
                throw StageFault(
                    code: "bad_document",
                    message: "social-lexicon: benign phrase '\(phrase.text)' needs a weight above 0, at most 5")
            }
            add(phrase.text, .benign(weight: phrase.weight))
        }
        for text in document.joy ?? [] { add(text, .feeling(1)) }
        for text in document.sorrow ?? [] { add(text, .feeling(-1)) }
        for brand in document.brands where brand.name.isEmpty || brand.hosts.isEmpty {
            throw StageFault(
                code: "bad_document",
                message: "social-lexicon: brand '\(brand.name)' needs a name and at least one host of its own")
        }
    }

    private mutating func add(_ text: String, _ meaning: Meaning) {
        _ = matcher.add(text)
        meanings.append(meaning)
    }
}
