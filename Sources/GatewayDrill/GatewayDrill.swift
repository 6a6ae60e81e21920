public import Composition
import Delivery
import Foundation
import GatewayHost
import RdKafka
import Records
import Runtime
import WebPush
import Wire

/// Kills gateways with SIGKILL at random moments while their providers misbehave, and holds every receipt to what the
/// providers saw.
public struct GatewayDrill {
    public struct Options: Sendable {
        public var commands = 400
        public var kills = 12
        public var seed: UInt64 = 1
        public var processes = 2
        public var partitions = 4
        public init() {}
    }

    public struct Report: Sendable {
        public var commands = 0
        /// Commands with a receipt `sent` or `delivered`.
        public var delivered = 0
        /// Commands with a receipt `failed` or `expired`.
        public var failedWithReceipt = 0
        /// Commands without a receipt, or with one for a message that no provider took.
        public var lost = 0
        /// Messages that a provider took although one had taken the same before.
        public var duplicates = 0
        /// Of them: the provider had not confirmed the earlier ones.
        public var duplicatesUnconfirmed = 0
        /// Of them: the gateway was killed between the provider's answer and its own record of it.
        public var duplicatesKilled = 0
        /// Of them: the gateway had given up waiting, by its own log or by the refusal of the answer.
        public var duplicatesUnheard = 0
        /// Of them: the transaction that was to write the answer down failed, as others do when a member is killed.
        public var duplicatesRestarted = 0
        /// How often a gateway began again from what is written down.
        public var restarts = 0
        /// Of them: for no reason that the drill knows. None may be.
        public var unexplained = 0
        /// Commands with more than one receipt.
        public var doubledReceipts = 0
        /// Requests that came after their command's receipt. None may be.
        public var sentAfterReceipt = 0
        public var badSignatures = 0
        public var kills = 0
        public var attempts = 0
        public var faults: [String: Int] = [:]
        public var examples: [String] = []
        public var passed: Bool {
            commands > 0 && lost == 0 && unexplained == 0 && doubledReceipts == 0 && sentAfterReceipt == 0
                && badSignatures == 0 && delivered + failedWithReceipt == commands
        }
    }

    /// What the gateway waits for an answer.
    static let timeoutMilliseconds: Int64 = 1_500

    private let configuration: Configuration
    private let options: Options
    private let folder: String
    private let tell: (String) -> Void

    /// - Parameters:
    ///   - folder: for the configuration, the secret and logs; removed at the end of a drill that passed.
    ///   - tell: takes progress lines.
    public init(
        _ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: GatewayProcess.executable.path) else {
            throw ClusterFault(
                "there is no \(GatewayProcess.executable.path); build it: swift build --product prahari-gateway")
        }
        var own = configuration
        let stamp = UInt64(ProviderLedger.now()) % 100_000_000
        try own.set("topic.prefix", to: "drill-\(stamp)-", origin: "drill")
        try own.set("group.prefix", to: "drill-\(stamp)-", origin: "drill")
        self.configuration = own
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let cluster = Cluster(configuration)
        let topics = Gateway.Topics(prefix: configuration.runtime.topicPrefix)
        let failed = try cluster.makeAdmin().createTopics(
            [topics.commands, topics.receipts].map {
                KafkaNewTopic(name: $0, partitions: options.partitions, replicas: 1)
            })
        if let first = failed.first { throw ClusterFault("cannot create topic '\(first.key)': \(first.value)") }
        try GatewayTopics.create(on: cluster)
        defer {
            let all = [topics.commands, topics.receipts, topics.changelog, topics.deadLetters]
            _ = try? cluster.makeAdmin().deleteTopics(all)
        }
        let ledger = ProviderLedger(seed: options.seed)
        let secret = Secret("drill-\(options.seed)")
        let browser = try Browser()
        let http = try LoopbackServer { HTTPProvider(ledger: ledger, secret: secret, browser: browser).serve($0) }
        let smtp = try LoopbackServer { SMTPProvider(ledger: ledger).serve($0) }
        defer { for server in [http, smtp] { server.stop() } }
        let file = try writeConfiguration(secret: secret, browser: browser, http: http.port, smtp: smtp.port)

