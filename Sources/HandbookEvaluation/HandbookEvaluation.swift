public import DataFiles
public import Foundation
internal import FraudFeatures
internal import Trees

/// The fraud classifier measured by the Fraud Detection Handbook's own protocol, beside its published figures.
public struct HandbookEvaluation: Sendable {
    /// Days since 2018-04-01 of the first training days. Test folds: 08-15, 08-08, 08-01, 07-25.
    public static let testStarts = [136, 129, 122, 115]
    /// Folds whose test weeks all lie before the first day tested on: 07-11, 07-04, 06-20, 06-13.
    public static let selectionStarts = [101, 94, 80, 73]
    /// Chapter 7 trains from 07-11 and validates on 07-25...31.
    public static let chapter7Start = 101
    /// Weeks before the handbook's training week that the variant with more training weeks adds.
    public static let moreWeeks = 5

    public let data: HandbookData
    public let golden: GoldenSample
    public var threads: Int
    /// Called with a line whenever a part is done.
    public var progress: @Sendable (String) -> Void

    /// - Parameter directory: holds `transactions_raw.csv.xz` and `features_golden_sample.csv.gz`.
    public init(
        directory: URL, threads: Int = 1, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(DataFault) {
        data = try HandbookData(contentsOf: directory.appendingPathComponent("transactions_raw.csv.xz"))
        golden = try GoldenSample(contentsOf: directory.appendingPathComponent("features_golden_sample.csv.gz"))
        self.threads = threads
        self.progress = progress
    }

    /// Runs everything. Some minutes, most of it exact training of the published models.
    ///
    /// - Parameters:
    ///   - selects: also measures every candidate of ``FoldModel/candidates(threads:)`` on the selection folds.
    ///   - ablates: also leaves out each feature group in turn on the test folds.
    public func run(selects: Bool, ablates: Bool) throws -> HandbookReport {
        var clock = Stopwatch()
        let error = try golden.maxAbsoluteError(data)
        let handbookMicroseconds = clock.lap() / Double(data.payments.count)
        progress("golden sample: largest absolute error \(error)")
        let days = Self.selectionStarts.reduce(Self.testStarts[0]) { min($0, $1) }..<Self.testStarts[0] + 21
        clock = Stopwatch()
        let cards = FeatureRows.cards(data, days: days.lowerBound - 7 * Self.moreWeeks..<days.upperBound)
        let microseconds = clock.lap() / Double(data.rows(0..<days.upperBound).count)
        progress("features of \(cards.unsupervised.count) rows")
        let candidates = selects ? FoldModel.candidates(threads: threads) : []
        let selection = try candidates.map { try measure($0, cards, Self.selectionStarts) }
        let model = FoldModel.chosen(threads: threads)
        let ours = try measure(model, cards, Self.testStarts)
        let more = try measure(model, cards, Self.testStarts, moreWeeks: Self.moreWeeks)
        let ablation = ablates ? try self.ablation(model, cards) : nil
        let (chapter3, folds) = try published()
        let week = HandbookSplit(data, trainingStart: Self.chapter7Start).test
        let logOdds = CardFeature.fraudLogOdds.name
        return HandbookReport(
            goldenMaxAbsError: error, chapter3: chapter3, folds: folds, ours: ours, oursMoreWeeks: more,
            untrained: HandbookReport.Row(
                logOdds,
                Self.testStarts.map {
                    let test = HandbookSplit(data, trainingStart: $0).test
                    return data.metrics(cards.column(logOdds, test), rows: test)
                }),
            unsupervised: data.metrics(cards.unsupervised(week), rows: week),
            untrainedChapter7: data.metrics(cards.column(logOdds, week), rows: week),
            selection: selects ? selection : nil, ablation: ablation,
            cost: try cost(cards, handbook: handbookMicroseconds, features: microseconds))
    }

    /// XGBoost with the handbook's features and parameters: chapter 3 and the four folds.
    private func published() throws -> (FraudMetrics, HandbookReport.Row) {
        let rows = FeatureRows.handbook(data, days: 115..<Self.testStarts[0] + 21)
        let split = HandbookSplit(data, trainingStart: 115)
        let chapter3 = try FoldModel.chapter3(threads: threads).metrics(data, rows, split)
        progress("chapter 3: \(chapter3)")
        return (chapter3, try measure(FoldModel.folds(threads: threads), rows, Self.testStarts))
    }

    private func measure(
        _ model: FoldModel, _ rows: FeatureRows, _ starts: [Int], moreWeeks: Int = 0
    ) throws -> HandbookReport.Row {
        let name = moreWeeks == 0 ? model.name : "\(model.name), \(1 + moreWeeks) training weeks"
        let folds = try starts.map {
            try model.metrics(data, rows, HandbookSplit(data, trainingStart: $0, moreWeeks: moreWeeks))
        }
        let row = HandbookReport.Row(name, folds)
        progress("\(name): \(row.mean)")
        return row
    }

    /// The chosen trees on the handbook's features, on our groups one after the other, and on all groups but one.
    private func ablation(_ model: FoldModel, _ rows: FeatureRows) throws -> [HandbookReport.Row] {
        func measure(_ name: String, _ features: [String]?, _ rows: FeatureRows) throws -> HandbookReport.Row {
            var model = model
            model.features = features
            model.name = name
            return try self.measure(model, rows, Self.testStarts)
        }
        func names(_ isIn: (FeatureGroup) -> Bool) -> [String] {
            CardFeature.allCases.filter { isIn($0.group) && all.contains($0.name) }.map(\.name)
        }
        let all = model.features ?? CardFeatures.names
        let groups = FeatureGroup.allCases.filter { group in !names { $0 == group }.isEmpty }
        let handbook = FeatureRows.handbook(data, days: 115..<Self.testStarts[0] + 21)
        var table = [try measure("the handbook's 15", nil, handbook)]
        for (index, group) in groups.enumerated() {
            let name = index == 0 ? group.rawValue : "... and \(group.rawValue)"
            table.append(try measure(name, names { groups[...index].contains($0) }, rows))
        }
        for group in groups { table.append(try measure("all without \(group.rawValue)", names { $0 != group }, rows)) }
        return table
    }
}
