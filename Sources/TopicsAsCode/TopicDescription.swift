import Records

extension TopicFolder {
    /// What a person wants to know of one topic.
    /// - Returns: nil when no file declares it.
    public func describe(_ name: String, stages: [StageTopology]) -> String? {
        guard let topic = self[name] else { return nil }
        var lines = [topic.name, "", wrap(topic.description), ""]
        let rows: [(String, String)] = [
            ("role", topic.role.rawValue), ("owner", topic.owner), ("record", topic.message),
            ("key", topic.key + (topic.keyField.map { " (field \($0))" } ?? "")), ("content type", topic.contentType),
            ("compatibility", topic.compatibility.rawValue), ("partitions", String(topic.partitions)),
            ("replicas", String(topic.replicas)),
            ("written by", Self.list(writers(of: topic, stages), else: topic.owner)),
            ("read by", Self.list(readers(of: topic, stages), else: "no stage")),
        ]
        lines += rows.map { "  " + $0.padded(to: 14) + $1 }
        lines += ["", "settings"]
        lines += topic.configs.sorted { $0.key < $1.key }.map {
            "  \($0.key)=\($0.value)\(Self.hint($0.key, $0.value))"
        }
        if let schema = topic.schema {
            lines += ["", "fields (* always there)"]
            lines += Self.fields(schema.source, indent: "  ")
        }
        for (index, sample) in topic.samples.enumerated() {
            lines += ["", "sample \(index + 1), key \(sample.key)", sample.value.prettyText]
        }
        return lines.joined(separator: "\n")
    }

    /// The same for machines; nil when no file declares it.
    public func json(_ name: String, stages: [StageTopology]) -> JSONValue? {
        guard let topic = self[name] else { return nil }
        var configs = JSONObject()
        for (name, value) in topic.configs.sorted(by: { $0.key < $1.key }) { configs[name] = .string(value) }
        return [
            "name": .string(topic.name), "role": .string(topic.role.rawValue), "owner": .string(topic.owner),
            "message": .string(topic.message), "description": .string(topic.description), "key": .string(topic.key),
            "key_field": topic.keyField.map { .string($0) } ?? .null, "content_type": .string(topic.contentType),
            "compatibility": .string(topic.compatibility.rawValue), "partitions": .integer(Int64(topic.partitions)),
            "replicas": .integer(Int64(topic.replicas)), "configs": .object(configs),
            "written_by": .array(writers(of: topic, stages).map { .string($0) }),
            "read_by": .array(readers(of: topic, stages).map { .string($0) }),
            "schema": topic.schema?.source ?? .null,
            "samples": .array(topic.samples.map { ["key": .string($0.key), "value": $0.value] }),
        ]
    }

    private func writers(of topic: TopicDeclaration, _ stages: [StageTopology]) -> [String] {
        stages.filter { $0.outputs.map(\.rawValue).contains(topic.name) || $0.ownTopics.contains(topic.name) }.map(
            \.name)
    }

    private func readers(of topic: TopicDeclaration, _ stages: [StageTopology]) -> [String] {
        stages.filter {
            ($0.inputs + $0.tables + [.opsControl]).map(\.rawValue).contains(topic.name) || $0.changelog == topic.name
        }
        .map(\.name)
    }

    private static func list(_ names: [String], else fallback: String) -> String {
        names.isEmpty ? fallback : names.joined(separator: ", ")
    }

    private static func fields(_ schema: JSONValue, indent: String) -> [String] {
        guard let properties = schema.object?["properties"]?.object else { return [indent + "any JSON object"] }
        let required = Set(schema.object?["required"]?.array?.compactMap(\.string) ?? [])
        var lines: [String] = []
        for (name, field) in properties.members {
            let told = field.object?["description"]?.string ?? ""
            let head =
                indent + (required.contains(name) ? "* " : "  ") + name.padded(to: 18) + typeText(field).padded(to: 12)
            lines.append((head + told).trimmedEnd)
            let inner = field.object?["items"] ?? field
            if inner.object?["properties"] != nil { lines += fields(inner, indent: indent + "    ") }
        }
        return lines
    }

    private static func typeText(_ field: JSONValue) -> String {
        if let format = field.object?["format"]?.string { return format }
        if field.object?["enum"] != nil { return "one of" }
        if let alternatives = field.object?["oneOf"]?.array ?? field.object?["anyOf"]?.array {
            return alternatives.map(typeText).joined(separator: "|")
        }
        let type = field.object?["type"]?.string ?? "any"
        guard type == "array", let items = field.object?["items"] else { return type }
        return "[\(typeText(items))]"
    }

    /// Milliseconds in words.
    private static func hint(_ name: String, _ value: String) -> String {
        guard name.hasSuffix(".ms"), let milliseconds = Int64(value) else { return "" }
        if milliseconds < 0 { return "  (for ever)" }
        let hours = milliseconds / 3_600_000
        if hours >= 24, hours % 24 == 0 { return "  (\(hours / 24) day\(hours == 24 ? "" : "s"))" }
        return hours >= 1 ? "  (\(hours) h)" : ""
    }
}

extension String {
    /// Filled with spaces, and one space at least.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }

    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Lines of at most 100 characters.
private func wrap(_ text: String) -> String {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
        if lines[lines.count - 1].isEmpty {
            lines[lines.count - 1] = String(word)
        } else if lines[lines.count - 1].count + 1 + word.count <= 100 {
            lines[lines.count - 1] += " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n")
}