        let processes = (0..<options.processes).map { process("g\($0)", file) }
        defer { for process in processes { process.kill() } }
        for process in processes { try process.start() }
        var receipts = try ReceiptReader(cluster, topic: topics.receipts)
        let kills = try killRounds(processes, cluster)
        try waitUntilDone(&receipts, processes, cluster)
        for process in processes where process.stop() != 0 {
            throw ClusterFault("\(process.instance) did not stop cleanly:\n" + process.lastLines)
        }
        // From the beginning once more: what counts is what is on the topic, not what was seen on the way.
        receipts = try ReceiptReader(cluster, topic: topics.receipts)
        try receipts.readToEnd()
        let report = DrillComparison(
            ledger: ledger, receipts: receipts.found, kills: kills, restarts: processes.flatMap(\.restarts),
            unconfirmed: processes.reduce(into: []) { $0.formUnion($1.unconfirmed) }
        )
        .report(commands: options.commands)
        if report.passed { try? FileManager.default.removeItem(atPath: folder) }
        return report
    }

    /// Returns when the kills were, in milliseconds of the wall clock.
    private func killRounds(_ processes: [GatewayProcess], _ cluster: Cluster) throws -> [Int64] {
        var commands = DrillCommands(seed: options.seed)
        let moments = ProviderLedger(seed: options.seed &+ 1)
        var kills: [Int64] = []
        var sent = 0
        for round in 1...max(1, options.kills) {
            let share = options.commands * round / max(1, options.kills)
            let producer = try BulkProducer(cluster)
            while sent < share {
                let now = EventTime(milliseconds: ProviderLedger.now())
                try producer.send(.alertCommand(commands.next(now: now)), to: .alertCommands, timestamp: now)
                sent += 1
            }
            try producer.finish()
            // Up to two seconds: at the start, in the middle of attempts, in backoff.
            usleep(UInt32(moments.draw() * 20_000))
            guard options.kills > 0 else { continue }
            let victim = processes[moments.draw() % processes.count]
            guard victim.isRunning else {
                throw ClusterFault("\(victim.instance) ended by itself:\n" + victim.lastLines)
            }
            victim.kill()
            kills.append(ProviderLedger.now())
            try victim.start()
            tell("round \(round) of \(options.kills): killed \(victim.instance) (\(sent) commands sent)")
        }
        return kills
    }

    private func process(_ name: String, _ file: String) -> GatewayProcess {
        var settings = [
            "topic.prefix=\(configuration.runtime.topicPrefix)", "group.prefix=\(configuration.groupPrefix)",
            "kafka.session.timeout.ms=6000", "kafka.heartbeat.interval.ms=500",
        ]
        settings += configuration.shared
        return GatewayProcess(instance: name, configuration: file, folder: folder, settings: settings)
    }

    private func waitUntilDone(
        _ receipts: inout ReceiptReader, _ processes: [GatewayProcess], _ cluster: Cluster
    ) throws {
        let topic = Gateway.Topics(prefix: configuration.runtime.topicPrefix).receipts
        var rounds = 0
        let deadline = Date(timeIntervalSinceNow: 180)
        var last = -1
        while true {
            try receipts.read()
            let missing = options.commands - receipts.found.count
            if missing <= 0 { return }
            if missing != last { tell("\(missing) commands without receipt") }
            rounds = missing == last ? rounds + 1 : 0
            // A follower can miss what this small broker has after an aborted transaction (0007).
            if rounds % 20 == 19 { receipts = try ReceiptReader(cluster, topic: topic) }
            last = missing
            for process in processes where !process.isRunning {
                throw ClusterFault("\(process.instance) ended by itself:\n" + process.lastLines)
            }
            // What is missing now is lost: the report says so.
            guard Date() < deadline else { return }
            usleep(300_000)
        }
    }

    private func writeConfiguration(secret: Secret, browser: Browser, http: UInt16, smtp: UInt16) throws -> String {
        let secretPath = folder + "/secret"
        try secret.text.write(toFile: secretPath, atomically: true, encoding: .utf8)
        let keyPath = folder + "/vapid.key"
        try browser.sender.text.text.write(toFile: keyPath, atomically: true, encoding: .utf8)
        let common =
            #""timeout_ms":\#(Self.timeoutMilliseconds),"attempts_max":12,"backoff_ms":40,"backoff_limit_ms":600,"#
            + #""breaker_failures":6,"breaker_cooldown_ms":200,"breaker_cooldown_limit_ms":800,"concurrency":8,"#
            + #""rate_per_minute":60000,"burst":50"#
        func recipient(_ name: String, _ mail: String, _ path: String, _ failOver: String) -> String {
            #"{"id":"\#(name)","policies":["\#(name)"],"fail_over":["\#(failOver)"],"addresses":{"email":"\#(mail)@drill.example","webhook":"http://127.0.0.1:\#(http)/\#(path)"}}"#
        }
        let patrol =
            #"{"id":"patrol","policies":["patrol"],"fail_over":["email"],"addresses":{"email":"patrol@drill.example","#
            + #""push":\#(browser.subscription(port: http))}}"#
        let text = """
            {"seed":\(options.seed),"channels":{
            "webhook":{"kind":"webhook","secret":"file:\(secretPath)",\(common)},
            "email":{"kind":"email","url":"smtp://127.0.0.1:\(smtp)","tls":"none","from":"alerts@drill.example",\(common)},
            "push":{"kind":"webpush","vapid_key":"file:\(keyPath)","subject":"mailto:drill@drill.example",\(common)}},
            "recipients":[\(patrol),\(recipient("bank", "bank", "bank", "email")),
            \(recipient("officer", "officer", "officer", "webhook")),
            \(recipient("refused", "refused", "refused", "email"))]}
            """
        let path = folder + "/gateway.json"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
