import CashOut
import Foundation
import Records
import Scenario
import Testing

@testable import CashOutEvaluation

@Suite("A tiny city, end to end")
struct CityTests {
    static let parameters: ScenarioParameters = {
        var parameters = CashOutEvaluation.standardParameters
        parameters.accounts = 120
        parameters.days = 5
        parameters.terminals = 40
        parameters.rings = 1
        parameters.mulesPerRing = 6
        parameters.victims = 12
        parameters.layersMax = 2
        parameters.activity = 0.3
        return parameters
    }()

    @Test("Counts what the truth counts, and the same twice")
    func endToEnd() throws {
        let evaluation = CashOutEvaluation(parameters: Self.parameters)
        let first = try evaluation.report(seeds: [3])
        let run = try #require(first.runs["call"])
        let withdrawals = try #require(run.units["withdrawals"])
        var expected = 0
        var parameters = Self.parameters
        parameters.seed = 3
        for event in try ScenarioStream(parameters) {
            if case .groundTruth(let truth) = event.record, truth.kind == "cash_out", truth.layer ?? 0 > 0 {
                expected += 1
            }
        }
        #expect(withdrawals.count == expected)
        #expect(expected > 0 && run.refused == 0)
        for unit in run.units.values {
            #expect(unit.rates.top1 <= unit.rates.top3 && unit.rates.top10 <= unit.forecastShare + 1e-12)
            #expect(unit.count <= withdrawals.count)
        }
        #expect((0...1).contains(run.holdableShare))
        #expect(try json(first) == json(evaluation.report(seeds: [3])))
        #expect(first.text.contains("== call, visits"))
    }

    @Test("The keys that others read are in the JSON")
    func keys() throws {
        let text = try json(CashOutEvaluation(parameters: Self.parameters).report(seeds: [3]))
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        for key in [
            "top1", "top3", "top5", "top10", "median_lead_minutes", "holdable_share", "calibration_error",
            "alarms_per_cash_out",
        ] {
            #expect(object[key] is NSNumber, "\(key)")
        }
        let baselines = try #require(object["baselines"] as? [String: [String: Any]])
        #expect(Set(baselines.keys) == ["nearest_home_branch", "last_place", "region_most_used", "uniform"])
        #expect(baselines["last_place"].map { Set($0.keys) } == ["top1", "top3", "top5", "top10"])
    }

    private func json(_ report: CashOutReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}

@Suite("Nothing is known before it is told")
struct NoLookAheadTests {
    /// Forecasts that were heard up to `limit`, with the records after it left out or not.
    private func forecasts(until limit: EventTime, cut: Bool) throws -> [RiskForecast] {
        var parameters = CityTests.parameters
        parameters.seed = 5
        let city = try SimulatedCity(parameters, reporting: .call)
        return try city.forecasts(CashOutSettings(), until: limit, cutsInput: cut)
    }

    @Test("What comes later changes no forecast made before", arguments: [2 as Int64, 3, 4])
    func prefix(days: Int64) throws {
        let limit = CityTests.parameters.start.advanced(byMilliseconds: days * 86_400_000)
        let whole = try forecasts(until: limit, cut: false)
        #expect(try whole == forecasts(until: limit, cut: true))
        #expect(!whole.isEmpty)
    }

    @Test("A forecast is judged by when it was heard, not by the time it states")
    func lateForecast() throws {
        var watch = ForecastWatch(city: try ScenarioStream(CityTests.parameters).city)
        var score = CityScore()
        watch.hear(forecast(statedAt: 0, terminal: "T"), at: minute(56))
        watch.learn(cash(at: 60, "T"), into: &score)
        #expect(score.units[.visits]?.covered.count == 0, "heard four minutes before")
        watch.learn(cash(at: 61, "U"), into: &score)
        watch.learn(cash(at: 62, "T"), into: &score)
        #expect(score.units[.visits]?.covered.count == 2)
        #expect(score.units[.visits]?.all.rates().top1 == 1.0 / 3)
        #expect(score.units[.visits]?.leads == [6])
        watch.hear(forecast(statedAt: 63, terminal: "T", active: false), at: minute(63))
        watch.learn(cash(at: 70, "T"), into: &score)
        #expect(score.units[.withdrawals]?.all.count == 4)
        #expect(score.units[.withdrawals]?.covered.count == 2, "taken back")
        #expect(score.units[.firstVisits]?.all.count == 1)
    }

    private func minute(_ minutes: Int64) -> EventTime { EventTime(milliseconds: minutes * 60_000) }

    private func zoned(_ minutes: Int64) -> ZonedTime { ZonedTime(time: minute(minutes), zoneOffsetMinutes: 330) }

    private func forecast(statedAt: Int64, terminal: String, active: Bool = true) -> RiskForecast {
        RiskForecast(
            forecastID: "C/A/1", caseID: "C", account: "A", layer: 1, atRisk: MinorUnits(1), issuedAt: zoned(statedAt),
            expiresAt: minute(1_000), active: active,
            terminals: active ? [TerminalChance(id: terminal, probability: 0.5, etaSeconds: 60)] : [], cell: nil,
            state: "", district: "", policeStation: "",
            verdict: Verdict(
                score: 0.5, reasons: [], versions: Versions(),
                source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0))))
    }

    private func cash(at minutes: Int64, _ terminal: String) -> GroundTruth {
        GroundTruth(
            subject: "w\(minutes)", kind: "cash_out", ring: "r", caseID: "C", layer: 1, amount: MinorUnits(1),
            at: zoned(minutes), detail: "account=A terminal=\(terminal)")
    }
}
