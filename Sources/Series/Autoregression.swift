/// One-step prediction by recursive least squares with forgetting, on eight regressors in robust units.
///
/// Fixed size: 8 weights and an 8 x 8 covariance; a step costs about 200 multiplications.
/// Source: recursive least squares as in Ljung, "System Identification", with clipped errors.
struct Autoregression: Sendable {
    static let order = 8
    static let forgetting = 0.9995
    static let covarianceMax = 100.0

    var weights = InlineArray<8, Double>(repeating: 0)
    /// Row by row.
    var covariance = InlineArray<64, Double>(repeating: 0)

    init() {
        for index in 0..<Self.order { covariance[index * Self.order + index] = 10 }
    }

    func predict(_ regressors: InlineArray<8, Double>) -> Double {
        var sum = 0.0
        for index in 0..<Self.order { sum += weights[index] * regressors[index] }
        return sum
    }

    mutating func learn(_ regressors: InlineArray<8, Double>, error: Double) {
        let order = Self.order
        var gain = InlineArray<8, Double>(repeating: 0)
        var denominator = Self.forgetting
        for row in 0..<order {
            for column in 0..<order { gain[row] += covariance[row * order + column] * regressors[column] }
            denominator += regressors[row] * gain[row]
        }
        for index in 0..<order { weights[index] += gain[index] / denominator * error }
        for row in 0..<order {
            for column in 0..<order { covariance[row * order + column] -= gain[row] * gain[column] / denominator }
        }
        for index in 0..<order {
            let place = index * order + index
            covariance[place] = min(covariance[place] / Self.forgetting, Self.covarianceMax)
        }
    }
}
