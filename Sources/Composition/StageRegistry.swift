import Alerting
import Anomaly
import CashOut
import Social
import Tagging
import Trail

/// Every stage there is, in the order records pass them.
public enum StageRegistry {
    public static let all: [AnyStage] = [
        AnyStage(AnomalyStage()), AnyStage(TaggerStage()), AnyStage(SocialStage()), AnyStage(TrailStage()),
        AnyStage(CashOutStage()), AnyStage(AlertsStage()),
    ]

    public static func stage(named name: String) -> AnyStage? { all.first { $0.descriptor.name == name } }

    public static var names: [String] { all.map(\.descriptor.name) }
}
