import Foundation
import Testing

@testable import NABEvaluation

private func file(_ name: String, rows: Int, windows: [ClosedRange<Int>]) -> NABFile {
    NABFile(
        name: name, stamps: (0..<rows).map { "\($0)" }, seconds: (0..<rows).map { Int64($0) * 300 },
        values: (0..<rows).map { _ in 0 }, windows: windows)
}

private func scores(_ rows: Int, _ alarms: [Int: Double]) -> [Double] {
    (0..<rows).map { alarms[$0] ?? 0 }
}

@Suite struct NABScorerTests {
    private let corpus = NABCorpus(files: [
        file("a/one.csv", rows: 200, windows: [100...119]),
        file("b/two.csv", rows: 200, windows: [60...69, 150...159]),
    ])

    @Test func silenceIsZeroAndFirstRowsAreHundred() {
        let scorer = NABScorer(corpus)
        let silent = [scores(200, [:]), scores(200, [:])]
        let perfect = [scores(200, [100: 1]), scores(200, [60: 1, 150: 1])]
        for profile in NABProfile.all {
            #expect(scorer.optimum(silent, profile: profile).normalised == 0)
            #expect(abs(scorer.optimum(perfect, profile: profile).normalised - 100) < 1e-9)
        }
        #expect(scorer.optimum(silent, profile: .standard).threshold == 1.1)
    }

    @Test func laterInTheWindowEarnsLessAndOnlyTheEarliestCounts() {
        let scorer = NABScorer(corpus)
        let early = scorer.results([scores(200, [105: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        let both = scorer.results(
            [scores(200, [105: 1, 118: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        let late = scorer.results([scores(200, [118: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        #expect(early == both)
        #expect(early[0].score > late[0].score)
        #expect(late[0].score > 0)
        #expect(late[0].windowsCaught == 1)
        // The sigmoid at 15 of 20 rows before the end of the window.
        let expected = (2 / (1 + exp(-5 * 15.0 / 20)) - 1) / (2 / (1 + exp(-5)) - 1)
        #expect(abs(early[0].score - expected) < 1e-12)
    }

    @Test func alarmsOutsideCostLessShortlyAfterAWindow() {
        let scorer = NABScorer(corpus)
        let far = scorer.results([scores(200, [60: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        let near = scorer.results([scores(200, [121: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        #expect(abs(far[0].score - (-1.11)) < 1e-12)
        #expect(near[0].score > far[0].score)
        #expect(near[0].falseAlarms == 1)
    }

    @Test func probationIsNotScored() {
        let scorer = NABScorer(corpus)
        #expect(corpus.files[0].probation == 30)
        let found = scorer.results([scores(200, [29: 1]), scores(200, [:])], threshold: 0.5, profile: .standard)
        #expect(found[0].falseAlarms == 0)
        #expect(found[0].score == -1)
    }

    @Test func equalScoresMoveTogether() {
        let scorer = NABScorer(corpus)
        // One caught window is worth nine false alarms, not ninety.
        var noisy = scores(200, [:])
        for row in 30..<95 { noisy[row] = 0.7 }
        noisy[100] = 0.7
        let best = scorer.optimum([noisy, scores(200, [:])], profile: .standard)
        #expect(best.normalised == 0)
        #expect(best.threshold == 1.1)
    }

    @Test func leftOutFolderDoesNotChooseItsThreshold() {
        let scorer = NABScorer(corpus)
        let given = [scores(200, [100: 0.4, 50: 0.3]), scores(200, [60: 0.9, 150: 0.8])]
        #expect(abs(scorer.optimum(given, profile: .standard).normalised - 100) < 1e-9)
        // Folder a gets 0.8, which misses its window; folder b gets 0.4.
        #expect(abs(scorer.leaveOneFolderOut(given, profile: .standard) - 200.0 / 3) < 1e-9)
    }
}
