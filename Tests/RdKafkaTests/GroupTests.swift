import RdKafka
import Testing

/// A member of a group that takes what it is given from the committed offsets or the start, and notes what it is told.
private final class Member {
    let consumer: KafkaConsumer
    var held: Set<KafkaPartition> = []
    var told: [String] = []
    var onRevoked: () throws -> Void = {}
    var failure: (any Error)?
    /// Next offsets of what was read since the last commit.
    var positions: [KafkaPartition: Int64] = [:]

    init(_ cluster: MockCluster, topics: [String], _ extra: [String: String] = [:]) throws {
        consumer = try Clients.consumer(cluster, group: "group", extra)
        try consumer.subscribe(topics) { [unowned self] in hear($0) }
    }

    /// Where members start instead of the committed offsets: the mock refuses commits while the group rebalances, which
    /// brokers do not.
    var starts: Positions?

    final class Positions {
        var next: [KafkaPartition: Int64] = [:]
    }

    func commitPositions() {
        starts?.next.merge(positions) { $1 }
        positions.removeAll()
    }

    private func hear(_ rebalance: KafkaRebalance) {
        do {
            switch rebalance {
            case .assigned(let partitions):
                told.append("assigned")
                let committed = try starts?.next ?? consumer.committed(partitions, timeoutMilliseconds: 5_000)
                try consumer.assign(
                    Dictionary(uniqueKeysWithValues: partitions.map { ($0, committed[$0] ?? 0) }))
                held = Set(partitions)
            case .revoked(let partitions):
                told.append("revoked")
                // Still ours.
                #expect(Set(try consumer.assignment()) == Set(partitions))
                try onRevoked()
                held = []
            case .lost:
                told.append("lost")
                held = []
            case .failed(let error): failure = error
            }
        } catch {
            failure = error
        }
    }
}

extension KafkaTests {
    @Suite struct GroupTests {
        let cluster: MockCluster

        init() throws {
            cluster = try MockCluster()
            try cluster.createTopic("a", partitions: 4)
            try cluster.createTopic("b", partitions: 4)
        }

        @Test func partitionsMoveBetweenMembersWithoutLossOrRepeat() throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<400 { try producer.send("a", "\(number)", partition: Int32(number % 4)) }
            try producer.flush(timeoutMilliseconds: 10_000)
            var seen: [String] = []
            let starts = Member.Positions()
            let first = try Member(cluster, topics: ["a"])
            first.starts = starts
            first.onRevoked = { [unowned first] in first.commitPositions() }
            func read(_ member: Member, max: Int) {
                let batch = member.consumer.consume(max: max, timeoutMilliseconds: 20)
                for index in 0..<batch.count where batch[index].errorCode == 0 {
                    let record = Received(batch, index)
                    seen.append(record.text)
                    member.positions[KafkaPartition(record.topic, record.partition)] = record.offset + 1
                }
            }
            try until("the first reads") {
                seen.count >= 50
            } step: {
                read(first, max: 10)
            }

            let second = try Member(cluster, topics: ["a"])
            second.starts = starts
            second.onRevoked = { [unowned second] in second.commitPositions() }
            try until("both hold two") {
                first.held.count == 2 && second.held.count == 2
            } step: {
                read(first, max: 1)
                read(second, max: 1)
            }
            #expect(first.held.isDisjoint(with: second.held))
            try until("all is read") {
                seen.count >= 400
            } step: {
                read(first, max: 50)
                read(second, max: 50)
            }
            #expect(seen.count == 400 && Set(seen).count == 400)
            #expect(first.failure == nil, "\(String(describing: first.failure))")
            #expect(second.failure == nil, "\(String(describing: second.failure))")
            first.consumer.close()
            second.consumer.close()
        }

        @Test func coPartitionedTopicsStayTogether() throws {
            let members = [try Member(cluster, topics: ["a", "b"]), try Member(cluster, topics: ["a", "b"])]
            try until("both hold four") {
                members.allSatisfy { $0.held.count == 4 }
            } step: {
                for member in members { _ = member.consumer.consume(max: 1, timeoutMilliseconds: 20) }
            }
            for member in members {
                let numbers = Dictionary(grouping: member.held, by: \.topic).mapValues { Set($0.map(\.partition)) }
                #expect(numbers["a"] == numbers["b"])
            }
            for member in members { member.consumer.close() }
        }

        @Test func closeRevokesFirst() throws {
            let member = try Member(cluster, topics: ["a"], ["group.instance.id": "one"])
            try until("assigned") {
                !member.held.isEmpty
            } step: {
                _ = member.consumer.consume(max: 1, timeoutMilliseconds: 20)
            }
            var committed = false
            member.onRevoked = {
                try member.consumer.commit([KafkaPartition("a", 0): 7])
                committed = true
            }
            member.consumer.close()
            #expect(committed && member.told == ["assigned", "revoked"] && member.failure == nil)
            let after = try Clients.consumer(cluster)
            #expect(
                try after.committed([KafkaPartition("a", 0)], timeoutMilliseconds: 5_000) == [KafkaPartition("a", 0): 7]
            )
        }

        @Test func withoutAnAnswerNothingIsRead() throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<8 { try producer.send("a", "\(number)", partition: Int32(number % 4)) }
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            var isAssigned = false
            try consumer.subscribe(["a"]) { if case .assigned = $0 { isAssigned = true } }
            try until("assigned") {
                isAssigned
            } step: {
                _ = consumer.consume(max: 1, timeoutMilliseconds: 20)
            }
            #expect(try consumer.assignment().isEmpty)
            #expect(consumer.consume(max: 10, timeoutMilliseconds: 100).isEmpty)
            consumer.close()
        }

        @Test func membershipTakenAwayIsLost() throws {
            let member = try Member(cluster, topics: ["a"])
            try until("assigned") {
                !member.held.isEmpty
            } step: {
                _ = member.consumer.consume(max: 1, timeoutMilliseconds: 20)
            }
            cluster.push([.unknownMember], on: .heartbeat)
            try until("lost and assigned again") {
                member.told.contains("lost") && member.told.last == "assigned"
            } step: {
                _ = member.consumer.consume(max: 1, timeoutMilliseconds: 20)
            }
            #expect(member.held.count == 4)
            member.consumer.close()
        }
    }
}
