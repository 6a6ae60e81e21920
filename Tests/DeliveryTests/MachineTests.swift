import Delivery
import Records
import Testing

@Suite struct MachineTests {
    @Test func theFirstChannelThatWorksDelivers() {
        var bench = Bench()
        bench.accept(command())
        #expect(bench.attempts.map(\.channel) == ["sms"])
        bench.end(.yes)
        #expect(bench.statuses == [.sent] && bench.receipts[0].channel == "sms" && bench.receipts[0].recipient == "r")
        let isAtRest = bench.untilAttempt() == nil
        #expect(isAtRest)
    }

    @Test func aRefusalGoesToTheNextChannelAtOnceAndTheLastOneFails() {
        var bench = Bench()
        bench.accept(command())
        bench.end(.never)
        #expect(bench.attempts.map(\.channel) == ["email"])
        bench.end(.never)
        #expect(bench.statuses == [.failed])
        #expect(bench.receipts[0].detail == "HTTP 404; 2 attempts")
    }

    @Test func retriesStayWithinTheirBoundsAndThenFailOver() {
        let backoff = Backoff(baseMilliseconds: 1_000, limitMilliseconds: 5_000, seed: 7)
        var policy = ChannelPolicy(name: "sms", attemptsMax: 4, backoff: backoff)
        policy.breaker.failures = 100
        var bench = Bench(channels: [policy, ChannelPolicy(name: "email")])
        bench.accept(command())
        for attempt in 1...3 {
            bench.end(.busy)
            let waited = bench.untilAttempt() ?? -1
            #expect((0...backoff.ceiling(after: attempt)).contains(waited))
            #expect(bench.attempts.map(\.number) == [attempt + 1] && bench.attempts[0].channel == "sms")
        }
        bench.end(.busy)
        #expect(bench.attempts.map(\.channel) == ["email"])
        bench.end(.yes)
        #expect(bench.receipts[0].detail == "5 attempts, 4 of them neither confirmed nor refused")
    }

    @Test func aProvidersWishToWaitIsRespectedAndALongOneFailsOver() {
        var bench = Bench()
        bench.accept(command())
        bench.end(.http(status: 429, retryAfter: 3, detail: ""))
        let asked = bench.untilAttempt() ?? 0
        #expect(asked >= 3_000 && bench.attempts[0].channel == "sms")
        bench.end(.http(status: 429, retryAfter: 60, detail: ""))
        // What comes meanwhile does not wait for the provider.
        bench.accept(command("c2"))
        #expect(bench.attempts.map(\.channel) == ["email"])
    }

    @Test func anOpenBreakerSendsOthersElsewhereAndOneProbeClosesIt() {
        var policy = ChannelPolicy(name: "sms", attemptsMax: 50, backoff: Backoff(baseMilliseconds: 10))
        policy.breaker = .init(failures: 2, coolDownMilliseconds: 30_000)
        policy.concurrency = 2
        var bench = Bench(channels: [policy, ChannelPolicy(name: "email")])
        for id in ["a", "b", "c"] { bench.accept(command(id)) }
        #expect(bench.attempts.map(\.command) == ["a", "b"])
        let both = bench.attempts
        bench.attempts.removeAll()
        for attempt in both { bench.machine.finished(attempt, .busy, at: bench.now) }
        bench.settle()
        // A place became free for "c" before the second failure opened it.
        #expect(bench.attempts.map(\.command) == ["c"])
        bench.end(.busy)
        bench.advance(100)
        #expect(bench.attempts.map(\.channel) == ["email", "email", "email"])
        while !bench.attempts.isEmpty { bench.end(.yes) }
        bench.advance(30_000)
        for id in ["d", "e"] { bench.accept(command(id)) }
        #expect(bench.attempts.map(\.command) == ["d"])
        bench.end(.yes)
        #expect(bench.attempts.map(\.command) == ["e"] && bench.attempts[0].channel == "sms")
    }

    @Test func ratesHoldAndTheSeverestGoFirst() {
        let policy = ChannelPolicy(name: "sms", rate: Rate(60, perMilliseconds: 60_000, burst: 1), concurrency: 99)
        var bench = Bench(channels: [policy])
        bench.accept(command("first", channels: ["sms"]))
        bench.accept(command("info", severity: .info, channels: ["sms"]))
        bench.accept(command("critical", channels: ["sms"]))
        bench.advance(999)
        #expect(bench.attempts.map(\.command) == ["first"])
        bench.advance(1)
        bench.advance(1_000)
        #expect(bench.attempts.map(\.command) == ["first", "critical", "info"])
    }

