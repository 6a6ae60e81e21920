public import Records
public import Runtime
public import StageKit

/// Local state in memory that survives a simulated crash, as a file would.
public final class InMemoryBackends: StateBackendFactory, @unchecked Sendable {
    // Invariant of @unchecked Sendable: used by one thread, the test's.
    final class File {
        var entries: [StoreID: [String: [UInt8]]] = [:]
        var checkpoint: Checkpoint?
    }

    private var files: [TaskID: File] = [:]
    /// While set, every write fails with it.
    public var writeFault: BackendFault.Kind?

    public init() {}

    public func open(_ task: TaskID, cluster: String) throws(BackendFault) -> any StateBackend {
        let file = files[task] ?? File()
        files[task] = file
        return InMemoryBackend(file: file, task: task, owner: self)
    }

    public func discard(_ task: TaskID, reason: String) throws(BackendFault) { files[task] = nil }

    /// A new machine: nothing is left.
    public func wipe() { files = [:] }

    /// What a task's file holds.
    public func entries(of task: TaskID) -> [StoreID: [String: [UInt8]]] { files[task]?.entries ?? [:] }

    public var checkpoints: [TaskID: Checkpoint] { files.compactMapValues(\.checkpoint) }
}

/// One task's state in an ``InMemoryBackends``.
public final class InMemoryBackend: StateBackend {
    private let file: InMemoryBackends.File
    private let task: TaskID
    private let owner: InMemoryBackends
    private var loadFault: BackendFault?

    init(file: InMemoryBackends.File, task: TaskID, owner: InMemoryBackends) {
        self.file = file
        self.task = task
        self.owner = owner
    }

    public var path: String { "\(task)" }

    public func checkpoint() throws(BackendFault) -> Checkpoint? { file.checkpoint }

    public func write(_ checkpoint: Checkpoint, _ produce: (inout BackendWriter) -> Void) throws(BackendFault) {
        if let kind = owner.writeFault { throw BackendFault(kind: kind, path: "\(task)", message: "injected") }
        let file = file
        var writer = BackendWriter { store, key, value in
            let bytes = (copy value)?.bytes
            file.entries[store, default: [:]][key] = bytes
        }
        produce(&writer)
        file.checkpoint = checkpoint
    }

    public func load(store: StoreID, key: String) -> [UInt8]? { file.entries[store]?[key] }
    public func scan(store: StoreID, _ body: (_ key: String, _ value: [UInt8]) -> Void) {
        for (key, value) in (file.entries[store] ?? [:]).sorted(by: { $0.key < $1.key }) { body(key, value) }
    }
    public func count(store: StoreID) -> Int { file.entries[store]?.count ?? 0 }
    public func report(_ fault: StateFault, store: StoreID, key: String) {
        loadFault = BackendFault(kind: .corrupt, path: "\(task)", message: "\(fault) at key '\(key)'")
    }
    public func takeLoadFault() -> BackendFault? {
        defer { loadFault = nil }
        return loadFault
    }
    public func close() {}
}
