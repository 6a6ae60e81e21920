/// The partitioner of Java clients (`org.apache.kafka.common.utils.Utils.murmur2`), librdkafka's `murmur2_random` for
/// records with a key: where a key's state is.
public enum Murmur2 {
    public static func partition(of key: [UInt8], count: Int) -> Int {
        Int(hash(key) & 0x7FFF_FFFF) % max(1, count)
    }

    /// MurmurHash2, 32 bits, with Kafka's seed.
    public static func hash(_ bytes: [UInt8]) -> UInt32 {
        let multiplier: UInt32 = 0x5BD1_E995
        var hash: UInt32 = 0x9747_B28C ^ UInt32(bytes.count)
        var index = 0
        while index + 4 <= bytes.count {
            var word =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                | UInt32(bytes[index + 3]) << 24
            word &*= multiplier
            word ^= word >> 24
            word &*= multiplier
            hash &*= multiplier
            hash ^= word
            index += 4
        }
        let rest = bytes.count - index
        if rest >= 3 { hash ^= UInt32(bytes[index + 2]) << 16 }
        if rest >= 2 { hash ^= UInt32(bytes[index + 1]) << 8 }
        if rest >= 1 {
            hash ^= UInt32(bytes[index])
            hash &*= multiplier
        }
        hash ^= hash >> 13
        hash &*= multiplier
        hash ^= hash >> 15
        return hash
    }
}
