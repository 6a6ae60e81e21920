import Alerting
import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import StageKit

extension AlertsCommand {
    struct Silence: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "For a while, alerts that all matchers take are kept, not told.",
            discussion: "Matchers: label=value or label!=value, a * at the end for any rest; all alerts are policy=*.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Matchers, such as district=Surat.") var matchers: [String]
        @Option(help: "For so many hours.") var hours: Double
        @Option(help: "Who is answerable.") var author: String
        @Option(help: "Why.") var reason: String
        @Option(help: "Its id; a new one when missing.") var id: String?

        func run() throws {
            let now = Date()
            guard hours > 0, hours <= 366 * 24 else {
                throw ValidationError("--hours must be in 0...8784, not \(hours)")
            }
            let key = id ?? "silence-\(Int(now.timeIntervalSince1970))-\(author)"
            let document: [String: Any] = [
                "id": key, "matchers": matchers, "starts_at": now.formatted(.iso8601),
                "ends_at": now.addingTimeInterval(hours * 3_600).formatted(.iso8601), "author": author,
                "reason": reason,
            ]
            let json = String(
                decoding: try JSONSerialization.data(
                    withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
            do throws(StageFault) {
                var tables = PolicyTables(withDefaults: false)
                try tables.silence(json, key: key)
            } catch {
                throw ValidationError(error.message)
            }
            let producer = try BulkProducer(Cluster(try common.load()))
            try producer.send(.document(ReferenceDocument(key: key, json: json)), to: .alertSilences)
            try producer.finish()
            Terminal.line(key)
        }
    }

    struct Unsilence: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a silence early.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Its id.") var id: String

        func run() throws {
            let configuration = try common.load()
            let cluster = Cluster(configuration)
            let topic = configuration.runtime.name(of: .alertSilences)
            var isKnown = false
            let reader = try TopicReader(cluster, topic: topic, from: .beginning)
            defer { reader.close() }
            try reader.readToEnd { records in
                for record in records where record.keyText == id { isKnown = record.value != nil }
            }
            guard isKnown else { throw ClusterFault("no silence '\(id)' on \(topic); prahari tail alerts.silences.v1") }
            let producer = try BulkProducer(cluster)
            try producer.send(key: Array(id.utf8), value: nil, to: topic)
            try producer.finish()
            Terminal.note("silence '\(id)' has ended")
        }
    }

    struct Policies: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Documents of ref.policies.v1 in a file, before they are published.",
            subcommands: [Check.self, Test.self])

        struct Check: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Whether the alerts stage would take them: one document, or an array of them.")
            @Argument(help: "A JSON file.") var file: String

            func run() throws {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                do throws(StageFault) {
                    for found in try PolicyTables.check(file: text) {
                        Terminal.line(
                            "\(found.kind) \(found.id): good" + (found.tests > 0 ? ", \(found.tests) tests" : ""))
                    }
                } catch {
                    Terminal.error("\(file): \(error.message)")
                    throw ExitCode(1)
                }
            }
        }

        struct Test: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Runs the tests that the policies carry.")
            @Argument(help: "A JSON file.") var file: String

            func run() throws {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                var failed = 0
                do throws(StageFault) {
                    for outcome in try PolicyTables.prove(file: text) {
                        let isGood = outcome.expected == outcome.found
                        if !isGood { failed += 1 }
                        Terminal.line(
                            (isGood ? "ok      " : "FAILED  ") + "\(outcome.policy): \(outcome.test): "
                                + (isGood ? outcome.found : "expected \(outcome.expected), found \(outcome.found)"))
                    }
                } catch {
                    Terminal.error("\(file): \(error.message)")
                    throw ExitCode(1)
                }
                if failed > 0 { throw ExitCode(1) }
            }
        }
    }
}
