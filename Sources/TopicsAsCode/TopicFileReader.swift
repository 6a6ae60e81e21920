import Yams

/// Reads one topic file. Gathers every fault instead of stopping at the first.
struct TopicFileReader {
    private let file: String
    private(set) var faults: [TopicFault] = []

    init(file: String) { self.file = file }

    static let labelKeys = ["prahari/owner", "prahari/role", "prahari/message"]
    static let annotationKeys = [
        "prahari/description", "prahari/key", "prahari/key-field", "prahari/content-type", "prahari/compatibility",
        "prahari/schema", "prahari/samples",
    ]
    /// A topic's name: `<domain>.<noun>.v1`.
    static let namePattern = "^[a-z]+(\\.[a-z]+)*\\.v[0-9]+$"

    /// The declaration; nil when faults leave none to speak of.
    mutating func read(_ text: String) -> TopicDeclaration? {
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                refuse("", nil, "is empty; expected a KafkaTopic resource")
                return nil
            }
            root = node
        } catch {
            refuse("", nil, "is not YAML: \(error)")
            return nil
        }
        guard let top = fields(of: root, "", known: ["apiVersion", "kind", "metadata", "spec"]) else { return nil }
        expect(top, "apiVersion", "kafka.jikkou.io/v1")
        expect(top, "kind", "KafkaTopic")
        guard let metadata = part(top, "metadata", ["name", "labels", "annotations"]),
            let labels = part(metadata, "labels", Self.labelKeys),
            let annotations = part(metadata, "annotations", Self.annotationKeys),
            let spec = part(top, "spec", ["partitions", "replicas", "configs"])
        else { return nil }
        return declaration(metadata, labels, annotations, spec)
    }

    private mutating func declaration(
        _ metadata: YAMLFields, _ labels: YAMLFields, _ annotations: YAMLFields, _ spec: YAMLFields
    ) -> TopicDeclaration? {
        let name = text(metadata, "name")
        let role = choice(labels, "prahari/role", TopicRole.self)
        let compatibility = choice(annotations, "prahari/compatibility", CompatibilityPolicy.self)
        let owner = text(labels, "prahari/owner")
        let message = text(labels, "prahari/message")
        let description = text(annotations, "prahari/description")
        let key = text(annotations, "prahari/key")
        let contentType = text(annotations, "prahari/content-type")
        let partitions = whole(spec, "partitions", 1...10_000)
        let replicas = whole(spec, "replicas", 1...100)
        let configs = configs(spec)
        let keyField = annotations["prahari/key-field"]?.string
        if let name { checkName(name, metadata) }
        let schema = schema(annotations, role)
        let samples = samples(annotations, schema, keyField: keyField)
        guard let name, let role, let compatibility, let owner, let message, let description, let key, let contentType,
            let partitions, let replicas, let configs
        else { return nil }
        return TopicDeclaration(
            name: name, owner: owner, role: role, message: message, description: description, key: key,
            keyField: keyField, contentType: contentType, compatibility: compatibility, schema: schema,
            samples: samples, partitions: partitions, replicas: replicas, configs: configs, file: file)
    }

    // MARK: Parts

    private mutating func refuse(_ key: String, _ node: Node?, _ message: String) {
        faults.append(TopicFault(file: file, line: node?.mark?.line, key: key, message: message))
    }

    /// The members of a mapping; unknown and doubled names are faults.
    private mutating func fields(of node: Node, _ path: String, known: [String]) -> YAMLFields? {
        guard case .mapping(let mapping) = node else {
            refuse(path, node, "expected a mapping with \(known.joined(separator: ", "))")
            return nil
        }
        var fields = YAMLFields(path: path, node: node)
        for (name, value) in mapping {
            let key = name.string ?? ""
            if !known.contains(key) {
                refuse(
                    fields.path(to: key), name, "is not known here; expected one of \(known.joined(separator: ", "))")
            } else if fields[key] != nil {
                refuse(fields.path(to: key), name, "stands twice")
            }
            fields[key] = value
        }
        return fields
    }

    private mutating func part(_ fields: YAMLFields, _ name: String, _ known: [String]) -> YAMLFields? {
        guard let node = fields[name] else {
            refuse(
                fields.path(to: name), fields.node,
                "is missing; expected a mapping with \(known.joined(separator: ", "))")
            return nil
        }
        return self.fields(of: node, fields.path(to: name), known: known)
    }

    private mutating func expect(_ fields: YAMLFields, _ name: String, _ value: String) {
        if fields[name]?.string != value {
            refuse(name, fields[name] ?? fields.node, "expected '\(value)', found \(fields.shown(name))")
        }
    }

    private mutating func text(_ fields: YAMLFields, _ name: String) -> String? {
        guard let text = fields[name]?.string, !text.isEmpty else {
            refuse(fields.path(to: name), fields[name] ?? fields.node, "expected a text, found \(fields.shown(name))")
            return nil
        }
        return text
    }

    private mutating func whole(_ fields: YAMLFields, _ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = fields[name]?.int, range.contains(value) else {
            refuse(
                fields.path(to: name), fields[name] ?? fields.node,
                "expected a whole number in \(range.lowerBound)...\(range.upperBound), found \(fields.shown(name))")
            return nil
        }
        return value
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ fields: YAMLFields, _ name: String, _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        guard let choice = fields[name]?.string.flatMap(Choice.init(rawValue:)) else {
            let legal = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            refuse(
                fields.path(to: name), fields[name] ?? fields.node,
                "expected one of \(legal), found \(fields.shown(name))")
            return nil
        }
        return choice
    }

    private mutating func checkName(_ name: String, _ metadata: YAMLFields) {
        if (try? Regex(Self.namePattern).wholeMatch(in: name)) == nil {
            refuse(
                "metadata.name", metadata["name"],
                "'\(name)' is no topic name; expected \(Self.namePattern), like bank.transactions.v1")
        }
        if file != "\(name).yaml" {
            refuse("metadata.name", metadata["name"], "topic '\(name)' belongs in the file \(name).yaml")
        }
    }

    private mutating func configs(_ spec: YAMLFields) -> [String: String]? {
        guard let node = spec["configs"], case .mapping(let mapping) = node else {
            refuse("spec.configs", spec["configs"] ?? spec.node, "expected a mapping of topic settings")
            return nil
        }
        var configs: [String: String] = [:]
        for (name, value) in mapping {
            let key = name.string ?? ""
            guard case .scalar(let scalar) = value else {
                refuse("spec.configs.\(key)", value, "expected a text or number")
                continue
            }
            if configs[key] != nil { refuse("spec.configs.\(key)", name, "stands twice") }
            configs[key] = scalar.string
        }
        if configs["cleanup.policy"] == nil {
            refuse("spec.configs.cleanup.policy", node, "is missing; expected delete, compact or compact,delete")
        }
        return configs
    }

    // MARK: Schema and samples

    private mutating func schema(_ annotations: YAMLFields, _ role: TopicRole?) -> JSONSchema? {
        let path = "metadata.annotations.prahari/schema"
        guard let node = annotations["prahari/schema"] else {
            if role?.hasSchema == true {
                refuse(path, annotations.node, "is missing: the values of this role are JSON")
            }
            return nil
        }
        if role?.hasSchema == false {
            refuse(path, node, "is not for topics of role \(role?.rawValue ?? ""): their values are bytes of any kind")
            return nil
        }
        do throws(SchemaFault) {
            return try JSONSchema(JSONValue(node))
        } catch {
            refuse(path, node, error.description)
            return nil
        }
    }

    private mutating func samples(
        _ annotations: YAMLFields, _ schema: JSONSchema?, keyField: String?
    ) -> [TopicSample] {
        let path = "metadata.annotations.prahari/samples"
        guard let node = annotations["prahari/samples"] else {
            if schema != nil { refuse(path, annotations.node, "is missing; expected two records or more") }
            return []
        }
        guard case .sequence(let items) = node, items.count >= 2 else {
            refuse(path, node, "expected a list of two records or more, each with key and value")
            return []
        }
        var samples: [TopicSample] = []
        for (index, item) in items.enumerated() {
            let place = "\(path)[\(index)]"
            guard let fields = fields(of: item, place, known: ["key", "value"]), let key = text(fields, "key"),
                let value = fields["value"]
            else { continue }
            let sample = TopicSample(key: key, value: JSONValue(value))
            for violation in schema?.validate(sample.value) ?? [] {
                refuse("\(place).value", value, "breaks the schema: \(violation)")
            }
            if let keyField, sample.value.object?[keyField]?.string != key {
                refuse("\(place).key", fields["key"], "'\(key)' is not the value's \(keyField)")
            }
            samples.append(sample)
        }
        return samples
    }
}

/// The members of one YAML mapping and where it stands.
struct YAMLFields {
    let path: String
    let node: Node
    private var nodes: [String: Node] = [:]

    init(path: String, node: Node) {
        self.path = path
        self.node = node
    }

    subscript(name: String) -> Node? {
        get { nodes[name] }
        set { nodes[name] = newValue }
    }

    func path(to name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// What stands there, for messages.
    func shown(_ name: String) -> String {
        guard let node = nodes[name] else { return "nothing" }
        if let scalar = node.scalar { return "'\(scalar.string)'" }
        return node.mapping != nil ? "a mapping" : "a list"
    }
}
