import Foundation
import Records
import Testing
import Wire

@testable import Cases

@Suite struct WorkflowTests {
    private func file(_ desk: Desk, cases: Int = 40) throws -> CaseFile {
        let file = try desk.open()
        try file.importTable(Desk.table(cases), name: "t.csv")
        return file
    }

    @Test func samplesAreDrawnOnceAndRoundsGoOn() throws {
        let desk = try Desk()
        defer { desk.remove() }
        var file = try file(desk)
        let reader = try Desk.builtIn.get()
        let first = try file.beginRound(size: 10)
        #expect(first.total == 10 && !first.isResumed)
        let half = try file.classify(first, reader: reader, casesPerStep: 4) { _ in false }
        #expect(half.done == 4)
        file.close()
        file = try desk.open()
        let resumed = try file.beginRound(size: 10)
        #expect(resumed.id == first.id && resumed.isResumed && resumed.done == 4)
        #expect(try file.classify(resumed, reader: reader, casesPerStep: 4).done == 10)
        let second = try file.beginRound(size: 25)
        #expect(second.id != first.id && second.total == 25)
        try file.classify(second, reader: reader)
        let rest = try file.beginRound(size: nil)
        #expect(rest.total == 5)
        try file.classify(rest, reader: reader)
        #expect(try file.counts() == .init(cases: 40, classified: 40, reviewed: 0, refusedRows: 0))
    }

