extension TopicChange {
    /// One line for a person.
    public var text: String {
        switch self {
        case .create(let topic):
            "create with \(topic.partitions) partition\(topic.partitions == 1 ? "" : "s"), "
                + "\(topic.replicas) replica\(topic.replicas == 1 ? "" : "s"), "
                + topic.configs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        case .grow(let from, let to): "grow from \(from) to \(to) partitions"
        case .setConfig(let name, let from, let to): "set \(name)=\(to) (is \(from ?? "not told"))"
        }
    }

    /// For machines.
    public var json: JSONValue {
        switch self {
        case .create(let topic):
            var configs = JSONObject()
            for (name, value) in topic.configs.sorted(by: { $0.key < $1.key }) { configs[name] = .string(value) }
            return [
                "change": "create", "partitions": .integer(Int64(topic.partitions)),
                "replicas": .integer(Int64(topic.replicas)), "configs": .object(configs),
            ]
        case .grow(let from, let to):
            return ["change": "grow", "from": .integer(Int64(from)), "to": .integer(Int64(to))]
        case .setConfig(let name, let from, let to):
            return [
                "change": "set_config", "name": .string(name), "from": from.map { .string($0) } ?? .null,
                "to": .string(to),
            ]
        }
    }
}

extension TopicPlan {
    /// For a person: what changes, what stands in the way, and one line of summary. Topics that are as they should be
    /// are only counted.
    public var text: String {
        var lines: [String] = []
        for step in steps where !(step.changes.isEmpty && step.conflicts.isEmpty && step.notes.isEmpty) {
            lines.append(Self.sign(step) + " " + step.topic)
            lines += step.changes.map { "    " + $0.text }
            lines += step.conflicts.map { "    REFUSED: " + $0 }
            lines += step.notes.map { "    note: " + $0 }
        }
        if !undeclared.isEmpty {
            lines.append("? not in the files, left alone: " + undeclared.joined(separator: ", "))
        }
        lines.append(summary)
        return lines.joined(separator: "\n")
    }

    private static func sign(_ step: TopicStep) -> String {
        if !step.conflicts.isEmpty { return "!" }
        guard let first = step.changes.first else { return "=" }
        if case .create = first { return "+" }
        return "~"
    }

    /// `3 to create, 1 to change, 38 unchanged, 0 refused`.
    public var summary: String {
        let created = steps.count { if case .create? = $0.changes.first { true } else { false } }
        let refused = conflicts.count
        let unchanged = steps.count { $0.changes.isEmpty && $0.conflicts.isEmpty }
        let changed = steps.count - created - refused - unchanged
        return "\(created) to create, \(changed) to change, \(unchanged) unchanged, \(refused) refused"
    }

    /// For machines: {`steps`: [{`topic`, `role`, `changes`, `conflicts`, `notes`}], `undeclared`}; only steps that say
    /// something.
    public var json: JSONValue {
        let told = steps.filter { !($0.changes.isEmpty && $0.conflicts.isEmpty && $0.notes.isEmpty) }
        return [
            "steps": .array(
                told.map { step in
                    [
                        "topic": .string(step.topic), "role": .string(step.role.rawValue),
                        "changes": .array(step.changes.map(\.json)),
                        "conflicts": .array(step.conflicts.map { .string($0) }),
                        "notes": .array(step.notes.map { .string($0) }),
                    ]
                }),
            "unchanged": .integer(Int64(steps.count { $0.changes.isEmpty && $0.conflicts.isEmpty })),
            "undeclared": .array(undeclared.map { .string($0) }),
        ]
    }
}
