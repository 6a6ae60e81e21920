import Alerting
import Anomaly
import CashOut
import RingsStage
import Social
import StageKit
import Tagging
public import TopicsAsCode
import Trail
import Volumes

/// Every stage there is, in the order records pass them.
public enum StageRegistry {
    public static let all: [AnyStage] = [
        AnyStage(AnomalyStage()), AnyStage(TallyStage()), AnyStage(VolumesStage()), AnyStage(TaggerStage()),
        AnyStage(SocialStage()), AnyStage(TrailStage()), AnyStage(RingsStage()), AnyStage(CashOutStage()),
        AnyStage(AlertsStage()),
    ]

    public static func stage(named name: String) -> AnyStage? { all.first { $0.descriptor.name == name } }

    public static var names: [String] { all.map(\.descriptor.name) }
}

extension StageRegistry {
    /// What the stages read and write, for the topics' checks.
    public static var topologies: [StageTopology] {
        all.map {
            StageTopology(
                name: $0.descriptor.name, inputs: $0.descriptor.inputs, tables: $0.descriptor.tables,
                outputs: $0.descriptor.outputs)
        }
    }
}
