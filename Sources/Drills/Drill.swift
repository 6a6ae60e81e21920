public import Composition
import Records
import StageKit

/// What may be chosen about a drill.
public protocol DrillChoices: Sendable {
    /// The defaults: a drill of a minute or so.
    init()
    /// Where the random choices begin: the same seed, the same drill.
    var seed: UInt64 { get set }
    /// Of the input topic.
    var partitions: Int { get }
    /// What the processes run; the first one reads bank transactions alone.
    var stages: [String] { get }
}

/// Most drills run one stage.
public protocol OneStageChoices: DrillChoices {
    var stage: String { get }
}

extension OneStageChoices {
    public var stages: [String] { [stage] }
}

/// Breaks something about the processes of a stage on a broker, and compares what they left with an undisturbed run.
public protocol Drill: SendableMetatype {
    associatedtype Options: DrillChoices
    static var name: String { get }

    /// - Parameter site: where it happens; torn down by whoever made it.
    init(_ options: Options, at site: DrillSite)

    /// - Throws: a drill that could not be carried out; what went wrong in one that was is in the report.
    func run(into report: inout DrillReport) throws
}

extension Drill {
    /// Runs it at a place of its own.
    ///
    /// - Parameters:
    ///   - folder: for state and logs; removed at the end of a drill that passed.
    ///   - tell: takes progress lines.
    public static func run(
        _ configuration: Configuration, _ options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws -> DrillReport {
        let site = try DrillSite(
            configuration, stages: options.stages, partitions: options.partitions, folder: folder, tell: tell)
        guard site.stage.inputs == [.bankTransactions] else {
            throw ClusterFault("the drill feeds bank transactions; stage '\(site.stage.name)' reads other topics too")
        }
        return try site.run(name) { try Self(options, at: site).run(into: &$0) }
    }
}
