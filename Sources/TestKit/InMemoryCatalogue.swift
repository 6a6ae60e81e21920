public import Records
public import Replay
public import Runtime

extension InMemoryCluster: LogCatalogue {
    public func partitionCount(of topic: String) throws -> Int? { topics[topic]?.count }

    public func range(of partition: TopicPartition) throws -> (start: Offset, end: Offset) {
        (Offset(0), end(of: partition))
    }

    public func offset(of partition: TopicPartition, at time: EventTime) throws -> Offset? {
        stored(partition).first { $0.timestamp >= time }?.offset
    }

    public func timestamp(of partition: TopicPartition, at offset: Offset) throws -> EventTime? {
        stored(partition).first { $0.offset >= offset }?.timestamp
    }

    private func stored(_ partition: TopicPartition) -> [Stored] {
        topics[partition.topic]?[Int(partition.partition.rawValue)] ?? []
    }
}
