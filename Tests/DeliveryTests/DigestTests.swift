import Delivery
import Records
import StageKit
import Testing

/// The bench's clock starts at 2026-03-01 10:16:02 in India.
@Suite struct DigestTests {
    private static let hour: Int64 = 3_600_000
    private let officer = Recipient(
        id: "r", addresses: ["sms": "1", "email": "2"], digest: Digest(times: [18 * 60, 9 * 60], below: .error))

    private func bench(_ recipient: Recipient? = nil) -> Bench { Bench(recipients: [recipient ?? officer]) }

    @Test func timesAreOfTheLocalDay() {
        let digest = Digest(times: [18 * 60, 9 * 60])
        let first = digest.next(after: start)
        #expect(first.milliseconds - start.milliseconds == 7 * Self.hour + 43 * 60_000 + 58_000)
        // Exactly at a time the next one is meant: 15 hours later.
        #expect(digest.next(after: first).milliseconds - first.milliseconds == 15 * Self.hour)
        #expect(Digest(times: [0]).next(after: EventTime(milliseconds: -1)).milliseconds == 66_600_000)
    }

    @Test func whatIsNotSevereComesInOneMessageAndTheRestAtOnce() {
        var bench = bench()
        bench.accept(command("c1", severity: .warning))
        bench.accept(command("c2", severity: .info))
        bench.accept(command("c3", severity: .error))
        #expect(bench.attempts.map(\.command) == ["c3"])
        bench.end(.yes)
        let wait = bench.untilAttempt(limit: 20 * Self.hour)
        #expect(wait == 7 * Self.hour + 43 * 60_000 + 58_000)
        #expect(bench.attempts.count == 1 && bench.attempts[0].channel == "sms")
        let own = bench.machine.entry(bench.attempts[0].command)?.command
        #expect(own?.summary == "2 alerts: 1 warning, 1 info")
        // Written down before it is sent, with what is in it.
        #expect(own != nil && bench.written[own?.id ?? ""]?.command == own)
        let plain = own.map { AlertText($0).plain } ?? ""
        #expect(plain.hasPrefix("[DIGEST] 2 alerts: 1 warning, 1 info\n\n2026-03-01 10:16 warning: [WARNING] ₹49,000"))
        bench.end(.yes)
        #expect(bench.receipts.map(\.commandID) == ["c3", "c1", "c2"])
        #expect(bench.statuses == [.sent, .sent, .sent] && bench.receipts[2].detail == "in a digest")
        #expect(bench.receipts[1].dedupKey == "c1" && bench.receipts[1].channel == "sms")
        #expect(bench.machine.openCount == 0)
    }

    @Test func aDigestFailsOverAndItsFailureIsThatOfAll() {
        var bench = bench()
        bench.accept(command("c1", severity: .info))
        _ = bench.untilAttempt(limit: 20 * Self.hour)
        bench.end(.never)
        #expect(bench.attempts.map(\.channel) == ["email"])
        bench.end(.never)
        #expect(bench.statuses == [.failed] && bench.receipts[0].channel == "email")
        #expect(bench.receipts[0].detail == "in a digest: HTTP 404")
    }

    @Test func anEndBelongsToItsBeginningsDigest() {
        var bench = bench()
        bench.accept(command("c1", key: "k", severity: .critical))
        bench.end(.yes)
        bench.accept(command("c2", key: "k", action: .resolve, severity: .info))
        #expect(bench.attempts.map(\.command) == ["c2"])
        bench.end(.yes)
        bench.accept(command("d1", key: "l", severity: .warning))
        bench.accept(command("d2", key: "l", action: .resolve, severity: .info))
        #expect(bench.attempts.isEmpty && bench.statuses == [.sent, .sent, .expired])
        _ = bench.untilAttempt(limit: 20 * Self.hour)
        #expect(bench.attempts[0].command.hasPrefix("digest/r/"))
    }

    @Test(arguments: [true, false]) func aRestartInTheMiddleLosesNothing(isDigestWritten: Bool) {
        var bench = bench()
        bench.accept(command("c1", severity: .info))
        bench.accept(command("c2", severity: .info))
        _ = bench.untilAttempt(limit: 20 * Self.hour)
        var next = self.bench()
        next.now = bench.now
        for (id, entry) in bench.written.sorted(by: { $0.key < $1.key }) where isDigestWritten || id.hasPrefix("c") {
            next.machine.restore(entry, partition: 0, at: next.now)
        }
        let wait = next.untilAttempt(limit: Self.hour)
        #expect(wait == (isDigestWritten ? 0 : 60_000) && next.attempts.count == 1)
        next.end(.yes)
        #expect(next.receipts.map(\.commandID) == ["c1", "c2"] && next.statuses == [.sent, .sent])
        let more = next.untilAttempt(limit: Self.hour)
        #expect(more == nil && next.machine.openCount == 0)
    }

