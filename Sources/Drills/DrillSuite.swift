public import Composition

/// All drills, one after the other, with short settings.
public struct DrillSuite {
    private typealias Entry = (name: String, run: @Sendable (DrillSuite, _ folder: String) throws -> DrillReport)

    /// In the order that they are run.
    private static let entries: [Entry] = [
        (
            "fuzz",
            { suite, _ in
                var options = FuzzDrill.Options()
                (options.records, options.seed) = (100_000, suite.seed)
                return try FuzzDrill(options: options, tell: suite.tell).run().common
            }
        ),
        entry(KillDrill.self) { ($0.rounds, $0.records, $0.accounts) = (12, 48_000, 5_000) },
        entry(StormDrill.self), entry(ClockDrill.self), entry(PoisonDrill.self), entry(DiskDrill.self),
        entry(SlowDrill.self), entry(AwayDrill.self), entry(SoakDrill.self),
    ]

    public static var names: [String] { entries.map(\.name) }

    private static func entry<D: Drill>(
        _ drill: D.Type, _ shorten: @escaping @Sendable (inout D.Options) -> Void = { _ in }
    ) -> Entry {
        let run: @Sendable (DrillSuite, String) throws -> DrillReport = { suite, folder in
            var options = D.Options()
            options.seed = suite.seed
            shorten(&options)
            return try D.run(suite.configuration, options, folder: folder, tell: suite.tell)
        }
        return (D.name, run)
    }

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
        guard let entry = Self.entries.first(where: { $0.name == name }) else {
            throw ClusterFault("unknown drill '\(name)'; one of: " + Self.names.joined(separator: ", "))
        }
        return try entry.run(self, folder)
    }
}
