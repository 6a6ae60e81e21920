/// One thing that is wrong with a value.
public struct SchemaViolation: Sendable, Equatable, CustomStringConvertible {
    /// Where in the value: `terminals[0].eta_s`; empty for the value as a whole.
    public var path: String
    /// What is wrong and what would be right.
    public var message: String
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

extension JSONSchema {
    /// Everything that is wrong with `value`, in the order of the schema; empty when it is valid.
    ///
    /// For tests and tools: patterns are compiled on each call. The processor's decoder does not use this.
    public func validate(_ value: JSONValue) -> [SchemaViolation] {
        var check = Validation(definitions: definitions)
        check.check(value, root, path: "", depth: 0)
        return check.violations
    }

    /// Parses JSON bytes and validates them.
    public func validate(json bytes: some Sequence<UInt8>) -> [SchemaViolation] {
        do throws(JSONFault) {
            return validate(try JSONValue(parsing: bytes))
        } catch {
            return [SchemaViolation(path: "", message: "not JSON: \(error)")]
        }
    }
}

private struct Validation {
    let definitions: [String: JSONSchema.Rule]
    var violations: [SchemaViolation] = []

    init(definitions: [String: JSONSchema.Rule]) { self.definitions = definitions }

    private mutating func refuse(_ path: String, _ message: String) {
        violations.append(SchemaViolation(path: path, message: message))
    }

    mutating func check(_ value: JSONValue, _ rule: JSONSchema.Rule, path: String, depth: Int) {
        // A schema that refers to itself without taking a step into the value would never end.
        guard depth < 64 else { return refuse(path, "nested deeper than 64 levels of schema") }
        if rule.refusesAll { return refuse(path, "nothing is allowed here") }
        if let name = rule.reference, let target = definitions[name] {
            check(value, target, path: path, depth: depth + 1)
        }
        guard hasType(value, rule) else {
            return refuse(path, "expected \(rule.types.joined(separator: " or ")), found \(value.typeName)")
        }
        if let options = rule.options, !options.contains(value) {
            refuse(path, "expected \(options.map(\.text).joined(separator: " or ")), found \(value.text)")
        }
        switch value {
        case .string(let text): checkString(text, rule, path)
        case .integer, .number: checkNumber(value, rule, path)
        case .array(let items): checkArray(items, rule, path, depth)
        case .object(let object): checkObject(object, rule, path, depth)
        case .null, .bool: break
        }
        checkAlternatives(value, rule, path, depth)
    }

    private func hasType(_ value: JSONValue, _ rule: JSONSchema.Rule) -> Bool {
        if rule.types.isEmpty { return true }
        let name = value.typeName
        return rule.types.contains(name) || (name == "integer" && rule.types.contains("number"))
    }

    private mutating func checkString(_ text: String, _ rule: JSONSchema.Rule, _ path: String) {
        let length = text.unicodeScalars.count
        if let least = rule.minLength, length < least {
            refuse(path, least == 1 ? "is empty" : "has \(length) characters, expected at least \(least)")
        }
        if let most = rule.maxLength, length > most {
            refuse(path, "has \(length) characters, expected at most \(most)")
        }
        if let pattern = rule.pattern, (try? Regex(pattern).firstMatch(in: text)) == nil {
            refuse(path, "expected \(pattern), found \(JSONValue.string(text).text)")
        }
        if rule.isDateTime, !DateTimeFormat.accepts(text) {
            refuse(path, "expected an RFC 3339 time with its zone, found \(JSONValue.string(text).text)")
        }
    }

    private mutating func checkNumber(_ value: JSONValue, _ rule: JSONSchema.Rule, _ path: String) {
        guard let number = value.double else { return }
        if let least = rule.minimum, number < least {
            refuse(path, "\(value.text) is below \(JSONValue.text(of: least))")
        }
        if let most = rule.maximum, number > most { refuse(path, "\(value.text) is above \(JSONValue.text(of: most))") }
        if let bound = rule.exclusiveMinimum, number <= bound {
            refuse(path, "\(value.text) is not above \(JSONValue.text(of: bound))")
        }
        if let bound = rule.exclusiveMaximum, number >= bound {
            refuse(path, "\(value.text) is not below \(JSONValue.text(of: bound))")
        }
    }

    private mutating func checkArray(_ items: [JSONValue], _ rule: JSONSchema.Rule, _ path: String, _ depth: Int) {
        if let least = rule.minItems, items.count < least {
            refuse(path, "has \(items.count) items, expected at least \(least)")
        }
        if let most = rule.maxItems, items.count > most {
            refuse(path, "has \(items.count) items, expected at most \(most)")
        }
        guard let inner = rule.items?.rule else { return }
        for (index, item) in items.enumerated() { check(item, inner, path: "\(path)[\(index)]", depth: depth + 1) }
    }

    private mutating func checkObject(_ object: JSONObject, _ rule: JSONSchema.Rule, _ path: String, _ depth: Int) {
        let below = { (name: String) in path.isEmpty ? name : "\(path).\(name)" }
        for name in rule.required where object[name] == nil { refuse(below(name), "is missing") }
        for (name, value) in object.members {
            if let inner = rule.properties[name] {
                check(value, inner, path: below(name), depth: depth + 1)
                continue
            }
            switch rule.additional {
            case .allowed: break
            case .refused:
                refuse(
                    below(name), "is not known here; known are " + rule.properties.keys.sorted().joined(separator: ", ")
                )
            case .matching(let box): check(value, box.rule, path: below(name), depth: depth + 1)
            }
        }
    }

    private mutating func checkAlternatives(_ value: JSONValue, _ rule: JSONSchema.Rule, _ path: String, _ depth: Int) {
        for inner in rule.allOf { check(value, inner, path: path, depth: depth + 1) }
        if !rule.anyOf.isEmpty {
            let told = rule.anyOf.map { trial(value, $0, path, depth) }
            if !told.contains(where: \.isEmpty) { refuse(path, Self.words(told)) }
        }
        if !rule.oneOf.isEmpty {
            let told = rule.oneOf.map { trial(value, $0, path, depth) }
            let matches = told.count(where: \.isEmpty)
            if matches == 0 { refuse(path, Self.words(told)) }
            if matches > 1 { refuse(path, "matches \(matches) of the alternatives, expected exactly one") }
        }
    }

    private func trial(_ value: JSONValue, _ rule: JSONSchema.Rule, _ path: String, _ depth: Int) -> [SchemaViolation] {
        var inner = Validation(definitions: definitions)
        inner.check(value, rule, path: path, depth: depth + 1)
        return inner.violations
    }

    private static func words(_ alternatives: [[SchemaViolation]]) -> String {
        "matches none of the alternatives: "
            + alternatives.map { $0.map(\.message).joined(separator: " and ") }.joined(separator: "; or: ")
    }
}
