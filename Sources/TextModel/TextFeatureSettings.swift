/// What is counted in a text. Part of the model file: a model is only ever used with the settings it was trained with.
public struct TextFeatureSettings: Codable, Equatable, Sendable {
    /// Lengths of word n-grams; nil for none. 1...4 at most.
    public var wordLengths: ClosedRange<Int>? = 1...2
    /// Lengths of character n-grams within a word and the spaces around it; nil for none. 1...8 at most.
    public var characterLengths: ClosedRange<Int>? = 2...5
    /// Factors of the three groups. Before, each n-gram group has Euclidean length 1, and a fact is about 0...1.
    public var wordWeight: Float = 1
    public var characterWeight: Float = 1
    public var factWeight: Float = 0.1
    /// n-grams of fewer training texts are left out.
    public var minimumTexts = 1
    /// Of the n-grams, those of most training texts are kept.
    public var maximumFeatures = 400_000
    /// Characters of a text that are read, after folding: this bounds the time a text can take.
    public var maximumCharacters = 20_000

    public init() {}

    /// - Throws: ``TextModelError/setting(name:value:legal:)``.
    func validate() throws(TextModelError) {
        if let wordLengths, wordLengths.lowerBound < 1 || wordLengths.upperBound > 4 {
            throw .setting(name: "wordLengths", value: "\(wordLengths)", legal: "within 1...4")
        }
        if let characterLengths, characterLengths.lowerBound < 1 || characterLengths.upperBound > 8 {
            throw .setting(name: "characterLengths", value: "\(characterLengths)", legal: "within 1...8")
        }
        guard wordLengths != nil || characterLengths != nil else {
            throw .setting(name: "wordLengths", value: "nil", legal: "words, characters or both")
        }
        for (name, value) in [
            ("wordWeight", wordWeight), ("characterWeight", characterWeight), ("factWeight", factWeight),
        ] where !(value >= 0 && value <= 100) {
            throw .setting(name: name, value: "\(value)", legal: "0...100")
        }
        for (name, value, legal) in [
            ("minimumTexts", minimumTexts, 1...1_000_000), ("maximumFeatures", maximumFeatures, 1...10_000_000),
            ("maximumCharacters", maximumCharacters, 1...1_000_000),
        ] where !legal.contains(value) {
            throw .setting(name: name, value: "\(value)", legal: "\(legal)")
        }
    }
}

/// Names of what a text shows besides its words.
public enum TextFeatureNames {
    /// Length, digits, links and the like, as they stand in ``Evidence/Kind/fact(_:)``.
    public static var all: [String] { TextFacts.names }
}
