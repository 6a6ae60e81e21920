/// A JSON Schema (draft 2020-12) of the subset that the topic files use, compiled once.
///
/// Keywords: `type`, `properties`, `required`, `additionalProperties`, `items`, `minItems`, `maxItems`, `enum`,
/// `const`, `pattern`, `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
/// `format: date-time`, `oneOf`, `anyOf`, `allOf`, `$defs`, `$ref` to `#/$defs/...`, and words for people (`title`,
/// `description`, `examples`, `default`, `$schema`, `$id`, `$comment`, `deprecated`). Any other keyword is refused when
/// the schema is compiled, so that a constraint that nobody checks is never believed.
public struct JSONSchema: Sendable, Equatable {
    /// The schema as it was written.
    public let source: JSONValue
    let root: Rule
    let definitions: [String: Rule]

    /// - Throws: the first keyword that is unknown or wrong, with its path.
    public init(_ source: JSONValue) throws(SchemaFault) {
        self.source = source
        var compiler = Compiler()
        root = try compiler.compile(source, at: "#")
        definitions = try compiler.definitions(of: source)
        try compiler.checkReferences(in: definitions)
    }

    /// One compiled schema object. Nil and empty mean: not asked for.
    struct Rule: Sendable, Equatable {
        var types: [String] = []
        var properties: [String: Rule] = [:]
        var required: [String] = []
        var additional = Additional.allowed
        var items: Box?
        var minItems: Int?
        var maxItems: Int?
        var options: [JSONValue]?
        var pattern: String?
        var minLength: Int?
        var maxLength: Int?
        var minimum: Double?
        var maximum: Double?
        var exclusiveMinimum: Double?
        var exclusiveMaximum: Double?
        var isDateTime = false
        var oneOf: [Rule] = []
        var anyOf: [Rule] = []
        var allOf: [Rule] = []
        var reference: String?
        /// The schema `false`: nothing is valid.
        var refusesAll = false
    }

    enum Additional: Sendable, Equatable {
        case allowed
        case refused
        case matching(Box)
    }

    /// Breaks the recursion of ``Rule``.
    indirect enum Box: Sendable, Equatable {
        case rule(Rule)
        var rule: Rule {
            switch self {
            case .rule(let rule): rule
            }
        }
    }
}

/// Why a schema is none: the keyword's path and what would be right.
public struct SchemaFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// JSON pointer into the schema: `#/properties/amount/minLength`.
    public var path: String
    public var message: String
    public var description: String { "\(path): \(message)" }
}
