import ArgumentParser
import Composition

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows and checks the configuration.",
        discussion: """
            Values come from, later ones winning: the defaults, the file (--config, PRAHARI_CONFIG or
            ./prahari.properties), the environment (PRAHARI_COMMIT_INTERVAL_MS sets commit.interval.ms,
            PRAHARI_BOOTSTRAP the broker, PRAHARI_KAFKA_SASL_USERNAME sets kafka.sasl.username), and --set key=value.
            Keys that begin with 'kafka.' go to librdkafka. Secrets may be given as file:/path or env:NAME and are
            never printed. A running `prahari run` takes what is marked "live" on SIGHUP, without a restart.
            """,
        subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints every setting with its value and where it came from.")
        @OptionGroup var common: CommonOptions
        @Flag(help: "Print one JSON object.") var json = false

        func run() throws {
            let configuration = try common.load()
            var values: [String: String] = [:]
            for setting in Setting.all { values[setting.key] = setting.get(configuration) }
            for (key, value) in configuration.kafka {
                values["kafka." + key] = Configuration.isSecret(key) ? "(hidden)" : value
            }
            if json {
                Terminal.json(values)
                return
            }
            for setting in Setting.all {
                let origin = configuration.origins[setting.key] ?? "default"
                Terminal.line("# \(setting.summary) (\(setting.legal)\(setting.isLive ? "; live" : ""))")
                Terminal.line("\(setting.key) = \(setting.get(configuration))    # from \(origin)\n")
            }
            for key in configuration.kafka.keys.sorted() {
                let origin = configuration.origins["kafka." + key] ?? "default"
                Terminal.line("kafka.\(key) = \(values["kafka." + key] ?? "")    # from \(origin)")
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Exits 0 when every value is legal, 2 otherwise.")
        @OptionGroup var common: CommonOptions
        func run() throws {
            let configuration = try common.load()
            do {
                try configuration.checkKafka()
                _ = try configuration.sealKey(warn: Terminal.note)
            } catch {
                Terminal.error("\(error)")
                throw ExitCode(2)
            }
            Terminal.line(
                "configuration is legal: \(Setting.all.count) settings, \(configuration.kafka.count) for librdkafka")
        }
    }
}
