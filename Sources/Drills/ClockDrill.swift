import Composition
import Records
import Runtime
import StageKit

/// Clocks that jump: the processor's own, and those of the banks that wrote the records.
public struct ClockDrill: Drill {
    public struct Options: OneStageChoices {
        public var seconds = 30
        public var rate = 1_000
        public var seed: UInt64 = 1
        public var accounts = 3_000
        public var partitions = 4
        public var stage = "anomaly"
        /// The longest that a partition may stand still; a killed process is restarted at once.
        public var pauseMaxSeconds = 20.0
        public init() {}
    }

    /// What the clock of the record's bank shows.
    enum BankClock: Int, CaseIterable {
        case right, dayAhead, dayBehind, year2099, eightDaysBehind

        /// One record in a hundred is off, each kind as often.
        static func of(_ position: Int) -> BankClock {
            position % 100 == 99 ? BankClock(rawValue: 1 + position / 100 % 4) ?? .right : .right
        }

        func show(_ time: EventTime) -> EventTime {
            let day: Int64 = 86_400_000
            return switch self {
            case .right: time
            case .dayAhead: time.advanced(byMilliseconds: day - 60_000)
            case .dayBehind: time.advanced(byMilliseconds: -day)
            case .year2099: EventTime(milliseconds: 4_070_908_800_000)
            case .eightDaysBehind: time.advanced(byMilliseconds: -8 * day)
            }
        }
    }

    /// A day on, two days back, the year 2099, and right again.
    private static let jumps = "2:86400,5:-86400,8:2304000000,11:-3600,14:0"

    public static let name = "clock"
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let load = DrillLoad(
            records: options.rate * options.seconds, accounts: options.accounts, seed: options.seed
        ) { position, booking in
            booking.bookedAt.time = BankClock.of(position).show(booking.bookedAt.time)
        }
        let golden = try site.golden(load).outcome
        let cluster = try site.makeCluster("c")
        let pause = try jump(load, cluster)
        try site.compare(cluster, with: golden, into: &report)
        report.records = load.records
        report.done = "wall clock by +1 day, -1 day, to 2099 and back, a kill between; 1 % of the records likewise"
        account(golden, load, into: &report)
        report.figure("longest_pause_s", pause)
        report.expect(
            pause <= options.pauseMaxSeconds,
            "a partition stood still for \(Int(pause)) s; at most \(Int(options.pauseMaxSeconds)) s are accepted")
    }

    /// Returns the longest pause of a partition, in seconds.
    private func jump(_ load: DrillLoad, _ cluster: Cluster) throws -> Double {
        let process = site.process("jumping", cluster)
        process.arguments = ["drill", "shifted-run", "--jumps", Self.jumps] + process.arguments.dropFirst()
        try process.start()
        let feed = SteadyFeed(load, to: cluster, rate: options.rate)
        defer { feed.stop() }
        let watch = PauseWatch(cluster, stages: site.stages)
        // In the year 2099: its checkpoints are from the future for the one that follows.
        try DrillInterruption.pause(seconds: 10)
        guard process.isRunning else { throw site.endedByItself(process) }
        site.tell("killing it while its clock says 2099")
        process.kill()
        try process.start()
        while !feed.isFinished {
            try DrillInterruption.pause(seconds: 0.5)
            guard process.isRunning else { throw site.endedByItself(process) }
        }
        try feed.check()
        try site.waitUntilDone(cluster, [process])
        try watch.stop()
        guard process.stop() == 0 else {
            throw ClusterFault("\(process.instance) did not stop cleanly:\n" + process.lastLines)
        }
        return watch.longestPause
    }

    /// Every record is scored, refused or late, for the reason that it has.
    private func account(_ outcome: RunOutcome, _ load: DrillLoad, into report: inout DrillReport) {
        var sent: [BankClock: Int] = [:]
        for position in 0..<load.records { sent[BankClock.of(position), default: 0] += 1 }
        let refused = outcome.deadLetters.count { $0.code == "in_future" }
        let late = outcome.late
        let scored = outcome.scored
        report.figure("scored", Double(scored))
        report.figure("refused_in_future", Double(refused))
        report.figure("late", Double(late))
        report.expect(
            refused == sent[.year2099] && refused == outcome.deadLetters.count,
            "\(refused) of \(outcome.deadLetters.count) dead letters are in_future; \(sent[.year2099] ?? 0) records were"
        )
        // Later than the stage's lateness; only anomaly's is known to be a week.
        if site.stage.name == "anomaly" {
            let tooLate = sent[.eightDaysBehind] ?? 0
            report.expect(late == tooLate, "\(late) late records; \(tooLate) were more than a week behind")
            report.expect(
                scored == load.records - refused - late,
                "\(scored) scored, \(refused) refused and \(late) late of \(load.records): not every record is accounted for"
            )
        }
    }
}
