import RdKafka
import Testing

extension KafkaTests {
    @Suite struct PositionTests {
        let cluster: MockCluster
        let partition = KafkaPartition("in", 0)

        init() throws {
            cluster = try MockCluster()
            try cluster.createTopic("in", partitions: 2)
            let producer = try Clients.producer(cluster)
            for number in 0..<100 { try producer.send("in", "\(number)", partition: 0) }
            try producer.flush(timeoutMilliseconds: 10_000)
        }

        @Test func startsPausedAtTheOffset() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 40])
            try consumer.pause([partition])
            #expect(consumer.consume(max: 100, timeoutMilliseconds: 200).isEmpty)
            try consumer.resume([partition])
            let records = try consumer.receive(60)
            #expect(records.first?.offset == 40)
            #expect(records.count == 60)
        }

        @Test func pauseAndResumeLoseAndRepeatNothing() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 0])
            var records = try consumer.receive(7, max: 7)
            try consumer.pause([partition])
            #expect(consumer.consume(max: 100, timeoutMilliseconds: 100).isEmpty)
            try consumer.resume([partition])
            records += try consumer.receive(93, max: 11)
            #expect(records.map(\.offset) == (0..<100).map { Int64($0) })
        }

        @Test func resumingWhatIsNotPausedRepeatsNothing() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 0])
            var records = try consumer.receive(10, max: 10)
            for _ in 0..<3 {
                try consumer.resume([partition])
                records += try consumer.receive(10, max: 10)
                try consumer.pause([partition])
                try consumer.pause([partition])
                try consumer.resume([partition])
                records += try consumer.receive(10, max: 10)
            }
            #expect(records.map(\.offset) == (0..<70).map { Int64($0) })
        }

        @Test func endIsToldAgainAfterAPause() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 90])
            #expect(try consumer.receiveToEnd().end == 100)
            try consumer.pause([partition])
            try consumer.resume([partition])
            #expect(try consumer.receiveToEnd().end == 100)
        }

        @Test func seekGoesBack() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 0])
            _ = try consumer.receive(5, max: 5)
            try consumer.seek(partition, to: 50, timeoutMilliseconds: 5_000)
            #expect(try consumer.receive(10, max: 10).first?.offset == 50)
            try consumer.seek(partition, to: 3, timeoutMilliseconds: 5_000)
            #expect(try consumer.receive(10, max: 10).map(\.offset) == (3..<13).map { Int64($0) })
        }

        @Test func offsetOutsideOfTheLogIsAnError() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([partition: 1_000])
            try consumer.poll(what: "the error") { batch, index in
                batch[index].errorCode == KafkaError.Code.autoOffsetReset && batch[index].partition == 0
                    && batch[index].topic == "in"
            }
            try consumer.seek(partition, to: 98, timeoutMilliseconds: 5_000)
            #expect(try consumer.receive(2).map(\.offset) == [98, 99])
        }

        @Test func addsAndRemovesWithoutAGroup() throws {
            let consumer = try Clients.consumer(cluster)
            try consumer.add([partition: 95])
            #expect(try consumer.receiveToEnd().records.count == 5)
            try consumer.add([KafkaPartition("in", 1): 0])
            #expect(try consumer.receiveToEnd().end == 0)
            try consumer.remove([partition])
            #expect(try consumer.assignment() == [KafkaPartition("in", 1)])
            try consumer.add([partition: 99])
            #expect(try consumer.receive(1).map(\.offset) == [99])
        }

        @Test func rangesAndCounts() throws {
            let consumer = try Clients.consumer(cluster)
            #expect(consumer.cachedRange(of: partition) == nil)
            let range = try consumer.range(of: partition, timeoutMilliseconds: 5_000)
            #expect(range.start == 0 && range.end == 100)
            try consumer.assign([partition: 99])
            _ = try consumer.receiveToEnd()
            #expect(consumer.cachedRange(of: partition)?.end == 100)
            #expect(try consumer.partitionCount(of: "in", timeoutMilliseconds: 5_000) == 2)
            #expect(try consumer.committed([partition], timeoutMilliseconds: 5_000).isEmpty)
            try consumer.commit([partition: 42])
            #expect(try consumer.committed([partition], timeoutMilliseconds: 5_000) == [partition: 42])
        }
    }
}
