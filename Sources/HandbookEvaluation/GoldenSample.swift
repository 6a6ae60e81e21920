public import DataFiles
public import Foundation
internal import FraudFeatures

/// The handbook's own features of some rows, to compare a feature engine with.
public struct GoldenSample: Sendable {
    let table: NumberTable
    let file: String

    /// Reads `features_golden_sample.csv.gz`.
    public init(contentsOf file: URL) throws(DataFault) {
        table = try NumberTable(CompressedFile.read(file), file: file.path)
        self.file = file.path
    }

    init(_ table: NumberTable) {
        self.table = table
        file = "golden sample"
    }

    /// Computes the 15 features of all rows as a stream and returns the largest absolute difference over the sample.
    public func maxAbsoluteError(_ data: HandbookData) throws(DataFault) -> Double {
        let id = try table.column("TRANSACTION_ID", file: file)
        var columns: [Int] = []
        for name in HandbookFeatures.names { columns.append(try table.column(name, file: file)) }
        var largest = 0.0
        var next = 0
        let last = data.payments.indices.last.map(data.day) ?? -1
        var features = HandbookFeatures(calendar: HandbookData.calendar)
        FeatureRows.replay(data, until: last + 1, &features) { at, values in
            let start = next * table.columns.count
            guard start < table.values.count, Int(table.values[start + id]) == at else { return }
            for (column, value) in zip(columns, values) {
                largest = max(largest, abs(table.values[start + column] - value))
            }
            next += 1
        }
        guard next == table.rows else {
            throw .malformed(file: file, line: next + 2, expected: "ascending TRANSACTION_IDs of the data")
        }
        return largest
    }
}
