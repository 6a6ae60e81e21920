public import Records
import Scenario
public import StageKit
import Tagging

/// The texts that the tagger's model learns from.
public enum TaggerTexts {
    /// Cases made from the scenario's stories: with the tags they were made from, and with what the policing rules say of
    /// the clean text. Half of them are then spoilt as by hurried typing, which the rules no longer read but the labels
    /// still know.
    public static func generated(seed: UInt64 = 1, perStory: Int = 16) throws(StageFault) -> [LabelledText] {
        var noise = TextNoise(seed: seed)
        var texts: [LabelledText] = []
        let rules = RuleReader()
        for (index, made) in CaseCorpus.cases(seed: seed, perStory: perStory).enumerated() {
            let labels = Set(made.tags + (try rules.tags(of: made.gist)))
            let text = index % 2 == 0 ? made.gist : noise.spoil(made.gist)
            texts.append(LabelledText(text: text, labels: labels.sorted(), template: made.story))
        }
        return texts
    }

    /// Cases that a person has looked at: the gist, with what the stage said corrected by the labels, in the order given.
    ///
    /// - Parameters:
    ///   - firs: of `police.firs.v1`; the last one of an id counts.
    ///   - tagged: of `tagged.firs.v1`; may be empty, then only what people added counts.
    ///   - labels: of `labels.v1`: `tag_added` and `tag_removed` of subject kind `fir`, with `facet=tag` as detail; `confirmed`
    ///     without a detail leaves the tags as they are.
    public static func corrected(firs: [FIR], tagged: [TaggedFIR], labels: [Label]) -> [LabelledText] {
        var tags: [String: Set<String>] = [:]
        for tagged in tagged { tags[tagged.firID] = Set(tagged.tags.map { $0.facet + "=" + $0.tag }) }
        var seen: Set<String> = []
        for label in labels where label.subjectKind == "fir" {
            switch (label.label, label.detail) {
            case ("tag_added", let tag?): tags[label.subject, default: []].insert(tag)
            case ("tag_removed", let tag?): tags[label.subject, default: []].remove(tag)
            case ("confirmed", _): break
            default: continue
            }
            seen.insert(label.subject)
        }
        var gists: [String: String] = [:]
        for fir in firs where seen.contains(fir.firID) { gists[fir.firID] = fir.gist }
        return gists.keys.sorted().enumerated().map { number, id in
            LabelledText(text: gists[id] ?? "", labels: (tags[id] ?? []).sorted(), template: number)
        }
    }
}

/// The stage's rules, without its model.
private struct RuleReader {
    private let stage = TaggerStage()
    private let tables: TaggerStage.Tables

    init() { tables = stage.makeTablesWithoutModel() }

    func tags(of gist: String) throws(StageFault) -> [String] {
        let now = ZonedTime(time: EventTime(milliseconds: 0), zoneOffsetMinutes: 0)
        let fir = FIR(
            firID: "x", state: "x", district: "x", policeStation: "x", firNo: "x", registeredAt: now, gist: gist)
        var state = stage.makeState(cacheEntries: 1)
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(
            Envelope(
                record: .fir(fir), topic: .policeFIRs,
                source: SourceRef(topic: "x", partition: Partition(0), offset: Offset(0)), eventTime: now.time),
            state: &state, tables: tables, effects: &effects)
        for emission in effects.emissions {
            if case .taggedFIR(let tagged) = emission.record { return tagged.tags.map { $0.facet + "=" + $0.tag } }
        }
        return []
    }
}
