import Records
import StageKit
import Testing

@testable import CashOut

@Suite("Places of a crew")
struct CrewTests {
    /// MULE-1 draws money of COLLECTOR at one place, OTHER of another collector oftener at another.
    private func city() throws -> CashOutBench {
        var bench = CashOutBench()
        for index in 0..<8 { try bench.terminal("T\(index)", 12.90 + Double(index) * 0.02, 77.58) }
        for round in 0..<4 {
            let at = Int64(round) * 300
            try bench.hop(
                "MULE-1", .arrived, rupees: 9_000, left: 9_000, at: at, caseID: "C\(round)", layer: 2,
                path: ["COLLECTOR"])
            try bench.draw("MULE-1", "T2", at: at + 10, latitude: nil)
            try bench.hop(
                "OTHER", .arrived, rupees: 9_000, left: 9_000, at: at + 20, caseID: "D\(round)", layer: 2,
                path: ["SOMEBODY"])
            for visit in 0..<3 { try bench.draw("OTHER", "T6", at: at + 30 + Int64(visit) * 40, latitude: nil) }
        }
        return bench
    }

    @Test("An account that never drew is expected where others of its collector drew")
    func sharedPlaces() throws {
        var bench = try city()
        try bench.hop("NEW", .arrived, rupees: 9_000, left: 9_000, at: 1_500, layer: 3, path: ["COLLECTOR", "MULE-9"])
        let forecast = try #require(bench.forecasts.last)
        #expect(forecast.terminals.first?.id == "T2")
        #expect(forecast.verdict.reasons.contains { $0.code == "CREW_CASH_OUTS" })
        try bench.hop("STRANGER", .arrived, rupees: 9_000, left: 9_000, at: 1_500, layer: 3, path: ["ELSE"])
        let stranger = try #require(bench.forecasts.last)
        #expect(stranger.terminals.first?.id == "T6")
        #expect(!stranger.verdict.reasons.contains { $0.code == "CREW_CASH_OUTS" })
    }

    @Test("A visit counts once, however often the machine pays; the crew's token tells no account")
    func visits() throws {
        var bench = CashOutBench()
        try bench.hop("A", .arrived, rupees: 90_000, left: 90_000, at: 0, path: ["COLLECTOR"])
        for minute in 1...5 { try bench.draw("A", "ATM-1", at: Int64(minute)) }
        let places = try #require(bench.cells.last).crews
        #expect(places.map(\.terminal) == ["ATM-1"])
        #expect(abs(places[0].visits - 1) < 0.01)
        #expect(!places[0].crew.contains("COLLECTOR"))
        #expect(bench.withdrawals.map(\.crews.count) == [1, 0, 0, 0, 0])
    }

    @Test("A cell that is withdrawn takes its crews along")
    func forgotten() throws {
        var bench = try city()
        let crew = try #require(bench.cells.last { !$0.crews.isEmpty }?.crews.first?.crew)
        let now = try #require(bench.cells.last?.updatedAt)
        #expect(!bench.tables.visits(of: [crew], at: now).isEmpty)
        for cell in bench.cells { bench.tables.setCell(cell.cell, to: nil) }
        #expect(bench.tables.visits(of: [crew], at: now).isEmpty)
    }
}

@Suite("Whether it is drawn")
struct OutlookTests {
    private func features(_ figures: [Float] = [0, 0, 0, 0, 0, 0, 0, 0]) -> Outlook.Features {
        Outlook.Features(place: 0, figures: figures)
    }

    @Test("It approaches the share that was drawn, by small steps")
    func share() {
        var outlook = Outlook()
        let before = outlook.chance(features())
        for round in 0..<1_000 { outlook.learn(features(), wasDrawn: round % 10 < 8) }
        #expect(abs(before - 0.269) < 0.001)
        #expect((before + 0.1..<0.8).contains(outlook.chance(features())))
    }

    @Test("One step of AdaGrad, by hand")
    func step() {
        var outlook = Outlook()
        let error = Float(outlook.chance(features()))
        outlook.learn(features(), wasDrawn: false)
        let expected = -1 - Float(Outlook.rate) * error / (Outlook.caution + error * error).squareRoot()
        #expect(abs(outlook.weights[0] - expected) < 1e-6)
        #expect(outlook.weights[1] == Outlook().weights[1])
    }

    @Test("What had gone before the forecast was made teaches nothing")
    func hindsight() throws {
        var bench = CashOutBench()
        try bench.draw("A", "ATM-1", at: 100)
        let before = Knowledge().outlook
        try bench.hop("A", .arrived, rupees: 9_000, left: 9_000, at: 10)
        try bench.hop("A", .moved, rupees: 9_000, left: 0, at: 20)
        let hindsight = bench.state.knowledge.get(Knowledge.key)?.outlook
        #expect(hindsight == before)
        try bench.hop("A", .arrived, rupees: 9_000, left: 9_000, at: 110, caseID: "FIR2")
        try bench.hop("A", .moved, rupees: 9_000, left: 0, at: 120, caseID: "FIR2")
        let learned = bench.state.knowledge.get(Knowledge.key)?.outlook
        #expect(learned != before)
    }

    @Test(
        "The score is the chance that something is drawn times the chances of the terminals",
        arguments: [1 as UInt64, 2, 3])
    func product(seed: UInt64) throws {
        var bench = try World(seed: seed).play(CashOutBench())
        let known = bench.state.knowledge.get(Knowledge.key)
        let knowledge = try #require(known)
        let writer = ForecastWriter(
            settings: bench.stage.settings, source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0)),
            runID: nil)
        var products = 0
        for number in 0..<12 {
            guard let account = bench.state.accounts.get("A\(number)"), let balance = account.balances.first else {
                continue
            }
            for situation in Knowledge.Situation.allCases {
                let made = writer.forecast(
                    hop("A\(number)", balance), account: account, balance: balance, situation: situation,
                    knowledge: knowledge, tables: bench.tables)
                let sum = made.forecast.terminals.reduce(0) { $0 + $1.probability }
                let drawn = knowledge.outlook.chance(made.open.features)
                #expect(made.forecast.verdict.score == Rounded.near(drawn * sum), "seed \(seed)")
                products += 1
            }
        }
        #expect(products > 10)
    }

    private func hop(_ account: String, _ balance: AccountPlaces.Balance) -> TrailHop {
        TrailHop(
            caseID: balance.caseID, account: account, kind: .arrived, layer: balance.layer,
            amount: MinorUnits(balance.atRisk), atRisk: MinorUnits(balance.atRisk), at: balance.arrivedAt,
            stolenAt: balance.arrivedAt.time, path: [], state: "Karnataka", district: "Bengaluru Urban",
            policeStation: "CEN",
            verdict: Verdict(
                score: 1, reasons: [], versions: Versions(),
                source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0))))
    }
}
