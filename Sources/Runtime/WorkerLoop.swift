/// A worker without its stage's type: what a host drives.
public protocol WorkerLoop: AnyObject {
    func start() throws(WorkerFault)
    /// One turn; returns how many records it processed.
    @discardableResult
    func cycle() throws(WorkerFault) -> Int
    /// Nothing is open, restoring, rolled back or waiting: all that was fetched is committed.
    var isSettled: Bool { get }
    /// Goes on by another pace; between two turns.
    func adopt(_ pace: RuntimePace)
    /// Drains, commits, checkpoints and leaves.
    func stop() throws(WorkerFault)
    /// Leaves without committing: for the end of a failed start.
    func abandon()
}

extension Worker: WorkerLoop {
    public func abandon() { fail(.configuration("abandoned")) }
}
