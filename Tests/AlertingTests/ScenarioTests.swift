import Alerting
import Records
import StageKit
import Testing

@Suite("Scenarios on the virtual clock")
struct ScenarioTests {
    @Test func duplicates() throws {
        var story = Story()
        for second in 0..<5 {
            try story.at(minute(0, ms: Int64(second) * 1_000), hop(.arrived, at: minute(0, ms: Int64(second) * 1_000)))
        }
        try story.acknowledge(0, at: minute(2))
        try story.at(minute(31), hop(.arrived, at: minute(31)))
        story.until(minute(60))
        try Golden.check(story.text, "duplicates")
    }

    /// 10,000 unusual payments of 40 accounts of one district within a minute: each account is told once or twice.
    @Test func storm() throws {
        var story = Story(withDefaults: false)
        let policy = Rules.policy(
            record: "scored_transaction", group: "bank-wide", dedup: "{policy}/{account}", wait: 30, interval: 300)
        try story.desk.publish(policy, id: "storm")
        for index in 0..<10_000 {
            let time = minute(0, ms: Int64(index) * 6)
            let score = 0.5 + Double(index % 40) / 100
            try story.desk.take(payment(score, account: "ACC-\(index % 40)", at: time))
            if index % 100 == 0 { story.until(time) }
        }
        story.until(minute(30))
        #expect(story.desk.candidates.count == 10_000)
        #expect(story.desk.commands.count <= 5)
        try Golden.check(story.text, "storm")
    }

    @Test func groups() throws {
        var story = Story(withDefaults: false)
        try story.desk.publish(Rules.policy(wait: 30, interval: 300, repeats: 60), id: "mine")
        for (minutes, account) in [(0, "ACC-1"), (1, "ACC-2"), (3, "ACC-3"), (20, "ACC-4")] {
            try story.at(minute(minutes), hop(.moved, account: account, at: minute(minutes)))
        }
        story.until(minute(150))
        try Golden.check(story.text, "group-wait-interval-repeat")
    }

    @Test func inhibition() throws {
        var story = Story()
        try story.at(minute(0), hop(.arrived, at: minute(0)))
        try story.at(minute(1), payment(0.98, account: "ACC-1", at: minute(1)))
        try story.at(minute(1), payment(0.98, account: "ACC-2", at: minute(1)))
        story.until(minute(3))
        try Golden.check(story.text, "inhibition")
    }

    @Test func silence() throws {
        var story = Story()
        try story.desk.silence(Rules.silence(["subject=ACC-1"], from: 0, to: 20), id: "exercise")
        try story.at(minute(1), hop(.arrived, at: minute(1)))
        try story.at(minute(2), hop(.arrived, account: "ACC-2", at: minute(2)))
        story.until(minute(25))
        try Golden.check(story.text, "silence")
    }

    @Test func maintenance() throws {
        var story = Story(withDefaults: false)
        try story.desk.publish(Rules.policy(), id: "mine")
        // The story begins at 10:10 in India.
        let window = #", "window": {"start": "10:30", "end": "11:00"}"#
        try story.desk.silence(Rules.silence(["policy=*"], from: -60, to: 2_000, extra: window), id: "exercise")
        for minutes in [0, 25, 45, 60] {
            try story.at(minute(minutes), hop(.moved, account: "ACC-\(minutes)", at: minute(minutes)))
        }
        story.until(minute(90))
        try Golden.check(story.text, "maintenance-window")
    }

    @Test func escalate() throws {
        var story = Story()
        try story.at(minute(0), hop(.arrived, at: minute(0)))
        story.until(minute(120))
        try Golden.check(story.text, "escalate")
    }

    @Test func acknowledge() throws {
        var story = Story()
        try story.at(minute(0), hop(.arrived, at: minute(0)))
        story.until(minute(16))
        try story.acknowledge(0, at: minute(20))
        story.until(minute(100))
        try story.at(minute(101), hop(.arrived, score: 0.9, atRisk: 5_000_000, at: minute(101)))
        story.until(minute(117))
        try Golden.check(story.text, "acknowledge")
    }

    @Test func forecastMovesAndResolves() throws {
        var story = Story()
        try story.at(minute(0), hop(.arrived, score: 0.9, atRisk: 5_000_000, at: minute(0)))
        try story.at(minute(1), forecast(0.3, at: minute(1)))
        try story.at(minute(3), forecast(0.45, at: minute(3)))
        try story.acknowledge(0, at: minute(4))
        try story.at(minute(9), forecast(0.7, at: minute(9)))
        try story.at(minute(14), hop(.cashedOut, score: 0.9, atRisk: 0, at: minute(14)))
        try story.at(minute(14), forecast(0, active: false, at: minute(14)))
        story.until(minute(15))
        try Golden.check(story.text, "forecast-moves-and-resolves")
    }

    @Test func expire() throws {
        var story = Story(withDefaults: false)
        try story.desk.publish(Rules.policy(), id: "mine")
        try story.at(minute(0), hop(.moved, at: minute(0)))
        story.until(minute(59))
        #expect(story.desk.state.nextDue == minute(60))
        story.until(minute(60))
        #expect(story.desk.state.nextDue == nil)
        try story.at(minute(61), hop(.moved, at: minute(61)))
        try Golden.check(story.text, "expire")
    }

