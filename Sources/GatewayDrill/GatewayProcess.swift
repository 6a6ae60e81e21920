import Foundation
import Glibc

/// One `prahari-gateway run` as a process of its own, that the drill may kill.
final class GatewayProcess {
    let instance: String
    private let arguments: [String]
    private let logPath: String
    private var process: Process?

    init(instance: String, configuration: String, folder: String, settings: [String]) {
        self.instance = instance
        logPath = folder + "/" + instance + ".log"
        arguments =
            ["run", configuration]
            + (["instance.id=\(instance)", "log.level=debug", "log.format=json", "http.port=-1"] + settings).flatMap {
                ["--set", $0]
            }
    }

    /// `prahari-gateway` beside this program.
    static var executable: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("prahari-gateway")
    }

    func start() throws {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        if !FileManager.default.fileExists(atPath: logPath) {
            _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        }
        let log = FileHandle(forWritingAtPath: logPath)
        _ = try log?.seekToEnd()
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    var isRunning: Bool { process?.isRunning ?? false }

    /// SIGKILL: no handler runs, nothing is written.
    func kill() {
        guard let process, process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// SIGTERM, and waits. Returns the exit code.
    func stop() -> Int32 {
        guard let process else { return 0 }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The attempts that it says nobody confirmed: `<command> attempt <number> by <channel>`.
    var unconfirmed: Set<String> {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return Set(
            text.split(separator: "\n").compactMap { line in
                guard let start = line.range(of: "unconfirmed: ")?.upperBound else { return nil }
                return line[start...].range(of: ": ").map { String(line[start..<$0.lowerBound]) }
            })
    }

    /// When, in milliseconds of the wall clock, it began again from what is written down.
    var restarts: [Int64] {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return text.split(separator: "\n").compactMap { line in
            guard line.contains("starting again from what is written down"),
                let start = line.range(of: "\"ts\":\"")?.upperBound,
                let end = line[start...].firstIndex(of: "\""),
                let date = try? format.parse(String(line[start..<end]))
            else { return nil }
            return Int64(date.timeIntervalSince1970 * 1_000)
        }
    }

    /// The end of its log, for the message of a failed drill.
    var lastLines: String {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(15).joined(separator: "\n")
    }
}
