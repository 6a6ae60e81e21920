import Alerting
import Records
import StageKit
import Testing

@Suite("Time")
struct TimeTests {
    /// A random story of four accounts under every kind of rule; the watermark moves after each `stride` records.
    private func story(seed: UInt64, stride: Int, restoring: Bool) throws -> [String] {
        var desk = Desk()
        desk.restoresAlways = restoring
        try desk.publish(Rules.policy(group: "{case_id}", wait: 30, interval: 120, repeats: 30), id: "mine")
        try desk.silence(Rules.silence(["subject=ACC-2"], from: 30, to: 90), id: "exercise")
        var random = SplitMix64(state: seed)
        var now = 0
        for index in 0..<120 {
            now += random.next(below: 6)
            let account = "ACC-\(random.next(below: 4))"
            let score = Double(random.next(below: 100)) / 100
            let time = minute(now)
            switch random.next(below: 9) {
            case 0: try desk.take(forecast(0, active: false, account: account, at: time))
            case 1, 2: try desk.take(forecast(score, account: account, at: time))
            case 3: try desk.take(hop(.cashedOut, account: account, score: score, atRisk: 0, at: time))
            case 4: try desk.take(payment(score, account: account, at: time))
            case 5: try desk.take(hop(.moved, account: account, score: score, at: time))
            case 6: try desk.take(acknowledgement(of: "account/" + account, at: time))
            default: try desk.take(hop(.arrived, account: account, score: score, at: time))
            }
            if (index + 1) % stride == 0 { desk.watermark(time) }
        }
        desk.watermark(minute(now + 3_000))
        // Which of two groups speaks first depends on the watermark; what each says and when does not.
        return desk.commands.map { "\($0.id) \($0.action) \($0.severity) x\($0.count) \($0.summary)" }.sorted()
    }

    @Test("What is said does not depend on when the watermark moves, nor on restarts", arguments: 1...4)
    func cadence(seed: Int) throws {
        let each = try story(seed: UInt64(seed), stride: 1, restoring: false)
        #expect(each.count > 20, "seed \(seed)")
        for stride in [7, 1_000] {
            #expect(try story(seed: UInt64(seed), stride: stride, restoring: false) == each, "seed \(seed), \(stride)")
        }
        #expect(try story(seed: UInt64(seed), stride: 2, restoring: true) == each, "seed \(seed)")
    }

    @Test("A partition without records escalates by the wall clock, after a minute of silence")
    func silentPartition() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        desk.watermark(minute(0))
        // The clock is an hour ahead of the events: only its pace counts.
        for second in stride(from: 0, to: 14 * 60, by: 5) { desk.clock(minute(60, ms: Int64(second) * 1_000)) }
        #expect(desk.said == ["trigger 1 error"])
        for second in stride(from: 14 * 60, to: 16 * 60, by: 5) { desk.clock(minute(60, ms: Int64(second) * 1_000)) }
        #expect(desk.commands.map(\.escalationLevel) == [nil, 1])
        #expect(desk.commands[1].notBefore == minute(15))
    }

    @Test("A process that was away waits a minute for what it missed before it escalates")
    func returning() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        desk.watermark(minute(0))
        desk.clock(minute(0))
        desk.clock(minute(0, ms: 5_000))
        for second in stride(from: 0, to: 55, by: 5) { desk.clock(minute(40, ms: Int64(second) * 1_000)) }
        #expect(desk.commands.count == 1)
        try desk.take(acknowledgement(of: desk.commands[0], at: minute(9)))
        desk.watermark(minute(9))
        for second in stride(from: 60, to: 300, by: 5) { desk.clock(minute(40, ms: Int64(second) * 1_000)) }
        #expect(desk.commands.map(\.action) == [.trigger, .acknowledge])
    }

    @Test("Records that flow keep the clock out of it")
    func busyPartition() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        for minutes in 0..<120 {
            desk.watermark(minute(0, ms: Int64(minutes)))
            desk.clock(minute(60 + minutes))
        }
        #expect(desk.commands.count == 1)
    }
}

@Suite("One risk of many factors")
struct RiskFusionTests {
    @Test("One kind keeps its score; another can only add, by its weight; order does not matter")
    func fusion() {
        let one = RiskFusion.fuse([(.trailHop, 0.6)])
        #expect(abs(one.score - 0.6) < 1e-9)
        #expect(one.factors.map(\.code) == ["TRAIL"])
        let two = RiskFusion.fuse([(.trailHop, 0.6), (.riskForecast, 0.3)])
        // 1 - 0.4 * 0.7 ^ (2 / 3)
        #expect(abs(two.score - 0.684_65) < 1e-4)
        #expect(two.factors.map(\.code) == ["TRAIL", "FORECAST"])
        #expect(abs(two.factors.reduce(0) { $0 + $1.contribution } - 1) < 1e-9)
        let turned = RiskFusion.fuse([(.riskForecast, 0.3), (.trailHop, 0.2), (.trailHop, 0.6)])
        #expect(turned.score == two.score)
        #expect(RiskFusion.fuse([(.scoredPost, 1)]).score <= 1)
        #expect(RiskFusion.fuse([]).score == 0)
    }