    @Test func aRecipientIsNotFlooded() {
        let policy = ChannelPolicy(name: "sms", recipientRate: Rate(1, perMilliseconds: 10_000))
        let other = Recipient(id: "s", addresses: ["sms": "9"], policies: ["other"])
        var bench = Bench(channels: [policy], recipients: [Recipient(id: "r", addresses: ["sms": "1"]), other])
        bench.accept(command("a", channels: ["sms"]))
        bench.accept(command("b", channels: ["sms"]))
        #expect(bench.attempts.map(\.command) == ["a"])
        bench.attempts.removeAll()
        let waited = bench.untilAttempt() ?? -1
        #expect(waited == 10_000)
    }

    @Test func quietHoursHoldWhatCanWait() {
        // 04:46 UTC is 10:16 in India.
        let quiet = QuietHours(start: 10 * 60, end: 11 * 60, letsThrough: .error)
        let recipient = Recipient(id: "r", addresses: ["sms": "1"], quietHours: quiet)
        var bench = Bench(recipients: [recipient])
        bench.accept(command("warning", severity: .warning))
        bench.accept(command("critical"))
        #expect(bench.attempts.map(\.command) == ["critical"])
        bench.attempts.removeAll()
        let waited = bench.untilAttempt() ?? -1
        let until: Int64 = (44 * 60 - 2) * 1_000
        #expect(waited == until)
        let night = QuietHours(start: 22 * 60, end: 6 * 60)
        let isNight = [0, 13].map { hours in
            night.end(for: .info, at: start.advanced(byMilliseconds: hours * 3_600_000)) != nil
        }
        #expect(isNight == [false, true])
    }

    @Test func nothingIsSentBeforeItsTimeOrAfterItsEnd() {
        var bench = Bench()
        bench.accept(command("later", notBefore: start.advanced(byMilliseconds: 5_000)))
        let waited = bench.untilAttempt() ?? -1
        #expect(waited == 5_000)
        bench.end(.yes)
        bench.accept(command("short", lives: 6_000))
        bench.end(.http(status: 429, retryAfter: 3, detail: "slow"))
        bench.advance(2_000)
        #expect(bench.statuses == [.sent, .expired] && bench.attempts.isEmpty)
        bench.accept(command("past", lives: 1_000))
        #expect(bench.statuses.last == .expired && bench.attempts.isEmpty)
    }

    @Test func theEndOfAnAlertEndsWhatWaits() {
        var bench = Bench()
        bench.accept(command("a", key: "k", notBefore: start.advanced(byMilliseconds: 60_000)))
        bench.accept(command("b", key: "k"))
        bench.accept(command("z", key: "k", action: .resolve, severity: .info))
        #expect(bench.statuses == [.expired] && bench.receipts[0].commandID == "a")
        // "b" was on its way; when it fails it is not tried again.
        bench.end(.busy)
        #expect(bench.statuses == [.expired, .expired])
        bench.end(.yes)
        #expect(bench.receipts[2].commandID == "z" && bench.receipts[2].status == .sent)
    }

    @Test func commandsWithRolesGoToThoseWhoHaveThem() {
        let recipients = [("a", ["station_officer"]), ("b", ["bank_nodal"]), ("c", [])].map {
            Recipient(id: $0.0, addresses: ["sms": "1"], roles: Set($0.1))
        }
        var wanted = command()
        wanted.roles = ["station_officer", "shift"]
        var bench = Bench(recipients: recipients)
        bench.accept(wanted)
        #expect(bench.attempts.map(\.recipient) == ["a", "c"])
        bench.accept(command("c2"))
        #expect(bench.attempts.map(\.recipient) == ["a", "c", "a", "b", "c"])
    }

    @Test func theSameCommandTwiceIsDeliveredOnce() {
        var bench = Bench()
        bench.accept(command())
        bench.end(.yes)
        bench.accept(command())
        #expect(bench.attempts.isEmpty && bench.receipts.count == 1 && bench.machine.duplicateCommands == 1)
        bench.advance(3_600_000)
        let isForgotten = bench.machine.entry("c1") == nil && bench.written["c1"] == nil
        #expect(isForgotten)
    }

    @Test func afterARestartTheAttemptOnItsWayIsMadeAgainAndTheConfirmedOneIsNot() {
        var bench = Bench()
        bench.accept(command("sent"))
        bench.end(.yes)
        bench.accept(command("open"))
        var next = Bench()
        for entry in bench.written.values { next.machine.restore(entry, partition: 0, at: start) }
        next.advance(0)
        #expect(next.attempts.map(\.command) == ["open"] && next.attempts[0].number == 2)
        // The old attempt's end is not taken for the new one's.
        next.machine.finished(bench.attempts[0], .yes, at: start)
        next.settle()
        #expect(next.receipts.isEmpty)
        next.end(.yes)
        #expect(next.receipts[0].detail == "2 attempts, 1 of them neither confirmed nor refused")
    }

