import Records
import StageKit
import Testing

@testable import CashOut

@Suite("Where stolen money will be drawn")
struct ForecastTests {
    @Test("An account's own places come first, and the reasons say so")
    func ownPlaces() throws {
        var bench = CashOutBench()
        for day in 0..<4 { try bench.draw("A", "ATM-1", at: Int64(day) * 1_440) }
        try bench.draw("A", "ATM-2", at: 5 * 1_440, latitude: 12.95)
        try bench.hop("A", .arrived, rupees: 49_000, left: 49_000, at: 6 * 1_440)
        let forecast = try #require(bench.forecasts.first)
        #expect(forecast.forecastID == "FIR1/A/1")
        #expect(forecast.active)
        #expect(forecast.atRisk == MinorUnits(49_000_00))
        #expect(forecast.terminals.map(\.id) == ["ATM-1", "ATM-2"])
        #expect(forecast.terminals[0].probability > 0.3)
        #expect(forecast.terminals[0].etaSeconds >= 45 * 60)
        #expect(forecast.cell == S2Cell(GeoPoint(latitude: 12.93, longitude: 77.58), level: 13)?.token)
        #expect(forecast.verdict.reasons.map(\.code) == ["OWN_WITHDRAWALS"])
        let evidence = forecast.verdict.reasons[0].evidence
        #expect(evidence.hasPrefix("2 places where this account drew cash before give 40 %"))
        #expect(forecast.expiresAt > forecast.issuedAt.time)
    }

    @Test("A new account is expected where its district's terminals are, most where fraud was lately")
    func newAccount() throws {
        var bench = CashOutBench()
        for index in 0..<8 { try bench.terminal("T\(index)", 12.90 + Double(index) * 0.02, 77.58) }
        try bench.hop("MULE", .arrived, rupees: 5_000, left: 5_000, at: 0, caseID: "OLD")
        try bench.draw("MULE", "T3", at: 10, latitude: nil)
        #expect(bench.cells.count == 1)
        #expect(bench.cells[0].intensityFraud > 0)
        try bench.hop("NEW", .arrived, rupees: 49_000, left: 49_000, at: 20)
        let forecast = try #require(bench.forecasts.last)
        #expect(forecast.terminals.first?.id == "T3")
        #expect(forecast.terminals.count == 8)
        #expect(Set(forecast.verdict.reasons.map(\.code)) == ["RECENT_FRAUD_ELSEWHERE", "TERMINALS_NEARBY"])
        #expect(forecast.terminals[0].name == "ATM T3")
    }

    @Test("Nothing known is said, not guessed")
    func nothingKnown() throws {
        var bench = CashOutBench()
        try bench.hop("A", .arrived, rupees: 49_000, left: 49_000, at: 0)
        #expect(bench.forecasts[0].terminals.isEmpty)
        #expect(bench.forecasts[0].verdict.reasons.map(\.code) == ["NO_PLACE_KNOWN"])
        #expect(bench.forecasts[0].verdict.score == 0)
    }

    @Test(
        "Money gone takes the forecast back, once", arguments: [TrailHop.Kind.moved, .cashedOut, .dispersed, .expired])
    func withdrawn(kind: TrailHop.Kind) throws {
        var bench = CashOutBench()
        try bench.draw("A", "ATM-1", at: 0)
        try bench.hop("A", .arrived, rupees: 49_000, left: 49_000, at: 10)
        try bench.hop("A", kind, rupees: 49_000, left: 0, at: 20)
        try bench.hop("A", kind, rupees: 49_000, left: 0, at: 20)
        #expect(bench.forecasts.map(\.active) == [true, false])
        #expect(Set(bench.forecasts.map(\.forecastID)).count == 1)
        #expect(bench.forecasts[1].verdict.reasons.map(\.code) == ["MONEY_GONE"])
    }

    @Test("Part of the money gone renews the forecast")
    func renewed() throws {
        var bench = CashOutBench()
        try bench.draw("A", "ATM-1", at: 0)
        try bench.hop("A", .arrived, rupees: 49_000, left: 49_000, at: 10)
        try bench.hop("A", .moved, rupees: 9_000, left: 40_000, at: 20)
        #expect(bench.forecasts.map(\.atRisk.rawValue) == [49_000_00, 40_000_00])
        #expect(bench.forecasts[1].terminals[0].etaSeconds < bench.forecasts[0].terminals[0].etaSeconds)
    }

    @Test("Whether a withdrawal was of stolen money may be learned before or after it")
    func taintedEitherWay() throws {
        var bench = CashOutBench()
        try bench.draw("A", "ATM-1", at: 10)
        #expect(bench.withdrawals.map(\.tainted) == [false])
        try bench.hop("A", .arrived, rupees: 10_000, left: 10_000, at: 5)
        try bench.hop("A", .cashedOut, rupees: 10_000, left: 0, at: 10, terminal: "ATM-1")
        try bench.hop("A", .cashedOut, rupees: 10_000, left: 0, at: 10, terminal: "ATM-1")
        #expect(bench.withdrawals.map(\.tainted) == [false, true])
        let told = try #require(bench.cells.last)
        #expect(abs(told.intensityAll - 0.0289) < 0.001, "one withdrawal, told twice")

        var early = CashOutBench()
        try early.hop("A", .arrived, rupees: 10_000, left: 10_000, at: 5)
        try early.hop("A", .cashedOut, rupees: 10_000, left: 0, at: 10, terminal: "ATM-1")
        try early.draw("A", "ATM-1", at: 10)
        #expect(early.withdrawals.map(\.tainted) == [true])
    }

    @Test("The account teaches how long it waits")
    func delay() throws {
        var bench = CashOutBench()
        try bench.hop("A", .arrived, rupees: 10_000, left: 10_000, at: 0, caseID: "OLD")
        try bench.draw("A", "ATM-1", at: 12)
        try bench.hop("A", .cashedOut, rupees: 10_000, left: 0, at: 12, caseID: "OLD", terminal: "ATM-1")
        try bench.hop("A", .arrived, rupees: 10_000, left: 10_000, at: 100)
        #expect(bench.forecasts.last?.terminals.first?.etaSeconds == 12 * 60)
    }

    @Test("Probabilities of random worlds add up to at most one", arguments: [1 as UInt64, 2, 3])
    func probabilities(seed: UInt64) throws {
        let bench = try World(seed: seed).play(CashOutBench())
        #expect(bench.forecasts.contains { $0.terminals.count == 10 })
        for forecast in bench.forecasts {
            let sum = forecast.terminals.reduce(0) { $0 + $1.probability }
            #expect(sum <= 1.0000001, "seed \(seed)")
            #expect(forecast.terminals.map(\.probability) == forecast.terminals.map(\.probability).sorted(by: >))
            let reasons = forecast.verdict.reasons.reduce(0) { $0 + $1.contribution }
            #expect(abs(reasons - forecast.verdict.score) < 0.002)
        }
    }
}
