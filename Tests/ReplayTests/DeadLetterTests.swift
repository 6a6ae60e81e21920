import Records
import Replay
import Runtime
import TestKit
import Testing

@Suite struct DeadLetterTests {
    private func letters(_ cluster: InMemoryCluster) -> [DeadLetter] {
        cluster.records(of: "ledger.deadletters.v1").map {
            DeadLetter(
                topic: $0.topic, partition: $0.partition, offset: $0.offset, timestamp: $0.timestamp, key: $0.key,
                value: $0.value, headers: $0.headers)
        }
    }

    private func redrive(_ plan: RedrivePlan, on cluster: InMemoryCluster) {
        for letter in plan.redrive {
            guard let origin = letter.origin else { continue }
            cluster.produce(
                origin.topic, key: letter.keyText, value: letter.value, headers: letter.redriveHeaders,
                timestamp: letter.timestamp)
        }
    }

    @Test func aRedrivenRecordComesBackAsItWas() throws {
        let driver = StageDriver(LedgerStage())
        let bytes = Array(#"{"transaction_id": "broken"#.utf8)
        let trace = RecordHeader(name: "traceparent", value: Array("00-aa-bb-01".utf8))
        driver.cluster.produce(
            "bank.transactions.v1", key: "acc1", value: bytes, headers: [trace],
            timestamp: EventTime(milliseconds: 1_772_323_200_000))
        try driver.startWorker()
        try driver.runUntilIdle()
        for attempt in 1...3 {
            let letter = try #require(letters(driver.cluster).last)
            #expect(letter.attempt == attempt)
            #expect(letter.stage == "ledger")
            #expect(!letter.reason.isEmpty && letter.code != "unknown")
            let plan = RedrivePlan(
                [letter], filter: DeadLetterFilter(), marks: [:], maxAttempts: 5, again: false)
            redrive(plan, on: driver.cluster)
            let returned = try #require(driver.cluster.records(of: "bank.transactions.v1").last)
            #expect(returned.value == bytes && returned.keyText == "acc1")
            #expect(returned.partition == letter.origin?.partition)
            #expect(returned.headers.first == trace)
            #expect(returned.headers.count == 2)
            #expect(returned.header("prahari-attempt") == String(attempt))
            try driver.runUntilIdle()
        }
    }

    private func letter(
        _ offset: Int64, code: String = "refused", key: String = "a", attempt: Int = 1, run: String? = nil,
        origin: Bool = true
    ) -> DeadLetter {
        var headers = [("__streams.errors.exception", code), ("prahari-attempt", "\(attempt)")]
        if origin {
            headers += [
                ("__streams.errors.topic", "bank.transactions.v1"), ("__streams.errors.partition", "0"),
                ("__streams.errors.offset", "7"),
            ]
        }
        if let run { headers.append((RunNames.header, run)) }
        return DeadLetter(
            topic: "ledger.deadletters.v1", partition: Partition(0), offset: Offset(offset),
            timestamp: EventTime(milliseconds: offset * 1_000), key: Array(key.utf8), value: nil,
            headers: headers.map { RecordHeader(name: $0.0, value: Array($0.1.utf8)) })
    }

    @Test func whatIsHeldSaysWhy() {
        let letters = [
            letter(0), letter(1, attempt: 3), letter(2), letter(3, run: "x"), letter(4, origin: false), letter(5),
        ]
        let marks: [String: RedrivePlan.Mark] = [letters[2].name: .redriven, letters[5].name: .parked]
        let plan = RedrivePlan(letters, filter: DeadLetterFilter(), marks: marks, maxAttempts: 3, again: false)
        #expect(plan.redrive == [letters[0]])
        #expect(
            plan.held.map(\.why) == [
                .attempts(3), .marked(.redriven), .ofRun("x"), .noOrigin, .marked(.parked),
            ])
        let again = RedrivePlan(letters, filter: DeadLetterFilter(), marks: marks, maxAttempts: 3, again: true)
        #expect(again.redrive == [letters[0], letters[2], letters[5]])
    }

    @Test func filtersRestrict() {
        let letters = [letter(0, code: "a"), letter(1, code: "b", key: "k"), letter(2, code: "b")]
        func taken(_ change: (inout DeadLetterFilter) -> Void) -> [Int64] {
            var filter = DeadLetterFilter()
            change(&filter)
            return letters.filter(filter.takes).map(\.offset.rawValue)
        }
        #expect(taken { _ in } == [0, 1, 2])
        #expect(taken { $0.codes = ["b"] } == [1, 2])
        #expect(taken { $0.keys = ["k"] } == [1])
        #expect(taken { $0.since = EventTime(milliseconds: 1_000) } == [1, 2])
        #expect(taken { $0.until = EventTime(milliseconds: 1_000) } == [0])
        #expect(taken { $0.names = ["ledger.deadletters.v1-0-2"] } == [2])
    }
}
