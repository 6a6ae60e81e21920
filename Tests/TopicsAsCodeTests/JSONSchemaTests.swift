import Testing

@testable import TopicsAsCode

@Suite struct JSONSchemaTests {
    private func violations(_ schema: JSONValue, _ value: JSONValue) throws -> [String] {
        try JSONSchema(schema).validate(value).map(\.description)
    }

    @Test func checksTypes() throws {
        #expect(try violations(["type": "string"], "x") == [])
        #expect(try violations(["type": "string"], 1) == ["expected string, found integer"])
        #expect(try violations(["type": "number"], 1) == [])
        #expect(try violations(["type": "integer"], 1.5) == ["expected integer, found number"])
        #expect(try violations(["type": "integer"], .number(2.0)) == [])
        #expect(try violations(["type": ["string", "null"]], .null) == [])
        #expect(try violations(["type": "boolean"], 0) == ["expected boolean, found integer"])
    }

    @Test func checksObjects() throws {
        let schema: JSONValue = [
            "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": ["id": ["type": "string", "minLength": 1], "n": ["type": "integer", "minimum": 0]],
        ]
        #expect(try violations(schema, ["id": "a", "n": 0]) == [])
        #expect(try violations(schema, ["n": 1]) == ["id: is missing"])
        #expect(try violations(schema, ["id": "", "n": -1]) == ["id: is empty", "n: -1 is below 0"])
        #expect(try violations(schema, ["id": "a", "x": 1]) == ["x: is not known here; known are id, n"])
        let open: JSONValue = ["type": "object", "additionalProperties": ["type": "integer"]]
        #expect(try violations(open, ["x": 1]) == [])
        #expect(try violations(open, ["x": "1"]) == ["x: expected integer, found string"])
    }

    @Test func checksArrays() throws {
        let schema: JSONValue = ["type": "array", "minItems": 1, "maxItems": 2, "items": ["type": "integer"]]
        #expect(try violations(schema, [1, 2]) == [])
        #expect(try violations(schema, []) == ["has 0 items, expected at least 1"])
        #expect(
            try violations(schema, [1, "a", 3]) == [
                "has 3 items, expected at most 2", "[1]: expected integer, found string",
            ])
    }

    @Test func checksStringsAndNumbers() throws {
        #expect(try violations(["pattern": "^[0-9]+$"], "12") == [])
        #expect(try violations(["pattern": "^[0-9]+$"], "1a") == ["expected ^[0-9]+$, found \"1a\""])
        #expect(try violations(["minLength": 2, "maxLength": 3], "₹₹₹") == [])
        #expect(try violations(["maxLength": 3], "abcd") == ["has 4 characters, expected at most 3"])
        #expect(try violations(["exclusiveMinimum": 0], 0) == ["0 is not above 0"])
        #expect(try violations(["exclusiveMaximum": 1], 1) == ["1 is not below 1"])
        #expect(try violations(["maximum": 1], 1.5) == ["1.5 is above 1"])
        #expect(try violations(["enum": ["a", "b"]], "c") == ["expected \"a\" or \"b\", found \"c\""])
        #expect(try violations(["const": 1], 1) == [])
    }

    @Test func checksAlternatives() throws {
        let one: JSONValue = ["oneOf": [["type": "string"], ["type": "number", "minimum": 0]]]
        #expect(try violations(one, "x") == [])
        #expect(try violations(one, 1) == [])
        #expect(try violations(one, -1).count == 1)
        #expect(
            try violations(["oneOf": [["type": "integer"], ["type": "number"]]], 1) == [
                "matches 2 of the alternatives, expected exactly one"
            ])
        #expect(try violations(["anyOf": [["type": "integer"], ["type": "number"]]], 1) == [])
        #expect(try violations(["allOf": [["minimum": 1], ["maximum": 2]]], 3) == ["3 is above 2"])
    }

    @Test func followsReferences() throws {
        let schema: JSONValue = [
            "type": "object", "properties": ["next": ["$ref": "#/$defs/node"]],
            "$defs": ["node": ["type": "object", "required": ["v"], "properties": ["next": ["$ref": "#/$defs/node"]]]],
        ]
        #expect(try violations(schema, ["next": ["v": 1, "next": ["v": 2]]]) == [])
        #expect(try violations(schema, ["next": ["v": 1, "next": [:]]]) == ["next.next.v: is missing"])
    }

    @Test func referencesToThemselvesEnd() throws {
        let schema: JSONValue = ["$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/a"]]]
        #expect(try violations(schema, 1) == ["nested deeper than 64 levels of schema"])
    }

    @Test(arguments: [
        ("2026-03-01T10:15:00+05:30", true), ("2026-03-01T10:15:00Z", true), ("2026-03-01T10:15:00.123456-08:00", true),
        ("2024-02-29T00:00:00Z", true), ("2026-02-29T00:00:00Z", false), ("2026-03-01T10:15:00", false),
        ("2026-03-01 10:15:00Z", false), ("2026-13-01T00:00:00Z", false), ("2026-03-01T24:00:00Z", false),
        ("2026-03-01T10:15:00.Z", false), ("2026-03-01T10:15:00+0530", false), ("", false),
        ("2026-03-01T10:15:00Zx", false),
    ])
    func knowsDates(_ text: String, _ isDate: Bool) throws {
        #expect(try JSONSchema(["format": "date-time"]).validate(.string(text)).isEmpty == isDate)
    }

    @Test func refusesKeywordsThatNobodyChecks() {
        func refused(_ schema: JSONValue) -> String? {
            do throws(SchemaFault) { _ = try JSONSchema(schema) } catch { return error.path }
            return nil
        }
        #expect(refused(["patternProperties": [:]]) == "#/patternProperties")
        #expect(refused(["properties": ["a": ["typ": "string"]]]) == "#/properties/a/typ")
        #expect(refused(["type": "text"]) == "#/type")
        #expect(refused(["pattern": "("]) == "#/pattern")
        #expect(refused(["minLength": -1]) == "#/minLength")
        #expect(refused(["format": "email"]) == "#/format")
        #expect(refused(["$ref": "#/$defs/nowhere"]) == "#/$ref")
        #expect(refused(["oneOf": []]) == "#/oneOf")
        #expect(refused(["required": ["a"], "additionalProperties": false]) == "#/required")
        #expect(refused("string") == "#")
    }

    @Test func saysWhatIsNotJSON() throws {
        #expect(try JSONSchema(["type": "object"]).validate(json: "{".utf8).count == 1)
        #expect(try JSONSchema(["type": "object"]).validate(json: "{}".utf8) == [])
    }
}
