import Foundation
import Runtime

/// A copy of a database file and of its write-ahead log that belong together: see ``StateSnapshot``.
struct FileCopy {
    private let folder: String
    private let original: String
    let bytes: Int64
    var path: String { folder + "/state.sqlite" }

    /// The first bytes of a log: a log that is started anew has other salts in them.
    private static let logHeaderBytes = 32
    private static let attempts = 5

    /// Nil when there is no file, or one that nothing was written to yet.
    init?(of original: String, whileCopying: () -> Void) throws(BackendFault) {
        self.original = original
        guard let first = try Self.state(of: original), !first.isEmpty else { return nil }
        folder = NSTemporaryDirectory() + "prahari-state-\(UUID().uuidString)"
        guard mkdir(folder, 0o700) == 0 else {
            throw Self.fault(folder, "cannot make a directory for a copy", advice: ": set TMPDIR")
        }
        var copied: Int64?
        do throws(BackendFault) {
            for _ in 0..<Self.attempts where copied == nil {
                let before = try Self.state(of: original)
                let size = try Self.copy(original, to: folder + "/state.sqlite")
                whileCopying()
                let log = try Self.copy(original + "-wal", to: folder + "/state.sqlite-wal")
                guard try Self.state(of: original) == before else { continue }
                copied = size + log
            }
        } catch {
            Self.remove(folder)
            throw error
        }
        guard let copied else {
            Self.remove(folder)
            throw BackendFault(
                kind: .locked, path: original,
                message: "its log was started anew \(Self.attempts) times while it was copied; try again")
        }
        bytes = copied
    }

    /// What must not change while both files are copied.
    private struct State: Equatable {
        var inode: UInt64
        var isEmpty: Bool
        /// Of the log; empty when there is none.
        var logHeader: [UInt8]
        var size: Int64
        /// Without a log nothing else tells that the file was written.
        var modified: [Int]
    }

    private static func state(of path: String) throws(BackendFault) -> State? {
        var info = stat()
        guard stat(path, &info) == 0 else {
            guard errno == ENOENT else { throw fault(path, "cannot look at the state file") }
            return nil
        }
        var header: [UInt8] = []
        if let log = FileHandle(forReadingAtPath: path + "-wal") {
            header = [UInt8]((try? log.read(upToCount: logHeaderBytes)) ?? Data())
            try? log.close()
        }
        let hasLog = header.count == logHeaderBytes
        return State(
            inode: UInt64(info.st_ino), isEmpty: info.st_size == 0, logHeader: hasLog ? header : [],
            size: hasLog ? 0 : Int64(info.st_size),
            modified: hasLog ? [] : [info.st_mtim.tv_sec, info.st_mtim.tv_nsec])
    }

    /// Bytes copied; a file that is not there is copied as none.
    private static func copy(_ from: String, to target: String) throws(BackendFault) -> Int64 {
        let input = open(from, O_RDONLY | O_CLOEXEC)
        if input < 0, errno == ENOENT {
            unlink(target)
            return 0
        }
        guard input >= 0 else {
            throw fault(from, "cannot read the state file", advice: ": run as the user of the processor")
        }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw fault(target, "cannot write a copy") }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var total: Int64 = 0
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw fault(from, "cannot read the state file")
            }
            guard count > 0 else { return total }
            var done = 0
            while done < count {
                let written = buffer[done..<count].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                guard written > 0 else {
                    if errno == EINTR { continue }
                    throw fault(target, "cannot write a copy", advice: ": set TMPDIR to where there is room")
                }
                done += written
            }
            total += Int64(count)
        }
    }

    /// Refuses what SQLite need not be asked about.
    func checkHeader() throws {
        guard let header = StateFile(path: path).header(), header.applicationID == Schema.applicationID else {
            throw BackendFault(kind: .corrupt, path: original, message: "it is not a state file of this program")
        }
        guard header.version <= Schema.current.version else {
            throw SQLiteBackendFactory.newer(header.version, than: Schema.current.version, path: original)
        }
    }

    /// What has the files open keeps them until it closes.
    func remove() { Self.remove(folder) }

    private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    private static func fault(_ path: String, _ what: String, advice: String = "") -> BackendFault {
        let code = errno
        return BackendFault(
            kind: code == ENOSPC || code == EDQUOT ? .diskFull : .io, path: path,
            message: "\(what): \(String(cString: strerror(code)))\(advice)")
    }
}
