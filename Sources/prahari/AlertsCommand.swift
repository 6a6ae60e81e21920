import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import Wire

struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "What people were told, and what they say back.",
        discussion: """
            Reads alerts.commands.v1 and alerts.receipts.v1 whole; an alert is named by its dedup key, as list prints it.

              prahari alerts list --district Surat
              prahari alerts show account/38291047562
              prahari alerts ack account/38291047562 --by si.rao --note "patrol on its way"
              prahari alerts silence 'district=Surat' 'severity!=critical' --hours 2 --author si.rao --reason exercise
              prahari alerts policies test policies.json
            """,
        subcommands: [List.self, Show.self, Acknowledge.self, Silence.self, Unsilence.self, Policies.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The alerts that are open, the most severe first.")
        @OptionGroup var common: CommonOptions
        @Flag(help: "Also those that ended.") var all = false
        @Option(help: "Only of this district.") var district: String?
        @Option(help: "At least this severe: critical, error, warning or info.") var severity = "info"
        @Flag(help: "One JSON object a line: the latest command, and its state.") var json = false

        func run() throws {
            guard let least = Severity(rawValue: severity) else {
                throw ValidationError("--severity is critical, error, warning or info, not '\(severity)'")
            }
            let board = try AlertBoard(Cluster(try common.load()))
            let now = EventTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
            let alerts = board.alerts.filter { alert in
                (all || alert.isOpen(at: now)) && alert.latest.severity >= least
                    && (district == nil || district?.lowercased() == alert.latest.jurisdiction.district?.lowercased())
            }
            for alert in alerts { Terminal.line(json ? alert.json(at: now) : alert.line(at: now)) }
            if alerts.isEmpty {
                Terminal.note("no \(all ? "" : "open ")alerts; prahari tail alerts.commands.v1 follows them")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One alert: its commands, its risk, its receipts.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Its dedup key.") var key: String

        func run() throws {
            let board = try AlertBoard(Cluster(try common.load()))
            Terminal.line(try board.alert(key).story)
        }
    }

    struct Acknowledge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Says that somebody acts on an alert: no more escalation.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Its dedup key.") var key: String
        @Option(help: "Who acts; stands on the receipt.") var by: String
        @Option(help: "In their words.") var note: String?

        func run() throws {
            let cluster = Cluster(try common.load())
            let alert = try AlertBoard(cluster).alert(key)
            let now = EventTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
            let receipt = AlertReceipt(
                commandID: alert.latest.id, dedupKey: alert.latest.dedupKey, groupKey: alert.latest.groupKey,
                recipient: by, channel: "terminal", status: .acknowledged,
                at: ZonedTime(time: now, zoneOffsetMinutes: 330), detail: note)
            let producer = try BulkProducer(cluster)
            try producer.send(.alertReceipt(receipt), to: .alertReceipts)
            try producer.finish()
            Terminal.note("acknowledged by \(by): \(alert.latest.summary)")
        }
    }
}
