import Testing

@testable import TextModel
@testable import TextTrainer

@Suite struct MetricsTests {
    @Test func binaryFiguresByHand() {
        // Precision 6/8, recall 6/9, (6*85 - 2*3) / sqrt(8 * 9 * 87 * 88).
        let counts = BinaryCounts(truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 85)
        #expect(counts.precision == 0.75)
        #expect(abs(counts.recall - 2.0 / 3) < 1e-12)
        #expect(abs(counts.f1 - 12.0 / 17) < 1e-12)
        #expect(abs(counts.accuracy - 91.0 / 96) < 1e-12)
        #expect(abs(counts.matthews - 504 / 551_232.0.squareRoot()) < 1e-12)
    }

    @Test func emptyTablesGiveZero() {
        let counts = BinaryCounts()
        #expect(counts.matthews == 0 && counts.f1 == 0 && counts.precision == 0 && counts.accuracy == 0)
        #expect(Confusion(labels: 2).weightedF1 == 0)
    }

    @Test func threeClassesByHand() {
        var confusion = Confusion(labels: 3)
        for (actual, predicted, times) in [(0, 0, 5), (0, 1, 1), (1, 1, 3), (1, 2, 1), (2, 2, 2), (2, 0, 2)] {
            for _ in 0..<times { confusion.add(actual: actual, predicted: predicted) }
        }
        // F1: 10/13, 6/8, 4/7.
        let f1 = [10.0 / 13, 0.75, 4.0 / 7]
        #expect(abs(confusion.macroF1 - (f1[0] + f1[1] + f1[2]) / 3) < 1e-12)
        #expect(abs(confusion.weightedF1 - (6 * f1[0] + 4 * f1[1] + 4 * f1[2]) / 14) < 1e-12)
        #expect(abs(confusion.accuracy - 10.0 / 14) < 1e-12)
        #expect(confusion.binary(2).trueNegatives == 9)
    }

    @Test func foldsAreEvenSeededAndKeepGroups() {
        let classes = (0..<100).map { $0 % 4 == 0 ? 1 : 0 }
        let folds = Folds.stratified(classes: classes, folds: 5, seed: 3)
        for fold in 0..<5 {
            #expect(folds.count { $0 == fold } == 20)
            #expect(zip(folds, classes).count { $0 == (fold, 1) } == 5)
        }
        #expect(folds == Folds.stratified(classes: classes, folds: 5, seed: 3))
        #expect(folds != Folds.stratified(classes: classes, folds: 5, seed: 4))
        let groups = (0..<100).map { $0 / 7 }
        let grouped = Folds.stratified(classes: classes, groups: groups, folds: 5, seed: 3)
        for row in 1..<100 where groups[row] == groups[row - 1] { #expect(grouped[row] == grouped[row - 1]) }
    }

    @Test func thresholdsByHand() {
        let scores: [[Float]] = [[3], [2], [1], [0], [-1], [-2]]
        let targets = [[0], [0], [], [0], [], []]
        func choose(_ rule: DecisionRule) -> Float {
            Thresholds.choose(rule, scores, targets: targets, labels: 1, task: .multiLabel)[0]
        }
        #expect(choose(.asLearned) == 0)
        #expect(choose(.limitFalsePositives(0)) == 1.5)
        #expect(choose(.limitFalsePositives(0.34)) == -0.5)
        #expect(choose(.bestF1) == -0.5)
    }
}

@Suite struct CalibrationTests {
    @Test func isotonicPoolsViolators() {
        let fit = Calibration.fit(
            .isotonic, scores: [1, 2, 3, 4], positive: [false, true, false, true])
        // Blocks {1}, {2, 3}, {4} with a prior of one half each: 0.25, 0.5, 0.75.
        #expect(fit.probability(0) == 0.25 && fit.probability(1) == 0.25)
        #expect(fit.probability(2.5) == 0.5)
        #expect(fit.probability(1.5) == 0.375)
        #expect(fit.probability(9) == 0.75)
        #expect(fit.isSound)
    }

    @Test func plattFindsTheSigmoidItWasDrawnFrom() {
        var generator = Folds.Generator(state: 5)
        func uniform() -> Double { Double(generator.next() >> 11) / Double(1 << 53) }
        var scores: [Double] = []
        var positive: [Bool] = []
        for _ in 0..<4_000 {
            let score = 4 * uniform() - 2
            scores.append(score)
            positive.append(uniform() < Calibration.sigmoid(2 * score - 1))
        }
        let fit = Calibration.fit(.platt, scores: scores, positive: positive)
        #expect(abs(fit.probability(0.5) - 0.5) < 0.05)
        #expect(abs(fit.probability(-1) - Calibration.sigmoid(-3)) < 0.03)
        #expect(fit.probability(1e6) <= 1 && fit.probability(-1e6) >= 0)
    }

    @Test(arguments: Calibration.Method.allCases)
    func oneClassOnlyStaysFinite(_ method: Calibration.Method) {
        for positive in [true, false] {
            let fit = Calibration.fit(method, scores: [1, 2, 3], positive: [positive, positive, positive])
            #expect((fit.probability(2) > 0.5) == positive)
            #expect(fit.isSound && fit.probability(2).isFinite)
        }
        #expect(Calibration.fit(method, scores: [], positive: []).probability(1).isFinite)
    }
}
