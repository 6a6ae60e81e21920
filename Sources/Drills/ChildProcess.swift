import Foundation
import Glibc

/// A command of this program, or of one beside it, as a process of its own, its words in a log file.
final class ChildProcess {
    let name: String
    private let logPath: String
    private let process = Process()

    /// This program's own file.
    static var executable: URL { StageProcess.executable }

    /// Starts it.
    init(_ arguments: [String], name: String, folder: String, program: URL = executable) throws {
        self.name = name
        logPath = "\(folder)/\(name).log"
        _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        let log = FileHandle(forWritingAtPath: logPath)
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        DrillInterruption.started(process.processIdentifier)
    }

    var isRunning: Bool { process.isRunning }

    /// The exit code.
    func wait() -> Int32 {
        process.waitUntilExit()
        DrillInterruption.ended(process.processIdentifier)
        return process.terminationStatus
    }

    /// SIGTERM where it still runs, and waits for the drain. Returns the exit code.
    func stop() -> Int32 {
        if process.isRunning { process.terminate() }
        return wait()
    }

    /// SIGKILL: nothing is flushed.
    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        _ = wait()
    }

    /// The end of its log, for the message of a failed drill.
    var lastLines: String {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(15).joined(separator: "\n")
    }
}
