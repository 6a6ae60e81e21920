import Records
import Testing
import TextModel

@testable import StageTraining

@Suite struct StageTrainingTests {
    @Test func thePostsAreTheSameForTheSameSeedOnly() {
        var one = PostCorpus(seed: 3, drawsPerTemplate: 2)
        var two = PostCorpus(seed: 3, drawsPerTemplate: 2)
        var other = PostCorpus(seed: 4, drawsPerTemplate: 2)
        let texts = one.texts()
        #expect(texts == two.texts())
        #expect(texts != other.texts())
        #expect(Set(texts.flatMap(\.labels)) == Set(PostCorpus.categories))
        #expect(!texts.contains { $0.text.contains("{") })
    }

    @Test func noiseLeavesNumbersAndLinksAlone() {
        var noise = TextNoise(seed: 5)
        for _ in 0..<50 {
            let spoilt = noise.spoil("please 9876543210 transfer http://x.example/Ab1 immediately").lowercased()
            #expect(spoilt.contains("9876543210"))
            #expect(spoilt.contains("http://x.example/ab1"))
        }
    }

    @Test func onlyLookedAtCasesAreLearnedFromAsCorrected() {
        let at = ZonedTime(time: EventTime(milliseconds: 0), zoneOffsetMinutes: 330)
        func fir(_ id: String) -> FIR {
            FIR(
                firID: id, state: "s", district: "d", policeStation: "p", firNo: "1", registeredAt: at,
                gist: "gist of \(id)")
        }
        func label(_ id: String, _ label: String, _ detail: String? = nil, kind: String = "fir") -> Label {
            Label(subject: id, subjectKind: kind, label: label, detail: detail, by: "si", at: at)
        }
        let source = SourceRef(topic: "t", partition: Partition(0), offset: Offset(0))
        let tagged = TaggedFIR(
            firID: "a", state: "s", district: "d", policeStation: "p", registeredAt: at, lossAmount: nil,
            tags: [
                Tag(facet: "f", tag: "wrong", confidence: 1, evidence: "", origin: .rule, originID: "r"),
                Tag(facet: "f", tag: "right", confidence: 1, evidence: "", origin: .rule, originID: "r"),
            ], entities: [], needsReview: false,
            verdict: Verdict(score: 0, reasons: [], versions: Versions(), source: source, runID: nil))
        let texts = TaggerTexts.corrected(
            firs: [fir("a"), fir("b"), fir("c")], tagged: [tagged],
            labels: [
                label("a", "tag_removed", "f=wrong"), label("a", "tag_added", "f=new"), label("c", "confirmed"),
                label("b", "fraud", kind: "transaction"),
            ])
        #expect(texts.map(\.text) == ["gist of a", "gist of c"])
        #expect(texts.map(\.labels) == [["f=new", "f=right"], []])
    }

    @Test func aModelOfOneLabelIsTrainedCompactAndReadBack() throws {
        let texts = (0..<60).map { number in
            LabelledText(
                text: number % 2 == 0 ? "scan the code number \(number)" : "rain and tea number \(number)",
                labels: number % 2 == 0 ? ["f=qr"] : [], template: number)
        }
        let model = try StageTrainer.train(
            texts, maximumFeatures: 300, card: TextModelCard(name: "x", data: "", period: "", createdAt: ""))
        let file = try model.bytes()
        let again = try TextModel(bytes: file)
        #expect(try again.bytes() == file)
        for text in ["scan the code", "tea and rain", "नमस्ते"] { #expect(model.predict(text) == again.predict(text)) }
        #expect(model.predict("please scan the code").labels == [0])
        #expect(model.predict("rain and tea").labels == [])
    }
}
