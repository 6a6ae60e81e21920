import RdKafka
import Testing

/// Java's `Utils.murmur2`, from its description: MurmurHash2, 32 bits, seed 0x9747b28c.
private func murmur2(_ data: [UInt8]) -> UInt32 {
    let multiplier: UInt32 = 0x5bd1_e995
    var hash = 0x9747_b28c ^ UInt32(data.count)
    var index = 0
    while index + 4 <= data.count {
        var word =
            UInt32(data[index]) | UInt32(data[index + 1]) << 8 | UInt32(data[index + 2]) << 16
            | UInt32(data[index + 3]) << 24
        word = word &* multiplier
        word ^= word >> 24
        word = word &* multiplier
        hash = (hash &* multiplier) ^ word
        index += 4
    }
    if index < data.count {
        for (shift, byte) in data[index...].enumerated() { hash ^= UInt32(byte) << (8 * UInt32(shift)) }
        hash = hash &* multiplier
    }
    hash ^= hash >> 13
    hash = hash &* multiplier
    return hash ^ (hash >> 15)
}

extension KafkaTests {
    @Suite struct PartitioningTests {
        /// Kafka's own test vectors of `Utils.murmur2`.
        @Test(arguments: [
            ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
            ("a-little-bit-longer-string", -1_486_304_829),
            ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
        ])
        func referenceIsJavas(key: String, hash: Int32) {
            #expect(Int32(bitPattern: murmur2(Array(key.utf8))) == hash)
        }

        @Test func keysGoWhereJavaPutsThem() throws {
            let cluster = try MockCluster()
            try cluster.createTopic("keyed", partitions: 7)
            let producer = try Clients.producer(cluster)
            let keys = (0..<200).map { "acc-\($0)-\(String(repeating: "x", count: $0 % 9))" } + ["21", "foobar", "ग्राहक"]
            for key in keys { try producer.send("keyed", key, key: key) }
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign(
                Dictionary(uniqueKeysWithValues: (0..<7).map { (KafkaPartition("keyed", Int32($0)), Int64(0)) }))
            for record in try consumer.receive(keys.count) {
                let expected = Int32((murmur2(record.key ?? []) & 0x7fff_ffff) % 7)
                #expect(record.partition == expected, "key \(record.text)")
            }
        }
    }
}
