/// A cost matrix of the benchmark: what a caught window earns and what errors cost.
public struct NABProfile: Sendable, Hashable {
    /// The key that the benchmark's own reports use.
    public var name: String
    public var truePositive: Double
    public var falseNegative: Double
    public var falsePositive: Double

    public init(name: String, truePositive: Double, falseNegative: Double, falsePositive: Double) {
        self.name = name
        self.truePositive = truePositive
        self.falseNegative = falseNegative
        self.falsePositive = falsePositive
    }

    public static let standard = NABProfile(
        name: "standard", truePositive: 1, falseNegative: 1, falsePositive: 0.11)
    public static let rewardLowFalsePositives = NABProfile(
        name: "reward_low_FP_rate", truePositive: 1, falseNegative: 1, falsePositive: 0.22)
    public static let rewardLowFalseNegatives = NABProfile(
        name: "reward_low_FN_rate", truePositive: 1, falseNegative: 2, falsePositive: 0.11)
    public static let all = [standard, rewardLowFalsePositives, rewardLowFalseNegatives]
}
