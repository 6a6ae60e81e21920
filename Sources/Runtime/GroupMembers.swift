/// One member of a stage's consumer group: one worker of a process.
public struct GroupMember: Hashable, Sendable {
    /// Name of the process; its workers are members of their own and die with it.
    public var process: String
    public var id: String
    public init(process: String, id: String) {
        self.process = process
        self.id = id
    }
}

/// Who belongs to a stage's group, asked from outside of it. Used by one thread.
public protocol GroupDirectory: AnyObject {
    /// The members in the order in which the group's range assignor deals out the partitions.
    func members() throws(LogFault) -> [GroupMember]
}

/// Makes directories; the connection of a ``Standby``.
public protocol GroupDirectoryFactory: Sendable {
    func makeDirectory(stage: String) throws(LogFault) -> any GroupDirectory
}
