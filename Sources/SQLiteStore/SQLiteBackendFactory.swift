import Foundation
import Records
public import Runtime

/// Local state in one SQLite file a task: `<directory>/<stage>/<partition>.sqlite`.
///
/// A file that is damaged or belongs to another application, task or cluster is renamed, told to `onSetAside`, and
/// replaced by an empty one: the runtime then rebuilds the state from the changelog. A file of a newer version is
/// refused with `.newerSchema` and not opened; a file that another process holds is refused with `.locked`.
public final class SQLiteBackendFactory: StateBackendFactory {
    private let directory: String
    private let options: SQLiteOptions
    private let schema: Schema
    private let onSetAside: @Sendable (SetAsideReport) -> Void

    /// - Parameters:
    ///   - directory: made when missing, readable by its owner only. Relative paths are resolved now.
    ///   - onSetAside: hears of each file that could not be used, on the thread that opened or used it.
    public convenience init(
        directory: String, options: SQLiteOptions = SQLiteOptions(),
        onSetAside: @escaping @Sendable (SetAsideReport) -> Void = { _ in }
    ) {
        self.init(directory: directory, options: options, schema: .current, onSetAside: onSetAside)
    }

    init(
        directory: String, options: SQLiteOptions, schema: Schema,
        onSetAside: @escaping @Sendable (SetAsideReport) -> Void
    ) {
        self.directory = URL(fileURLWithPath: directory).standardizedFileURL.path
        self.options = options
        self.schema = schema
        self.onSetAside = onSetAside
    }

    public func open(_ task: TaskID, cluster: String) throws(BackendFault) -> any StateBackend {
        let file = StateFile(directory: directory, task: task)
        guard OpenFiles.claim(file.path) else {
            throw BackendFault(
                kind: .locked, path: file.path, message: "this process has the file open already for the same task")
        }
        do throws(BackendFault) {
            return try claimed(file, task: task, cluster: cluster)
        } catch {
            OpenFiles.release(file.path)
            throw error
        }
    }

    private func claimed(_ file: StateFile, task: TaskID, cluster: String) throws(BackendFault) -> SQLiteBackend {
        let identity = StateIdentity(task: task, cluster: cluster)
        do throws(OpenRefusal) {
            return try attempt(file, identity)
        } catch {
            switch error {
            case .fault(let fault) where fault.kind == .corrupt:
                try setAside(file, .corrupt, reason: fault.message)
            case .foreign(let reason):
                try setAside(file, .foreign, reason: reason)
            case .fault(let fault): throw fault
            }
        }
        do throws(OpenRefusal) {
            return try attempt(file, identity)
        } catch {
            switch error {
            case .fault(let fault): throw fault
            case .foreign(let reason): throw BackendFault(kind: .io, path: file.path, message: reason)
            }
        }
    }

    private func attempt(_ file: StateFile, _ identity: StateIdentity) throws(OpenRefusal) -> SQLiteBackend {
        do throws(BackendFault) {
            try file.create()
        } catch {
            throw .fault(error)
        }
        if let header = file.header(), header.applicationID == Schema.applicationID, header.version > schema.version {
            throw .fault(Self.newer(header.version, than: schema.version, path: file.path))
        }
        let connection = try StateConnection.open(
            path: file.path, identity: identity, options: options, schema: schema)
        return SQLiteBackend(connection: connection, file: file, options: options, onSetAside: onSetAside)
    }

    static func newer(_ found: Int, than known: Int, path: String) -> BackendFault {
        BackendFault(
            kind: .newerSchema, path: path,
            message:
                "the file has schema \(found), this version knows up to \(known): run the newer version, or remove the "
                + "file to rebuild its state from the changelog. It was not touched")
    }

    private func setAside(_ file: StateFile, _ cause: SetAsideReport.Cause, reason: String) throws(BackendFault) {
        let target = try file.setAside(cause, keep: options.setAsideMax)
        onSetAside(SetAsideReport(cause: cause, path: file.path, movedTo: target, reason: reason))
    }

    /// Deletes the task's file: what it had is in the changelog, and old account data should not lie about.
    public func discard(_ task: TaskID, reason: String) throws(BackendFault) {
        let file = StateFile(directory: directory, task: task)
        guard OpenFiles.claim(file.path) else {
            throw BackendFault(
                kind: .locked, path: file.path, message: "the file is open and cannot be discarded (\(reason))")
        }
        defer { OpenFiles.release(file.path) }
        try file.delete()
    }
}

/// Whose state a file holds.
struct StateIdentity: Sendable {
    var task: TaskID
    var cluster: String
}

/// Why a file was not opened.
enum OpenRefusal: Error {
    case fault(BackendFault)
    /// Sound, but not this task's: the reason for a person.
    case foreign(String)
}
