internal import RdKafka
internal import Runtime

/// The librdkafka properties of a worker's clients: ours, with the user's over them where nothing depends on ours.
struct KafkaLogConfiguration {
    let settings: KafkaLogSettings

    /// What correctness stands on, and why.
    private static let refused: [String: String] = [
        "group.id": "the group follows from the stage; use the group prefix",
        "group.instance.id": "follows from the instance's name, the stage and the slot",
        "transactional.id": "follows from the group, the instance's name and the slot",
        "enable.auto.commit": "offsets are committed with the outputs",
        "auto.commit.enable": "offsets are committed with the outputs",
        "enable.auto.offset.store": "offsets are committed with the outputs",
        "isolation.level": "records of aborted transactions must not be read",
        "auto.offset.reset": "the processor decides where to start; see offset.out.of.range",
        "enable.partition.eof": "restoring needs to know the end of a partition",
        "partition.assignment.strategy": "inputs are co-partitioned and drained on revocation, which needs range",
        "partitioner": "records must go where Java clients put the same key",
        "enable.idempotence": "a retry must not double a record",
        "acks": "only what all replicas have is there after a crash",
        "request.required.acks": "only what all replicas have is there after a crash",
        "delivery.report.only.error": "only failed deliveries are looked at",
    ]

    /// Throws for a property that ours must not be replaced by, naming it.
    func check() throws(KafkaConfigurationError) {
        for key in settings.properties.keys.sorted() {
            if let reason = Self.refused[Self.bare(key)] {
                throw KafkaConfigurationError(key: "kafka." + key, message: "cannot be set: \(reason)")
            }
        }
    }

    func consumer(stage: String, slot: Int) throws(KafkaConfigurationError) -> KafkaConfiguration {
        var properties = [
            "client.id": "\(settings.instance)-\(stage)-\(slot)",
            "group.id": settings.group(of: stage),
            "partition.assignment.strategy": "range",
        ]
        if settings.membership == .fixed { properties["group.instance.id"] = properties["client.id"] }
        return try make(for: "consumer.", properties.merging(Self.reading) { ours, _ in ours })
    }

    /// Outside of the group: it never joins, but librdkafka reads partitions only for one.
    func reader(stage: String, slot: Int) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try make(
            for: "consumer.",
            [
                "client.id": "\(settings.instance)-\(stage)-\(slot)-reader",
                "group.id": settings.group(of: stage) + "-reader",
            ].merging(Self.reading) { ours, _ in ours })
    }

    func producer(stage: String, slot: Int) throws(KafkaConfigurationError) -> KafkaConfiguration {
        var properties = Self.writing
        properties["client.id"] = "\(settings.instance)-\(stage)-\(slot)"
        if settings.guarantee == .exactlyOnce {
            properties["transactional.id"] = "\(settings.group(of: stage))-\(settings.instance)-\(slot)"
            // A crashed worker's open transaction holds back its successor's offsets and changelog for this long.
            properties["transaction.timeout.ms"] = "10000"
        }
        return try make(for: "producer.", properties)
    }

    /// For questions about the group.
    func admin(stage: String) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try make(for: "admin.", ["client.id": "\(settings.instance)-\(stage)-admin"])
    }

    private static let reading = [
        // Instead of the wake-up that older versions need: a fetcher that found the queue full looks again this soon.
        "fetch.queue.backoff.ms": KafkaLibrary.isAtLeast(2, 2) ? "10" : nil,
        "enable.auto.commit": "false",
        "enable.auto.offset.store": "false",
        "isolation.level": "read_committed",
        "auto.offset.reset": "error",
        "enable.partition.eof": "true",
        "allow.auto.create.topics": "false",
        // Bounds what waits in the client, whatever the number of partitions: a twentieth of a second's work. A client
        // that has read the partitions to their end asks again and again while less than this waits, and a small
        // broker answers each time at once: 100,000 cost a tenth of the throughput there.
        "queued.max.messages.kbytes": "32768",
        "queued.min.messages": "5000",
        // A sanity check, no memory: small brokers answer with all they have, whatever was asked for.
        "receive.message.max.bytes": "1000000000",
        // While nothing comes of the partitions asked for, a partition that is resumed waits for the answer.
        "fetch.wait.max.ms": "50",
        "fetch.error.backoff.ms": "100",
        "reconnect.backoff.max.ms": "2000",
    ].compactMapValues { $0 }

    private static let writing = [
        "enable.idempotence": "true",
        "partitioner": "murmur2_random",
        "delivery.report.only.error": "true",
        "allow.auto.create.topics": "false",
        "linger.ms": "5",
        "batch.num.messages": "10000",
        "queue.buffering.max.messages": "200000",
        "queue.buffering.max.kbytes": "65536",
        "reconnect.backoff.max.ms": "2000",
    ]

    private func make(
        for kind: String, _ ours: [String: String]
    ) throws(KafkaConfigurationError) -> KafkaConfiguration {
        try check()
        var properties = ours
        properties["bootstrap.servers"] = settings.bootstrapServers
        let keys = settings.properties.keys
        for key in keys where !Self.isAddressed(key) { properties[key] = settings.properties[key] }
        // After the common ones: what is said of one kind of client wins.
        for key in keys where key.hasPrefix(kind) {
            properties[String(key.dropFirst(kind.count))] = settings.properties[key]
        }
        do {
            return try KafkaConfiguration(properties)
        } catch {
            throw KafkaConfigurationError(key: "kafka." + error.key, message: error.message)
        }
    }

    private static func isAddressed(_ key: String) -> Bool { key.hasPrefix("consumer.") || key.hasPrefix("producer.") }

    private static func bare(_ key: String) -> String { isAddressed(key) ? String(key.dropFirst(9)) : key }
}
