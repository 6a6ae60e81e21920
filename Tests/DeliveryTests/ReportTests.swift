import Delivery
import Records
import StageKit
import Testing

/// A bench whose provider of SMS gives ids, and reports later.
@Suite struct ReportTests {
    private func bench() -> Bench { Bench(keepMilliseconds: 86_400_000) }

    private func report(
        _ status: DeliveryReport.Status, id: String = "SM1", reference: String = "", channel: String = "sms"
    ) -> DeliveryReport {
        DeliveryReport(channel: channel, providerID: id, reference: reference, status: status, detail: "said so")
    }

    private func print(_ id: String) -> String {
        var message = message
        message.command = command(id)
        message.recipient = "r"
        return message.fingerprint
    }

    @Test func sentBecomesDeliveredOnce() {
        var bench = bench()
        bench.accept(command())
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        for status in [DeliveryReport.Status.delivered, .delivered, .failed] { bench.report(report(status)) }
        #expect(bench.known == [true, true, true])
        #expect(bench.statuses == [.sent, .delivered] && bench.receipts.allSatisfy { $0.dedupKey == "c1" })
        bench.report(report(.delivered, id: "SM2"))
        bench.report(report(.delivered, channel: "email"))
        #expect(bench.known.suffix(2) == [false, false] && bench.statuses.count == 2)
    }

    @Test func aLateFailureGoesOnOverTheNextChannel() {
        var bench = bench()
        bench.accept(command())
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        bench.report(report(.failed))
        #expect(bench.attempts.map(\.channel) == ["email"])
        bench.end(.yes)
        #expect(bench.statuses == [.sent, .failed, .sent])
        #expect(bench.receipts.map(\.channel) == ["sms", "sms", "email"])
    }

    @Test func aLateFailureOfTheLastChannelIsTheEnd() {
        var bench = bench()
        bench.accept(command(channels: ["sms"]))
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        bench.report(report(.failed))
        #expect(bench.statuses == [.sent, .failed] && bench.attempts.isEmpty && bench.machine.openCount == 0)
    }

    @Test func aReportFindsItsCommandAfterARestartAndAfterTheCommandsEnd() {
        var bench = bench()
        bench.accept(command(lives: 60_000))
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        bench.advance(120_000)
        var next = self.bench()
        next.now = bench.now
        for entry in bench.written.values { next.machine.restore(entry, partition: 0, at: bench.now) }
        next.report(report(.delivered))
        #expect(next.known == [true] && next.statuses == [.delivered])
        next.advance(86_400_000)
        next.report(report(.delivered))
        #expect(next.known == [true, false])
        #expect(next.written["c1"] == nil && next.machine.entry("c1") == nil)
    }

    @Test func aReportFasterThanItsAnswerIsNotLost() {
        var bench = bench()
        bench.accept(command())
        // MSG91's: nobody knows the id yet. Twilio's: our reference says which attempt it is about.
        bench.report(report(.delivered))
        #expect(bench.known == [false])
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        #expect(bench.statuses == [.sent, .delivered])
        bench.accept(command("c2"))
        bench.report(report(.delivered, id: "SM9", reference: print("c2")))
        bench.end(.accepted(detail: nil, providerID: "SM9"))
        #expect(bench.statuses == [.sent, .delivered, .sent, .delivered])
    }

    @Test func aReportOfAnUnconfirmedAttemptMakesTheNextOneUnnecessary() {
        var bench = bench()
        bench.accept(command())
        bench.end(.busy)
        bench.report(report(.delivered, id: "x", reference: print("c1")))
        let wait = bench.untilAttempt()
        #expect(bench.statuses == [.delivered] && wait == nil)
    }

    @Test func anAcknowledgementIsTakenOnceAndStopsWhatWaits() {
        var bench = bench()
        bench.accept(command())
        bench.end(.busy)
        let word = Acknowledgement(commandID: "c1", recipient: "r", by: "SI Rao\nx")
        bench.acknowledge(word)
        bench.acknowledge(word)
        #expect(bench.statuses == [.expired, .acknowledged] && bench.receipts[1].detail == "by SI Rao x")
        bench.acknowledge(Acknowledgement(commandID: "c2", recipient: "r"))
        bench.acknowledge(Acknowledgement(commandID: "c1", recipient: "somebody"))
        let wait = bench.untilAttempt()
        #expect(bench.known == [true, true, false, false] && wait == nil)
    }

