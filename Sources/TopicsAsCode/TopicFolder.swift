import Foundation
public import Records

/// The topic files of a folder, read and checked.
public struct TopicFolder: Sendable {
    /// Sorted by name.
    public let topics: [TopicDeclaration]
    public let path: String

    /// Name of the generated document beside the topic files.
    public static let asyncAPIFile = "asyncapi.yaml"

    public subscript(name: String) -> TopicDeclaration? { topics.first { $0.name == name } }

    public subscript(topic: Topic) -> TopicDeclaration? { self[topic.rawValue] }

    /// Reads every `*.yaml` of `path` but `asyncapi.yaml`, and checks the files by themselves and together.
    /// - Parameter stages: whose inputs must be co-partitioned and whose topics must all be declared.
    /// - Throws: all faults at once.
    public static func load(_ path: String, stages: [StageTopology]) throws(TopicFaults) -> TopicFolder {
        var faults: [TopicFault] = []
        var topics: [TopicDeclaration] = []
        for file in try files(in: path) {
            guard let text = try? String(contentsOfFile: path + "/" + file, encoding: .utf8) else {
                faults.append(TopicFault(file: file, message: "cannot be read as UTF-8 text"))
                continue
            }
            var reader = TopicFileReader(file: file)
            if let topic = reader.read(text) { topics.append(topic) }
            faults += reader.faults
        }
        let folder = TopicFolder(topics: topics.sorted { $0.name < $1.name }, path: path)
        // Faults of the whole would only repeat those of a file that could not be read.
        if faults.isEmpty { faults = folder.faults(stages) }
        guard faults.isEmpty else { throw TopicFaults(faults: faults) }
        return folder
    }

    private static func files(in path: String) throws(TopicFaults) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw TopicFaults(faults: [TopicFault(file: path, message: "is no folder that can be read")])
        }
        let files = names.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && $0 != asyncAPIFile }
        guard !files.isEmpty else {
            throw TopicFaults(faults: [TopicFault(file: path, message: "has no topic files (*.yaml)")])
        }
        return files.sorted()
    }

    init(topics: [TopicDeclaration], path: String) {
        self.topics = topics
        self.path = path
    }

    func faults(_ stages: [StageTopology]) -> [TopicFault] {
        duplicates + missing(stages) + unequalInputs(stages) + wrongPolicies + unequalMessages
    }

    private var duplicates: [TopicFault] {
        zip(topics, topics.dropFirst()).filter { $0.name == $1.name }.map { first, second in
            TopicFault(
                file: second.file, key: "metadata.name", message: "'\(second.name)' is declared in \(first.file) too")
        }
    }

    private func missing(_ stages: [StageTopology]) -> [TopicFault] {
        let needed = Topic.allCases.map(\.rawValue) + stages.flatMap(\.ownTopics)
        return needed.filter { self[$0] == nil }.map {
            TopicFault(file: path, message: "topic '\($0)' has no file; expected \($0).yaml")
        }
    }

    /// The inputs of a stage and its changelog have one task a partition number: their counts must be equal.
    private func unequalInputs(_ stages: [StageTopology]) -> [TopicFault] {
        var faults: [TopicFault] = []
        for stage in stages {
            let names = stage.inputs.map(\.rawValue) + [stage.changelog]
            let declared = names.compactMap { self[$0] }
            guard let first = declared.first else { continue }
            for topic in declared where topic.partitions != first.partitions {
                faults.append(
                    TopicFault(
                        file: topic.file, key: "spec.partitions",
                        message: "\(topic.partitions), but stage '\(stage.name)' reads it beside \(first.name) with "
                            + "\(first.partitions); co-partitioned topics need the same count"))
            }
        }
        return faults
    }

    private var wrongPolicies: [TopicFault] {
        topics.filter { ($0.role == .changelog || $0.role == .table) != $0.isCompacted }.map { topic in
            TopicFault(
                file: topic.file, key: "spec.configs.cleanup.policy",
                message: topic.isCompacted
                    ? "compacted, but a topic of role \(topic.role.rawValue) keeps every record; expected delete"
                    : "a topic of role \(topic.role.rawValue) keeps the last record of each key; expected compact")
        }
    }

    /// One name of a record shape stands for one schema: the generated document has one message of each name.
    private var unequalMessages: [TopicFault] {
        var first: [String: TopicDeclaration] = [:]
        var faults: [TopicFault] = []
        for topic in topics {
            if let other = first[topic.message], other.schema != topic.schema {
                faults.append(
                    TopicFault(
                        file: topic.file, key: "metadata.labels.prahari/message",
                        message: "'\(topic.message)' has another schema in \(other.file); use one schema or two names"))
            } else {
                first[topic.message] = first[topic.message] ?? topic
            }
        }
        return faults
    }
}
