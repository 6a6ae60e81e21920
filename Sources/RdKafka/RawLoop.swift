internal import CRdKafka

/// The yardstick of the benchmark: a bare C loop that consumes, produces the same keys and payloads to another topic and
/// commits at an interval, with clients configured as the processor's are.
public struct RawLoop: Sendable {
    public struct Result: Sendable, Equatable {
        public var records: Int64
        /// Payload bytes.
        public var bytes: Int64
        public var commits: Int64
        public var wallSeconds: Double
        /// User and system time of the whole process while the loop ran.
        public var cpuSeconds: Double
    }

    /// The producer's configuration must have `transactional.id` for exactly-once and must not for at-least-once.
    public var exactlyOnce = true
    public var commitIntervalMilliseconds: Int32 = 100
    public var batchRecordsMax: Int32 = 5_000
    /// Fails when nothing arrives for this long.
    public var idleLimitMilliseconds: Int32 = 30_000

    public init() {}

    /// Reads `input` from the offsets given until `records` were forwarded to `output`; the rest stays unread.
    public func run(
        consumer: KafkaConfiguration, producer: KafkaConfiguration, input: [KafkaPartition: Int64], output: String,
        records: Int64, log: @escaping KafkaLogSink
    ) throws(KafkaError) -> Result {
        let consumer = try KafkaConsumer(consumer, log: log)
        let producer = try KafkaProducer(producer, log: log)
        defer { consumer.close() }
        let list = PartitionList(input)
        var result = prk_raw_result()
        let credentials = consumer.handle.credentials
        let failed = list.call { input in
            output.withCString { output in
                credentials.username.withCString { username in
                    credentials.password.withCString { password in
                        var options = options(consumer)
                        options.input = UnsafePointer(input)
                        options.output_topic = output
                        options.records = records
                        options.username = username
                        options.password = password
                        return prk_raw_loop(consumer.handle.rk, producer.handle.rk, &options, &result)
                    }
                }
            }
        }
        withExtendedLifetime(producer) {}
        guard failed == 0 else {
            let message = withUnsafeBytes(of: &result.message) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw consumer.handle.error(result.error, message: message)
        }
        return Result(
            records: result.records, bytes: result.bytes, commits: result.commits, wallSeconds: result.wall_seconds,
            cpuSeconds: result.cpu_seconds)
    }

    private func options(_ consumer: KafkaConsumer) -> prk_raw_options {
        var options = prk_raw_options()
        options.commit_interval_ms = commitIntervalMilliseconds
        options.exactly_once = exactlyOnce ? 1 : 0
        options.batch_size = batchRecordsMax
        options.idle_limit_ms = idleLimitMilliseconds
        options.wake_bytes = consumer.wakeBytes
        options.wake_records = Int64(consumer.wakeRecords)
        return options
    }
}
