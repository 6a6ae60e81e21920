import Composition
import Foundation
import Glibc

/// Feeds the three inputs with broken records and checks that each is either processed or a dead letter.
///
/// Runs in child processes, piece by piece, so that a crash is counted and its piece named instead of ending the drill.
public struct FuzzDrill {
    public struct Options: Sendable {
        public var records = 1_000_000
        public var seed: UInt64 = 1
        /// Records of one child process.
        public var piece = 50_000
        public init() {}
    }

    public struct Report: Sendable {
        public var records = 0
        public var crashes = 0
        public var processed = 0
        public var deadLettered = 0
        public var late = 0
        /// Records that were neither, or dead letters without their bytes or reason.
        public var unaccounted = 0
        public var reasons: [String: Int] = [:]
        public var failures: [String] = []
        public var passed: Bool {
            crashes == 0 && unaccounted == 0 && records > 0 && processed + deadLettered + late == records
        }
        /// What all drills report: an input that is neither processed nor a dead letter nor late is lost.
        public var common: DrillReport {
            var common = DrillReport("fuzz")
            common.done = "\(records) broken records: \(processed) processed, \(deadLettered) dead letters"
            common.records = records
            common.outputs = processed + deadLettered + late
            common.lost = max(0, records - common.outputs)
            common.expect(crashes == 0, "\(crashes) crashes")
            common.expect(unaccounted == 0, "\(unaccounted) records unaccounted for")
            return common
        }
    }

    private let options: Options
    private let tell: (String) -> Void

    public init(options: Options, tell: @escaping (String) -> Void) {
        self.options = options
        self.tell = tell
    }

    public func run() throws -> Report {
        var report = Report()
        var done = 0
        var piece = 0
        while done < options.records {
            try DrillInterruption.check()
            let count = min(options.piece, options.records - done)
            try runPiece(number: piece, count: count, into: &report)
            done += count
            piece += 1
            tell(
                "\(done) of \(options.records) records: \(report.processed) processed, "
                    + "\(report.deadLettered) dead letters, \(report.crashes) crashes")
        }
        return report
    }

    private func runPiece(number: Int, count: Int, into report: inout Report) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = StageProcess.executable
        let seed = options.seed &* 1_000_003 &+ UInt64(number)
        process.arguments = ["drill", "fuzz-piece", "--records", "\(count)", "--seed", "\(seed)"]
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        report.records += count
        guard process.terminationReason == .exit, process.terminationStatus == 0,
            let piece = try? JSONDecoder().decode(FuzzPiece.Report.self, from: data)
        else {
            report.crashes += 1
            report.failures.append("replay: prahari drill fuzz-piece --records \(count) --seed \(seed)")
            return
        }
        report.processed += piece.processed
        report.deadLettered += piece.deadLettered
        report.late += piece.late
        report.unaccounted += piece.unaccounted
        report.reasons.merge(piece.reasons, uniquingKeysWith: +)
        report.failures += piece.examples
    }
}
