import Records
import Replay
import Runtime
import TestKit
import Testing

@Suite struct OffsetResetTests {
    private let source = TopicPartition(topic: "t", partition: Partition(0))

    private func plan(_ target: ResetTarget, committed: Int64? = 6) throws -> OffsetMove {
        let cluster = InMemoryCluster()
        cluster.createTopic("t", partitions: 1)
        for index in 0..<10 {
            cluster.produce("t", key: "k", value: [1], timestamp: EventTime(milliseconds: Int64(index) * 1_000))
        }
        let moves = try OffsetReset.plan(
            target, of: [source], committed: committed.map { [source: Offset($0)] } ?? [:], catalogue: cluster)
        return try #require(moves.first)
    }

    @Test func everyTarget() throws {
        #expect(try plan(.earliest).to == Offset(0))
        #expect(try plan(.latest).to == Offset(10))
        #expect(try plan(.offset(3)).to == Offset(3))
        #expect(try plan(.shift(-2)).to == Offset(4))
        #expect(try plan(.shift(2)).to == Offset(8))
        #expect(try plan(.shift(2), committed: nil).to == Offset(2))
        #expect(try plan(.time(EventTime(milliseconds: 4_500))).to == Offset(5))
        #expect(try plan(.time(EventTime(milliseconds: 99_000))).to == Offset(10))
        #expect(try plan(.earliest).distance == -6)
        #expect(try plan(.latest).distance == 4)
    }

    @Test func whatLiesOutsideIsBroughtIn() throws {
        let far = try plan(.offset(99))
        #expect(far.to == Offset(10) && far.isClamped)
        let before = try plan(.shift(-99))
        #expect(before.to == Offset(0) && before.isClamped)
        #expect(try !plan(.offset(10)).isClamped)
    }

    @Test func durationsAreISO8601() {
        #expect(OffsetReset.duration("P1D") == 86_400_000)
        #expect(OffsetReset.duration("P1DT2H30M") == 95_400_000)
        #expect(OffsetReset.duration("PT45S") == 45_000)
        #expect(OffsetReset.duration("P2W") == 1_209_600_000)
        for text in ["", "P", "PT", "1D", "P1H", "PT1D", "P1", "PT1H5", "P-1D"] {
            #expect(OffsetReset.duration(text) == nil, "\(text)")
        }
    }
}
