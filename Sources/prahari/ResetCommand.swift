import ArgumentParser
import Composition
import Foundation
import Records
import Replay
import Runtime

struct ResetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Moves a stage's offsets, and clears the state made of what it will read again.",
        discussion: """
            Only while the stage runs nowhere. Live outputs are published again from there on; to look at the past
            beside live work use prahari replay. Without --yes it only shows what it would do.

              prahari reset anomaly --to-earliest --dry-run
              prahari reset anomaly --to-datetime 2026-03-01T00:00:00+05:30 --yes
              prahari reset alerts --to-latest --keep-state --yes
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The stage.") var stage: String
    @Flag(help: "To the first record there is.") var toEarliest = false
    @Flag(help: "To the end.") var toLatest = false
    @Option(help: "To the first record from this Kafka timestamp on.") var toDatetime: String?
    @Option(help: "To the first record of this long ago, as P1DT2H.") var byDuration: String?
    @Option(help: "By so many offsets; negative goes back: --shift-by=-100.") var shiftBy: Int64?
    @Option(help: "To this offset of each partition.") var toOffset: Int64?
    @Flag(help: "Leave the state as it is: what it no longer knows by its id counts twice.") var keepState = false
    @Flag(help: "Only show it, whatever else is said.") var dryRun = false
    @Flag(help: "Do it.") var yes = false

    func run() throws {
        let target = try target()
        let reset = try GroupReset(Cluster(try common.load()), stage: stage)
        defer { reset.close() }
        let moves = try reset.plan(target)
        for move in moves {
            let from = move.from.map { String($0.rawValue) } ?? "nothing"
            Terminal.line(
                "\(move.source): \(from) -> \(move.to.rawValue) (\(words(move.distance)))"
                    + (move.isClamped ? ", the nearest there is" : ""))
        }
        let keys = keepState ? [:] : try reset.stateKeys()
        let count = keys.values.reduce(0) { $0 + $1.count }
        Terminal.line(keepState ? "state is kept" : "state: \(count) keys are deleted")
        guard yes, !dryRun else {
            try reset.checkInactive()
            Terminal.note("nothing was changed\(dryRun ? "" : "; --yes does it")")
            return
        }
        try reset.apply(moves, clearing: keys)
        Terminal.note("done; start the stage")
    }

    private func words(_ distance: Int64) -> String {
        if distance == 0 { return "stays" }
        return distance < 0 ? "\(-distance) offsets again" : "\(distance) offsets skipped"
    }

    private func target() throws -> ResetTarget {
        var targets: [ResetTarget] = []
        if toEarliest { targets.append(.earliest) }
        if toLatest { targets.append(.latest) }
        if let toDatetime { targets.append(.time(try Moment.parse(toDatetime))) }
        if let byDuration {
            guard let length = OffsetReset.duration(byDuration) else {
                throw ValidationError("--by-duration takes an ISO 8601 duration as P1DT2H30M, not '\(byDuration)'")
            }
            targets.append(.time(SystemClock().now().advanced(byMilliseconds: -length)))
        }
        if let shiftBy { targets.append(.shift(shiftBy)) }
        if let toOffset { targets.append(.offset(toOffset)) }
        guard targets.count == 1 else {
            throw ValidationError(
                "say where to with one of --to-earliest, --to-latest, --to-datetime, --by-duration, --shift-by, --to-offset"
            )
        }
        return targets[0]
    }
}