    @Test func replay() throws {
        var story = Story()
        try story.desk.publish(Rules.policy(id: "drill", extra: #", "deliver_replays": true"#), id: "drill")
        story.run = "run-7"
        for kind in [TrailHop.Kind.arrived, .moved] { try story.at(minute(0), hop(kind, at: minute(0))) }
        story.run = nil
        try story.at(minute(1), hop(.moved, at: minute(1)))
        story.until(minute(90))
        try Golden.check(story.text, "replay")
    }

    @Test func jurisdiction() throws {
        var story = Story(withDefaults: false)
        let surat = #", "districts": ["Surat"], "min_score": 0.5"#
        try story.desk.publish(Rules.policy(id: "surat", extra: surat), id: "surat")
        let station = #", "stations": ["Umra"], "roles": ["station_officer"]"#
        try story.desk.publish(Rules.policy(id: "umra", extra: station), id: "umra")
        try story.desk.publish(Rules.policy(id: "elsewhere", extra: #", "states": ["Kerala"]"#), id: "elsewhere")
        try story.at(minute(0), hop(.moved, account: "ACC-1", score: 0.4, at: minute(0)))
        try story.at(minute(1), hop(.moved, account: "ACC-2", score: 0.9, at: minute(1)))
        try Golden.check(story.text, "jurisdiction")
    }

    @Test func budget() throws {
        var story = Story(withDefaults: false)
        let extra =
            #", "budget_per_day": 5, "roles": ["desk"], "severity": [{"min_score": 0.1, "severity": "warning"},"#
            + #" {"min_score": 0.7, "severity": "error"}, {"min_score": 0.9, "severity": "critical"}]"#
        try story.desk.publish(Rules.policy(levels: false, group: "{account}", extra: extra), id: "mine")
        for (index, score) in [0.2, 0.3, 0.8, 0.2, 0.3, 0.8, 0.8, 0.95, 0.2].enumerated() {
            try story.at(minute(index), hop(.moved, account: "ACC-\(index)", score: score, at: minute(index)))
        }
        story.until(minute(1_000))
        try Golden.check(story.text, "budget-and-digest")
    }

    @Test func company() throws {
        var story = Story(withDefaults: false)
        try story.desk.publish(Rules.policy(id: "trail"), id: "trail")
        let policy = Rules.policy(
            id: "payment", record: "scored_transaction", group: "{account}", dedup: "{policy}/{account}",
            extra: #", "with_policies": ["forecast"]"#)
        try story.desk.publish(policy, id: "payment")
        let forecasts = Rules.policy(
            id: "forecast", record: "risk_forecast", group: "{account}", dedup: "{policy}/{account}")
        try story.desk.publish(forecasts, id: "forecast")
        try story.at(minute(0), payment(0.9, account: "ACC-1", at: minute(0)))
        story.until(minute(10))
        #expect(story.desk.commands.isEmpty)
        try story.at(minute(11), forecast(0.5, at: minute(11)))
        try Golden.check(story.text, "only-with-company")
    }
}

/// Documents for tests.
enum Rules {
    static func policy(
        id: String = "mine", record: String = "trail_hop", levels: Bool = true, group: String = "{case_id}",
        dedup: String = "{policy}/{case_id}/{account}", wait: Int = 0, interval: Int = 0, repeats: Int = 0,
        extra: String = ""
    ) -> String {
        let kinds = record == "trail_hop" ? #", "hop_kinds": ["moved"]"# : ""
        let severity = levels ? #", "severity": [{"min_score": 0.1, "severity": "warning"}]"# : ""
        return """
            {"id": "\(id == "mine" && record == "scored_transaction" ? "storm" : id)", "version": "2",
             "record": "\(record)", "group_key": "\(group)", "dedup_key": "\(dedup)", "channels": ["sms"],
             "expires_after_minutes": \(repeats > 0 ? 600 : 60), "dedup_window_minutes": 10,
             "group_wait_seconds": \(wait), "group_interval_seconds": \(interval),
             "repeat_interval_minutes": \(repeats)\(kinds)\(severity)\(extra)}
            """
    }

    static func silence(_ matchers: [String], from: Int, to end: Int, extra: String = "") -> String {
        let list = matchers.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            {"id": "exercise", "matchers": [\(list)], "starts_at": "\(stamp(from))", "ends_at": "\(stamp(end))",
             "author": "si.rao", "reason": "an exercise"\(extra)}
            """
    }

    /// The story begins on 2026-03-01 at 04:40 UTC.
    static func stamp(_ minutes: Int) -> String {
        let all = 4 * 60 + 40 + minutes
        let (day, inDay) = (1 + all / 1_440, all % 1_440)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        return "2026-03-\(two(day))T\(two(inDay / 60)):\(two(inDay % 60)):00Z"
    }
}

func payment(_ score: Double, account: String, at time: EventTime) -> DomainRecord {
    .scoredTransaction(
        ScoredTransaction(
            transactionID: "T", account: account, amount: MinorUnits(12_500_000), direction: .debit, channel: .upi,
            bookedAt: zoned(time), counterparty: "ACC-9", verdict: verdict(score)))
}
