import Composition
import Foundation
import Records
import Runtime
import Wire

/// Every alert of the topics, by its dedup key. Memory grows with the topics: for retention's thirty days.
struct AlertBoard {
    struct Alert {
        var commands: [AlertCommand] = []
        var receipts: [AlertReceipt] = []
        var latest: AlertCommand

        /// What the commands say, in the order in which they were given.
        func state(at now: EventTime) -> String {
            if latest.action == .resolve { return "resolved" }
            if latest.expiresAt <= now { return "expired" }
            if latest.action == .acknowledge || receipts.contains(where: isNewsAcknowledged) { return "acknowledged" }
            return latest.escalationLevel.map { "escalated \($0)" } ?? "open"
        }

        private func isNewsAcknowledged(_ receipt: AlertReceipt) -> Bool {
            receipt.status == .acknowledged && receipt.at.time >= latest.notBefore
        }

        func isOpen(at now: EventTime) -> Bool { latest.action != .resolve && latest.expiresAt > now }

        func line(at now: EventTime) -> String {
            let place = latest.jurisdiction.district.map { " \($0)" } ?? ""
            let risk = latest.risk.map { " risk \($0.level.rawValue)" } ?? ""
            return "\(latest.severity.rawValue) \(state(at: now)) since "
                + Timestamp.string(
                    ZonedTime(time: commands.first?.notBefore ?? latest.notBefore, zoneOffsetMinutes: 330))
                + " \(latest.dedupKey)\(place) x\(latest.count)\(risk): \(latest.summary)"
        }

        func json(at now: EventTime) -> String {
            var writer = ByteWriter(capacity: 2_048)
            WireEncoder.encode(.alertCommand(latest), into: &writer)
            return "{\"state\":\"\(state(at: now))\",\"command\":" + String(decoding: writer.bytes, as: UTF8.self) + "}"
        }

        var story: String {
            var entries: [(at: EventTime, order: Int, text: String)] = []
            for command in commands {
                let to = (command.roles + command.channels).joined(separator: ", ")
                entries.append((command.notBefore, 0, "\(Summary.line(.alertCommand(command)))\n      to \(to)"))
            }
            for receipt in receipts {
                entries.append((receipt.at.time, 1, "receipt " + Summary.line(.alertReceipt(receipt))))
            }
            var lines = ["\(latest.dedupKey), policy \(latest.policyID) \(latest.policyVersion)"]
            if let risk = latest.risk ?? commands.last(where: { $0.risk != nil })?.risk {
                lines.append(risk.rationale)
                for factor in risk.factors {
                    lines.append(
                        "  \(factor.code) \(percent(factor.score)), weight \(percent(factor.weight)), "
                            + "share \(percent(factor.contribution))")
                }
            }
            for member in latest.members { lines.append("  with \(member.dedupKey) (\(member.severity.rawValue))") }
            for entry in entries.sorted(by: { ($0.at, $0.order) < ($1.at, $1.order) }) {
                lines.append(
                    "  " + Timestamp.string(ZonedTime(time: entry.at, zoneOffsetMinutes: 330)) + " " + entry.text)
            }
            return lines.joined(separator: "\n")
        }

        private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
    }

    private var byKey: [String: Alert] = [:]

    /// The most severe first, of equals the newest.
    var alerts: [Alert] {
        byKey.values.sorted {
            ($0.latest.severity, $0.latest.notBefore, $0.latest.id) > (
                $1.latest.severity, $1.latest.notBefore, $1.latest.id
            )
        }
    }

    init(_ cluster: Cluster) throws {
        try read(.alertCommands, cluster)
        try read(.alertReceipts, cluster)
    }

    func alert(_ key: String) throws -> Alert {
        guard let alert = byKey[key] else {
            throw ClusterFault("no alert '\(key)' on alerts.commands.v1; prahari alerts list --all names them")
        }
        return alert
    }

    private mutating func read(_ topic: Topic, _ cluster: Cluster) throws {
        let decoder = WireDecoder()
        let reader = try TopicReader(
            cluster, topic: cluster.configuration.runtime.name(of: topic), from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records {
                guard let value = record.value,
                    let decoded = try? decoder.decode(topic.recordKind, key: record.keyText, value.span.bytes)
                else { continue }
                take(decoded)
            }
        }
    }

    private mutating func take(_ record: DomainRecord) {
        switch record {
        case .alertCommand(let command):
            byKey[command.dedupKey, default: Alert(latest: command)].commands.append(command)
            byKey[command.dedupKey]?.latest = command
        case .alertReceipt(let receipt): byKey[receipt.dedupKey]?.receipts.append(receipt)
        default: break
        }
    }
}
