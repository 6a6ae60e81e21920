import Foundation

/// What `prahari topics check` found.
public struct TopicCheckReport: Sendable {
    /// Faults of the files, samples, schemas and the generated document.
    public var faults: [TopicFault]
    public var topics: Int
    public var samples: Int
    /// The difference to a cluster, when one was asked for.
    public var drift: TopicPlan?

    /// Whether the files are good, and the cluster, when it was asked, is as they say.
    public var isGood: Bool { faults.isEmpty && (drift?.isEmpty ?? true) }

    public var text: String {
        var lines = faults.map(\.description)
        if let drift, !drift.isEmpty { lines.append(drift.text) }
        if faults.isEmpty { lines.append("\(topics) topics, \(samples) samples: the files are good") }
        if let drift {
            lines.append(drift.isEmpty ? "the cluster is as the files say" : "the cluster differs from the files")
        }
        return lines.joined(separator: "\n")
    }

    public var json: JSONValue {
        [
            "good": .bool(isGood), "topics": .integer(Int64(topics)), "samples": .integer(Int64(samples)),
            "faults": .array(
                faults.map {
                    [
                        "file": .string($0.file), "line": $0.line.map { .integer(Int64($0)) } ?? .null,
                        "key": .string($0.key), "message": .string($0.message),
                    ]
                }),
            "drift": drift?.json ?? .null,
        ]
    }
}

/// Checks the topic files, and a cluster against them.
public enum TopicCheck {
    /// The command that mends a stale document.
    public static let asyncAPICommand = "prahari topics asyncapi --write"

    /// Checks the files alone. Never throws: what cannot be read is a fault of the report.
    public static func run(path: String, stages: [StageTopology]) -> TopicCheckReport {
        do throws(TopicFaults) {
            let folder = try TopicFolder.load(path, stages: stages)
            return TopicCheckReport(
                faults: try stale(folder, stages), topics: folder.topics.count,
                samples: folder.topics.reduce(0) { $0 + $1.samples.count })
        } catch {
            return TopicCheckReport(faults: error.faults, topics: 0, samples: 0)
        }
    }

    /// Checks the files, and how far the cluster is from them.
    public static func run(
        path: String, stages: [StageTopology], against admin: some TopicsAdmin, overrides: TopicOverrides
    ) throws(TopicsAdminFault) -> TopicCheckReport {
        var report = run(path: path, stages: stages)
        if let folder = try? TopicFolder.load(path, stages: stages) {
            report.drift = try TopicPlanner(folder, overrides: overrides).plan(admin)
        }
        return report
    }

    /// Writes `asyncapi.yaml` beside the topic files.
    /// - Returns: whether it was not already what the files give.
    /// - Throws: the faults of the files, or the one of writing.
    @discardableResult
    public static func writeAsyncAPI(path: String, stages: [StageTopology]) throws(TopicFaults) -> Bool {
        let folder = try TopicFolder.load(path, stages: stages)
        let text = try AsyncAPIDocument(folder, stages: stages).yaml()
        let file = path + "/" + TopicFolder.asyncAPIFile
        if (try? String(contentsOfFile: file, encoding: .utf8)) == text { return false }
        do {
            try text.write(toFile: file, atomically: true, encoding: .utf8)
        } catch {
            throw TopicFaults(faults: [TopicFault(file: file, message: "cannot be written: \(error)")])
        }
        return true
    }

    /// One fault when `asyncapi.yaml` is not what the files give.
    static func stale(_ folder: TopicFolder, _ stages: [StageTopology]) throws(TopicFaults) -> [TopicFault] {
        let expected = try AsyncAPIDocument(folder, stages: stages).yaml()
        let file = folder.path + "/" + TopicFolder.asyncAPIFile
        guard let found = try? String(contentsOfFile: file, encoding: .utf8) else {
            return [
                TopicFault(file: TopicFolder.asyncAPIFile, message: "is missing; write it with: \(asyncAPICommand)")
            ]
        }
        guard found != expected else { return [] }
        let lines = zip(
            found.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false))
        let same = lines.prefix { $0.0 == $0.1 }.count { _ in true }
        return [
            TopicFault(
                file: TopicFolder.asyncAPIFile, line: same + 1,
                message: "is not what the topic files give; write it again with: \(asyncAPICommand)")
        ]
    }
}
