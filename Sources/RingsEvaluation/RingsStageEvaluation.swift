public import Foundation
import Records
import Rings
public import RingsStage
public import Scenario
import StageKit

/// Precision and recall of what the rings stage publishes: on simulated cities, whose mule accounts are known, and on
/// AMLSim's graphs, streamed as the bookings of both sides.
public struct RingsStageEvaluation: Sendable {
    public var settings = RingsStageSettings()
    public var parameters: ScenarioParameters

    public init() {
        // The simulator's defaults over four weeks, as for the cash-out forecasts; posts and other cases are not read.
        parameters = ScenarioParameters()
        parameters.days = 28
        parameters.victims = 120
        parameters.benignPostsPerDay = 0
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
    }

    /// AMLSim: amounts have no currency, so no floor; a step is a day, so nothing is fast and no score is asked for.
    /// Windows, trails and path lengths are those of ``Rings/RingSettings``: 10 steps, 150 steps, 8 accounts.
    public static var amlSimSettings: RingsStageSettings {
        let day: Int64 = 86_400_000
        return RingsStageSettings(
            floor: 1, passMilliseconds: 10 * day, windowMilliseconds: 10 * day, trailMilliseconds: 150 * day,
            scoreMin: 0, rememberMilliseconds: 150 * day)
    }

    /// Plays one city: even seeds in Bengaluru, odd ones in Kolkata.
    public func city(seed: UInt64) throws -> RingsStageReport.Row {
        var parameters = parameters
        parameters.seed = seed
        parameters.city = seed % 2 == 0 ? .bengaluru : .kolkata
        var loop = RingLoop(settings)
        var bookings: [BankTransaction] = []
        var mules: [String: String] = [:]
        // When stolen money first came to an account.
        var arrivals: [String: EventTime] = [:]
        for event in try ScenarioStream(parameters) {
            switch event.record {
            case .bankTransaction(let booking):
                bookings.append(booking)
                try loop.take(booking)
            case .groundTruth(let truth) where truth.kind == "mule_account": mules[truth.subject] = truth.ring ?? ""
            case .groundTruth(let truth) where truth.kind == "victim_transfer" || truth.kind == "layer_transfer":
                guard let to = truth.detail?.components(separatedBy: "to=").last, arrivals[to] == nil else { continue }
                arrivals[to] = truth.at.time
            default: continue
            }
        }
        let name = "city \(seed), activity \(parameters.activity)"
        let seconds = try RingLoop.cpuSeconds(bookings, settings)
        var row = RingsStageReport.Row(name: name, loop: &loop, seconds: seconds, positives: Set(arrivals.keys)) {
            mules[$0] != nil
        }
        row.rings = Set(arrivals.keys.compactMap { mules[$0] }).count
        row.ringsFound = Set(loop.findings.compactMap { mules[$0.account] }).count
        var waits: [String: Double] = [:]
        for finding in loop.findings where waits[finding.account] == nil {
            guard let arrival = arrivals[finding.account] else { continue }
            waits[finding.account] = Double(finding.at.time.milliseconds(since: arrival)) / 60_000
        }
        row.medianMinutes = waits.values.sorted().dropFirst(waits.count / 2).first
        return row
    }

    /// Streams one of AMLSim's graphs.
    public func amlSim(_ graph: AMLSimGraph, name: String) throws -> RingsStageReport.Row {
        var loop = RingLoop(Self.amlSimSettings)
        var bookings: [BankTransaction] = []
        for (index, transfer) in graph.transfers.enumerated() {
            // In the order of the file within a step.
            let time = EventTime(milliseconds: Int64(transfer.step) * 86_400_000 + Int64(index % 80_000_000))
            let sides: [(UInt64, UInt64, BankTransaction.Direction)] = [
                (transfer.source, transfer.target, .debit), (transfer.target, transfer.source, .credit),
            ]
            for (own, other, direction) in sides {
                bookings.append(
                    BankTransaction(
                        transactionID: "\(index)-\(direction.rawValue)", account: "\(own)", direction: direction,
                        amount: MinorUnits(Int64((transfer.amount * 100).rounded())),
                        bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 0), channel: .imps,
                        counterparty: .init(account: "\(other)"), rrn: "R\(index)"))
            }
        }
        for booking in bookings { try loop.take(booking) }
        let seconds = try RingLoop.cpuSeconds(bookings, Self.amlSimSettings)
        let frauds = Set(graph.labels.indices.filter { graph.labels[$0] > 0 }.map { "\($0)" })
        return RingsStageReport.Row(name: name, loop: &loop, seconds: seconds, positives: frauds) {
            frauds.contains($0)
        }
    }

    /// The three graphs of `data`, the folder of AMLSim's samples.
    public func amlSim(data: URL) throws -> [RingsStageReport.Row] {
        try ["20K_fanin200cycle200", "20K_fanin200", "20K_cycle200"].map {
            try amlSim(AMLSimGraph(folder: data.appendingPathComponent($0)), name: $0)
        }
    }
}
