import Testing

@testable import TopicsAsCode

@Suite struct JSONValueTests {
    @Test func parsesEveryKindOfValue() throws {
        let value = try JSONValue(parsing: #"{"a": [1, 1.5, true, null, "x"], "b": {}}"#.utf8)
        #expect(value == ["a": [1, 1.5, true, .null, "x"], "b": [:]])
        #expect(value.text == #"{"a": [1, 1.5, true, null, "x"], "b": {}}"#)
    }

    @Test func tellsBooleansFromNumbers() throws {
        #expect(try JSONValue(parsing: "[true, 1, 0, false]".utf8) == [true, 1, 0, false])
        #expect(JSONValue.bool(true) != .integer(1))
    }

    @Test(arguments: ["", "{", "{\"a\":}", "nul"])
    func refusesWhatIsNotJSON(_ text: String) {
        #expect(throws: JSONFault.self) { try JSONValue(parsing: text.utf8) }
    }

    @Test func keepsLargeIntegers() throws {
        #expect(try JSONValue(parsing: "9007199254740993".utf8) == .integer(9_007_199_254_740_993))
    }

    @Test func writesStringsThatReadBack() throws {
        let text = "quote \" backslash \\ line \n tab \t bell \u{7} ₹ हिन्दी"
        #expect(try JSONValue(parsing: JSONValue.string(text).text.utf8).string == text)
        #expect(try JSONValue(parsing: JSONValue.string(text).prettyText.utf8).string == text)
    }

    @Test func objectsKeepTheirOrder() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["c"] = 3
        object["b"] = nil
        #expect(object.names == ["a", "c"])
        #expect(JSONValue.object(object).prettyText == "{\n  \"a\": 2,\n  \"c\": 3\n}")
    }
}
