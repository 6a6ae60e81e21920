import Composition
import Foundation
import Records
import Runtime
import StageKit

/// The disk of the local state is full: the worker goes on from memory as long as its cache allows, stops with a message
/// that names the file and what to do, does not start while there is no room, and goes on where it was once there is.
public struct DiskDrill: Drill {
    public struct Options: OneStageChoices {
        public var records = 60_000
        public var seed: UInt64 = 1
        public var accounts = 20_000
        public var partitions = 4
        public var kilobytes = 1_024
        public var stage = "anomaly"
        /// Entries of the process's cache: twice as many may wait for a checkpoint.
        public var cacheEntries = 2_000
        public init() {}
    }

    public static let name = "disk"
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let load = DrillLoad(records: options.records, accounts: options.accounts, seed: options.seed)
        guard let disk = SmallDisk(path: site.folder + "/small", kilobytes: options.kilobytes) else {
            report.skipped = "a small disk needs root, for a tmpfs, or /bin/sh, for a limit on file sizes"
            return
        }
        defer { disk.remove() }
        let golden = try site.golden(load)
        let cluster = try site.makeCluster("d")
        var feed = load.makeFeed()
        try feed.produce(load.records, to: cluster)
        let process = site.process(
            "full", cluster, ["state.dir=\(disk.path)", "state.cache.entries=\(options.cacheEntries)"])
        process.launcher = disk.launcher
        let stopped = try runUntilItEnds(process)
        judge(stopped, disk, "with the disk full", into: &report)
        let lag = try remaining(cluster)
        report.expect(lag > 0, "the disk was not full before all records were processed: use fewer --kilobytes")

        site.tell("starting it again while there is no room")
        let again = try runUntilItEnds(process)
        judge(again, disk, "started again with the disk full", into: &report)

        site.tell("making room, and starting it again")
        report.expect(disk.grow(toKilobytes: 262_144), "the disk could not be enlarged")
        process.launcher = []
        try process.start()
        try site.waitUntilDone(cluster, [process])
        report.expect(process.stop() == 0, "it did not stop cleanly once there was room: " + process.lastLines)
        try site.compare(cluster, with: golden.outcome, into: &report)
        report.records = load.records
        report.done = "state on a \(disk.kind.rawValue) of \(options.kilobytes) KiB; full, started again, enlarged"
        report.figure("processed_before_the_stop", Double(Int64(load.records) - lag))
        report.figure("exit_code", Double(stopped.code))
        report.figure("log_lines", Double(stopped.lines.count))
    }

    private struct End {
        var code: Int32
        var lines: [Substring]
    }

    private func remaining(_ cluster: Cluster) throws -> Int64 {
        let progress = try GroupProgress(cluster, stage: site.stage)
        defer { progress.close() }
        return try progress.remaining()
    }

    private func runUntilItEnds(_ process: StageProcess) throws -> End {
        let before = process.logLines.count
        try process.start()
        let deadline = Date(timeIntervalSinceNow: 60)
        while process.isRunning {
            guard Date() < deadline else {
                process.kill()
                return End(code: 0, lines: process.logLines.suffix(from: before).map { $0 })
            }
            try DrillInterruption.pause(seconds: 0.1)
        }
        return End(code: process.exitCode ?? -1, lines: Array(process.logLines.dropFirst(before)))
    }

    /// It ended with the code for local state, and its log says where and what to do, in not too many lines.
    private func judge(_ end: End, _ disk: SmallDisk, _ when: String, into report: inout DrillReport) {
        let last = end.lines.suffix(12).joined(separator: "\n    ")
        report.expect(
            end.code == 4,
            "\(when) it ended with \(end.code == 0 ? "no" : "exit code \(end.code)"), not 4:\n    \(last)")
        let told = end.lines.filter { $0.contains(" ended: ") && $0.contains(disk.path) }
        report.expect(!told.isEmpty, "\(when) its last words do not name \(disk.path):\n    \(last)")
        report.expect(
            told.contains { $0.contains("free some space") }, "\(when) it does not say what to do:\n    \(last)")
        report.expect(end.lines.count < 500, "\(when) it wrote \(end.lines.count) lines")
    }
}
