/// Compares the files with a cluster.
public struct TopicPlanner: Sendable {
    private let folder: TopicFolder
    private let overrides: TopicOverrides

    public init(_ folder: TopicFolder, overrides: TopicOverrides = TopicOverrides()) {
        self.folder = folder
        self.overrides = overrides
    }

    /// Asks the cluster and plans.
    public func plan(_ admin: some TopicsAdmin) throws(TopicsAdminFault) -> TopicPlan {
        plan(against: try admin.describe(configsOf: folder.topics.map { overrides.prefix + $0.name }))
    }

    /// Plans against what the cluster has.
    public func plan(against cluster: [String: TopicStatus]) -> TopicPlan {
        let declared = Set(folder.topics.map { overrides.prefix + $0.name })
        return TopicPlan(
            steps: folder.topics.map { step($0, cluster[overrides.prefix + $0.name]) },
            undeclared: cluster.keys.filter {
                $0.hasPrefix(overrides.prefix) && !$0.hasPrefix("__") && !declared.contains($0)
            }.sorted())
    }

    private func step(_ topic: TopicDeclaration, _ status: TopicStatus?) -> TopicStep {
        let wanted = overrides.wanted(topic)
        var step = TopicStep(topic: wanted.name, role: topic.role, changes: [], conflicts: [], notes: [])
        guard let status else {
            step.changes = [.create(wanted)]
            return step
        }
        comparePartitions(wanted, status, &step)
        compareConfigs(wanted, status, &step)
        if status.replicas != wanted.replicas {
            step.notes.append(
                "has \(status.replicas) replicas, the files say \(wanted.replicas); replicas of an existing topic are "
                    + "moved with Kafka's own tools (kafka-reassign-partitions)")
        }
        return step
    }

    private func comparePartitions(_ wanted: TopicToCreate, _ status: TopicStatus, _ step: inout TopicStep) {
        if status.partitions > wanted.partitions {
            step.conflicts.append(
                "has \(status.partitions) partitions, the files say \(wanted.partitions): partitions cannot be "
                    + "taken away. Write \(status.partitions) into the files of all topics beside it, or give it a new name (v2)"
            )
        } else if status.partitions < wanted.partitions {
            let growth =
                "growing from \(status.partitions) to \(wanted.partitions) partitions moves keys: records of a key "
                + "before and after are in different partitions, out of order with each other"
            let consequence =
                switch step.role {
                case .changelog:
                    ", and the stage looks for its state in the wrong ones: its state must be rebuilt by a replay"
                case .input, .output, .loop: ", and stages that read it lose sight of the state of the moved keys"
                case .table, .deadletters, .late: ""
                }
            if overrides.allowsGrowth {
                step.changes.append(.grow(from: status.partitions, to: wanted.partitions))
                step.notes.append("WARNING: " + growth + consequence)
            } else {
                step.conflicts.append(
                    growth + consequence + ". Stop the stages and let plan and apply do it with --allow-growth")
            }
        }
    }

    private func compareConfigs(_ wanted: TopicToCreate, _ status: TopicStatus, _ step: inout TopicStep) {
        guard let configs = status.configs else {
            step.notes.append("the cluster tells no settings of it; they are not compared")
            return
        }
        for (name, value) in wanted.configs.sorted(by: { $0.key < $1.key }) {
            if let found = configs[name], Self.areEqual(found, value) { continue }
            step.changes.append(.setConfig(name: name, from: configs[name], to: value))
        }
    }

    /// Equal as Kafka reads them: lists in any order, numbers by value, words in any case.
    static func areEqual(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if let x = Double(a), let y = Double(b) { return x == y }
        let words = { (text: String) in
            text.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }.sorted()
        }
        return words(a) == words(b)
    }
}
