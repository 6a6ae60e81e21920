import Foundation
import Testing

@testable import TopicsAsCode

@Suite struct TopicCheckTests {
    /// A copy of the repository's files, changed by `change`.
    private func withCopy(_ change: (inout [String: String]) -> Void, _ body: (String) throws -> Void) throws {
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: topicsPath) where name.hasSuffix(".yaml") {
            files[name] = try String(contentsOfFile: topicsPath + "/" + name, encoding: .utf8)
        }
        change(&files)
        try withFolder(files, body)
    }

    @Test func aStaleDocumentNamesTheCommand() throws {
        try withCopy {
            $0["labels.v1.yaml"] = $0["labels.v1.yaml"]?.replacing("partitions: 8", with: "partitions: 9")
        } _: { path in
            let report = TopicCheck.run(path: path, stages: StageTopology.all)
            #expect(!report.isGood)
            #expect(report.faults.first?.line != nil)
            #expect(report.text.contains("write it again with: prahari topics asyncapi --write"))
            let written = try TopicCheck.writeAsyncAPI(path: path, stages: StageTopology.all)
            #expect(written)
            #expect(TopicCheck.run(path: path, stages: StageTopology.all).isGood)
            let again = try TopicCheck.writeAsyncAPI(path: path, stages: StageTopology.all)
            #expect(!again)
        }
    }

    @Test func aMissingDocumentNamesTheCommand() throws {
        try withCopy {
            $0["asyncapi.yaml"] = nil
        } _: { path in
            let report = TopicCheck.run(path: path, stages: StageTopology.all)
            #expect(report.faults.map(\.message) == ["is missing; write it with: prahari topics asyncapi --write"])
        }
    }

    @Test func aBrokenFileIsAFaultOfTheReport() throws {
        try withCopy {
            $0["labels.v1.yaml"] = "kind: nothing"
        } _: { path in
            let report = TopicCheck.run(path: path, stages: StageTopology.all)
            #expect(!report.isGood && report.faults.allSatisfy { $0.file == "labels.v1.yaml" })
            #expect(report.json.object?["good"] == false)
        }
    }

    @Test func driftIsTold() throws {
        let cluster = FakeCluster()
        let overrides = TopicOverrides()
        let empty = try TopicCheck.run(
            path: topicsPath, stages: StageTopology.all, against: cluster, overrides: overrides)
        #expect(!empty.isGood && empty.faults.isEmpty && empty.text.hasSuffix("the cluster differs from the files"))
        try TopicPlanner(try checkedInTopics()).plan(cluster).apply(cluster)
        let good = try TopicCheck.run(
            path: topicsPath, stages: StageTopology.all, against: cluster, overrides: overrides)
        #expect(good.isGood && good.text.hasSuffix("the cluster is as the files say"))
    }
}
