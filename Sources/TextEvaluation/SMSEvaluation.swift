import Campaigns
public import Foundation
public import TextModel
import TextTrainer

/// Trains and scores the text classifier on the two public sets of short messages.
///
/// UCI: trained on the first 1,674 messages, scored on the other 3,900. Smishing: ten stratified folds of the distinct
/// texts. Thresholds come from a cross-validation inside of the training part, never from what is scored.
public struct SMSEvaluation: Sendable {
    public let uci: LabelledTexts
    public let smishing: LabelledTexts
    /// Of UCI; the published split trains on 30 % of 5,574.
    public var trainRows = 1_674
    public var spamTraining = Self.defaultSpamTraining
    public var smishingTraining = Self.defaultSmishingTraining
    /// Of the smishing set.
    public var folds = 10

    public init(uci: LabelledTexts, smishing: LabelledTexts) {
        self.uci = uci
        self.smishing = smishing
    }

    /// - Parameter directory: with `sms_uci/SMSSpamCollection` and `sms_smishing_5971/Dataset_5971.csv`.
    public init(directory: URL) throws(TextDataFault) {
        self.init(
            uci: try SMSData.uci(directory.appendingPathComponent("sms_uci/SMSSpamCollection")),
            smishing: try SMSData.smishing(
                directory.appendingPathComponent("sms_smishing_5971/Dataset_5971.csv")))
    }

    /// The configuration of the figures of record: the defaults, with the rule for the threshold.
    ///
    /// The rule allows half of the ham that may be blocked, for a threshold found on 1,448 ham is no more exact.
    public static var defaultSpamTraining: TextTraining {
        var training = TextTraining()
        training.decision = .limitFalsePositives(0.001)
        training.folds = 10
        training.repeats = 2
        return training
    }

    public static var defaultSmishingTraining: TextTraining {
        var training = TextTraining()
        training.decision = .bestF1
        return training
    }

    /// Both sets.
    ///
    /// - Parameters:
    ///   - studies: whether to add the folds that keep near-duplicates together, another ten trainings.
    ///   - note: called with a line of progress.
    public func report(studies: Bool = false, note: (String) -> Void = { _ in }) throws -> SMSReport {
        let spam = try spamReport(note)
        let smishing = try smishingReport(studies: studies, note)
        return SMSReport(
            uci: spam, smishing: smishing, configuration: configuration, published: PublishedSpamScore.table)
    }

    var configuration: String {
        let training = spamTraining
        let features = training.features
        return "word \(Self.lengths(features.wordLengths))-grams and character "
            + "\(Self.lengths(features.characterLengths))-grams in words, TF-IDF, each group of length 1; "
            + "\(TextFeatureNames.all.count) facts x \(features.factWeight); linear SVM, squared hinge, C = "
            + "\(training.cost); seed \(training.seed). Threshold: UCI, the lowest that blocks at most 0.1 % of the ham "
            + "in \(training.repeats) x \(training.folds)-fold cross-validation of the training part; smishing, the class "
            + "offsets of best macro-F1 in \(smishingTraining.folds)-fold cross-validation of each training part"
    }

    private static func lengths(_ range: ClosedRange<Int>?) -> String {
        range.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "no"
    }

    private func spamReport(_ note: (String) -> Void) throws -> SMSReport.UCI {
        let train = Array(uci.texts.indices.prefix(trainRows))
        let test = Array(uci.texts.indices.dropFirst(trainRows))
        guard let spam = uci.labels.firstIndex(of: "spam"), !test.isEmpty else {
            throw TextDataFault.unsuited(
                path: "sms_uci", reason: "has \(uci.texts.count) messages; the split needs more than \(trainRows)")
        }
        note("UCI: training on \(train.count) messages")
        let isSpam = uci.classes.map { $0 == spam }
        func model(_ rule: DecisionRule) throws -> TextModel {
            var training = spamTraining
            training.decision = rule
            return try TextModel.train(
                texts: train.map { uci.texts[$0] }, targets: train.map { isSpam[$0] ? [0] : [] }, labels: ["spam"],
                task: .multiLabel, training,
                card: TextModelCard(name: "sms", data: "UCI, first 1,674", period: "", createdAt: ""))
        }
        let chosen = try model(spamTraining.decision)
        var scratch = chosen.scratch()
        let clock = ContinuousClock()
        let start = clock.now
        let scores = test.map { row in
            let bytes = uci.texts[row]
            return chosen.predict(bytes.span, &scratch).scores[0]
        }
        let spent = start.duration(to: clock.now) / .microseconds(1)
        func variant(_ name: String, _ threshold: Float, _ rows: [Int]) -> SMSReport.SpamVariant {
            var counts = BinaryCounts()
            for index in rows { counts.add(predicted: scores[index] > threshold, actual: isSpam[test[index]]) }
            return SMSReport.SpamVariant(
                name: name, rows: rows.count, threshold: Double(threshold), figures: SMSReport.Spam(counts))
        }
        let all = Array(test.indices)
        let known = Set(train.map { uci.texts[$0] })
        let fresh = all.filter { !known.contains(uci.texts[test[$0]]) }
        let own = variant("as chosen", chosen.thresholds[0], all)
        return SMSReport.UCI(
            figures: own.figures, trainRows: train.count, testRows: test.count, threshold: own.threshold,
            variants: [
                variant("without test texts that occur in training", chosen.thresholds[0], fresh),
                variant("threshold 0, where the solver puts it", 0, all),
                variant("threshold of best cross-validated MCC", try model(.bestCorrelation).thresholds[0], all),
            ],
            microsecondsPerText: spent / Double(test.count), features: chosen.featureCount,
            modelBytes: try chosen.bytes().count)
    }

    private func smishingReport(studies: Bool, _ note: (String) -> Void) throws -> SMSReport.Smishing {
        let distinct = smishing.distinctRows
        let data = smishing.keeping(distinct)
        let divided = Folds.stratified(classes: data.classes, folds: folds, seed: 1)
        let run = try CrossValidation(data, folds: divided, count: folds, smishingTraining) {
            note("smishing: fold \($0 + 1) of \(folds)")
        }
        var together: Double?
        if studies {
            let grouped = Folds.stratified(
                classes: data.classes, groups: NearDuplicates.groups(data.texts), folds: folds, seed: 1)
            together =
                try CrossValidation(data, folds: grouped, count: folds, smishingTraining) {
                    note("smishing, near-duplicates together: fold \($0 + 1) of \(folds)")
                }.confusion.macroF1
        }
        let confusion = run.confusion
        return SMSReport.Smishing(
            macroF1: confusion.macroF1, meanOfFolds: run.foldMacroF1.reduce(0, +) / Double(folds),
            accuracy: confusion.accuracy,
            rows: data.texts.count, duplicates: smishing.texts.count - distinct.count, folds: run.foldMacroF1,
            f1: Dictionary(uniqueKeysWithValues: data.labels.enumerated().map { ($1, confusion.binary($0).f1) }),
            macroF1WithoutThresholds: run.rawConfusion.macroF1, macroF1NearDuplicatesTogether: together,
            confusion: confusion.table, labels: data.labels)
    }
}
