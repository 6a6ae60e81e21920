import ArgumentParser
import Composition
import Foundation
import RdKafka
import Runtime
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

    /// - Returns: what to print and the exit code; nil for an error that is no matter of the connection.
    static func verdict(on error: any Error) -> (text: String, exitCode: Int32)? {
        if let fault = error as? LogFault, fault.kind == .unauthorised { return ("\(fault)", 3) }
        if let fault = error as? KafkaConfigurationError { return ("kafka.\(fault)", 2) }
        guard let fault = error as? KafkaError else { return nil }
        let brokers = bootstrap.withLock { $0 }
        if KafkaError.Code.authorisation.contains(fault.code) { return ("\(brokers): \(fault)", 3) }
        // A client that cannot be made: a certificate, key or CA file that does not open.
        if fault.isFatal, fault.name == "_INVALID_ARG" { return (fault.message, 2) }
        let away: Set<String> = ["_TRANSPORT", "_ALL_BROKERS_DOWN", "_RESOLVE", "_TIMED_OUT"]
        guard away.contains(fault.name) else { return nil }
        let text =
            "no Kafka broker answers at \(brokers) (\(fault)); is it running? A local one: ops/broker start. "
            + "Another address: --bootstrap or PRAHARI_BOOTSTRAP"
        return (text, 1)
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
