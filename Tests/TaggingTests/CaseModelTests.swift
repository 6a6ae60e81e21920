import Records
import StageKit
import Testing
import TextModel

@testable import Tagging

@Suite struct CaseModelTests {
    private func tags(_ gist: String, model: Bool = true) throws -> [Records.Tag] {
        let stage = TaggerStage()
        let at = ZonedTime(time: EventTime(milliseconds: 1_772_323_200_000), zoneOffsetMinutes: 330)
        let fir = FIR(
            firID: "a", state: "s", district: "d", policeStation: "p", firNo: "1", registeredAt: at, gist: gist)
        var state = stage.makeState(cacheEntries: 4)
        var effects = Effects()
        _ = effects.beginRecord()
        try stage.step(
            Envelope(
                record: .fir(fir), topic: .policeFIRs,
                source: SourceRef(topic: "police.firs.v1", partition: Partition(0), offset: Offset(0)),
                eventTime: at.time), state: &state,
            tables: model ? stage.makeTables() : stage.makeTablesWithoutModel(), effects: &effects)
        for emission in effects.emissions {
            if case .taggedFIR(let tagged) = emission.record { return tagged.tags }
        }
        return []
    }

    @Test func theModelReadsWhatTheRulesDoNot() throws {
        let gist =
            "anjan ladki ne whatsapp vidio call kiya, nangi hokar recordng kr li, ab viral krne ki dhmki de kr paise mang rhi h"
        #expect(!(try tags(gist, model: false)).contains { $0.tag == "sextortion" })
        let found = try #require(try tags(gist).first { $0.tag == "sextortion" })
        #expect(found.origin == .model)
        #expect(found.originID.hasPrefix("tagger-"))
        #expect((CaseModel.floor...1).contains(found.confidence))
        let start = try #require(found.start)
        let end = try #require(found.end)
        let words = String(decoding: Array(gist.utf8)[start..<end], as: UTF8.self)
        #expect(!words.isEmpty && found.evidence.hasPrefix(words))
    }

    @Test func everyTagIsSaidOnceAndStrongestFirst() throws {
        let gist =
            "A person posing as a CBI officer made a video call, said a parcel had drugs and kept him under digital arrest."
        let found = try tags(gist)
        let names = found.map { "\($0.facet)=\($0.tag)" }
        #expect(Set(names).count == names.count)
        #expect(found.map(\.confidence) == found.map(\.confidence).sorted(by: >))
        #expect(found.contains { $0.tag == "digital_arrest" })
        let rules = try tags(gist, model: false)
        for rule in rules {
            let joined = found.first { $0.facet == rule.facet && $0.tag == rule.tag }
            #expect((joined?.confidence ?? 0) >= rule.confidence, "\(rule.tag)")
        }
    }

    @Test func aDamagedModelIsRefusedAndTheOldOneStays() throws {
        let stage = TaggerStage()
        var tables = stage.makeTables()
        let before = try #require(tables.model?.version)
        for json in [
            "{}", "[]", #"{"stage":"social","version":"1","model":""}"#,
            #"{"stage":"tagger","version":"1","model":"AAAA"}"#,
        ] {
            #expect(throws: StageFault.self) {
                try stage.apply(
                    TableChange(
                        topic: .refModels, key: "tagger",
                        record: .document(ReferenceDocument(key: "tagger", json: json))),
                    to: &tables)
            }
            #expect(tables.model?.version == before)
        }
        try stage.apply(TableChange(topic: .refModels, key: "anomaly", record: nil), to: &tables)
        #expect(tables.model?.version == before)
    }

    @Test func labelsThatTheTaxonomyDoesNotKnowAreNotSaid() throws {
        let stage = TaggerStage()
        var tables = stage.makeTables()
        let facet = Taxonomy.Facet(id: "crime_type", tags: [.init(id: "other", definition: "")])
        tables.book = try RuleBook(
            taxonomy: Taxonomy(version: "t", facets: [facet]), rules: RulesDocument(version: "r", rules: []))
        tables.fit()
        let model = try #require(tables.model)
        var scratch = model.model.scratch()
        let gist = "kept him under digital arrest on video call, CBI officer"
        #expect(model.join([], Array(gist.utf8), &scratch).isEmpty)
    }
}
