/// What a topic is for; decides what its file must declare.
public enum TopicRole: String, Sendable, CaseIterable {
    /// Produced by somebody outside: unknown fields are allowed.
    case input
    /// Produced by a stage for others.
    case output
    /// A stage's own re-keying: produced and consumed by the same stage.
    case loop
    /// Compacted; read whole before a stage starts.
    case table
    /// The state of a stage, compacted and binary.
    case changelog
    /// Records that a stage refused, as they came.
    case deadletters
    /// Records that came too late, as they came.
    case late

    /// Whether the values are JSON with a schema; else they are bytes of any kind.
    public var hasSchema: Bool {
        switch self {
        case .input, .output, .loop, .table: true
        case .changelog, .deadletters, .late: false
        }
    }
}

/// Which old records a new schema must still accept. Replays read all history, so only the transitive form is offered.
public enum CompatibilityPolicy: String, Sendable, CaseIterable {
    case backwardTransitive = "BACKWARD_TRANSITIVE"
    case fullTransitive = "FULL_TRANSITIVE"
    /// Private bytes of one stage, or bytes as they came.
    case none = "NONE"
}