    @Test("The levels", arguments: [(0.29, "LOW"), (0.3, "MEDIUM"), (0.5, "HIGH"), (0.7, "CRITICAL"), (1, "CRITICAL")])
    func levels(score: Double, level: String) { #expect(RiskFusion.level(score).rawValue == level) }

    @Test("Risk is no more than high where no alert is critical, however sure")
    func certainButPast() {
        #expect(RiskFusion.level(0.99, most: .error) == .high)
        #expect(RiskFusion.level(0.4, most: .info) == .medium)
    }

    @Test("An officer reads what is known and what to do, in two sentences")
    func rationale() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, score: 0.82, at: minute(0)))
        try desk.take(forecast(0.34, at: minute(1)))
        desk.watermark(minute(2))
        let risk = try #require(desk.commands.last?.risk)
        #expect(risk.level == .high)
        #expect(
            risk.rationale
                == "Risk HIGH (86 %) for ACC-1: stolen money followed 82 %, cash-out forecast 34 %; above all: so it "
                + "looks. Ask the bank to hold account ACC-1 now and have Ring Road (ATM-0) watched within 21 min.")
    }
}

@Suite("Documents")
struct DocumentTests {
    @Test("A policy whose own test fails is refused with the test's name; the old one stays")
    func ownTests() throws {
        var desk = Desk(withDefaults: false)
        try desk.publish(Rules.policy(extra: proof("moved", expect: "warning")), id: "mine")
        let before = desk.tables.policies
        do throws(StageFault) {
            try desk.publish(Rules.policy(extra: proof("must hold", expect: "critical hold")), id: "mine")
            Issue.record("taken")
        } catch {
            #expect(error.message == "policy mine: tests 'must hold': expected critical hold, found warning")
        }
        #expect(desk.tables.policies == before)
    }

    private func proof(_ name: String, expect: String) -> String {
        #", "tests": [{"name": "\#(name)", "subject": {"score": 0.6, "hop_kind": "moved"}, "expect": "\#(expect)"}]"#
    }

    @Test(
        "A silence says who, why, what and until when, or is refused",
        arguments: [
            ("\"si.rao\"", "\" \"", "author"), ("\"an exercise\"", "\"\"", "reason"),
            ("[\"policy=*\"]", "[]", "matchers"), ("[\"policy=*\"]", "[\"polcy=*\"]", "matchers"),
            ("T05:40:00Z", "T03:40:00Z", "ends_at"), ("2026-03-01T05:40:00Z", "2028-03-01T05:40:00Z", "ends_at"),
            ("T04:40:00Z", "T04:40", "starts_at"), ("\"reason\"", "\"cause\"", "reason"),
        ])
    func silences(old: String, new: String, field: String) throws {
        var desk = Desk()
        let good = Rules.silence(["policy=*"], from: 0, to: 60)
        try desk.silence(good, id: "exercise")
        do throws(StageFault) {
            try desk.silence(good.replacing(old, with: new), id: "exercise")
            Issue.record("taken: \(new)")
        } catch {
            #expect(error.message.contains("exercise") && error.message.contains(field), "\(error)")
        }
        #expect(desk.tables.silences.count == 1)
        try desk.silence(nil, id: "exercise")
        #expect(desk.tables.silences.isEmpty)
    }

    @Test("Matchers: exact, negated, a prefix, without regard to case; a missing label is empty")
    func matchers() throws {
        let told = { (matchers: [String]) throws -> Bool in
            var desk = Desk(withDefaults: false)
            try desk.publish(Rules.policy(), id: "mine")
            try desk.silence(Rules.silence(matchers, from: 0, to: 60), id: "exercise")
            try desk.take(hop(.moved, at: minute(1)))
            return !desk.commands.isEmpty
        }
        for silenced in [["policy=MINE"], ["district=sur*", "case=FIR-7"], ["district!=Rajkot"], ["cell="]] {
            #expect(try !told(silenced), "\(silenced)")
        }
        for other in [["district=Sur"], ["district!=Surat"], ["policy=mine", "severity=critical"], ["cell=3*"]] {
            #expect(try told(other), "\(other)")
        }
    }

    @Test("What state version 1.0.0 left is one alert that was told")
    func olderState() throws {
        var writer = ByteWriter()
        writer.append(1 as UInt8)
        writer.append(0 as UInt8)
        writer.append(varint: 7)
        writer.append(integer: minute(5).milliseconds)
        writer.append(integer: minute(5).milliseconds)
        writer.append(double: 0.6)
        writer.append(integer: EventTime.distantPast.milliseconds)
        writer.append(varint: 0)
        for text in ["g", "g", "mine", "1", "trigger", "error", "so it was"] { writer.append(string: text) }
        writer.append(varint: 0)
        writer.append(varint: 0)
        for _ in 0..<4 { writer.append(0 as UInt8) }
        writer.append(varint: 0)
        writer.append(integer: minute(5).milliseconds)
        writer.append(integer: minute(60).milliseconds)
        writer.append(varint: 0)
        for _ in 0..<3 { writer.append(0 as UInt8) }
        writer.append(double: 0.6)
        writer.append(string: "in")
        writer.append(integer: Int32(0))
        writer.append(integer: Int64(3))
        var reader = ByteReader(writer.bytes)
        let group = try AlertGroup(from: &reader)
        var desk = Desk(withDefaults: false)
        desk.state.groups.put(group, for: "g")
        try desk.take(acknowledgement(of: "g", at: minute(6)))
        #expect(desk.said == ["acknowledge 7 error"])
    }

    @Test("A key may be the area around a cell")
    func areas() throws {
        var desk = Desk(withDefaults: false)
        let policy = Rules.policy(
            record: "risk_forecast", group: "area/{area}", dedup: "{policy}/{account}/{area}")
        try desk.publish(policy, id: "mine")
        for (place, cell) in ["3be04c5c", "3be04d", "3be04c", "3be0505c"].enumerated() {
            try desk.take(forecast(0.5, account: "ACC-\(place)", cell: cell, at: minute(place)))
        }
        // Inside the area, the area itself, a larger cell, another area.
        #expect(desk.commands.map(\.groupKey) == ["area/3be04d", "area/3be04d", "area/-", "area/3be051"])
    }
}
