import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import TopicsAsCode

struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Topics as code: the files under topics/ say what the cluster has.",
        discussion: """
            Each file declares one topic: partitions, replicas, configs, key, owner, the JSON Schema of the value and
            samples. plan shows what apply would do; check looks at files and samples without a cluster.
            """,
        subcommands: [Plan.self, Apply.self, Check.self, Describe.self, AsyncAPI.self, ACLs.self],
        defaultSubcommand: Plan.self)

    struct Options: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Option(help: "Folder of the topic files.") var dir = "topics"
        @Option(help: "Copies of each partition instead of the files'.") var replicas: Int?
        @Option(help: "Partitions of every topic that has more than one in its file.") var partitions: Int?
        @Option(
            name: .customLong("topic-config"), parsing: .singleValue,
            help: ArgumentHelp("A setting for every topic, over the files'; may be repeated.", valueName: "key=value"))
        var topicConfig: [String] = []
        @Flag(help: "Allow more partitions for existing topics, although that moves keys.") var allowGrowth = false
        @Flag(help: "Print JSON.") var json = false

        func folder() throws -> TopicFolder {
            do {
                return try TopicFolder.load(dir, stages: StageRegistry.topologies)
            } catch {
                Terminal.error("\(error)")
                throw ExitCode(2)
            }
        }

        func overrides(_ configuration: Configuration) throws -> TopicOverrides {
            var configs: [String: String] = [:]
            for text in topicConfig {
                guard let equals = text.firstIndex(of: "=") else {
                    throw ValidationError("--topic-config takes key=value, not '\(text)'")
                }
                configs[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            return TopicOverrides(
                prefix: configuration.runtime.topicPrefix, replicas: replicas, partitions: partitions, configs: configs,
                allowsGrowth: allowGrowth)
        }

        func plan() throws -> (plan: TopicPlan, admin: KafkaTopicsAdmin) {
            let configuration = try common.load()
            let admin = try KafkaTopicsAdmin(Cluster(configuration))
            do {
                return (try TopicPlanner(try folder(), overrides: try overrides(configuration)).plan(admin), admin)
            } catch let fault as TopicsAdminFault {
                Terminal.error(
                    "cannot ask the cluster at \(configuration.kafka["bootstrap.servers"] ?? ""): \(fault). "
                        + "Is it running? ops/broker status")
                throw ExitCode(1)
            }
        }
    }

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows what apply would do; exits 1 on conflicts.")
        @OptionGroup var options: Options
        func run() throws {
            let plan = try options.plan().plan
            Terminal.line(options.json ? plan.json.text : plan.text)
            if !plan.conflicts.isEmpty { throw ExitCode(1) }
        }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Creates and changes topics; doing it twice is doing it once.")
        @OptionGroup var options: Options
        func run() throws {
            let (plan, admin) = try options.plan()
            do {
                let made = try plan.apply(admin) { topic, change in Terminal.note("\(topic): \(change.text)") }
                Terminal.line(made == 0 ? "nothing to do: the cluster is as the files say" : "\(made) changes made")
            } catch {
                Terminal.error("\(error)")
                throw ExitCode(1)
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Checks files, samples and asyncapi.yaml; with --cluster also the cluster. Exits 1 when something is off."
        )
        @OptionGroup var options: Options
        @Flag(help: "Compare with the cluster too.") var cluster = false
        func run() throws {
            var report = TopicCheck.run(path: options.dir, stages: StageRegistry.topologies)
            if cluster {
                let configuration = try options.common.load()
                report = try TopicCheck.run(
                    path: options.dir, stages: StageRegistry.topologies,
                    against: try KafkaTopicsAdmin(Cluster(configuration)),
                    overrides: try options.overrides(configuration))
            }
            Terminal.line(options.json ? report.json.text : report.text)
            if !report.isGood { throw ExitCode(1) }
        }
    }

    struct Describe: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Explains one topic: who writes and reads it, fields, samples.")
        @OptionGroup var options: Options
        @Argument(help: "Topic name.") var topic: String
        func run() throws {
            let folder = try options.folder()
            let text =
                options.json
                ? folder.json(topic, stages: StageRegistry.topologies)?.text
                : folder.describe(topic, stages: StageRegistry.topologies)
            guard let text else {
                Terminal.error(
                    "no file declares '\(topic)'; one of: " + folder.topics.map(\.name).joined(separator: ", "))
                throw ExitCode(2)
            }
            Terminal.line(text)
        }
    }

    struct AsyncAPI: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "asyncapi", abstract: "Prints the AsyncAPI 3 document of the topics, or writes it beside them."
        )
        @OptionGroup var options: Options
        @Flag(help: "Write topics/asyncapi.yaml.") var write = false
        func run() throws {
            if write {
                let changed = try TopicCheck.writeAsyncAPI(path: options.dir, stages: StageRegistry.topologies)
                Terminal.note(changed ? "asyncapi.yaml written" : "asyncapi.yaml was up to date")
            } else {
                Terminal.line(try AsyncAPIDocument(try options.folder(), stages: StageRegistry.topologies).yaml())
            }
        }
    }

    struct ACLs: ParsableCommand {
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case kafkaACLs = "kafka-acls"
            case yaml
        }

        static let configuration = CommandConfiguration(
            commandName: "acls", abstract: "Prints the least rights of every stage, the gateway and the ingest.",
            discussion: """
                kafka-acls: commands for Kafka's own kafka-acls.sh. yaml: KafkaUser resources for Strimzi. Each client is a user named
                as its group: prahari-anomaly.
                """)
        @OptionGroup var common: CommonOptions
        @Option(help: "kafka-acls or yaml.") var format = Format.kafkaACLs
        @Argument(help: "Only these: \(StageRegistry.names.joined(separator: ", ")), gateway, ingest.") var clients:
            [String] = []

        func run() throws {
            let configuration = try common.load()
            let prefix = configuration.groupPrefix + "prahari-"
            var plans = AccessPlan.all(
                StageRegistry.topologies, topicPrefix: configuration.runtime.topicPrefix,
                groupPrefix: configuration.groupPrefix)
            let known = plans.map { String($0.principal.dropFirst(prefix.count)) }
            if let unknown = clients.first(where: { !known.contains($0) }) {
                throw ValidationError("no client '\(unknown)'; one of: " + known.joined(separator: ", "))
            }
            if !clients.isEmpty { plans.removeAll { !clients.contains(String($0.principal.dropFirst(prefix.count))) } }
            Terminal.line(format == .yaml ? AccessPlan.yaml(plans) : AccessPlan.commands(plans))
        }
    }
}