    @Test func theStateOfADigestSurvivesItsBytes() throws {
        for digest in [nil, "", "digest/r/1/c1"] {
            var delivery = Delivery(recipient: "r", channels: ["sms"], due: start)
            delivery.digest = digest
            let entry = CommandEntry(command: command(), deliveries: [delivery])
            var writer = ByteWriter()
            entry.appendState(to: &writer)
            var reader = ByteReader(writer.bytes)
            #expect(try CommandEntry(command: entry.command, state: &reader) == entry)
        }
    }

    // MARK: Daily summary

    private let chief = Recipient(
        id: "r", addresses: ["sms": "1", "email": "2"], dailySummary: DailySummary(time: 7 * 60, channel: "email"))

    @Test func theDayBeforeIsToldOnce() {
        var bench = bench(chief)
        bench.accept(command("c1", severity: .critical))
        bench.end(.yes)
        bench.accept(command("c2", severity: .info, channels: ["sms"]))
        bench.end(.never)
        let wait = bench.untilAttempt(limit: 30 * Self.hour)
        #expect(wait == 20 * Self.hour + 43 * 60_000 + 58_000)
        #expect(bench.attempts.map(\.channel) == ["email"])
        let text = bench.machine.entry(bench.attempts[0].command).map { AlertText($0.command).plain } ?? ""
        #expect(
            text == """
                [DAILY SUMMARY] 2026-03-01: 2 commands, 1 receipts of failure

                Severity: 1 critical, 1 info
                Receipts: 1 failed, 1 sent
                Districts: 2 Bengaluru Urban
                Failed: c2 r: HTTP 404
                Open deliveries now: 0
                Oldest unacknowledged: none
                Partitions: 0

                """)
        bench.end(.yes)
        // No receipt: it answers no command. And no second one of a day without commands.
        let more = bench.untilAttempt(limit: 72 * Self.hour)
        #expect(bench.receipts.count == 2 && more == nil)
    }

    @Test func theOldestThatNobodyAcknowledgedIsNamed() {
        var bench = bench(chief)
        bench.accept(command("c1", lives: 40 * Self.hour))
        bench.accept(command("c2", notBefore: start.advanced(byMilliseconds: 1), lives: 40 * Self.hour))
        bench.advance(1)
        while !bench.attempts.isEmpty { bench.end(.yes) }
        bench.acknowledge(Acknowledgement(commandID: "c1", recipient: "r"))
        _ = bench.untilAttempt(limit: 30 * Self.hour)
        let text = bench.machine.entry(bench.attempts.first?.command ?? "").map { AlertText($0.command).plain } ?? ""
        #expect(text.contains("Oldest unacknowledged: since 2026-03-01 10:16: [CRITICAL] ₹49,000 is about"))
        #expect(bench.machine.entry("c2") != nil)
    }

    @Test func aSummaryThatWasMissedComesLateAndOnce() throws {
        var bench = bench(chief)
        bench.accept(command("c1", severity: .critical))
        bench.end(.yes)
        let counted = try #require(bench.tallies[0])
        // 09:16 of the next day.
        var next = self.bench(chief)
        next.now = start.advanced(byMilliseconds: 23 * Self.hour)
        next.machine.restore(counted, partition: 0, at: next.now)
        next.advance(0)
        #expect(next.attempts.map(\.channel) == ["email"])
        var third = self.bench(chief)
        third.now = next.now
        third.machine.restore(try #require(next.tallies[0]), partition: 0, at: third.now)
        third.advance(0)
        #expect(third.attempts.isEmpty)
    }

    @Test func countsSurviveTheirBytes() throws {
        var tally = DayTally(day: -3)
        tally.severities = ["info": 3, "critical": 1]
        tally.districts = ["ಬೆಂಗಳೂರು": 4]
        tally.failures = ["x"]
        tally.toldTo = ["r"]
        var writer = ByteWriter()
        DayTally.append([tally, DayTally(day: 4)], to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try DayTally.read(&reader) == [tally, DayTally(day: 4)])
        for count in 0..<writer.count {
            var cut = ByteReader(Array(writer.bytes[..<count]))
            #expect(throws: StateFault.self) { try DayTally.read(&cut) }
        }
    }
}
