import Foundation
import Records
import Runtime
import StageKit

/// What a process has written since the last look.
struct LogTail {
    private let path: String
    private var offset: UInt64 = 0

    /// Starts at the end of what is there.
    init(_ process: StageProcess) {
        path = process.logPath
        offset = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64) ?? 0
    }

    mutating func next() -> [Substring] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd() else { return [] }
        offset += UInt64(data.count)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.contains("CONFWARN") }
    }
}

extension Substring {
    /// A line of the structured log that says that something is wrong.
    var isTrouble: Bool { contains(" WARNING ") || contains(" ERROR ") || contains(" CRITICAL ") }
}
