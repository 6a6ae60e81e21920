import ArgumentParser
import Composition
import Foundation
import RdKafka
import Synchronization

/// Options of every command that talks to a cluster.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "Configuration file (key = value lines); default ./prahari.properties when it exists.")
    var config: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp("One setting, over file and environment; may be repeated.", valueName: "key=value"))
    var set: [String] = []

    @Option(name: .long, help: "Bootstrap servers: short for --set kafka.bootstrap.servers=...")
    var bootstrap: String?

    @Option(name: .long, help: "Topic prefix: short for --set topic.prefix=...")
    var prefix: String?

    /// The validated configuration.
    func read() throws(ConfigurationFault) -> Configuration {
        var overrides = set
        if let bootstrap { overrides.append("kafka.bootstrap.servers=\(bootstrap)") }
        if let prefix { overrides.append("topic.prefix=\(prefix)") }
        return try Configuration.load(
            file: config, environment: ProcessInfo.processInfo.environment, overrides: overrides)
    }

    /// The validated configuration; an illegal value ends the command with exit code 2.
    func load() throws -> Configuration {
        do {
            let configuration = try read()
            BrokerHint.bootstrap.withLock { $0 = configuration.kafka["bootstrap.servers"] ?? "" }
            return configuration
        } catch {
            Terminal.error("\(error)")
            throw ExitCode(2)
        }
    }
}

/// What to say of a broker that does not answer: librdkafka's words name neither it nor the way out.
enum BrokerHint {
    /// The brokers of the configuration that was loaded last.
    static let bootstrap = Mutex("")

    static func text(for error: any Error) -> String? {
        let away: Set<String> = ["_TRANSPORT", "_ALL_BROKERS_DOWN", "_RESOLVE", "_TIMED_OUT"]
        guard let fault = error as? KafkaError, away.contains(fault.name) else { return nil }
        let brokers = bootstrap.withLock { $0 }
        return "no Kafka broker answers at \(brokers) (\(fault)); is it running? A local one: ops/broker start. "
            + "Another address: --bootstrap or PRAHARI_BOOTSTRAP"
    }
}

/// Where a command writes: results to standard output, everything else to standard error.
enum Terminal {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data(("prahari: " + text + "\n").utf8))
    }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// One JSON object, keys sorted.
    static func json(_ object: [String: Any]) {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: object, options: options) else { return }
        FileHandle.standardOutput.write(data + Data("\n".utf8))
    }
}
