public import RdKafka
public import Runtime

/// Connects workers to Kafka.
public struct KafkaLogFactory: LogFactory {
    public let settings: KafkaLogSettings
    private let configuration: KafkaLogConfiguration

    /// - Throws: naming the property that librdkafka does not know or that must not be set.
    public init(_ settings: KafkaLogSettings) throws(KafkaConfigurationError) {
        self.settings = settings
        configuration = KafkaLogConfiguration(settings: settings)
        // A wrong setting shows before any worker starts.
        _ = try consumerConfiguration(stage: "check", slot: 0)
        _ = try producerConfiguration(stage: "check", slot: 0)
    }

    /// What a worker's consumer runs with: for `config show` and for the raw loop of the benchmark.
    public func consumerConfiguration(stage: String, slot: Int) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try configuration.consumer(stage: stage, slot: slot)
    }

    /// What a worker's producer runs with.
    public func producerConfiguration(stage: String, slot: Int) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try configuration.producer(stage: stage, slot: slot)
    }

    func adminConfiguration(stage: String) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try configuration.admin(stage: stage)
    }

    public func makeLog(stage: String, slot: Int) throws(LogFault) -> any RecordLog {
        do {
            let reading = try consumerConfiguration(stage: stage, slot: slot)
            let consumer = try KafkaConsumer(reading, log: settings.log)
            let writing = try producerConfiguration(stage: stage, slot: slot)
            let producer = try KafkaProducer(writing, log: settings.log)
            let interval = reading["max.poll.interval.ms"].flatMap(Int64.init) ?? Self.maxPollInterval
            return KafkaRecordLog(
                consumer: consumer, producer: producer, guarantee: settings.guarantee,
                patience: patience(settings.patienceMilliseconds, client: "\(settings.instance)-\(stage)-\(slot)"),
                commitPatience: patience(interval, client: "\(settings.instance)-\(stage)-\(slot)"),
                transactionMilliseconds: writing["transaction.timeout.ms"].flatMap(Int64.init)
                    ?? Self.transactionTimeout)
        } catch {
            throw Self.fault(error)
        }
    }

    public func makeReader(stage: String, slot: Int) throws(LogFault) -> any LogReader {
        do {
            let consumer = try KafkaConsumer(
                configuration.reader(stage: stage, slot: slot), log: settings.log)
            return KafkaLogReader(
                consumer: consumer,
                patience: patience(
                    settings.patienceMilliseconds, client: "\(settings.instance)-\(stage)-\(slot)-reader"))
        } catch {
            throw Self.fault(error)
        }
    }

    // librdkafka's defaults.
    private static let maxPollInterval: Int64 = 300_000
    private static let transactionTimeout: Int64 = 60_000

    private func patience(_ milliseconds: Int64, client: String) -> Patience {
        let log = settings.log
        return Patience(milliseconds: milliseconds) {
            log(KafkaLogLine(level: 4, facility: "PATIENCE", message: $0, client: client))
        }
    }

    static func fault(_ error: any Error) -> LogFault {
        if let error = error as? KafkaError { return LogFault(error, "connect") }
        return LogFault(
            kind: .fatal, operation: "connect", message: "\(error)", nativeName: "_INVALID_ARG", nativeCode: -186)
    }
}
