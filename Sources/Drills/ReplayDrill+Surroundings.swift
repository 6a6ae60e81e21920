import Composition
import Foundation
import RdKafka
import Records
import Runtime
import Scenario
import StageKit

extension ReplayDrill {
    func cluster(_ prefix: String) throws -> Cluster {
        var own = configuration
        try own.set("topic.prefix", to: prefix, origin: "drill")
        try own.set("group.prefix", to: prefix, origin: "drill")
        // Bookings of the present may be ahead of a clock that was set back.
        try own.set("future.tolerance.ms", to: "31536000000", origin: "drill")
        // The small broker keeps everything in memory, and its snapshots several times over.
        if !own.kafka.keys.contains(where: { $0.hasSuffix("compression.type") || $0.hasSuffix("compression.codec") }) {
            try own.set("kafka.producer.compression.type", to: "lz4", origin: "drill")
        }
        // It fences a static member whose session has ended: a machine that stood still for a minute would end the drill.
        if !own.kafka.keys.contains(where: { $0.hasSuffix("session.timeout.ms") }) {
            try own.set("kafka.consumer.session.timeout.ms", to: "300000", origin: "drill")
        }
        DrillInterruption.owns(own)
        return Cluster(own)
    }

    func settings(_ cluster: Cluster, instance: String) -> [String] {
        let runtime = cluster.configuration.runtime
        var settings = [
            "topic.prefix=\(runtime.topicPrefix)", "group.prefix=\(cluster.configuration.groupPrefix)",
            "future.tolerance.ms=\(runtime.futureToleranceMilliseconds)", "instance.id=\(instance)",
            "state.dir=\(folder)/state-\(instance)", "http.port=-1", "log.level=info",
        ]
        settings += cluster.configuration.shared
        return settings.flatMap { ["--set", $0] }
    }

    func createTopics(on cluster: Cluster) throws {
        let stages = Self.stages.compactMap { StageRegistry.stage(named: $0)?.descriptor }
        let tables = Set(stages.flatMap(\.tables))
        let data = Set(stages.flatMap { $0.inputs + $0.outputs }).subtracting(tables)
        let prefix = cluster.configuration.runtime.topicPrefix
        func topic(_ name: String, _ partitions: Int, _ policy: String) -> KafkaNewTopic {
            KafkaNewTopic(
                name: prefix + name, partitions: partitions, replicas: 1,
                configs: ["cleanup.policy": policy, "retention.ms": "-1"])
        }
        var topics = data.map { topic($0.rawValue, options.partitions, "delete") }
        topics += tables.map { topic($0.rawValue, 1, "compact") }
        for stage in stages {
            topics += [stage.deadLetterTopic, stage.lateTopic].map { topic($0, options.partitions, "delete") }
            topics.append(topic(stage.changelogTopic, options.partitions, "compact"))
        }
        try DrillTopics.create(topics.sorted { $0.name < $1.name }, on: cluster)
    }

    /// Everything under the cluster's prefix, the replays' topics and the gateway's too.
    func deleteTopics(of cluster: Cluster) {
        let prefix = cluster.configuration.runtime.topicPrefix
        guard let admin = try? cluster.makeAdmin(), let found = try? admin.metadata().topics else { return }
        _ = try? admin.deleteTopics(found.map(\.name).filter { $0.hasPrefix(prefix) })
    }

    func putInForce(_ model: String, on cluster: Cluster) throws {
        let producer = try BulkProducer(cluster)
        let json = try String(contentsOfFile: model, encoding: .utf8)
        try producer.send(
            .document(ReferenceDocument(key: "anomaly", json: json)), to: .refModels,
            timestamp: EventTime(milliseconds: 1_000))
        try producer.finish()
    }

    /// Two classifiers from two small cities, unless files were named.
    func models() throws -> [String] {
        guard options.models.count < 2 else { return options.models }
        tell("training two classifiers")
        return try ["1", "2"].map { name in
            let city = "\(folder)/city-\(name)"
            let simulate = try ChildProcess(
                ["simulate", "--to", city, "--seed", name, "--days", "6", "--accounts", "4000"],
                name: "simulate-\(name)",
                folder: folder)
            guard simulate.wait() == 0 else { throw ClusterFault("no city:\n" + simulate.lastLines) }
            let train = try ChildProcess(
                [
                    "train", "fraud", "--transactions", "\(city)/bank.transactions.v1.jsonl", "--labels",
                    "\(city)/scenario.truth.v1.jsonl", "--out", "\(folder)/models", "--model-version", name, "--trees",
                    "40",
                ], name: "train-\(name)", folder: folder)
            guard train.wait() == 0 else { throw ClusterFault("no model:\n" + train.lastLines) }
            return "\(folder)/models/anomaly-\(name).record.json"
        }
    }

    /// Sends the past, each booking with its own time as the Kafka timestamp. Returns the times that part it.
    func fill(
        _ cluster: Cluster, _ load: inout CityLoad
    ) throws -> (firstPart: EventTime, lastPart: EventTime, end: EventTime) {
        let producer = try BulkProducer(cluster)
        var edges = (firstPart: EventTime(milliseconds: 0), lastPart: EventTime(milliseconds: 0))
        for number in 0..<options.records {
            guard let booking = load.next() else { throw ClusterFault("the city has only \(number) bookings") }
            let time = booking.bookedAt.time
            if number == options.records / 5 { edges.firstPart = time }
            if number == options.records - options.records / 50 { edges.lastPart = time }
            try producer.send(.bankTransaction(booking), to: .bankTransactions, timestamp: time)
        }
        try producer.finish()
        return (edges.firstPart, edges.lastPart, load.now)
    }

    func waitUntilDone(_ cluster: Cluster, _ process: ChildProcess, stages: [String] = Self.stages) throws {
        for name in stages {
            guard let stage = StageRegistry.stage(named: name)?.descriptor else { continue }
            let progress = try GroupProgress(cluster, stage: stage)
            defer { progress.close() }
            // A transaction's marker stays behind the last record of each partition, inputs of the stage's own loop too.
            let least = name == "anomaly" ? 0 : Int64(stage.inputs.count * options.partitions)
            var fewest = Int64.max
            var moved = Date()
            var told = Date()
            while true {
                let remaining = try progress.remaining()
                if remaining <= least { break }
                guard process.isRunning else { throw ClusterFault("\(process.name) ended:\n" + process.lastLines) }
                if remaining < fewest {
                    fewest = remaining
                    moved = Date()
                }
                guard Date().timeIntervalSince(moved) < 300 else {
                    throw ClusterFault(
                        "waited for \(name) to read its inputs: \(remaining) records to go, none fewer for 5 minutes\n"
                            + process.lastLines)
                }
                if Date().timeIntervalSince(told) > 10 {
                    tell("\(name): \(remaining) records to go")
                    told = Date()
                }
                usleep(200_000)
            }
        }
    }
}
