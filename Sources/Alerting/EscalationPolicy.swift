/// Who is told when nobody acknowledges, and when.
public struct EscalationPolicy: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        /// Since the step before, the first since the alert was told.
        public var afterMinutes: Int
        public var roles: [String]
        /// Empty: the alert's own.
        public var channels: [String]
    }

    public var id: String
    public var version: String
    public var steps: [Step]
}
