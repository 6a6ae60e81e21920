/// One thing that is wrong under `topics/`: where, and what would be right.
public struct TopicFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// From 1; nil when the fault is about the file as a whole.
    public var line: Int?
    /// Path of the key in the file: `spec.partitions`; empty for the file as a whole.
    public var key: String
    public var message: String

    public init(file: String, line: Int? = nil, key: String = "", message: String) {
        self.file = file
        self.line = line
        self.key = key
        self.message = message
    }

    public var description: String {
        file + (line.map { ":\($0)" } ?? "") + ": " + (key.isEmpty ? "" : key + ": ") + message
    }
}

/// All that is wrong under `topics/`.
public struct TopicFaults: Error, Sendable, CustomStringConvertible {
    public var faults: [TopicFault]
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
