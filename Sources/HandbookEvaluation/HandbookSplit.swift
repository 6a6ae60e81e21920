internal import FraudFeatures
import Trees

/// One of the handbook's prequential folds: a training period, a delay of 7 days in which labels become known, and a
/// test week without the cards known to be compromised.
public struct HandbookSplit: Equatable, Sendable {
    /// Days since 2018-04-01 of the first training day.
    public let trainingStart: Int
    /// Days to train on; the handbook's are 7.
    public let trainingDays: Int
    /// Rows of the data, ascending.
    public let training: [Int]
    public let test: [Int]

    static let delayDays = 7
    static let testDays = 7

    /// Takes off the test the cards with a fraud in the handbook's 7 training days and, on the k-th test day, those
    /// with a fraud in the first k days of the delay: what is known 7 days later.
    ///
    /// - Parameter moreWeeks: whole weeks to train on before the handbook's own; the test is the same.
    public init(_ data: HandbookData, trainingStart: Int, moreWeeks: Int = 0) {
        self.trainingStart = trainingStart
        trainingDays = 7 * (1 + moreWeeks)
        let from = trainingStart - 7 * moreWeeks
        training = data.rows(from..<trainingStart + 7)
        func frauds(_ days: Range<Int>) -> Set<UInt64> {
            Set(data.rows(days).filter(data.isFraud).map { data.payments[$0].customer.rawValue })
        }
        var known = frauds(trainingStart..<trainingStart + 7)
        var test: [Int] = []
        for index in 0..<Self.testDays {
            let delayDay = trainingStart + 7 + index - 1
            known.formUnion(frauds(delayDay..<delayDay + 1))
            let day = trainingStart + 7 + Self.delayDays + index
            test += data.rows(day..<day + 1).filter { !known.contains(data.payments[$0].customer.rawValue) }
        }
        self.test = test
    }
}

extension HandbookData {
    /// The rows of some days, by binary search.
    public func rows(_ days: Range<Int>) -> [Int] { Array(first(days.lowerBound)..<first(days.upperBound)) }

    private func first(_ day: Int) -> Int {
        var low = 0
        var high = payments.count
        while low < high {
            let middle = (low + high) / 2
            if self.day(middle) < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The figures of scores over some rows.
    public func metrics(_ scores: [Float], rows: [Int]) -> FraudMetrics {
        let labels = rows.map(isFraud)
        return FraudMetrics(
            auc: Scoring.auc(scores, labels), ap: Scoring.averagePrecision(scores, labels),
            cp100: Scoring.cardPrecision(
                scores, labels, cards: rows.map { payments[$0].customer.rawValue }, days: rows.map(day)))
    }
}
