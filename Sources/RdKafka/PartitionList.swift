internal import CRdKafka

/// Owns a native list of partitions.
struct PartitionList: ~Copyable {
    private let native: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(owning native: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) { self.native = native }

    init(_ partitions: some Collection<KafkaPartition>) {
        native = rd_kafka_topic_partition_list_new(Int32(partitions.count))
        for partition in partitions {
            rd_kafka_topic_partition_list_add(native, partition.topic, partition.partition)
        }
    }

    init(_ offsets: [KafkaPartition: Int64]) {
        native = rd_kafka_topic_partition_list_new(Int32(offsets.count))
        for (partition, offset) in offsets {
            rd_kafka_topic_partition_list_add(native, partition.topic, partition.partition).pointee.offset = offset
        }
    }

    deinit { rd_kafka_topic_partition_list_destroy(native) }

    /// Hands the native list to `body`. The list certainly lives that long, which it would not for a bare pointer read
    /// from a value that is not used any more.
    borrowing func call<R>(_ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> R) -> R { body(native) }

    static func partitions(of list: UnsafePointer<rd_kafka_topic_partition_list_t>) -> [KafkaPartition] {
        (0..<Int(list.pointee.cnt)).map { index in
            let element = list.pointee.elems[index]
            return KafkaPartition(String(cString: element.topic), element.partition)
        }
    }

    var partitions: [KafkaPartition] { Self.partitions(of: native) }

    /// The offsets that are real ones; an element without offset is left out.
    /// - Throws: the first element's error.
    func offsets() throws(KafkaError) -> [KafkaPartition: Int64] {
        try checkElements()
        var offsets: [KafkaPartition: Int64] = [:]
        for index in 0..<Int(native.pointee.cnt) {
            let element = native.pointee.elems[index]
            guard element.offset >= 0 else { continue }
            offsets[KafkaPartition(String(cString: element.topic), element.partition)] = element.offset
        }
        return offsets
    }

    /// Throws the first element's error.
    func checkElements() throws(KafkaError) {
        for index in 0..<Int(native.pointee.cnt) {
            let element = native.pointee.elems[index]
            guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
                let place = "\(String(cString: element.topic))-\(element.partition)"
                throw KafkaError(
                    element.err, message: "\(place): \(String(cString: rd_kafka_err2str(element.err)))")
            }
        }
    }
}
