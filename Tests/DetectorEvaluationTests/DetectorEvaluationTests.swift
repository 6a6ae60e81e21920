import Records
import Scenario
import Testing

@testable import DetectorEvaluation

@Suite struct DetectorEvaluationTests {
    private func small() -> DetectorEvaluation {
        var parameters = DetectorEvaluation.standardParameters
        parameters.accounts = 200
        parameters.days = 10
        parameters.victims = 20
        parameters.rings = 1
        return DetectorEvaluation(parameters: parameters)
    }

    @Test func aDetectorTakenAwayNeverRaisesAScore() throws {
        let ranking = try small().play(small().parameters)
        let count = DetectorEvaluation.codes.count
        #expect(ranking.strengths.count == ranking.truth.count * count)
        let all = ranking.scores([Bool](repeating: true, count: count))
        let fewer = ranking.scores((0..<count).map { $0 != 1 })
        #expect(zip(all, fewer).allSatisfy { $0 >= $1 })
        #expect(zip(all, fewer).contains { $0 > $1 })
    }

    @Test func bothSidesOfAStolenTransferCount() throws {
        var truth = StolenMoney()
        var sides: [BankTransaction.Direction: Int] = [:]
        let parameters = small().parameters
        for event in try ScenarioStream(parameters) {
            if case .groundTruth(let fact) = event.record { truth.learn(fact) }
        }
        for event in try ScenarioStream(parameters) {
            guard case .bankTransaction(let booking) = event.record, truth.moved(by: booking) else { continue }
            sides[booking.direction, default: 0] += 1
        }
        #expect(sides[.debit, default: 0] > 20)
        #expect(sides[.credit, default: 0] > 10)
        #expect(sides[.credit, default: 0] <= sides[.debit, default: 0])
    }

    @Test func theReportRanksBetterThanChance() throws {
        let report = try small().report(seeds: [3])
        let share = Double(report.stolen) / Double(report.bookings)
        #expect(report.all.ap > 1.5 * share)
        #expect(report.detectors.count == DetectorEvaluation.codes.count)
        #expect(report.text.contains("PASS_THROUGH"))
    }
}
