import Foundation
import Glibc

/// One `prahari run` as a process of its own, that a drill may kill.
final class StageProcess {
    let instance: String
    let stateDirectory: String
    /// Its output, over all starts.
    let logPath: String
    /// The command of the next start, behind this program's name.
    var arguments: [String]
    /// A program and its arguments to start this one by, as `env` or `nice` are used.
    var launcher: [String] = []
    private var process: Process?
    private(set) var starts = 0
    /// Where the log of the latest start begins, in bytes.
    private var logStart = 0

    convenience init(stage: String, instance: String, folder: String, settings: [String]) {
        self.init(stages: [stage], instance: instance, folder: folder, settings: settings)
    }

    init(stages: [String], instance: String, folder: String, settings: [String]) {
        self.instance = instance
        stateDirectory = folder + "/state-" + instance
        logPath = folder + "/" + instance + ".log"
        let own = ["instance.id=\(instance)", "state.dir=\(stateDirectory)", "http.port=-1", "log.level=info"]
        arguments = ["run"] + stages + (own + settings).flatMap { ["--set", $0] }
    }

    /// This program's own file.
    static var executable: URL { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath() }

    func start() throws {
        let process = Process()
        if let program = launcher.first {
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = launcher.dropFirst() + [Self.executable.path] + arguments
        } else {
            process.executableURL = Self.executable
            process.arguments = arguments
        }
        if !FileManager.default.fileExists(atPath: logPath) {
            _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        }
        let log = FileHandle(forWritingAtPath: logPath)
        logStart = Int(try log?.seekToEnd() ?? 0)
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.process = process
        DrillInterruption.started(process.processIdentifier)
        starts += 1
    }

    var isRunning: Bool { process?.isRunning ?? false }

    var processIdentifier: Int32? { process?.processIdentifier }

    /// Nil while it runs, and when a signal ended it.
    var exitCode: Int32? {
        guard let process, !process.isRunning, process.terminationReason == .exit else { return nil }
        return process.terminationStatus
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    func kill() {
        guard let process, process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        DrillInterruption.ended(process.processIdentifier)
    }

    /// SIGTERM, and waits for the drain. Returns the exit code.
    func stop() -> Int32 {
        guard let process else { return 0 }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        DrillInterruption.ended(process.processIdentifier)
        return process.terminationStatus
    }

    /// Each continues with the files of the other; both must be dead.
    func exchangeState(with other: StageProcess) throws {
        let manager = FileManager.default
        let aside = stateDirectory + ".moving"
        if manager.fileExists(atPath: stateDirectory) { try manager.moveItem(atPath: stateDirectory, toPath: aside) }
        if manager.fileExists(atPath: other.stateDirectory) {
            try manager.moveItem(atPath: other.stateDirectory, toPath: stateDirectory)
        }
        if manager.fileExists(atPath: aside) { try manager.moveItem(atPath: aside, toPath: other.stateDirectory) }
    }

    func wipeState() { try? FileManager.default.removeItem(atPath: stateDirectory) }

    /// Everything it logged, over all of its starts.
    var logText: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// Whether the latest start has come so far that it listens to signals: a SIGTERM before that is deadly.
    var hasBegun: Bool {
        String(decoding: logText.utf8.dropFirst(logStart), as: UTF8.self).contains(" starting partitions")
    }

    var logLines: [Substring] { logText.split(separator: "\n") }

    func forgetLog() { try? FileManager.default.removeItem(atPath: logPath) }

    /// How it ended, when it has, and the end of its log: for the message of a failed drill.
    var lastLines: String { (ending.map { $0 + "\n" } ?? "") + logEnd }

    /// `exit code 1`, or `signal 11`; nil while it runs.
    var ending: String? {
        guard let process, !process.isRunning else { return nil }
        let how = process.terminationReason == .uncaughtSignal ? "signal" : "exit code"
        return "\(how) \(process.terminationStatus)"
    }

    private var logEnd: String {
        logLines.suffix(15).joined(separator: "\n")
    }
}

/// The generator of every drill's choices (Steele, Lea and Flood, SplitMix64, 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
