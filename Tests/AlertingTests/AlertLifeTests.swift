import Alerting
import Records
import StageKit
import Testing

@Suite("An alert's life")
struct AlertLifeTests {
    @Test("Duplicates within the window are counted, not sent; the window's end sends the count")
    func duplicates() throws {
        var desk = Desk()
        try desk.withdrawChains()
        for second in 0..<5 { try desk.take(hop(.arrived, at: minute(0, ms: Int64(second) * 1_000))) }
        #expect(desk.said == ["trigger 1 error"])
        try desk.take(hop(.arrived, at: minute(30)))
        #expect(desk.said == ["trigger 1 error", "trigger 6 error"])
    }

    @Test("The same source record again counts once")
    func redelivery() throws {
        var desk = Desk()
        try desk.withdrawChains()
        let record = hop(.arrived, at: minute(0))
        for _ in 0..<3 { try desk.take(record, at: Offset(5)) }
        try desk.take(hop(.arrived, at: minute(31)), at: Offset(6))
        #expect(desk.said == ["trigger 1 error", "trigger 2 error"])
    }

    @Test("A storm of 2,000 candidates in a minute is a handful of commands that loses no count")
    func storm() throws {
        var desk = Desk()
        try desk.withdrawChains()
        for index in 0..<2_000 {
            let time = minute(0, ms: Int64(index) * 30)
            let score = 0.5 + 0.3 * Double(index) / 2_000
            try desk.take(hop(.arrived, account: "ACC-\(index % 3)", score: score, at: time))
        }
        #expect(desk.candidates.count == 2_000)
        #expect(desk.commands.count <= 12)
        for account in 0..<3 { try desk.take(hop(.arrived, account: "ACC-\(account)", score: 0.7, at: minute(60))) }
        let last = Dictionary(desk.commands.map { ($0.groupKey, $0.count) }, uniquingKeysWith: { $1 })
        #expect(last.values.reduce(0, +) == 2_003)
    }

    @Test("A higher severity escalates; a lower one afterwards takes nothing back")
    func escalation() throws {
        var desk = Desk()
        try desk.withdrawChains()
        try desk.take(hop(.arrived, score: 0.79, at: minute(0)))
        try desk.take(hop(.arrived, score: 0.86, atRisk: 5_000_000, at: minute(1)))
        try desk.take(hop(.arrived, score: 0.6, at: minute(2)))
        try desk.take(hop(.arrived, score: 0.6, at: minute(40)))
        #expect(desk.said == ["trigger 1 error", "escalate 2 critical", "trigger 4 critical"])
        #expect(desk.commands.map { $0.channels.contains("bank_hold") } == [false, true, true])
    }

    @Test("A score that is higher by 0.1 within the window is an update")
    func materialRise() throws {
        var desk = Desk()
        for (minutes, score) in [(0, 0.5), (1, 0.59), (2, 0.6), (3, 0.65)] {
            try desk.take(hop(.arrived, score: score, at: minute(minutes)))
        }
        #expect(desk.said == ["trigger 1 error", "trigger 3 error"])
    }

    @Test(
        "A pattern of laundering joins its account's incident; an unusual volume is one of its own, with its district")
    func patternsAndVolumes() throws {
        var desk = Desk()
        try desk.withdrawChains()
        try desk.take(hop(.arrived, account: "ACC-1", score: 0.6, at: minute(0)))
        try desk.take(
            .ringScore(
                RingScore(
                    account: "ACC-1", pattern: .cycle, accounts: ["B", "C"], amount: MinorUnits(9_000_000),
                    start: minute(0), at: zoned(minute(1)), verdict: verdict(0.95))))
        let window = VolumeScore(
            series: "district/Karnataka/Mysuru", start: minute(2), seconds: 300, count: 80,
            sum: MinorUnits(80_000_000), usualCount: 9, usualSum: MinorUnits(9_000_000), late: 0,
            verdict: verdict(0.97))
        try desk.take(.volumeScore(window))
        desk.watermark(minute(30))
        let groups = Set(desk.commands.map(\.groupKey))
        #expect(groups == ["account/ACC-1", "volume/district/Karnataka/Mysuru"])
        let volume = try #require(desk.commands.first { $0.groupKey.hasPrefix("volume/") })
        #expect(volume.jurisdiction.district == "Mysuru")
        #expect(volume.summary.contains("80 bookings"))
        let incident = try #require(desk.commands.last { $0.groupKey == "account/ACC-1" })
        #expect(incident.reasons.contains { $0.code == "WHY" })
    }

