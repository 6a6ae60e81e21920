import ArgumentParser
import Composition
import Foundation
import Records
import Scenario
import Wire

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "A seeded city: banks, accounts, terminals, shopping, mule rings, victims, FIRs, posts.",
        discussion: """
            Writes one file a topic (JSON lines) or publishes to Kafka, in the order of event time. What the simulator knows
            and the processor must not (mules, layers, cash-outs) goes to scenario.truth.v1. The same seed gives the same
            records, byte for byte.

              prahari simulate --to kafka --days 3 --rate 500
              prahari simulate --to city/ --seed 7 --accounts 50000
              prahari simulate --to city/ --city bengaluru --terminals atms.csv
              prahari simulate --to city/ --parameters examples/scenario.json

            Everything that can be set stands with its meaning in examples/scenario.json; an option goes before the file.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "kafka, or a folder for files.") var to: String = "kafka"
    @Option(help: "A JSON file of parameters, as --show-parameters prints it.") var parameters: String?
    @Flag(help: "Print all parameters with their meaning, as they would be used, and end.") var showParameters = false
    @Option(help: "All that is drawn is drawn from it (1).") var seed: UInt64?
    @Option(help: "One of \(CityPlan.allCases.map(\.rawValue).joined(separator: ", ")).") var city: String?
    @Option(help: "Accounts whose bank reports (2000).") var accounts: Int?
    @Option(help: "Days of event time (3).") var days: Int?
    @Option(help: "Cash terminals: how many (240), or a file of real ones.") var terminals: String?
    @Option(help: "Rings of mule accounts (6).") var rings: Int?
    @Option(help: "Thefts in the whole scenario (60).") var victims: Int?
    @Option(help: "Factor on how often people pay (1).") var activity: Double?
    @Option(help: "Records a second; 0 is as fast as possible.") var rate = 0
    @Flag(help: "Print one JSON object with the counts last.") var json = false

    /// The defaults, then the file, then the options.
    private func settled() throws -> ScenarioParameters {
        var settled = ScenarioParameters()
        settled.days = 3
        if let parameters { try ScenarioFile.apply(parameters, to: &settled) }
        if let seed { settled.seed = seed }
        if let accounts { settled.accounts = accounts }
        if let days { settled.days = days }
        if let rings { settled.rings = rings }
        if let victims { settled.victims = victims }
        if let activity { settled.activity = activity }
        if let terminals {
            if let count = Int(terminals) {
                settled.terminals = count
            } else {
                settled.realTerminals = try ScenarioFile.terminals(terminals)
            }
        }
        do throws(ScenarioFault) {
            if let city { try ScenarioField.city.set(.text(city), in: &settled) }
            try settled.validate()
        } catch {
            throw ValidationError("\(error)")
        }
        return settled
    }

    func run() throws {
        let settled = try settled()
        if showParameters { return Terminal.line(String(ScenarioField.file(settled).dropLast())) }
        let stream = try ScenarioStream(settled)
        var sink: any ScenarioSink = to == "kafka" ? try KafkaSink(common.load()) : try FileSink(folder: to)
        let pacer = Pacer(perSecond: rate)
        let stopping = StopFlag.raisedByCtrlC()
        var counts: [Topic: Int] = [:]
        var sent = 0
        for event in stream {
            if stopping.isRaised {
                try sink.abandon()
                Terminal.note("interrupted after \(sent) records of seed \(settled.seed)\(sink.left)")
                throw ExitCode(130)
            }
            pacer.wait(before: sent)
            try sink.write(event)
            counts[event.topic, default: 0] += 1
            sent += 1
            if sent % 50_000 == 0 { Terminal.note("\(sent) records, event time \(Timestamp.string(event.time))") }
        }
        try sink.finish()
        for topic in Topic.allCases {
            guard let count = counts[topic] else { continue }
            Terminal.note("  \(topic.rawValue.padding(toLength: 24, withPad: " ", startingAt: 0)) \(count)")
        }
        Terminal.note("\(sent) records of seed \(settled.seed) written to \(to)")
        if json { Terminal.json(Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })) }
    }
}

/// Where a scenario goes.
protocol ScenarioSink {
    mutating func write(_ event: ScenarioEvent) throws
    mutating func finish() throws
    /// Ctrl-C: nothing half-written stays.
    mutating func abandon() throws
    /// What stays after ``abandon()``, for a person.
    var left: String { get }
}

/// Publishes each record on its topic, under its own key, with the time of arrival as Kafka timestamp.
private struct KafkaSink: ScenarioSink {
    private let producer: BulkProducer
    init(_ configuration: Configuration) throws { producer = try BulkProducer(Cluster(configuration)) }
    mutating func write(_ event: ScenarioEvent) throws { try producer.send(event.record, to: event.topic) }
    mutating func finish() throws { try producer.finish() }
    mutating func abandon() throws { try producer.finish() }
    var left: String { ", all of them published" }
}

/// One file of JSON lines a topic; `.partial` until all are whole.
private struct FileSink: ScenarioSink {
    private let folder: String
    private var buffers: [Topic: [UInt8]] = [:]
    private var writer = ByteWriter(capacity: 2_048)

    init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for topic in Topic.allCases {
            try? FileManager.default.removeItem(atPath: folder + "/" + topic.rawValue + ".jsonl")
            try? FileManager.default.removeItem(atPath: partial(topic))
        }
    }

    mutating func write(_ event: ScenarioEvent) throws {
        writer.clear()
        WireEncoder.encode(event.record, into: &writer)
        buffers[event.topic, default: []] += writer.bytes
        buffers[event.topic, default: []].append(0x0A)
        if let count = buffers[event.topic]?.count, count > 1 << 20 { try flush(event.topic) }
    }

    private mutating func flush(_ topic: Topic) throws {
        guard let bytes = buffers[topic], !bytes.isEmpty else { return }
        let path = partial(topic)
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw ClusterFault("cannot write '\(path)'")
            }
        }
        guard let handle = FileHandle(forWritingAtPath: path) else { throw ClusterFault("cannot write '\(path)'") }
        defer { try? handle.close() }
        _ = try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        buffers[topic] = []
    }

    mutating func finish() throws {
        for topic in Topic.allCases { try flush(topic) }
        for topic in Topic.allCases where FileManager.default.fileExists(atPath: partial(topic)) {
            try FileManager.default.moveItem(atPath: partial(topic), toPath: folder + "/" + topic.rawValue + ".jsonl")
        }
    }

    mutating func abandon() {
        for topic in Topic.allCases { try? FileManager.default.removeItem(atPath: partial(topic)) }
    }
    var left: String { "; its unfinished files are deleted" }

    private func partial(_ topic: Topic) -> String { folder + "/" + topic.rawValue + ".jsonl.partial" }
}
