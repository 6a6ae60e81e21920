internal import CRdKafka

/// The librdkafka this program runs with.
public enum KafkaLibrary {
    /// `2.0.2`.
    public static var version: String { String(cString: rd_kafka_version_str()) }

    /// Whether it is this version or a later one.
    public static func isAtLeast(_ major: Int32, _ minor: Int32, _ patch: Int32 = 0) -> Bool {
        rd_kafka_version() >> 8 >= major << 16 | minor << 8 | patch
    }
}

/// The monotonic clock and rest, for back-off on the worker's own thread.
public enum KafkaPatience {
    public static func monotonicMilliseconds() -> Int64 { prk_monotonic_ms() }
    /// Blocks the calling thread. Never call it on Swift's cooperative pool.
    public static func wait(milliseconds: Int32) { prk_wait_ms(milliseconds) }
}
