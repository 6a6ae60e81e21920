/// What a person tells the workers of a stage: hold partitions, or go on (`ops.control.v1`, keyed by the stage).
///
/// The topic keeps every record, so that it says for ever who did what, when and why. For a partition the last record
/// that concerns it counts.
public struct StageControl: Sendable, Hashable {
    public enum Action: String, Sendable, CaseIterable { case pause, resume }

    public var stage: String
    /// Which partitions of the stage's inputs; empty: all.
    public var partitions: [Partition]
    public var action: Action
    /// Who is answerable.
    public var author: String
    public var reason: String
    /// When it was asked for, by the author's clock.
    public var at: EventTime
    /// A pause ends by itself at this time, by the worker's wall clock; nil: until somebody resumes.
    public var until: EventTime?

    public init(
        stage: String, partitions: [Partition] = [], action: Action, author: String, reason: String, at: EventTime,
        until: EventTime? = nil
    ) {
        self.stage = stage
        self.partitions = partitions
        self.action = action
        self.author = author
        self.reason = reason
        self.at = at
        self.until = until
    }
}