    @Test func aRoundStaysOpenForAnotherReader() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try file(desk)
        let first = try file.beginRound(size: 10)
        try file.classify(first, reader: Desk.builtIn.get(), isLast: false)
        #expect(try file.beginRound(size: 10).id == first.id)
        try file.finish(first)
        #expect(try file.beginRound(size: 10).id != first.id)
        #expect(try file.round(first.id)?.done == 10)
        #expect(try file.round(99) == nil)
    }

    @Test func aStopLeavesTheSameReadings() throws {
        let (a, b) = (try Desk(), try Desk())
        defer {
            a.remove()
            b.remove()
        }
        let straight = try file(a)
        try straight.classify(straight.beginRound(size: nil), reader: Desk.builtIn.get())
        for _ in 0..<20 {
            let cut = try file(b)
            try cut.classify(cut.beginRound(size: nil), reader: Desk.builtIn.get(), casesPerStep: 3) { _ in false }
            cut.close()
        }
        #expect(try b.open().cases(.classified) == straight.cases(.classified))
    }

    @Test func theMostDoubtfulComesFirst() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try file(desk)
        try file.classify(file.beginRound(size: nil), reader: Desk.builtIn.get())
        let views = try file.cases(.toReview(limit: 100))
        #expect(views.count == 40)
        let doubts = views.compactMap(\.uncertainty)
        #expect(doubts == doubts.sorted(by: >))
        #expect(views.first?.why == "neither a rule nor the model recognised the type of the crime")
        #expect(views.first?.gist.contains("vegetable") == true)
    }

    @Test func aSheetGoesOutAndComesBack() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try file(desk, cases: 8)
        let reader = try Desk.builtIn.get()
        try file.classify(file.beginRound(size: nil), reader: reader)
        let sheet = ReviewSheet.write(try file.cases(.toReview(limit: 8)))
        #expect(
            sheet.hasPrefix(
                "\u{FEFF}case,district,registered,gist,tags,uncertainty,why,accept,add,remove,note,reviewer\r\n"))
        // As a spreadsheet gives it back: the first row corrected, the second accepted, a third in error, the others untouched.
        var lines = sheet.components(separatedBy: "\r\n")
        let tails = [
            ",,,,,", ",,crime_type=cart_theft; not_a_cyber_crime,,\"not ours, I think\",", ",Y,,,,insp.roy",
            ",,no_such_tag,,,", ",,,sextortion,,",
        ]
        for index in 1...4 { lines[index] = String(lines[index].dropLast(5)) + tails[index] }
        let filled = Array(lines.joined(separator: "\r\n").utf8)
        let report = try ReviewSheet.read(
            filled, name: "s.csv", into: file, reader: reader, reviewer: "si.verma", milliseconds: 1_700_000_000_000)
        #expect(report.taken == 2 && report.empty == 4 && report.known == 0)
        #expect(report.refusals.map(\.line) == [4, 5])
        #expect(report.refusals[0].reason.contains("no tag 'no_such_tag'"))
        #expect(report.refusals[1].reason == "it has no tag crime_type=sextortion that could be removed")
        let reviewed = try file.cases(.reviewed)
        #expect(reviewed.count == 2)
        let corrected = try #require(reviewed.first { $0.reviewedBy == "si.verma" })
        #expect(
            Set(corrected.tags.map(\.name)).isSuperset(of: ["crime_type=cart_theft", "crime_type=not_a_cyber_crime"]))
        #expect(corrected.corrections.contains { $0.note == "not ours, I think" })
        // Twice is as once.
        let before = try file.labels()
        let again = try ReviewSheet.read(
            filled, name: "s.csv", into: file, reader: reader, reviewer: "si.verma", milliseconds: 1_700_000_099_000)
        #expect(again.taken == 0 && again.known == 2)
        #expect(try file.labels() == before)
    }

    @Test func aSheetRunsNoFormula() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        try file.importTable(Array("Case,Gist\nx,=HYPERLINK(1)\n".utf8), name: "t.csv")
        try file.classify(file.beginRound(size: nil), reader: Desk.builtIn.get())
        #expect(ReviewSheet.write(try file.cases(.toReview(limit: 1))).contains(",'=HYPERLINK(1),"))
    }

    @Test func theTerminalUnderstandsALine() throws {
        let view = CaseView(
            id: 1, key: "k", gist: "a\u{1B}[2Jb", proposed: [], tags: [], corrections: [], uncertainty: 1)
        let dialogue = ReviewDialogue(reviewer: "r")
        #expect(dialogue.answer("", to: view) == .decide(ReviewEntry(key: "k", accepts: true, reviewer: "r")))
        #expect(
            dialogue.answer("+a -b=c  +d", to: view)
                == .decide(ReviewEntry(key: "k", add: ["a", "d"], remove: ["b=c"], reviewer: "r")))
        #expect(
            dialogue.answer("n seen before", to: view)
                == .note(ReviewEntry(key: "k", note: "seen before", reviewer: "r")))
        #expect(dialogue.answer("s", to: view) == .skip)
        #expect(dialogue.answer("q", to: view) == .quit)
        #expect(dialogue.answer(nil, to: view) == .quit)
        #expect(dialogue.answer("?", to: view) == .say(ReviewDialogue.help))
        if case .say = dialogue.answer("what", to: view) {} else { Issue.record("taken") }
        #expect(!dialogue.show(view, number: 1, of: 1).contains("\u{1B}"))
    }

    @Test func newTagsAreProposedAndATaxonomyBringsThemIn() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try file(desk, cases: 8)
        let reader = try Desk.builtIn.get()
        try file.classify(file.beginRound(size: nil), reader: reader)
        let views = try file.cases(.toReview(limit: 3))
        for view in views {
            let outcome = try file.review(
                ReviewEntry(key: view.key, add: ["crime_type=Digital Arrests", "Digital_Arrest"], reviewer: "r"),
                reader: reader,
                milliseconds: 5)
            if case .taken = outcome {} else { Issue.record("\(outcome)") }
        }
        let proposals = try file.proposals(reader: reader)
        #expect(
            proposals == [
                TaxonomyProposal(
                    facet: "crime_type", tag: "Digital_Arrests", people: 3, models: 0, examples: views.map(\.key),
                    resembles: "digital_arrest")
            ])
        let version = reader.taxonomyVersion
        // The unit decides that it is the same, and calls the tag by another name.
        let renamed = reader.taxonomyJSON.replacing("\"\(version)\"", with: "\"9999.1\"").replacing(
            "\"id\": \"digital_arrest\",",
            with: "\"id\": \"arrest_by_video\", \"aliases\": [\"digital_arrest\", \"Digital_Arrests\"],")
        let rules = reader.rulesJSON.replacing("\"tag\": \"digital_arrest\"", with: "\"tag\": \"arrest_by_video\"")
        // Without the earlier name, the rules in force give a tag that is not there.
        let broken = reader.taxonomyJSON.replacing("\"\(version)\"", with: "\"9999.1\"").replacing(
            "\"id\": \"digital_arrest\",", with: "\"id\": \"arrest_by_video\",")
        #expect(throws: CasesFault.self) { try file.apply(taxonomyJSON: broken, why: "", milliseconds: 6) }
        let before = try file.cases(.classified)
        let dry = try file.apply(taxonomyJSON: renamed, rulesJSON: rules, why: "", milliseconds: 6, dryRun: true)
        #expect(dry.rewritten > 0)
        #expect(try file.cases(.classified) == before)
        #expect(try file.apply(taxonomyJSON: renamed, rulesJSON: rules, why: "one name", milliseconds: 6) == dry)
        let after = try file.cases(.classified)
        #expect(!after.flatMap(\.tags).contains { $0.tag.lowercased().hasPrefix("digital_arrest") })
        #expect(after.filter { $0.reviewedBy == "r" }.allSatisfy { $0.tags.contains { $0.tag == "arrest_by_video" } })
        let inForce = try file.reader()
        #expect(inForce.taxonomyVersion == "9999.1")
        #expect(try file.proposals(reader: inForce).isEmpty)
        #expect(try file.forgetOldReadings(inForce) == 8)
    }

    @Test func whatPeopleDecidedGoesToTheTopic() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try file(desk, cases: 4)
        let reader = try Desk.builtIn.get()
        try file.classify(file.beginRound(size: nil), reader: reader)
        let key = "district-1:bally:1/2024"
        _ = try file.review(
            ReviewEntry(key: key, add: ["sim_swap"], remove: ["bank_kyc_fraud"], reviewer: "si.verma"), reader: reader,
            milliseconds: 1_700_000_000_000)
        let labels = try file.labels()
        #expect(
            labels.prefix(2).map { "\($0.label) \($0.detail ?? "")" } == [
                "tag_removed crime_type=bank_kyc_fraud", "tag_added attack_vector=sim_swap",
            ])
        #expect(labels.dropFirst(2).allSatisfy { $0.label == "tag_confirmed" } && labels.count > 2)
        for label in labels {
            var writer = ByteWriter(capacity: 512)
            WireEncoder.encode(.label(label), into: &writer)
            #expect(try WireDecoder().decode(.label, key: key, writer.bytes.span.bytes) == .label(label))
        }
    }

    @Test func reportsAreGoldens() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        try file.importTable(Desk.table(4), name: "t.csv")
        let views = [
            Self.view("a", "Howrah", "05.12.2024", given: ["crime_type=x", "crime_type=y"], by: []),
            Self.view(
                "b", "Howrah", "31.12.2024", given: ["crime_type=x"],
                by: [Correction(kind: .remove, facet: "crime_type", tag: "x", reviewer: "r", milliseconds: 1)]),
            Self.view(
                "c", nil, nil, given: ["crime_type=x", "attack_vector=z"],
                by: [Correction(kind: .add, facet: "crime_type", tag: "y", reviewer: "r", milliseconds: 1)]),
            Self.view("d", "Bally", "01.07.2024", given: ["crime_type=x"], by: []),
        ]
        #expect(
            CaseReport(views, by: .month).csv().replacing("\r\n", with: "\n") == """
                group,cases,facet,tag,count,percentage
                (undated),1,attack_vector,z,1,100.00
                (undated),1,crime_type,x,1,100.00
                (undated),1,crime_type,y,1,100.00
                2024-07,1,crime_type,x,1,100.00
                2024-12,2,crime_type,x,1,50.00
                2024-12,2,crime_type,y,1,50.00

                """)
        #expect(
            CaseReport(views, by: .season).groups.map(\.name) == [
                "(undated)", "monsoon (Jun-Sep)", "post-monsoon (Oct-Dec)",
            ])
        #expect(CaseReport(views, by: .district).groups.map(\.cases) == [1, 1, 2])
        #expect(
            CaseReport(views).text() == """
                all: 4 cases
                  attack_vector
                    z                                                 1   25.00 %
                  crime_type
                    x                                                 3   75.00 %
                    y                                                 2   50.00 %

                what people kept, over 2 reviewed cases
                                                                   kept  removed  added  precision  recall
                    attack_vector=z                                   1        0      0       1.00    1.00
                    crime_type=x                                      1        1      0       0.50    1.00
                    crime_type=y                                      0        0      1          -    0.00
                """)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(CaseReport(views).json().utf8)) as? [String: Any])
        #expect(json["reviewed"] as? Int == 2)
    }

    private static func view(_ key: String, _ district: String?, _ date: String?, given: [String], by: [Correction])
        -> CaseView
    {
        let proposed = given.map { name in
            let parts = name.split(separator: "=").map(String.init)
            return CaseTag(facet: parts[0], tag: parts[1], confidence: 0.9, evidence: "", source: "rule:R")
        }
        var tags = proposed
        for correction in by {
            let name = (correction.facet ?? "") + "=" + (correction.tag ?? "")
            tags.removeAll { $0.name == name }
            if correction.kind == .add {
                tags.append(
                    CaseTag(
                        facet: correction.facet ?? "", tag: correction.tag ?? "", confidence: 1, evidence: "",
                        source: "person:r"))
            }
        }
        return CaseView(
            id: 0, key: key, district: district,
            registeredMilliseconds: date.flatMap { CaseDate.parse($0)?.time.milliseconds },
            gist: "", proposed: proposed, tags: tags, corrections: by, uncertainty: 0,
            reviewedBy: by.isEmpty ? nil : "r")
    }

    @Test func theTopicsQuestionsAreTakenInAndCompared() throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = try desk.open()
        let tag = Records.Tag(
            facet: "crime_type", tag: "loan_fraud", confidence: 0.5, evidence: "loan", origin: .rule, originID: "R")
        let request = { (id: String, tags: [Records.Tag]) in
            ReviewRequest(
                firID: id, why: "unsure", uncertainty: 0.5, gist: "a loan", tags: tags,
                requestedAt: EventTime(milliseconds: 1),
                versions: Versions(rules: "1", taxonomy: "1"),
                source: SourceRef(topic: "police.firs.v1", partition: Partition(0), offset: Offset(0)))
        }
        #expect(try file.take([request("F1", [tag])]) == 1)
        #expect(try file.take([request("F1", [tag])]) == 0)
        let result = try file.compare([request("F1", [tag]), request("F2", [])])
        #expect(result.same == 1 && result.missing == ["F2"] && result.answered == 0)
        #expect(try file.compare([request("F1", [])]).different.first?.onlyFile == ["crime_type=loan_fraud"])
        #expect(try file.cases(.toReview(limit: 9)).map(\.key) == ["F1"])
    }
}
