import AlertsEvaluation
import Scenario
import Testing

@Suite struct AlertsEvaluationTests {
    /// A hamlet for three days: commands about its thefts, and nothing refused.
    @Test func aHamletIsToldOf() throws {
        var parameters = ScenarioParameters()
        parameters.accounts = 50
        parameters.days = 3
        parameters.victims = 3
        parameters.rings = 1
        parameters.mulesPerRing = 8
        parameters.terminals = 30
        parameters.benignPostsPerDay = 0
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
        parameters.reportedShare = 1
        let report = try AlertsEvaluation(parameters: parameters).report(seeds: [3], reportings: [.call])
        let call = try #require(report.runs["call"])
        #expect(call.refused == 0)
        #expect(call.cases > 0 && call.casesTold == call.cases, "\(call.cases) cases, \(call.casesTold) told")
        #expect((call.medianMinutesToCommand ?? -1) >= 0)
        #expect(call.severities.values.reduce(0) { $0 + $1.incidents } > 0)
        #expect(report.text.contains("of \(call.cases) reported cases people were told of the money of \(call.cases)"))
    }
}
