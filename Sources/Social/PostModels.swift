import BuiltInModels
import SentenceVectors
import StageKit
import TextModel

/// The text model in force and the meanings of the lexicon's categories.
struct PostModels: Sendable {
    /// The record key of `ref.models.v1`; deleting it brings the built-in model back.
    static let key = "social"

    let document: TextModelDocument
    let vectors: SentenceVectors
    /// What each category of the lexicon is described as; nil without a description.
    let meanings: [SentenceVector?]
    /// The model's label of each category; nil when it has none.
    let labels: [Int?]

    init(_ document: TextModelDocument, _ vectors: SentenceVectors, _ lexicon: LexiconDocument) {
        self.document = document
        self.vectors = vectors
        var scratch = SentenceScratch()
        meanings = lexicon.categories.map { category in
            category.description.map { vectors.vector($0.utf8Span.span, &scratch) }
        }
        labels = lexicon.categories.map { document.model.labels.firstIndex(of: $0.id) }
    }

    static func builtInModel() throws(StageFault) -> TextModelDocument { try standardModel.get() }

    static func builtInVectors() throws(StageFault) -> SentenceVectors { try standardVectors.get() }

    private static let standardModel = Result { () throws(StageFault) in
        try TextModelDocument(builtIn: BuiltInModels.posts(), stage: "social")
    }

    private static let standardVectors = Result { () throws(StageFault) in
        do throws(SentenceVectorsFault) {
            return try SentenceVectors(bytes: BuiltInModels.sentenceVectors(), checksDigest: false)
        } catch {
            throw StageFault(code: "bad_model", message: "\(error)")
        }
    }
}

/// Working memory of the models; no state.
struct PostScratch: Sendable {
    var text: TextScratch?
    var sentence = SentenceScratch()
}
