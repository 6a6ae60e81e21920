import Records
import Replay
import Testing

@Suite struct RunDiffTests {
    private func record(_ subject: String, _ score: Double, _ code: String = "A", more: String = "") -> OutputRecord {
        let text =
            #"{"transaction_id":"\#(subject)","score":\#(score),"reasons":[{"code":"\#(code)"}],"#
            + #""source":{"offset":\#(Int(score * 100))},"run_id":"\#(score)"\#(more)}"#
        return OutputRecord(
            topic: "scored.transactions.v1", partition: Partition(0), offset: Offset(0),
            timestamp: EventTime(milliseconds: 0), key: "acc", value: Array(text.utf8), id: nil, runID: nil)
    }

    private func diff(_ before: [OutputRecord], _ after: [OutputRecord]) -> [String] {
        var diff = RunDiff(tolerance: 0.001)
        for record in before { diff.takeBefore(record) }
        for record in after { diff.takeAfter(record) }
        return diff.finish().changes.map(\.text)
    }

    @Test func everyKindOfDifferenceIsTold() {
        let before = [
            record("t1", 0.5), record("t2", 0.5), record("t3", 0.5), record("t4", 0.5), record("t5", 0.5),
        ]
        let after = [
            record("t6", 0.7), record("t4", 0.5, more: #","amount":"2""#), record("t3", 0.5, "B"),
            record("t2", 0.9, "B"), record("t1", 0.5004),
        ]
        #expect(
            diff(before, after) == [
                "score scored.transactions.v1 acc t2: 0.5000 -> 0.9000 +B -A",
                "reasons scored.transactions.v1 acc t3: 0.5000 -> 0.5000 +B -A",
                "content scored.transactions.v1 acc t4: 0.5000 -> 0.5000",
                "lost scored.transactions.v1 acc t5: was 0.5000", "new scored.transactions.v1 acc t6: is 0.7000",
            ])
    }

    @Test func alertsMeetByWhatTheyAreAboutAndNotByTheirNumber() {
        func command(_ id: String, _ severity: String, action: String = "trigger") -> OutputRecord {
            let text =
                #"{"command_id":"\#(id)","dedup_key":"account/a1","action":"\#(action)","severity":"\#(severity)"}"#
            return OutputRecord(
                topic: "alerts.commands.v1", partition: Partition(0), offset: Offset(0),
                timestamp: EventTime(milliseconds: 0), key: "account/a1", value: Array(text.utf8), id: nil, runID: nil)
        }
        #expect(diff([command("account/a1#1-7", "error")], [command("account/a1#1-9", "error")]).isEmpty)
        let changed = diff([command("account/a1#1-7", "error")], [command("account/a1#1-9", "critical")])
        #expect(changed.count == 1 && changed.allSatisfy { $0.hasPrefix("content") })
        let resolved = diff(
            [command("account/a1#1-7", "error")], [command("account/a1#1-7", "error", action: "resolve")])
        #expect(resolved.count == 2)
    }

    /// The digest leaves out whose a record is, and nothing else.
    @Test func onlyTheRunMayDifferUnseen() {
        let marked = record("t1", 0.5, more: #","run_id":"march","amount":"2""#)
        #expect(diff([record("t1", 0.5, more: #","run_id":"x","amount":"2""#)], [marked]).isEmpty)
        #expect(diff([record("t1", 0.5, more: #","amount":"2""#)], [marked]).isEmpty)
        #expect(diff([record("t1", 0.5, more: #","run_id":"march","amount":"3""#)], [marked]).count == 1)
        // A name with an escape is read by the parser.
        #expect(diff([record(#"t\"1"#, 0.5)], [record(#"t\"1"#, 0.5)]).isEmpty)
        #expect(diff([record(#"t\"1"#, 0.5)], [record(#"t\"2"#, 0.5)]).count == 2)
    }

    /// Drift of a segment is told by each partition of the input, all of it on one partition of the output, as it comes.
    @Test func recordsWithoutANameMeetByTheirInputPartition() {
        func drift(_ partition: Int, _ bookings: Int) -> OutputRecord {
            OutputRecord(
                topic: "anomaly.drift.v1", partition: Partition(0), offset: Offset(0),
                timestamp: EventTime(milliseconds: 0), key: "UPI/debit",
                value: Array(#"{"segment":"UPI/debit","bookings":\#(bookings)}"#.utf8),
                id: "anomaly/1/bank.transactions.v1-\(partition)-\(bookings)-0", runID: nil)
        }
        let live = [drift(0, 10), drift(1, 20), drift(0, 11)]
        #expect(diff(live, [drift(1, 20), drift(0, 10), drift(0, 11)]).isEmpty)
        #expect(diff(live, [drift(1, 21), drift(0, 10), drift(0, 11)]).count == 1)
    }

    @Test func recordsOfOneNameMeetInOrder() {
        #expect(diff([record("t", 0.1), record("t", 0.2)], [record("t", 0.1), record("t", 0.2)]).isEmpty)
        #expect(diff([record("t", 0.1), record("t", 0.2)], [record("t", 0.2), record("t", 0.1)]).count == 2)
        #expect(diff([record("t", 0.1), record("t", 0.2)], [record("t", 0.1)]).count == 1)
    }

    @Test func crossingsAreCounted() throws {
        var diff = RunDiff(threshold: 0.8)
        for record in [record("a", 0.7), record("b", 0.9), record("c", 0.9)] { diff.takeBefore(record) }
        for record in [record("a", 0.85), record("b", 0.2), record("c", 0.95)] { diff.takeAfter(record) }
        let summary = try #require(diff.finish().topics.first?.summary)
        #expect(summary.up == 1 && summary.down == 1 && summary.changes == [.score: 3])
        #expect(abs(summary.largest - 0.7) < 1e-9)
    }

    @Test func aTombstoneIsARecord() {
        var gone = record("acc", 0)
        gone.value = nil
        #expect(diff([gone], [gone]).isEmpty)
        #expect(diff([gone], []).count == 1)
    }
}
