import Foundation
import Records
import Runtime
import Synchronization

/// The files of one task's local state on disk.
struct StateFile: Sendable {
    /// `<directory>/<stage>/<partition>.sqlite`.
    let path: String

    init(path: String) { self.path = path }

    init(directory: String, task: TaskID) {
        path = "\(directory)/\(task.stage)/\(task.partition.rawValue).sqlite"
    }

    /// What SQLite puts beside the file. `-shm` only exists when something else than us opened it.
    private static let companions = ["-wal", "-shm", "-journal"]

    /// Makes the directory and an empty file that only the owner may read: it will hold account numbers.
    /// SQLite gives the log the rights of the file.
    func create() throws(BackendFault) {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
            let what = isFull ? "no space left on the device" : "\(error)"
            let kind: BackendFault.Kind = isFull ? .diskFull : .io
            throw BackendFault(
                kind: kind, path: folder,
                message: "cannot make the state directory: \(what)\(SQLiteFault.advice(kind))")
        }
        let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            let kind: BackendFault.Kind = code == ENOSPC || code == EDQUOT ? .diskFull : .io
            let what = unsafe String(cString: strerror(code))
            throw BackendFault(
                kind: kind, path: path, message: "cannot open the state file: \(what)\(SQLiteFault.advice(kind))")
        }
        Glibc.close(descriptor)
    }

    /// What the first 100 bytes say, without SQLite: it would write to a file that must not be touched.
    /// Nil when the file is shorter or is no SQLite file.
    func header() -> (applicationID: Int32, version: Int)? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: 100), bytes.count == 100,
            bytes.starts(with: Array("SQLite format 3\0".utf8))
        else { return nil }
        func number(at index: Int) -> Int32 {
            bytes[index..<index + 4].reduce(Int32(0)) { ($0 << 8) | Int32($1) }
        }
        return (number(at: 68), Int(number(at: 60)))
    }

    /// Renames the file and what lies beside it to the next free `<name>.<cause>-<n>`; keeps the youngest `keep` of
    /// them. The main file goes first: SQLite drops a log that finds no database.
    func setAside(_ cause: SetAsideReport.Cause, keep: Int) throws(BackendFault) -> String {
        let kept = setAsideNumbers()
        let number = (kept.map(\.number).max() ?? 0) + 1
        let target = "\(path).\(cause.rawValue)-\(number)"
        guard unsafe rename(path, target) == 0 else {
            throw BackendFault(
                kind: .io, path: path,
                message: "cannot set the file aside as \(target): \(unsafe String(cString: strerror(errno)))")
        }
        for companion in Self.companions { _ = unsafe rename(path + companion, target + companion) }
        for old in kept where old.number <= number - max(1, keep) {
            for name in [""] + Self.companions { _ = unsafe unlink(old.path + name) }
        }
        return target
    }

    /// Deletes the file and what lies beside it.
    func delete() throws(BackendFault) {
        for name in [""] + Self.companions where unsafe unlink(path + name) != 0 {
            let code = errno
            guard code != ENOENT else { continue }
            throw BackendFault(
                kind: .io, path: path + name,
                message: "cannot delete the file: \(unsafe String(cString: strerror(code)))")
        }
    }

    private func setAsideNumbers() -> [(number: Int, path: String)] {
        let folder = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.compactMap { file in
            for cause in [SetAsideReport.Cause.corrupt, .foreign] where file.hasPrefix("\(name).\(cause.rawValue)-") {
                if let number = Int(file.dropFirst(name.count + cause.rawValue.count + 2)) {
                    return (number, "\(folder)/\(file)")
                }
            }
            return nil
        }
    }
}

/// Which files this process has open.
///
/// POSIX locks belong to a process: closing any descriptor of a file gives up all of its locks on it. So a file that is
/// open here is never touched a second time.
enum OpenFiles {
    private static let paths = Mutex<Set<String>>([])

    static func claim(_ path: String) -> Bool { paths.withLock { $0.insert(path).inserted } }
    static func release(_ path: String) { _ = paths.withLock { $0.remove(path) } }
    static func contains(_ path: String) -> Bool { paths.withLock { $0.contains(path) } }
}
