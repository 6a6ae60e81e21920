internal import Foundation
internal import FraudFeatures
internal import Trees

/// Elapsed time in microseconds.
struct Stopwatch {
    private var start = ContinuousClock.now

    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { start = now }
        return (now - start) / .microseconds(1)
    }
}

extension HandbookEvaluation {
    func cost(_ rows: FeatureRows, handbook: Double, features: Double) throws -> HandbookReport.Cost {
        let split = HandbookSplit(data, trainingStart: Self.testStarts[0])
        let columns = Array(rows.names.indices)
        let training = FoldModel.folds(threads: threads, method: "hist").training
        let booster = try Booster.train(on: rows.table(data, split.training, columns: columns), training)
        let sample = Array(split.test.prefix(6_400))
        let single = sample.prefix(2_000).map { rows.values([$0], columns: columns) }
        let batches = stride(from: 0, to: sample.count, by: 64).map {
            rows.values(Array(sample[$0..<min($0 + 64, sample.count)]), columns: columns)
        }
        _ = try booster.predict(batches[0])
        var clock = Stopwatch()
        for row in single { _ = try booster.predict(row) }
        let call = clock.lap() / Double(single.count)
        for batch in batches { _ = try booster.predict(batch) }
        let batched = clock.lap() / Double(sample.count)
        var state = HandbookFeatures(calendar: HandbookData.calendar)
        FeatureRows.replay(data, until: 60, &state) { _, _ in }
        let flat = try FlatTrees(booster)
        clock = Stopwatch()
        let flatSum = single.reduce(Float(0)) { $0 + flat.probability($1) }
        let flatCall = flatSum.isNaN ? .nan : clock.lap() / Double(single.count)
        let (customer, terminal) = CardFeatures.bytes
        return HandbookReport.Cost(
            handbookMicrosecondsPerRow: handbook, featureMicrosecondsPerRow: features, customerBytes: customer,
            terminalBytes: terminal, handbookCustomerBytes: state.bytes.customer,
            handbookTerminalBytes: state.bytes.terminal, inferenceMicrosecondsPerCall: call,
            inferenceMicrosecondsPerRowOf64: batched, flatMicrosecondsPerRow: flatCall)
    }
}