    @Test func stateWithIdsAndAcknowledgementsSurvivesItsBytes() throws {
        var bench = bench()
        bench.accept(command())
        bench.end(.accepted(detail: nil, providerID: "SM1"))
        bench.acknowledge(Acknowledgement(commandID: "c1", recipient: "r"))
        let entry = try #require(bench.written["c1"])
        #expect(entry.deliveries[0].isAcknowledged && entry.deliveries[0].legs[0].providerID == "SM1")
        var writer = ByteWriter()
        entry.appendState(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try CommandEntry(command: entry.command, state: &reader) == entry)
    }

    @Test func channelsSayHowTheyAre() {
        var policy = ChannelPolicy(name: "sms", concurrency: 1)
        policy.breaker.failures = 1
        var bench = Bench(channels: [policy], recipients: [Recipient(id: "r", addresses: ["sms": "1"])])
        bench.accept(command("a", channels: ["sms"]))
        bench.accept(command("b", channels: ["sms"]))
        func words(_ bench: Bench) -> [String] {
            bench.machine.channelStates().map { name, state in
                "\(name) \(state.waiting) \(state.inFlight) \(state.breaker)"
            }
        }
        #expect(words(bench) == ["sms 1 1 0"])
        bench.end(.busy)
        #expect(words(bench) == ["sms 2 0 2"])
    }
}

@Suite struct SignatureTests {
    @Test func sha1IsThatOfTheStandard() {
        #expect(ByteText.hex(SHA1.digest(Array("abc".utf8))) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(ByteText.hex(SHA1.digest([])) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        #expect(
            ByteText.hex(SHA1.digest(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)))
                == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        // RFC 2202, cases 1 and 6.
        #expect(
            ByteText.hex(SHA1.hmac(key: Array(repeating: 0x0b, count: 20), message: Array("Hi There".utf8)))
                == "b617318655057264e28bc0b6fb378c8ef146be00")
        #expect(
            ByteText.hex(
                SHA1.hmac(
                    key: Array(repeating: 0xaa, count: 80),
                    message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)))
                == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
    }

    /// The example of Twilio's page on webhook security.
    @Test func twiliosSignatureIsItsOwnExample() {
        let fields = [
            ("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"),
            ("From", "+14158675309"), ("To", "+18005551212"),
        ]
        let signature = CallbackSignature.twilio(
            url: "https://mycompany.com/myapp.php?foo=1&bar=2", fields: fields.reversed(), token: Secret("12345"))
        #expect(signature == "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    }

    @Test func ourOwnSignatureHoldsForFiveMinutes() {
        let body = Array(#"{"command_id":"c1"}"#.utf8)
        let seconds = start.milliseconds / 1_000
        let signature = WebhookForm.signature(
            secret: Secret("s"), seconds: seconds, body: String(decoding: body, as: UTF8.self))
        func holds(_ signature: String, _ stamp: String, _ body: [UInt8], after: Int64 = 0) -> Bool {
            CallbackSignature.isOwn(
                signature, timestamp: stamp, body: body, secret: Secret("s"),
                now: start.advanced(byMilliseconds: after))
        }
        #expect(holds(signature, "\(seconds)", body, after: 290_000))
        #expect(!holds(signature, "\(seconds)", body, after: 310_000))
        #expect(!holds(signature, "\(seconds + 1)", body) && !holds(signature, "x", body))
        #expect(!holds(signature, "\(seconds)", body + [0x20]) && !holds("v1=", "\(seconds)", body))
        #expect(!holds(signature, "\(Int64.max)", body))
    }

    @Test func formFieldsAreDecodedWhateverTheyAre() {
        let fields = ByteText.formFields("a=b+c%26&%C3%BC=%zz&d&e==%4")
        #expect(fields.map(\.0) == ["a", "ü", "d", "e"])
        #expect(fields.map(\.1) == ["b c&", "%zz", "", "=%4"])
    }
}
