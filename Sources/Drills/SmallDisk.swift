import Foundation
import Glibc

/// A directory with little room: a tmpfs of its own where the process may mount one, else a limit on file sizes.
final class SmallDisk {
    enum Kind: String {
        case tmpfs
        /// `RLIMIT_FSIZE`: no file of the process may be larger.
        case fileSizeLimit = "file size limit"
    }

    let path: String
    let kind: Kind
    private var kilobytes: Int

    /// - Returns: nil when neither can be had here.
    init?(path: String, kilobytes: Int) {
        self.path = path
        self.kilobytes = kilobytes
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        if Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=700", "tmpfs", path]) {
            kind = .tmpfs
        } else if FileManager.default.isExecutableFile(atPath: "/bin/sh") {
            kind = .fileSizeLimit
        } else {
            return nil
        }
    }

    /// What the process is to be started by, while there is little room.
    var launcher: [String] {
        // sh counts blocks of 512 bytes. A file takes what a task has: a share of the disk.
        kind == .tmpfs ? [] : ["/bin/sh", "-c", "ulimit -f \(max(1, kilobytes / 4)) && exec \"$0\" \"$@\""]
    }

    /// Makes room; a process that was started by the launcher has to be started again without.
    func grow(toKilobytes new: Int) -> Bool {
        kilobytes = new
        return kind == .tmpfs ? Self.run("mount", ["-o", "remount,size=\(new)k", path]) : true
    }

    var freeKilobytes: Int {
        var found = statvfs()
        guard statvfs(path, &found) == 0 else { return -1 }
        return Int(found.f_bavail) * Int(found.f_frsize) / 1_024
    }

    func remove() {
        if kind == .tmpfs, !Self.run("umount", [path]) { _ = Self.run("umount", ["-l", path]) }
    }

    private static func run(_ name: String, _ arguments: [String]) -> Bool {
        guard
            let program = ["/bin/", "/usr/bin/", "/sbin/"].map({ $0 + name }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
