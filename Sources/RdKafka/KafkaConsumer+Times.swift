internal import CRdKafka

extension KafkaConsumer {
    /// The first offset of each partition whose record is from `timestamp` (milliseconds) or later; no entry where all
    /// are earlier.
    public func offsets(
        of partitions: [KafkaPartition], at timestamp: Int64, timeoutMilliseconds: Int32
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        guard !partitions.isEmpty else { return [:] }
        let list = PartitionList(Dictionary(uniqueKeysWithValues: Set(partitions).map { ($0, timestamp) }))
        try handle.check(list.call { rd_kafka_offsets_for_times(handle.rk, $0, timeoutMilliseconds) })
        return try list.offsets()
    }
}
