import Foundation

@testable import TopicsAsCode

/// The repository that holds this test.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

let topicsPath = repository + "/topics"

private let loaded = Result { try TopicFolder.load(topicsPath, stages: StageTopology.all) }

/// The topic files of the repository, read once.
func checkedInTopics() throws -> TopicFolder { try loaded.get() }

/// A folder that is gone when the body ends.
func withFolder<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    let path = NSTemporaryDirectory() + "topics-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (name, text) in files { try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8) }
    return try body(path)
}

/// A cluster in memory.
final class FakeCluster: TopicsAdmin {
    var topics: [String: TopicStatus] = [:]
    /// Requests in order, for assertions.
    private(set) var requests: [String] = []
    var refuse: [String: TopicsAdminFault] = [:]

    func describe(configsOf names: [String]) throws(TopicsAdminFault) -> [String: TopicStatus] {
        topics.mapValues { $0 }.reduce(into: [:]) { result, topic in
            var status = topic.value
            if !names.contains(topic.key) { status.configs = nil }
            result[topic.key] = status
        }
    }

    func create(_ topic: TopicToCreate) throws(TopicsAdminFault) {
        if let fault = refuse[topic.name] { throw fault }
        requests.append("create \(topic.name)")
        topics[topic.name] = TopicStatus(
            partitions: topic.partitions, replicas: topic.replicas, configs: topic.configs)
    }

    func addPartitions(topic: String, total: Int) throws(TopicsAdminFault) {
        if let fault = refuse[topic] { throw fault }
        requests.append("grow \(topic) \(total)")
        topics[topic]?.partitions = total
    }

    func alterConfigs(topic: String, _ configs: [String: String]) throws(TopicsAdminFault) {
        if let fault = refuse[topic] { throw fault }
        requests.append(
            "alter \(topic) " + configs.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " "))
        topics[topic]?.configs?.merge(configs) { _, new in new }
    }
}

/// A file of a topic that nobody else declares.
func topicFile(
    _ name: String = "test.things.v1", role: String = "input", partitions: String = "4", extra: String = "",
    configs: String = "{cleanup.policy: delete}", sampleKey: String = "a",
    schema: String = "{type: object, required: [id], properties: {id: {type: string}}}"
) -> String {
    """
    apiVersion: kafka.jikkou.io/v1
    kind: KafkaTopic
    metadata:
      name: \(name)
      labels: {prahari/owner: nobody, prahari/role: \(role), prahari/message: Thing}
      annotations:
        prahari/description: for a test
        prahari/key: the id
        prahari/key-field: id
        prahari/content-type: application/json
        prahari/compatibility: BACKWARD_TRANSITIVE
        prahari/schema: \(schema)
        prahari/samples:
          - {key: \(sampleKey), value: {id: a}}
          - {key: b, value: {id: b}}
    spec:
      partitions: \(partitions)
      replicas: 1
      configs: \(configs)
    \(extra)
    """
}
