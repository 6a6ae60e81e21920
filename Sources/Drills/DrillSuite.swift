public import Composition

/// All drills, one after the other, with short settings.
public struct DrillSuite {
    /// In the order that they are run.
    public static let names = ["fuzz", "kill", "storm", "clock", "poison", "disk", "slow", "away", "soak"]

    private let configuration: Configuration
    private let seed: UInt64
    private let folder: String
    private let tell: (String) -> Void

    /// - Parameter folder: each drill has one below it, kept when it fails.
    public init(
        _ configuration: Configuration, seed: UInt64, folder: String, tell: @escaping (String) -> Void
    ) {
        self.configuration = configuration
        self.seed = seed
        self.folder = folder
        self.tell = tell
    }

    /// A drill that cannot go on is one that failed; only an interruption ends the suite.
    public func run(_ names: [String]) throws -> [DrillReport] {
        try names.map { name in
            try DrillInterruption.check()
            tell("== \(name)")
            do {
                let report = try run(name, folder: folder + "/" + name)
                tell(report.text)
                return report
            } catch let interrupted as DrillInterrupted {
                throw interrupted
            } catch {
                var report = DrillReport(name)
                report.done = "ended early"
                report.expect(false, "\(error)")
                tell(report.text)
                return report
            }
        }
    }

    private func run(_ name: String, folder: String) throws -> DrillReport {
        switch name {
        case "fuzz":
            var options = FuzzDrill.Options()
            (options.records, options.seed) = (100_000, seed)
            return try FuzzDrill(options: options, tell: tell).run().common
        case "kill":
            var options = KillDrill.Options()
            (options.rounds, options.records, options.accounts, options.seed) = (12, 48_000, 5_000, seed)
            return try KillDrill(configuration, options: options, folder: folder, tell: tell).run().common
        case "storm":
            var options = StormDrill.Options()
            options.seed = seed
            return try StormDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "clock":
            var options = ClockDrill.Options()
            options.seed = seed
            return try ClockDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "poison":
            var options = PoisonDrill.Options()
            options.seed = seed
            return try PoisonDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "disk":
            var options = DiskDrill.Options()
            options.seed = seed
            return try DiskDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "slow":
            var options = SlowDrill.Options()
            options.seed = seed
            return try SlowDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "away":
            var options = AwayDrill.Options()
            options.seed = seed
            return try AwayDrill(configuration, options: options, folder: folder, tell: tell).run()
        case "soak":
            var options = SoakDrill.Options()
            options.seed = seed
            return try SoakDrill(configuration, options: options, folder: folder, tell: tell).run()
        default: throw ClusterFault("unknown drill '\(name)'; one of: " + Self.names.joined(separator: ", "))
        }
    }
}
