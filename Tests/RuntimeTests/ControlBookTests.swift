import Records
import Runtime
import Testing
import Wire

/// What the orders of `ops.control.v1` come down to.
@Suite struct ControlBookTests {
    static let start = EventTime(milliseconds: 1_772_323_200_000)

    static func order(
        _ action: StageControl.Action, _ partitions: [Int32] = [], stage: String = "ledger", by author: String = "rao",
        until minutes: Int64? = nil
    ) -> StageControl {
        StageControl(
            stage: stage, partitions: partitions.map { Partition($0) }, action: action, author: author, reason: "why",
            at: start, until: minutes.map { start.advanced(byMilliseconds: $0 * 60_000) })
    }

    private func held(_ orders: [StageControl], after minutes: Int64 = 0) -> [Int32] {
        var book = ControlBook()
        for order in orders { book.take(order) }
        let now = Self.start.advanced(byMilliseconds: minutes * 60_000)
        return (0..<Int32(4)).filter { book.hold(of: "ledger", Partition($0), at: now) != nil }
    }

    @Test func theLastOrderThatConcernsAPartitionCounts() {
        #expect(held([]) == [])
        #expect(held([Self.order(.pause)]) == [0, 1, 2, 3])
        #expect(held([Self.order(.pause, [1, 3])]) == [1, 3])
        #expect(held([Self.order(.pause), Self.order(.resume, [2])]) == [0, 1, 3])
        #expect(held([Self.order(.pause, [1]), Self.order(.resume)]) == [])
        #expect(held([Self.order(.resume, [2]), Self.order(.pause)]) == [0, 1, 2, 3])
        #expect(held([Self.order(.pause, stage: "other")]) == [])
    }

    @Test func aPauseEndsByItselfAndNoOlderOneComesBack() {
        let orders = [Self.order(.pause), Self.order(.pause, [1], by: "sen", until: 30)]
        #expect(held(orders, after: 29) == [0, 1, 2, 3])
        #expect(held(orders, after: 30) == [0, 2, 3])
    }

    @Test func ordersSayWhoWhatAndWhy() {
        #expect(
            Self.order(.pause, [3], until: 60).summary
                == "paused by rao since 2026-03-01T00:00:00Z until 2026-03-01T01:00:00Z: why")
        #expect(Self.order(.resume).summary == "resumed by rao at 2026-03-01T00:00:00Z: why")
        #expect(Self.order(.pause, [3, 5]).scope == "partitions 3, 5")
        #expect(Self.order(.pause).scope == "all partitions")
    }

    private func fault(_ key: String?, _ text: String?) -> String? {
        let value = text.map { Array($0.utf8) }
        do throws(DecodeFault) {
            _ = try ControlBook.decode(key: key.map { Array($0.utf8) }, value?.span.bytes, with: WireDecoder())
            return nil
        } catch {
            return error.description
        }
    }

    @Test func whatIsNoOrderIsNamed() {
        let good = #"{"stage":"ledger","action":"pause","author":"rao","reason":"why","at":"2026-03-01T00:00:00Z""#
        #expect(fault("ledger", good + "}") == nil)
        #expect(fault("ledger", good + #","partitions":[0,3],"until":"2026-03-01T00:00:01Z","more":1}"#) == nil)
        #expect(fault("trail", good + "}")?.contains("the Kafka key is 'trail', the stage is 'ledger'") == true)
        #expect(fault(nil, good + "}") != nil && fault("ledger", nil) != nil && fault("ledger", "pause") != nil)
        #expect(fault("ledger", good + #","partitions":[]}"#)?.contains("leave the field out") == true)
        #expect(fault("ledger", good + #","partitions":[1,-1]}"#)?.contains("partitions[1]") == true)
        #expect(fault("ledger", good + #","until":"2026-03-01T00:00:00Z"}"#)?.contains("not after the start") == true)
        #expect(fault("ledger", good.replacing(#""reason":"why","#, with: "") + "}")?.contains("'reason'") == true)
        #expect(fault("ledger", good.replacing("pause", with: "stop") + "}")?.contains("'action'") == true)
        #expect(
            fault("ledger", good.replacing(#""author":"rao""#, with: #""author":"""#) + "}")?.contains("author") == true
        )
    }
}
