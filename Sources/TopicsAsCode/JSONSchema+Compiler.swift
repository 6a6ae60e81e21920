extension JSONSchema {
    /// Turns a schema's JSON into rules, and refuses what it does not know.
    struct Compiler {
        private var references: [(name: String, path: String)] = []

        private static let words: Set<String> = [
            "title", "description", "examples", "default", "$schema", "$id", "$comment", "deprecated", "$defs",
        ]
        private static let keywords = [
            "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "enum", "const",
            "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format",
            "oneOf", "anyOf", "allOf", "$ref",
        ]
        private static let typeNames = ["null", "boolean", "integer", "number", "string", "array", "object"]

        mutating func compile(_ schema: JSONValue, at path: String) throws(SchemaFault) -> Rule {
            if case .bool(let accepts) = schema {
                var rule = Rule()
                rule.refusesAll = !accepts
                return rule
            }
            guard let object = schema.object else {
                throw SchemaFault(path: path, message: "expected a schema object, found \(schema.typeName)")
            }
            var rule = Rule()
            for (name, value) in object.members where !Self.words.contains(name) {
                try take(name, value, into: &rule, at: "\(path)/\(name)")
            }
            for name in rule.required where rule.additional == .refused && rule.properties[name] == nil {
                throw SchemaFault(
                    path: "\(path)/required", message: "'\(name)' is required but additionalProperties refuses it")
            }
            return rule
        }

        private mutating func take(
            _ keyword: String, _ value: JSONValue, into rule: inout Rule, at path: String
        ) throws(SchemaFault) {
            switch keyword {
            case "type": rule.types = try types(value, path)
            case "properties": rule.properties = try rules(value, path)
            case "required": rule.required = try strings(value, path)
            case "additionalProperties": rule.additional = try additional(value, path)
            case "items": rule.items = .rule(try compile(value, at: path))
            case "enum": rule.options = try list(value, path)
            case "const": rule.options = [value]
            case "pattern": rule.pattern = try pattern(value, path)
            case "format": rule.isDateTime = try isDateTime(value, path)
            case "oneOf": rule.oneOf = try alternatives(value, path)
            case "anyOf": rule.anyOf = try alternatives(value, path)
            case "allOf": rule.allOf = try alternatives(value, path)
            case "$ref": rule.reference = try reference(value, path)
            default: try takeBound(keyword, value, into: &rule, at: path)
            }
        }

        private func takeBound(
            _ keyword: String, _ value: JSONValue, into rule: inout Rule, at path: String
        ) throws(SchemaFault) {
            switch keyword {
            case "minItems": rule.minItems = try count(value, path)
            case "maxItems": rule.maxItems = try count(value, path)
            case "minLength": rule.minLength = try count(value, path)
            case "maxLength": rule.maxLength = try count(value, path)
            case "minimum": rule.minimum = try number(value, path)
            case "maximum": rule.maximum = try number(value, path)
            case "exclusiveMinimum": rule.exclusiveMinimum = try number(value, path)
            case "exclusiveMaximum": rule.exclusiveMaximum = try number(value, path)
            default:
                throw SchemaFault(
                    path: path,
                    message: "keyword '\(keyword)' is not supported; supported are "
                        + Self.keywords.joined(separator: ", "))
            }
        }

        mutating func definitions(of schema: JSONValue) throws(SchemaFault) -> [String: Rule] {
            guard let definitions = schema.object?["$defs"] else { return [:] }
            return try rules(definitions, "#/$defs")
        }

        func checkReferences(in definitions: [String: Rule]) throws(SchemaFault) {
            for (name, path) in references where definitions[name] == nil {
                let known = definitions.keys.sorted().joined(separator: ", ")
                throw SchemaFault(
                    path: path, message: "there is no '#/$defs/\(name)'; $defs has \(known.isEmpty ? "nothing" : known)"
                )
            }
        }

        private mutating func reference(_ value: JSONValue, _ path: String) throws(SchemaFault) -> String {
            let prefix = "#/$defs/"
            guard let text = value.string, text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count else {
                throw SchemaFault(path: path, message: "expected '#/$defs/NAME', found \(value.text)")
            }
            let name = String(text.dropFirst(prefix.count))
            references.append((name, path))
            return name
        }

        private func types(_ value: JSONValue, _ path: String) throws(SchemaFault) -> [String] {
            let names = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
            guard !names.isEmpty, names.allSatisfy(Self.typeNames.contains) else {
                throw SchemaFault(
                    path: path,
                    message: "expected one or more of \(Self.typeNames.joined(separator: ", ")), found \(value.text)")
            }
            return names
        }

        private mutating func rules(_ value: JSONValue, _ path: String) throws(SchemaFault) -> [String: Rule] {
            guard let object = value.object else {
                throw SchemaFault(path: path, message: "expected an object of schemas, found \(value.typeName)")
            }
            var rules: [String: Rule] = [:]
            for (name, schema) in object.members { rules[name] = try compile(schema, at: "\(path)/\(name)") }
            return rules
        }

        private mutating func alternatives(_ value: JSONValue, _ path: String) throws(SchemaFault) -> [Rule] {
            var rules: [Rule] = []
            for (index, schema) in try list(value, path).enumerated() {
                rules.append(try compile(schema, at: "\(path)/\(index)"))
            }
            return rules
        }

        private mutating func additional(_ value: JSONValue, _ path: String) throws(SchemaFault) -> Additional {
            if case .bool(let allowed) = value { return allowed ? .allowed : .refused }
            return .matching(.rule(try compile(value, at: path)))
        }

        private func list(_ value: JSONValue, _ path: String) throws(SchemaFault) -> [JSONValue] {
            guard let items = value.array, !items.isEmpty else {
                throw SchemaFault(path: path, message: "expected a list that is not empty, found \(value.typeName)")
            }
            return items
        }

        private func strings(_ value: JSONValue, _ path: String) throws(SchemaFault) -> [String] {
            guard let items = value.array, case let texts = items.compactMap(\.string), texts.count == items.count
            else {
                throw SchemaFault(path: path, message: "expected a list of names, found \(value.text)")
            }
            return texts
        }

        private func pattern(_ value: JSONValue, _ path: String) throws(SchemaFault) -> String {
            guard let text = value.string, (try? Regex(text)) != nil else {
                throw SchemaFault(path: path, message: "expected a regular expression, found \(value.text)")
            }
            return text
        }

        private func isDateTime(_ value: JSONValue, _ path: String) throws(SchemaFault) -> Bool {
            guard value.string == "date-time" else {
                throw SchemaFault(path: path, message: "expected 'date-time', found \(value.text)")
            }
            return true
        }

        private func count(_ value: JSONValue, _ path: String) throws(SchemaFault) -> Int {
            guard case .integer(let number) = value, number >= 0, let count = Int(exactly: number) else {
                throw SchemaFault(path: path, message: "expected a whole number from 0, found \(value.text)")
            }
            return count
        }

        private func number(_ value: JSONValue, _ path: String) throws(SchemaFault) -> Double {
            guard let number = value.double else {
                throw SchemaFault(path: path, message: "expected a number, found \(value.text)")
            }
            return number
        }
    }
}