    @Test func stateSurvivesItsBytes() throws {
        var bench = Bench()
        bench.accept(command())
        bench.end(.busy)
        let entry = try #require(bench.written["c1"])
        var writer = ByteWriter()
        entry.appendState(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try CommandEntry(command: entry.command, state: &reader) == entry)
        for count in 0..<writer.count {
            var cut = ByteReader(Array(writer.bytes[..<count]))
            #expect(throws: StateFault.self) { try CommandEntry(command: entry.command, state: &cut) }
        }
    }

    @Test func everyCommandEndsWithAReceipt() {
        var bench = Bench(recipients: [Recipient(id: "r", addresses: ["sms": "1"], policies: ["other"])])
        bench.accept(command())
        bench.accept(command("replay", runID: "backfill"))
        #expect(bench.statuses == [.failed, .failed] && bench.receipts.map(\.recipient) == ["none", "none"])
        #expect(bench.receipts[0].detail == "no recipient takes it")
        #expect(bench.receipts[1].detail == "replay backfill: not delivered")
    }

    @Test func parallelChannelsGoOutBesidesTheOthersAndAreMissedWhenNobodyHasThem() {
        let hold = ChannelPolicy(name: "bank_hold", isEndToEnd: true, isShared: false, isParallel: true)
        let bank = Recipient(id: "bank", addresses: ["bank_hold": "http://x"])
        let officer = Recipient(id: "r", addresses: ["sms": "1"])
        let wanted = command(channels: ["sms", "bank_hold"])
        var bench = Bench(channels: [ChannelPolicy(name: "sms"), hold], recipients: [officer, bank])
        bench.accept(wanted)
        #expect(Set(bench.attempts.map(\.channel)) == ["sms", "bank_hold"])
        var alone = Bench(channels: [ChannelPolicy(name: "sms"), hold], recipients: [officer])
        alone.accept(wanted)
        #expect(alone.statuses == [.failed] && alone.receipts[0].channel == "bank_hold")
    }

    @Test func aRecipientsOwnEndpointDoesNotHoldUpTheOthers() {
        var policy = ChannelPolicy(name: "webhook", isEndToEnd: true, isShared: false)
        policy.breaker.failures = 1
        let recipients = ["a", "b"].map { Recipient(id: $0, addresses: ["webhook": "http://\($0)"]) }
        var bench = Bench(channels: [policy], recipients: recipients)
        bench.accept(command("1", channels: ["webhook"]))
        bench.end(.busy)
        bench.end(.yes)
        bench.accept(command("2", channels: ["webhook"]))
        #expect(bench.attempts.map(\.recipient) == ["b"] && bench.statuses == [.delivered])
    }

    @Test(arguments: 1...20) func whateverHappensEveryDeliveryEndsOnce(seed: UInt64) {
        var policy = ChannelPolicy(name: "sms", attemptsMax: 4, rate: Rate(300, perMilliseconds: 60_000, burst: 3))
        policy.breaker = .init(failures: 3, coolDownMilliseconds: 2_000)
        var bench = Bench(channels: [policy, ChannelPolicy(name: "email", attemptsMax: 3, concurrency: 2)])
        var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func draw(_ below: UInt64) -> UInt64 {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return random % below
        }
        for number in 0..<60 {
            let life = Int64(draw(20) == 0 ? 500 : 600_000)
            let lives = bench.now.milliseconds(since: start) + life
            bench.accept(command("c\(number)", severity: Severity.allCases[Int(draw(4))], lives: lives))
            if draw(3) == 0 { bench.end([.yes, .busy, .never][Int(draw(3))]) }
            if draw(10) == 0 {
                var next = Bench(channels: [policy, ChannelPolicy(name: "email", attemptsMax: 3, concurrency: 2)])
                next.now = bench.now
                next.receipts = bench.receipts
                next.written = bench.written
                for entry in bench.written.values.sorted(by: { $0.command.id < $1.command.id }) {
                    next.machine.restore(entry, partition: 0, at: bench.now)
                }
                bench = next
            }
            bench.advance(Int64(draw(400)))
        }
        while bench.untilAttempt() != nil { bench.end([.yes, .busy, .never][Int(draw(3))]) }
        #expect(Set(bench.receipts.map(\.commandID)).count == 60 && bench.receipts.count == 60, "seed \(seed)")
        #expect(bench.machine.openCount == 0)
    }
}
