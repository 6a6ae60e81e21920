import Foundation
import Records
import StageKit
import Testing

@testable import Tagging

/// The rules' own texts, and the documents' checks.
@Suite struct RulesTests {
    private static let builtIn = Result { try RuleBook.builtIn() }
    private let book: RuleBook

    init() throws { book = try Self.builtIn.get() }

    @Test func everyRuleMatchesItsTextsAndNotTheOthers() {
        #expect(book.textCount > 300)
        #expect(book.failures() == [])
    }

    private static func document(_ rule: String, more: String = "") -> String {
        #"{"version":"x","rules":[\#(rule)]\#(more)}"#
    }

    @Test func aDocumentWhoseOwnTextsFailIsRefusedWithRuleAndText() {
        let rule =
            #"{"id":"R1","facet":"crime_type","tag":"loan_fraud","confidence":0.9,"any":["loan app"],"match":["He took a cash loan."]}"#
        #expect {
            _ = try book.replacing("rules", json: Self.document(rule))
        } throws: { "\($0)".contains("R1") && "\($0)".contains("He took a cash loan.") }
        let text = #","cases":[{"text":"He used a loan app.","not":["crime_type/loan_fraud"]}]"#
        #expect {
            _ = try book.replacing(
                "rules", json: Self.document(rule.replacing("cash loan", with: "loan app"), more: text))
        } throws: { "\($0)".contains("He used a loan app.") }
    }

    @Test func aRuleFollowsATagsNewName() throws {
        var taxonomy = try Taxonomy.builtIn()
        let place = try #require(taxonomy.facets[0].tags.firstIndex { $0.id == "loan_fraud" })
        taxonomy.facets[0].tags[place].id = "lending_fraud"
        taxonomy.facets[0].tags[place].aliases = ["loan_fraud"]
        let rule = #"{"id":"R1","facet":"crime_type","tag":"loan_fraud","confidence":0.9,"any":["loan app"]}"#
        let renamed = try RuleBook(taxonomy: taxonomy, rulesJSON: Self.document(rule))
        #expect(renamed.tags(of: "a loan app", lossRupees: nil, age: nil).map(\.tag) == ["lending_fraud"])
    }

    @Test(arguments: [
        ("He shared the OTP.", true), ("He did not share the OTP.", false), ("He never gave OTP to anybody.", false),
        ("He did not sleep. OTP was shared.", true), ("From mobile no. OTP was shared.", true),
        ("He sh\u{200B}ared the \u{041E}TP.", true), ("He shared the ＯＴＰ.", true),
    ])
    func denialAndDisguise(text: String, isGiven: Bool) {
        #expect(tags(text).contains("attack_vector/otp_fraud") == isGiven, "\(text)")
    }

    @Test func nearnessIsCountedInWords() throws {
        let rule =
            #"{"id":"R1","facet":"crime_type","tag":"loan_fraud","confidence":0.9,"all":[["loan"],["fee"]],"within":3}"#
        let book = try RuleBook(taxonomy: .builtIn(), rulesJSON: Self.document(rule))
        #expect(!book.tags(of: "loan for a fee", lossRupees: nil, age: nil).isEmpty)
        #expect(book.tags(of: "loan for him and a fee", lossRupees: nil, age: nil).isEmpty)
        #expect(!book.tags(of: "loan x x x x x loan at fee", lossRupees: nil, age: nil).isEmpty)
    }

    @Test func slipsOfLongWordsAreRead() {
        #expect(tags("He was induced to join a telegarm group.").contains("technology_platform/telegram"))
        #expect(!tags("The custom of the village.").contains("attack_vector/authority_abuse"))
    }

    @Test func theAgeIsReadFromTheText() {
        #expect(tags("Sri Roy, aged about 67 years, was called.").contains("victim_demographics/elderly"))
        #expect(!tags("He is aged about 2024 somehow.").contains("victim_demographics/elderly"))
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
        for (name, text) in [
            ("taxonomy.json", Defaults.taxonomy), ("rules.json", Defaults.rules),
            ("gazetteer.json", Defaults.gazetteer),
        ] {
            let file = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            #expect(file.trimmingCharacters(in: .newlines) == text, "\(name) changed: run reference/embed")
        }
    }

    @Test func aLongTextIsReadOnce() {
        let text = String(repeating: "he was called by a person posing as a bank officer ", count: 800)
        #expect(tags(text).contains("attack_vector/impersonation"))
    }
}
