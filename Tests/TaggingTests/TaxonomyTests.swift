import Records
import StageKit
import Testing

@testable import Tagging

@Suite struct TaxonomyTests {
    private static func tag(_ id: String, _ more: String = "") -> String { #"{"id":"\#(id)"\#(more)}"# }

    private static func json(_ tags: String..., other: String = #"{"id":"y"}"#) -> String {
        #"{"version":"1","facets":[{"id":"f","tags":[\#(tags.joined(separator: ","))]},{"id":"g","tags":[\#(other)]}]}"#
    }

    private func given(_ tag: String, _ confidence: Double = 0.5) -> Records.Tag {
        Records.Tag(facet: "f", tag: tag, confidence: confidence, evidence: "e", origin: .person, originID: "p")
    }

    @Test func theBuiltInTaxonomyHasEightFacetsAndSurvivesItsEncoding() throws {
        let taxonomy = try Taxonomy.builtIn()
        #expect(taxonomy.facets.count == 8)
        #expect(taxonomy.tagNames.count > 110)
        #expect(try Taxonomy(json: taxonomy.json()) == taxonomy)
        #expect(taxonomy.facets.flatMap(\.tags).allSatisfy { !$0.definition.isEmpty })
        #expect(
            taxonomy.ancestors(of: "stock_market_scam", in: "crime_type") == ["investment_scam", "financial_fraud"])
    }

    @Test(arguments: [
        (json(tag("a", #","parents":["b"]"#)), "f/a", "'b'"),
        (json(tag("a", #","parents":["b"]"#), tag("b", #","parents":["a"]"#)), "f/a", "ancestor"),
        (json(tag("a", #","aliases":["b"]"#), tag("b")), "f/a", "'b'"),
        (json(tag("a", #","aliases":["c"]"#), tag("b", #","aliases":["c"]"#)), "f/b", "'a'"),
        (json(tag("a"), tag("a")), "f/a", "twice"), (json(tag("a b")), "a b", "letters"),
        (json(tag("a", #","deprecated":{"since":"1","replaced_by":["z"]}"#)), "f/a", "f/z"),
        (
            json(
                tag("a", #","deprecated":{"since":"1","replaced_by":["b"]}"#),
                tag("b", #","deprecated":{"since":"1","replaced_by":["a"]}"#)), "f/a", "itself"
        ),
    ])
    func aWrongTaxonomyIsRefusedWithTheTagNamed(json: String, place: String, word: String) {
        #expect {
            _ = try Taxonomy(json: json)
        } throws: { "\($0)".contains(place) && "\($0)".contains(word) }
    }

    @Test func tagsAreMigrated() throws {
        let old = try Taxonomy(json: Self.json(#""a","b","c","d""#))
        let new = try Taxonomy(
            json: Self.json(
                Self.tag("a"), Self.tag("b2", #","aliases":["b"]"#),
                Self.tag("c", #","deprecated":{"since":"2","replaced_by":["a","g/y"]}"#)))
        let result = Taxonomy.migrate(
            [given("a", 0.4), given("b"), given("c", 0.9), given("d"), given("e")], from: old, to: new)
        #expect(result.tags.map { $0.facet + "/" + $0.tag } == ["f/a", "f/b2", "g/y"])
        #expect(result.tags.first?.confidence == 0.9)
        #expect(result.steps.map(\.kind) == [.renamed, .split, .dropped, .unknown])
        #expect(result.needsReview)
        #expect(!Taxonomy.migrate([given("a")], from: old, to: new).needsReview)
    }

    @Test func differencesAreSaid() throws {
        let old = try Taxonomy(json: Self.json(#""a","b","c""#))
        let new = try Taxonomy(
            json: Self.json(
                Self.tag("a", #","parents":["n"]"#), Self.tag("b2", #","aliases":["b"]"#), Self.tag("n"),
                other: Self.tag("y", #","deprecated":{"since":"2","replaced_by":["f/n"]}"#)))
        #expect(
            Taxonomy.diff(old, new).map(\.description) == [
                "~ f/a: parents nothing -> n", "> f/b is now f/b2", "+ f/n", "- f/c",
                "x g/y is deprecated, replaced by f/n",
            ])
        #expect(Taxonomy.diff(old, old).isEmpty)
    }
}
