/// The handbook's three figures (chapter 4).
public struct FraudMetrics: Codable, Equatable, Sendable {
    /// Area under the ROC curve; ties count half.
    public var auc: Double
    /// Average precision, the step-wise sum of precision times gained recall, tied scores taken together.
    public var ap: Double
    /// Card precision at 100 a day, mean over the days.
    public var cp100: Double

    public init(auc: Double, ap: Double, cp100: Double) {
        self.auc = auc
        self.ap = ap
        self.cp100 = cp100
    }

    public static func mean(_ all: [FraudMetrics]) -> FraudMetrics {
        let count = Double(max(1, all.count))
        return FraudMetrics(
            auc: all.reduce(0) { $0 + $1.auc } / count, ap: all.reduce(0) { $0 + $1.ap } / count,
            cp100: all.reduce(0) { $0 + $1.cp100 } / count)
    }

    /// Population standard deviation.
    public static func spread(_ all: [FraudMetrics]) -> FraudMetrics {
        let mean = mean(all)
        func deviation(_ figure: (FraudMetrics) -> Double) -> Double {
            let squares = all.reduce(0) { $0 + (figure($1) - figure(mean)) * (figure($1) - figure(mean)) }
            return (squares / Double(max(1, all.count))).squareRoot()
        }
        return FraudMetrics(
            auc: deviation { $0.auc }, ap: deviation { $0.ap }, cp100: deviation { $0.cp100 })
    }
}
