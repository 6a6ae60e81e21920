import RingsEvaluation
import Scenario
import Testing

@Suite("What the rings stage is worth on a small city")
struct RingsStageEvaluationTests {
    @Test func mostFindingsAreAboutMules() throws {
        var evaluation = RingsStageEvaluation()
        evaluation.parameters.days = 3
        evaluation.parameters.accounts = 150
        evaluation.parameters.rings = 2
        evaluation.parameters.victims = 14
        let row = try evaluation.city(seed: 1)
        #expect(row.findings > 5 && row.ringsFound > 0)
        #expect(10 * row.findingsRight >= 9 * row.findings)
        #expect(row.positivesFound <= row.positives && row.positivesFound <= row.accountsRight)
        #expect(row.steps * 5 < row.bookings)
    }
}
