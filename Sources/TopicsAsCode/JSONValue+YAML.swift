import Yams

extension JSONValue {
    /// The JSON value of a YAML node. Dates stay text, as JSON has none. A name that stands twice is the last one:
    /// the reader refuses it before.
    init(_ node: Node) {
        switch node {
        case .scalar(let scalar): self = Self.scalar(scalar, node)
        case .sequence(let sequence): self = .array(sequence.map { JSONValue($0) })
        case .mapping(let mapping):
            var object = JSONObject()
            for (name, value) in mapping { object[name.string ?? ""] = JSONValue(value) }
            self = .object(object)
        case .alias: self = .null
        }
    }

    private static func scalar(_ scalar: Node.Scalar, _ node: Node) -> JSONValue {
        switch Tag.Name(rawValue: node.tag.rawValue) {
        case .null: .null
        case .bool: node.bool.map { .bool($0) } ?? .string(scalar.string)
        case .int: node.int.map { .integer(Int64($0)) } ?? .string(scalar.string)
        case .float: node.float.map { .number($0) } ?? .string(scalar.string)
        default: .string(scalar.string)
        }
    }

    /// YAML text, the same on every machine: block style, members in their order, strings quoted where YAML would read
    /// something else.
    func yaml() throws -> String {
        try Yams.serialize(node: node, indent: 2, width: 120, allowUnicode: true, lineBreak: .ln)
    }

    private var node: Node {
        switch self {
        case .null: Node("null", Tag(.null))
        case .bool(let value): Node(value ? "true" : "false", Tag(.bool))
        case .integer(let value): Node(String(value), Tag(.int))
        case .number(let value): Node(Self.text(of: value), Tag(.float))
        case .string(let value): Self.node(of: value)
        case .array(let items): Node(items.map(\.node), Tag(.seq), items.isEmpty ? .flow : .block)
        case .object(let object):
            Node(
                object.members.map { (Self.node(of: $0.name), $0.value.node) }, Tag(.map),
                object.isEmpty ? .flow : .block)
        }
    }

    private static func node(of string: String) -> Node {
        let plain = Node(string)
        let needsQuotes = plain.tag != Tag(.str) || string.isEmpty
        return Node(string, Tag(.str), needsQuotes ? .singleQuoted : .any)
    }
}
