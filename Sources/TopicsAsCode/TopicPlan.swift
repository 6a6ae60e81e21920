/// What has to happen so that a cluster has the topics of the files: a value to show, to check and to apply.
public struct TopicPlan: Sendable, Equatable {
    /// One per topic of the files, in the order of their names.
    public var steps: [TopicStep]
    /// Topics of the cluster that no file declares, as far as they carry the prefix. Never touched.
    public var undeclared: [String]

    public var isEmpty: Bool { steps.allSatisfy { $0.changes.isEmpty && $0.conflicts.isEmpty } }
    public var conflicts: [TopicStep] { steps.filter { !$0.conflicts.isEmpty } }
}

/// What has to happen to one topic.
public struct TopicStep: Sendable, Equatable {
    /// Physical name.
    public var topic: String
    public var role: TopicRole
    public var changes: [TopicChange]
    /// What stands in the way; nothing of the plan is applied while there is any.
    public var conflicts: [String]
    /// What a person should know and nobody has to do.
    public var notes: [String]
}

/// One change of one topic.
public enum TopicChange: Sendable, Equatable {
    case create(TopicToCreate)
    /// Moves keys to other partitions.
    case grow(from: Int, to: Int)
    /// `from` is nil where the cluster tells no value.
    case setConfig(name: String, from: String?, to: String)
}
