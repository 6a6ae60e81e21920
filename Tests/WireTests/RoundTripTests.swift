import Records
import Testing
import Wire

@Suite struct RoundTripTests {
    @Test(arguments: RecordKind.allCases)
    func decodingWhatWasEncodedGivesTheSameRecord(_ kind: RecordKind) throws {
        let decoder = WireDecoder()
        var writer = ByteWriter()
        for seed in UInt64(1)...400 {
            var random = SplitMix64(seed: seed)
            let record = random.record(kind)
            writer.clear()
            WireEncoder.encode(record, into: &writer)
            let bytes = writer.bytes
            do throws(DecodeFault) {
                let key = kind == .document ? record.key : nil
                let back = try decoder.decode(kind, key: key, bytes.span.bytes)
                #expect(back == record, "\(kind), seed \(seed)")
            } catch {
                Issue.record("\(kind), seed \(seed): \(error)\n\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test func encodingAppendsAndDoesNotDependOnTheBuffersSize() {
        for seed in UInt64(1)...50 {
            var random = SplitMix64(seed: seed)
            let record = random.record(.alertCommand)
            var large = ByteWriter(capacity: 1_000_000)
            WireEncoder.encode(record, into: &large)
            var small = ByteWriter()
            small.append(UInt8(ascii: "x"))
            WireEncoder.encode(record, into: &small)
            #expect(small.bytes == [UInt8(ascii: "x")] + large.bytes, "seed \(seed)")
        }
    }

    @Test func aLongTextIsWrittenWhole() throws {
        let gist = String(repeating: "₹\n\"\\\u{1}", count: 60_000)
        let record = DomainRecord.fir(
            FIR(
                firID: "F1", state: "KA", district: "Mysuru", policeStation: "CEN", firNo: "1/2026",
                registeredAt: ZonedTime(time: EventTime(milliseconds: 0), zoneOffsetMinutes: 0), gist: gist))
        var writer = ByteWriter()
        WireEncoder.encode(record, into: &writer)
        let bytes = writer.bytes
        #expect(bytes.count > 600_000)
        #expect(try WireDecoder().decode(.fir, key: nil, bytes.span.bytes) == record)
    }

    @Test func aScoredTransactionReadsLikeThis() throws {
        let time = try #require(Timestamp.parse("2026-03-01T10:15:00+05:30"))
        let verdict = Verdict(
            score: 0.8734219, reasons: [Reason(code: "NEW_PAYEE", contribution: 0.5, evidence: "first \"seen\"\n")],
            versions: Versions(detector: "anomaly-1", rules: "7"),
            source: SourceRef(topic: "bank.transactions.v1", partition: Partition(3), offset: Offset(42)), runID: "r-1")
        let scored = ScoredTransaction(
            transactionID: "T1", account: "A1", amount: MinorUnits(4_900_005), direction: .debit, channel: .upi,
            bookedAt: time, verdict: verdict)
        let expected =
            #"{"transaction_id":"T1","account":"A1","amount":"49000.05","direction":"debit","channel":"UPI","#
            + #""booked_at":"2026-03-01T10:15:00+05:30","score":0.873422,"#
            + #""reasons":[{"code":"NEW_PAYEE","contribution":0.5,"evidence":"first \"seen\"\n"}],"#
            + #""versions":{"detector":"anomaly-1","rules":"7"},"#
            + #""source":{"topic":"bank.transactions.v1","partition":3,"offset":42},"run_id":"r-1"}"#
        #expect(json(.scoredTransaction(scored)) == expected)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (0.1, "0.1"), (0.000_000_4, "0"), (0.000_000_6, "0.000001"),
        (-0.25, "-0.25"), (123_456.75, "123456.75"), (.nan, "0"), (.infinity, "0"), (1e300, "900000000000"),
    ])
    func numbersHaveSixDecimalsAtMost(_ value: Double, _ text: String) {
        let cell = RiskCell(
            cell: "c", updatedAt: EventTime(milliseconds: 0), expected15Minutes: value, expected60Minutes: 0,
            intensityAll: 0, intensityFraud: 0, terminals: [],
            verdict: Verdict(
                score: 0, reasons: [], versions: Versions(),
                source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0))))
        #expect(json(.riskCell(cell)).contains("\"expected_15m\":\(text),"))
    }

    private func json(_ record: DomainRecord) -> String {
        var writer = ByteWriter()
        WireEncoder.encode(record, into: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
