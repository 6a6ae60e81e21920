import Foundation
import Records
import StageKit
import Testing

@testable import Tagging

/// The rules' own texts, and the documents' checks.
@Suite struct RulesTests {
    private let book: RuleBook

    init() throws { book = try RuleBook.builtIn() }

    @Test func everyRuleMatchesItsTextsAndNotTheOthers() {
        for rule in book.rules.rules {
            for text in rule.match ?? [] {
                #expect(tags(text).contains(rule.facet + "/" + rule.tag), "\(rule.id) misses: \(text)")
            }
            for text in rule.noMatch ?? [] {
                let given = book.tags(of: text, lossRupees: nil, age: nil).contains { $0.originID == rule.id }
                #expect(!given, "\(rule.id) wrongly matches: \(text)")
            }
        }
    }

    private func tags(_ text: String, age: Int? = nil) -> [String] {
        book.tags(of: text, lossRupees: nil, age: age).map { $0.facet + "/" + $0.tag }
    }

    @Test func evidenceIsWhatTheTextSays() throws {
        let text = "On 3rd he was made to install AnyDesk by a caller."
        let tag = try #require(book.tags(of: text, lossRupees: nil, age: nil).first { $0.tag == "remote_access_app" })
        let bytes = Array(text.utf8)
        let start = try #require(tag.start)
        let end = try #require(tag.end)
        #expect(String(decoding: bytes[start..<end], as: UTF8.self) == "AnyDesk")
        #expect(tag.evidence == "AnyDesk")
    }

    @Test func theAgeOfTheComplainantTags() {
        #expect(tags("He was cheated.", age: 71).contains("victim_demographics/elderly"))
        #expect(!tags("He was cheated.", age: 40).contains("victim_demographics/elderly"))
    }

    @Test func aWrongDocumentIsRefusedWithItsField() {
        #expect {
            _ = try book.replacing(
                "rules", json: #"{"version":"x","rules":[{"id":"R","facet":"crime_type","confidence":1}]}"#)
        } throws: { "\($0)".contains("tag") }
        #expect {
            _ = try book.replacing(
                "rules",
                json:
                    #"{"version":"x","rules":[{"id":"R1","facet":"crime_type","tag":"nonsense","confidence":1,"any":["abc"]}]}"#
            )
        } throws: { "\($0)".contains("R1") && "\($0)".contains("nonsense") }
        #expect(throws: StageFault.self) { _ = try book.replacing("taxonomy", json: "not json") }
    }

    @Test func theBuiltInDocumentsAreTheFiles() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("reference")
        for (name, text) in [("taxonomy.json", Defaults.taxonomy), ("rules.json", Defaults.rules)] {
            let file = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            #expect(file.trimmingCharacters(in: .newlines) == text, "\(name) changed: run reference/embed")
        }
    }

    @Test func aMebibyteOfTextIsReadOnce() {
        let text = String(repeating: "he was called by a person posing as a bank officer ", count: 20_000)
        #expect(tags(text).contains("attack_vector/impersonation"))
    }
}
