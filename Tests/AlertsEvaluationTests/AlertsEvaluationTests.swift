import AlertsEvaluation
import Scenario
import Testing

@Suite struct AlertsEvaluationTests {
    /// A small city, twice: the same figures, commands about its thefts, and nothing refused.
    @Test func aSmallCityIsToldOf() throws {
        var parameters = ScenarioParameters()
        parameters.accounts = 120
        parameters.days = 2
        parameters.victims = 4
        parameters.rings = 1
        parameters.terminals = 30
        parameters.benignPostsPerDay = 4
        let evaluation = AlertsEvaluation(parameters: parameters)
        let first = try evaluation.report(seeds: [3])
        #expect(first.text == (try evaluation.report(seeds: [3])).text)
        let call = try #require(first.runs["call"])
        let fir = try #require(first.runs["fir"])
        #expect(call.refused == 0 && fir.refused == 0)
        #expect(call.cases > 0)
        #expect(call.casesTold > 0)
        #expect(call.severities.values.reduce(0) { $0 + $1.incidents } > 0)
    }
}