    @Test("An inactive forecast resolves its alert, once; without an alert it says nothing")
    func forecastResolves() throws {
        var desk = Desk()
        try desk.take(forecast(0, active: false, at: minute(0)))
        #expect(desk.commands.isEmpty)
        try desk.take(forecast(0.5, at: minute(1)))
        try desk.take(forecast(0, active: false, at: minute(2)))
        try desk.take(forecast(0, active: false, at: minute(3)))
        #expect(desk.said == ["trigger 1 critical", "resolve 1 critical"])
        try desk.take(forecast(0.5, at: minute(4)))
        #expect(desk.said.last == "trigger 1 critical")
        #expect(Set(desk.commands.map(\.id)).count == 3)
    }

    @Test(
        "Money that is gone resolves the arrival's alert",
        arguments: [TrailHop.Kind.dispersed, .expired, .cashedOut, .moved])
    func hopResolves(kind: TrailHop.Kind) throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        try desk.take(hop(kind, atRisk: 0, at: minute(5)))
        let arrival = desk.commands.filter { $0.policyID == "stolen-money-arrived" }
        #expect(arrival.map(\.action) == [.trigger, .resolve])
        #expect(desk.commands.contains { $0.policyID == "stolen-money-drawn" } == (kind == .cashedOut))
    }

    @Test("Money that is still there resolves nothing")
    func partOfTheMoney() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        try desk.take(hop(.moved, atRisk: 100_000, at: minute(5)))
        try desk.take(hop(.cashedOut, atRisk: 100_000, at: minute(6)))
        #expect(!desk.commands.contains { $0.action == .resolve })
    }

    @Test("The watermark ends an alert: its state goes, and the next one has new ids")
    func expiry() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        let key = desk.commands[0].dedupKey
        desk.watermark(minute(719))
        #expect(desk.state.groups.get(key) != nil)
        desk.watermark(minute(720))
        #expect(desk.state.groups.get(key) == nil)
        #expect(desk.state.nextDue == nil)
        try desk.take(hop(.arrived, at: minute(721)))
        #expect(desk.said.filter { $0.hasPrefix("trigger") } == ["trigger 1 error", "trigger 1 error"])
        #expect(Set(desk.commands.map(\.id)).count == desk.commands.count)
    }

    @Test("An acknowledgement is passed on once, and only where the alert lives")
    func acknowledgements() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        let command = desk.commands[0]
        #expect(command.groupKey == command.dedupKey)
        try desk.take(acknowledgement(of: command, at: minute(1)))
        try desk.take(acknowledgement(of: command, at: minute(2)))
        #expect(desk.said == ["trigger 1 error", "acknowledge 1 error"])
        var elsewhere = Desk()
        try elsewhere.take(acknowledgement(of: command, at: minute(1)))
        #expect(elsewhere.commands.isEmpty)
    }

    @Test("A replay alerts nobody, whoever says that it is one", arguments: [true, false])
    func replay(inVerdict: Bool) throws {
        var desk = Desk()
        let run = "run-1"
        try desk.take(hop(.arrived, at: minute(0), runID: inVerdict ? run : nil), runID: inVerdict ? nil : run)
        #expect(desk.candidates.map(\.runID) == [run])
        #expect(desk.commands.isEmpty)
        #expect(desk.state.nextDue == nil)
    }

    @Test("A policy that delivers replays does so under keys of their own")
    func deliveredReplay() throws {
        var desk = Desk()
        try desk.publish(Policy.json(extra: #","deliver_replays": true"#), id: "mine")
        try desk.take(hop(.moved, at: minute(0)))
        try desk.take(hop(.moved, at: minute(1)), runID: "run-1")
        #expect(desk.commands.map(\.runID) == [nil, "run-1"])
        #expect(desk.commands.map(\.count) == [1, 1])
        #expect(desk.commands[0].dedupKey != desk.commands[1].dedupKey)
    }
}
