internal import FraudFeatures
internal import Trees

/// Features of the rows of some days, computed in one pass over all rows before them.
public struct FeatureRows: Sendable {
    public let names: [String]
    /// The first row held.
    let first: Int
    /// Row-major, `names.count` a row.
    private(set) var values: [Float] = []
    /// Of ``CardFeatures`` alone: one a row.
    private(set) var unsupervised: [Float] = []

    /// The handbook's 15 features as XGBoost sees them, in single precision.
    public static func handbook(_ data: HandbookData, days: Range<Int>) -> FeatureRows {
        var rows = FeatureRows(HandbookFeatures.names, data, days)
        var features = HandbookFeatures(calendar: HandbookData.calendar)
        Self.replay(data, until: days.upperBound, &features) { at, values in
            if at >= rows.first { for value in values { rows.values.append(Float(value)) } }
        }
        return rows
    }

    /// The features of ``CardFeature``.
    public static func cards(_ data: HandbookData, days: Range<Int>) -> FeatureRows {
        var rows = FeatureRows(CardFeatures.names, data, days)
        var features = CardFeatures(calendar: HandbookData.calendar)
        var labels = DelayedLabels(delaySeconds: Self.delaySeconds)
        let end = data.rows(0..<days.upperBound).count
        var skipped: [Float] = []
        for at in 0..<end {
            let payment = data.payments[at]
            while let known = labels.next(knownAt: payment.seconds) {
                features.learn(known.payment, isFraud: known.isFraud)
            }
            if at < rows.first {
                skipped.removeAll(keepingCapacity: true)
                features.append(payment, to: &skipped)
            } else {
                rows.unsupervised.append(features.append(payment, to: &rows.values))
            }
            labels.add(payment, isFraud: data.isFraud(at))
        }
        return rows
    }

    /// The handbook's delay of 7 days.
    static let delaySeconds = 7 * CardCalendar.daySeconds

    /// Calls `body` with the 15 features of every row before the day `until`.
    static func replay(
        _ data: HandbookData, until: Int, _ features: inout HandbookFeatures, _ body: (Int, [Double]) -> Void
    ) {
        var labels = DelayedLabels(delaySeconds: features.delaySeconds)
        var row: [Double] = []
        for at in 0..<data.rows(0..<until).count {
            let payment = data.payments[at]
            while let known = labels.next(knownAt: payment.seconds) {
                features.learn(known.payment, isFraud: known.isFraud)
            }
            row.removeAll(keepingCapacity: true)
            features.append(payment, to: &row)
            body(at, row)
            labels.add(payment, isFraud: data.isFraud(at))
        }
    }

    private init(_ names: [String], _ data: HandbookData, _ days: Range<Int>) {
        self.names = names
        first = data.rows(0..<days.lowerBound).count
        values.reserveCapacity(data.rows(days).count * names.count)
    }

    /// The values of some rows and columns, row-major.
    public func values(_ rows: [Int], columns: [Int]) -> [Float] {
        var chosen: [Float] = []
        chosen.reserveCapacity(rows.count * columns.count)
        for row in rows {
            let start = (row - first) * names.count
            for column in columns { chosen.append(values[start + column]) }
        }
        return chosen
    }

    /// One column of some rows.
    public func column(_ name: String, _ rows: [Int]) -> [Float] {
        guard let column = names.firstIndex(of: name) else { return [] }
        return values(rows, columns: [column])
    }

    /// The unsupervised scores of some rows.
    public func unsupervised(_ rows: [Int]) -> [Float] { rows.map { unsupervised[$0 - first] } }

    /// A table to train on.
    func table(_ data: HandbookData, _ rows: [Int], columns: [Int]) throws(TreesError) -> FeatureTable {
        try FeatureTable(
            values: values(rows, columns: columns), labels: rows.map { data.isFraud($0) ? 1 : 0 },
            names: columns.map { names[$0] })
    }
}
