extension AsyncAPIDocument {
    /// CloudEvents 1.0, binary mode, as every record that a stage emits carries them.
    static let cloudEventHeaders: JSONValue = [
        "type": "object", "description": "CloudEvents 1.0, binary mode",
        "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"],
        "properties": [
            "ce_specversion": ["type": "string", "const": "1.0"],
            "ce_id": ["type": "string", "description": "the same input record and version give the same id"],
            "ce_type": ["type": "string", "description": "prahari. and the topic's name"],
            "ce_source": ["type": "string", "description": "/prahari/ and the stage's name"],
            "ce_time": ["type": "string", "format": "date-time"],
            "content-type": ["type": "string", "const": "application/json"],
            "traceparent": ["type": "string", "description": "W3C trace context, carried through"],
            "tracestate": ["type": "string"],
            "prahari-run-id": ["type": "string", "description": "set on a replay"],
        ],
    ]

    /// What is added to the original headers of a record that was set aside.
    static let deadLetterHeaders: JSONValue = [
        "type": "object", "description": "beside the original headers",
        "required": [
            "__streams.errors.exception", "__streams.errors.message", "__streams.errors.topic",
            "__streams.errors.partition", "__streams.errors.offset", "prahari-stage",
        ],
        "properties": [
            "__streams.errors.exception": ["type": "string", "description": "a stable code"],
            "__streams.errors.message": ["type": "string", "description": "for a person"],
            "__streams.errors.topic": ["type": "string", "description": "where the record came from"],
            "__streams.errors.partition": ["type": "string"],
            "__streams.errors.offset": ["type": "string"],
            "prahari-stage": ["type": "string", "description": "which stage set it aside"],
            "prahari-attempt": [
                "type": "string", "description": "1, and one more for each time it was produced again",
            ],
        ],
    ]
}

/// Puts `$defs` where they are referred to: inside an AsyncAPI document `#` is another root.
struct SchemaInliner {
    private let source: JSONValue
    private let definitions: JSONObject

    init(_ source: JSONValue) {
        self.source = source
        definitions = source.object?["$defs"]?.object ?? JSONObject()
    }

    func inlined() throws(SchemaFault) -> JSONValue { try inline(source, open: []) }

    private func inline(_ value: JSONValue, open: [String]) throws(SchemaFault) -> JSONValue {
        switch value {
        case .array(let items):
            var inlined: [JSONValue] = []
            for item in items { inlined.append(try inline(item, open: open)) }
            return .array(inlined)
        case .object(let object):
            if let reference = object["$ref"]?.string { return try target(reference, open) }
            var inlined = JSONObject()
            for (name, member) in object.members where name != "$defs" && name != "$schema" {
                inlined[name] = try inline(member, open: open)
            }
            return .object(inlined)
        default: return value
        }
    }

    private func target(_ reference: String, _ open: [String]) throws(SchemaFault) -> JSONValue {
        let name = String(reference.dropFirst("#/$defs/".count))
        guard !open.contains(name), let definition = definitions[name] else {
            throw SchemaFault(path: reference, message: "refers to itself; AsyncAPI needs it written out")
        }
        return try inline(definition, open: open + [name])
    }
}
