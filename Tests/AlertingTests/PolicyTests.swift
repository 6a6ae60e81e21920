import Alerting
import Foundation
import Records
import StageKit
import Testing

enum Policy {
    /// A valid policy on moved money, with `extra` fields.
    static func json(
        id: String = "mine", record: String = "trail_hop", group: String = "{case_id}",
        dedup: String = "{policy}/{case_id}/{account}", extra: String = #","hop_kinds": ["moved"]"#
    ) -> String {
        """
        {"id": "\(id)", "version": "2", "record": "\(record)", "severity": [{"min_score": 0.1, "severity": "warning"}],
         "group_key": "\(group)", "dedup_key": "\(dedup)", "channels": ["sms"], "expires_after_minutes": 60,
         "dedup_window_minutes": 10 \(extra)}
        """
    }
}

@Suite("Policies as data")
struct PolicyTests {
    @Test("The built-in policies are the reference document")
    func defaults() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try Data(contentsOf: root.appending(path: "reference/policies.json"))
        let list = try #require(try JSONSerialization.jsonObject(with: text) as? [[String: Any]])
        #expect(list.count == 14)
        var published = Desk()
        let builtIn = published.tables.policies
        for policy in list {
            let id = try #require(policy["id"] as? String)
            let json = String(decoding: try JSONSerialization.data(withJSONObject: policy), as: UTF8.self)
            try published.publish(json, id: id)
        }
        #expect(published.tables.policies == builtIn)
        #expect(builtIn.count == 10)
        #expect(published.tables.escalations.count == 3)
        #expect(published.tables.inhibitions.count == 1)
        for policy in builtIn {
            #expect(policy.escalationPolicy.map { published.tables.escalations[$0] != nil } ?? true)
        }
    }

    @Test("A file of documents is checked and proved as the stage would; a failing test is told, a broken one refused")
    func files() throws {
        let good = Policy.json(
            extra: #","tests": [{"name": "one", "subject": {"score": 0.5}, "expect": "warning"}]"#)
        let chain =
            #"{"kind": "escalation", "id": "c", "version": "1", "steps": [{"after_minutes": 5, "roles": ["r"]}]}"#
        let checked = try PolicyTables.check(file: "[\(good), \(chain)]")
        #expect(checked.map { "\($0.kind) \($0.id) \($0.tests)" } == ["policy mine 1", "escalation c 0"])
        let bad = good.replacing("\"expect\": \"warning\"", with: "\"expect\": \"none\"")
        let outcomes = try PolicyTables.prove(file: bad)
        #expect(outcomes.map { "\($0.policy) \($0.test) \($0.expected) \($0.found)" } == ["mine one none warning"])
        #expect(throws: StageFault.self) { _ = try PolicyTables.check(file: bad) }
        #expect(throws: StageFault.self) { _ = try PolicyTables.check(file: "[\(chain), \(chain)]") }
        #expect(throws: StageFault.self) { _ = try PolicyTables.check(file: "{") }
    }

    @Test("A published policy replaces the built-in one of its id; a tombstone brings that back")
    func replacement() throws {
        var desk = Desk()
        let id = "stolen-money-arrived"
        try desk.publish(Policy.json(id: id, extra: #","enabled": false"#), id: id)
        try desk.take(hop(.arrived, at: minute(0)))
        #expect(desk.candidates.isEmpty)
        try desk.withdraw(id)
        try desk.take(hop(.arrived, at: minute(1)))
        #expect(desk.candidates.count == 1)
    }

    @Test("A tombstone ends a policy of one's own")
    func tombstone() throws {
        var desk = Desk()
        try desk.publish(Policy.json(), id: "mine")
        try desk.withdraw("mine")
        try desk.take(hop(.moved, at: minute(0)))
        #expect(desk.candidates.isEmpty)
    }

    @Test(
        "An invalid policy is refused by id and field, and the one before it stays",
        arguments: [
            (#","min_score": 1.5"#, "min_score"), (#","min_score": "high""#, "min_score"),
            (#","min_scor": 0.5"#, "min_scor"), (#","hop_kinds": ["flown"]"#, "hop_kinds"),
            (#","min_amount": "12.345""#, "min_amount"), (#","min_amount": "-1""#, "min_amount"),
            (#","interdict_score": 2"#, "interdict_score"), (#","any_tags": "one""#, "any_tags"),
        ])
    func refusals(extra: String, field: String) throws {
        var desk = Desk()
        try desk.publish(Policy.json(), id: "mine")
        let before = desk.tables.policies
        do throws(StageFault) {
            try desk.publish(Policy.json(extra: extra), id: "mine")
            Issue.record("\(extra) was taken")
        } catch {
            #expect(error.code == "invalid_policy")
            #expect(error.message.contains("mine"))
            #expect(error.message.contains(field))
        }
        #expect(desk.tables.policies == before)
    }

    @Test("Keys that cannot be said, or send one alert to two partitions, are refused")
    func templates() {
        let refused = [
            Policy.json(group: "{cell}"), Policy.json(group: "{account}", dedup: "{case_id}"),
            Policy.json(dedup: "{nobody}"), Policy.json(dedup: ""), Policy.json(dedup: "{account"),
            Policy.json(record: "letter"), Policy.json(id: "other"), "[]", "not json", "{}",
        ]
        for json in refused {
            var desk = Desk()
            do throws(StageFault) {
                try desk.publish(json, id: "mine")
                Issue.record("taken: \(json)")
            } catch {
                #expect(error.code == "invalid_policy")
            }
        }
    }

    @Test("Score, amount, tags and place all must fit")
    func conditions() throws {
        func candidates(_ extra: String) throws -> Int {
            var desk = Desk()
            try desk.publish(Policy.json(extra: #","hop_kinds": ["moved"]"# + extra), id: "mine")
            try desk.take(hop(.moved, score: 0.6, amount: 4_900_000, at: minute(0)))
            return desk.candidates.count
        }
        #expect(try candidates("") == 1)
        #expect(try candidates(#","min_score": 0.6, "min_amount": "49000.00", "any_tags": ["WHY"]"#) == 1)
        #expect(try candidates(#","states": ["gujarat"], "districts": ["SURAT"]"#) == 1)
        #expect(try candidates(#","min_score": 0.61"#) == 0)
        #expect(try candidates(#","min_amount": 49001"#) == 0)
        #expect(try candidates(#","any_tags": ["OTHER"]"#) == 0)
        #expect(try candidates(#","districts": ["Rajkot"]"#) == 0)
    }

    @Test("A severity may ask for an amount, for money that can still be held, and for a chance that it is drawn")
    func severities() throws {
        func severity(_ level: String, _ record: DomainRecord, kind: String = "trail_hop") throws -> Severity? {
            var desk = Desk(withDefaults: false)
            let json = Policy.json(record: kind, extra: "").replacing(
                #""severity": "warning"}"#,
                with: #""severity": "warning"}, {"min_score": 0.5, "severity": "critical""# + level + "}")
            try desk.publish(json, id: "mine")
            try desk.take(record)
            return desk.candidates.first?.severity
        }
        let moved = hop(.moved, amount: 4_900_000, atRisk: 1_000_000, at: minute(0))
        #expect(try severity("", moved) == .critical)
        #expect(try severity(#", "min_at_risk": "10000.00""#, moved) == .critical)
        #expect(try severity(#", "min_at_risk": "10000.01""#, moved) == .warning)
        #expect(try severity(#", "min_amount": 49000"#, moved) == .critical)
        #expect(try severity(#", "min_amount": 49001"#, moved) == .warning)
        // 0.9: what the forecast's verdict says of the whole, not of one terminal.
        let soon = forecast(0.6, at: minute(0))
        #expect(try severity(#", "min_drawn": 0.9"#, soon, kind: "risk_forecast") == .critical)
        #expect(try severity(#", "min_drawn": 0.91"#, soon, kind: "risk_forecast") == .warning)
        for refused in [#", "min_drawn": 0.5"#, #", "min_at_rsk": "1.00""#, #", "min_at_risk": "1.001""#] {
            #expect(throws: StageFault.self) { _ = try severity(refused, moved) }
        }
    }

    @Test("A policy may ask for an alarm at a rate instead of a score")
    func alarms() throws {
        func candidates(_ alarm: AlarmLevel?, _ tag: String) throws -> Int {
            var desk = Desk()
            let json = Policy.json(
                record: "scored_transaction", group: "{account}", dedup: "{policy}/{account}",
                extra: #","any_tags": ["\#(tag)"]"#)
            try desk.publish(json, id: "mine")
            let calibration = alarm.map {
                Calibration(
                    segment: "UPI/debit", tail: 0.000_01, alarm: $0, alertRate: 0.001, interdictionRate: 0.000_05)
            }
            try desk.take(
                .scoredTransaction(
                    ScoredTransaction(
                        transactionID: "T", account: "A", amount: MinorUnits(100), direction: .debit, channel: .upi,
                        bookedAt: zoned(minute(0)), verdict: verdict(0.2), calibration: calibration)))
            return desk.candidates.count { $0.policyID == "mine" }
        }
        #expect(try candidates(.alert, "alarm") == 1)
        #expect(try candidates(.alert, "interdiction") == 0)
        #expect(try candidates(.interdiction, "alarm") == 1)
        #expect(try candidates(.interdiction, "interdiction") == 1)
        #expect(try candidates(nil, "alarm") == 0)
    }
}
