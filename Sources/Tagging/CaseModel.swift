import BuiltInModels
import Records
import StageKit
import TextModel

/// The text model in force beside the rules, with its labels as the taxonomy knows them.
///
/// A label is `facet=tag`, as in the details of `labels.v1`. Earlier names of a tag count as the tag; labels that
/// the taxonomy in force does not give are not said: so that a model outlives a change of the taxonomy.
struct CaseModel: Sendable {
    /// The record key of `ref.models.v1`. Publishing another version under it replaces the model while the stage runs;
    /// deleting it brings the built-in one back.
    static let key = "tagger"
    /// Tags of a lower calibrated probability are not said, whatever the model's own threshold.
    static let floor = 0.5

    let version: String
    let model: TextModel
    /// Facet and tag of each label; nil where the taxonomy has none.
    private let tags: [(facet: String, tag: String)?]

    init(_ document: TextModelDocument, taxonomy: Taxonomy) {
        version = document.version
        model = document.model
        tags = model.labels.map { label in
            guard let split = label.firstIndex(of: "="),
                case .current(let facet, let tag) = taxonomy.resolve(
                    String(label[label.index(after: split)...]), in: String(label[..<split]))
            else { return nil }
            return (facet, tag)
        }
    }

    static func builtIn() throws(StageFault) -> TextModelDocument { try standard.get() }

    private static let standard = Result { () throws(StageFault) in
        try TextModelDocument(builtIn: BuiltInModels.tagger(), stage: "tagger")
    }

    /// The rules' tags and the model's, strongest first, each tag once.
    ///
    /// Where both say a tag, the surer of the two gives confidence and origin, the rule's words stay the evidence, and
    /// the origin's id names both. What only the model says carries the words that speak most for it.
    func join(_ rules: [Tag], _ bytes: [UInt8], _ scratch: inout TextScratch) -> [Tag] {
        let prediction = model.predict(bytes.span, &scratch)
        var joined = rules
        var alone: [(label: Int, tag: Tag)] = []
        for (label, name) in tags.enumerated() {
            guard let name else { continue }
            let probability = Self.rounded(prediction.probabilities[label])
            if let place = joined.firstIndex(where: { $0.facet == name.facet && $0.tag == name.tag }) {
                guard probability >= Self.floor else { continue }
                let rule = joined[place]
                joined[place].originID = "\(rule.originID) (\(rule.confidence)) & \(version) (\(probability))"
                guard probability > rule.confidence else { continue }
                joined[place].confidence = probability
                joined[place].origin = .model
            } else if probability >= Self.floor, prediction.scores[label] > model.thresholds[label] {
                alone.append(
                    (
                        label,
                        Tag(
                            facet: name.facet, tag: name.tag, confidence: probability, evidence: "", origin: .model,
                            originID: version)
                    ))
            }
        }
        let spans = model.spansOfLast(labels: alone.map(\.label), limit: 5, &scratch)
        for (found, words) in zip(alone, spans) {
            var tag = found.tag
            tag.evidence = words.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
                .joined(separator: " ... ")
            tag.start = words.first?.start
            tag.end = words.first?.end
            joined.append(tag)
        }
        joined.sort {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : ($0.facet, $0.tag) < ($1.facet, $1.tag)
        }
        return joined
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
