import Records

/// The AsyncAPI 3.0 document of the system, generated from the topic files and the stages.
///
/// Channels are topics (Kafka binding 0.5.0), operations are what a stage receives and sends, messages carry the
/// schemas and samples of the files. The same files give the same bytes.
public struct AsyncAPIDocument: Sendable {
    private let folder: TopicFolder
    private let stages: [StageTopology]
    private let bindingVersion: JSONValue = "0.5.0"

    public init(_ folder: TopicFolder, stages: [StageTopology]) {
        self.folder = folder
        // Sorted, so that the document does not depend on the order in which anyone lists them.
        self.stages = stages.sorted { $0.name < $1.name }.map { stage in
            StageTopology(
                name: stage.name, inputs: stage.inputs.sorted { $0.rawValue < $1.rawValue },
                tables: stage.tables.sorted { $0.rawValue < $1.rawValue },
                outputs: stage.outputs.sorted { $0.rawValue < $1.rawValue })
        }
    }

    /// The first lines of the file: how it comes to be.
    static let banner = "# Generated from the topic files beside it by: prahari topics asyncapi --write\n"

    private static let summary =
        "Event-driven stream processor against cyber-fraud: its topics, and what each stage "
        + "receives and sends. Each stage is a consumer group of its own, named after it."

    /// The text of `asyncapi.yaml`.
    public func yaml() throws(TopicFaults) -> String {
        let document = try document()
        do {
            return Self.banner + (try document.yaml())
        } catch {
            throw TopicFaults(faults: [
                TopicFault(file: TopicFolder.asyncAPIFile, message: "cannot be written: \(error)")
            ])
        }
    }

    /// The document as a value.
    public func document() throws(TopicFaults) -> JSONValue {
        [
            "asyncapi": "3.0.0",
            "info": [
                "title": "Prahari", "version": "1",
                "description": .string(Self.summary),
                "license": ["name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"],
            ],
            "defaultContentType": "application/json",
            "servers": [
                "local": [
                    "host": "127.0.0.1:19092", "protocol": "kafka", "description": "the local broker of ops/broker",
                    "bindings": ["kafka": ["bindingVersion": bindingVersion]],
                ]
            ],
            "channels": .object(channels),
            "operations": .object(operations),
            "components": [
                "messages": .object(try messages()),
                "schemas": ["CloudEventHeaders": Self.cloudEventHeaders, "DeadLetterHeaders": Self.deadLetterHeaders],
            ],
        ]
    }

    // MARK: Channels

    private var channels: JSONObject {
        var channels = JSONObject()
        for topic in folder.topics {
            var kafka: JSONObject = [
                "topic": .string(topic.name), "partitions": .integer(Int64(topic.partitions)),
                "replicas": .integer(Int64(topic.replicas)),
            ]
            kafka["topicConfiguration"] = .object(configuration(topic))
            kafka["bindingVersion"] = bindingVersion
            channels[topic.name] = [
                "address": .string(topic.name), "title": .string(topic.message),
                "description": .string(topic.description),
                "messages": .object([topic.message: reference("components", "messages", topic.message)]),
                "bindings": ["kafka": .object(kafka)],
                "x-role": .string(topic.role.rawValue), "x-owner": .string(topic.owner),
                "x-compatibility": .string(topic.compatibility.rawValue),
            ]
        }
        return channels
    }

    /// The settings that the binding has names for.
    private func configuration(_ topic: TopicDeclaration) -> JSONObject {
        var configuration = JSONObject()
        if let policy = topic.configs["cleanup.policy"] {
            configuration["cleanup.policy"] = .array(policy.split(separator: ",").map { .string(String($0)) })
        }
        for name in ["retention.ms", "retention.bytes", "delete.retention.ms", "max.message.bytes"] {
            if let number = topic.configs[name].flatMap(Int64.init) { configuration[name] = .integer(number) }
        }
        return configuration
    }

    // MARK: Operations

    private var operations: JSONObject {
        var operations = JSONObject()
        for stage in stages {
            for input in stage.inputs {
                add(stage, .receives, input.rawValue, "reads records, as consumer group \(stage.name)", &operations)
            }
            for table in stage.tables {
                add(
                    stage, .readsWhole, table.rawValue, "reads the table whole before it starts and follows it",
                    &operations)
            }
            add(
                stage, .readsWhole, Topic.opsControl.rawValue, "pauses and resumes as it says, read whole and followed",
                &operations)
            for output in stage.outputs { add(stage, .sends, output.rawValue, "publishes", &operations) }
            add(stage, .sends, stage.changelog, "writes its state", &operations)
            add(stage, .readsWhole, stage.changelog, "restores its state", &operations)
            add(stage, .sends, stage.deadLetters, "sets refused records aside", &operations)
            add(stage, .sends, stage.late, "sets late records aside", &operations)
        }
        return operations
    }

    private enum Action { case sends, receives, readsWhole }

    private func add(
        _ stage: StageTopology, _ action: Action, _ name: String, _ summary: String, _ operations: inout JSONObject
    ) {
        guard let topic = folder[name] else { return }
        let verb = action == .sends ? "send" : "receive"
        var kafka = JSONObject()
        // Tables and changelogs are read outside of any group.
        if action == .receives { kafka["groupId"] = ["type": "string", "enum": [.string(stage.name)]] }
        kafka["bindingVersion"] = bindingVersion
        operations["\(stage.name).\(verb).\(name)"] = [
            "action": .string(verb), "channel": reference("channels", name),
            "summary": .string("Stage \(stage.name) \(summary)."),
            "messages": [reference("channels", name, "messages", topic.message)],
            "bindings": ["kafka": .object(kafka)],
        ]
    }

    // MARK: Messages

    private func messages() throws(TopicFaults) -> JSONObject {
        var messages = JSONObject()
        for topic in folder.topics where messages[topic.message] == nil {
            messages[topic.message] = .object(try message(topic))
        }
        return messages
    }

    private func message(_ topic: TopicDeclaration) throws(TopicFaults) -> JSONObject {
        var message: JSONObject = [
            "name": .string(topic.message), "title": .string(topic.message), "contentType": .string(topic.contentType),
        ]
        if topic.role == .deadletters || topic.role == .late {
            message["headers"] = reference("components", "schemas", "DeadLetterHeaders")
        } else if topic.role.hasSchema, stages.contains(where: { $0.name == topic.owner }) {
            message["headers"] = reference("components", "schemas", "CloudEventHeaders")
        }
        if let schema = topic.schema {
            let inliner = SchemaInliner(schema.source)
            do throws(SchemaFault) {
                message["payload"] = try inliner.inlined()
            } catch {
                throw TopicFaults(faults: [
                    TopicFault(file: topic.file, key: "metadata.annotations.prahari/schema", message: "\(error)")
                ])
            }
        }
        message["bindings"] = [
            "kafka": ["key": ["type": "string", "description": .string(topic.key)], "bindingVersion": bindingVersion]
        ]
        if !topic.samples.isEmpty {
            message["examples"] = .array(
                topic.samples.map { ["name": .string($0.key), "payload": $0.value] })
        }
        return message
    }

    private func reference(_ path: String...) -> JSONValue {
        ["$ref": .string("#/" + path.joined(separator: "/"))]
    }
}
