import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import StageKit
import Wire

struct StateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "What a stage remembers: of one key, of many, and how much.",
        discussion: """
            Reads a copy of the partition's local file (state.dir) and what its changelog has since, so the answer is what
            was committed; without a file here, the changelog alone. Safe beside a running processor: nothing is locked
            or written. A copy of the file is made in TMPDIR and gone when the command ends.
            Identifiers are masked as in logs, and places told to some 10 km, unless --unmask is given.

              prahari state get anomaly 38291047562
              prahari state scan trail --store taints --limit 20
              prahari state stats
            """,
        subcommands: [Get.self, Scan.self, Stats.self])

    struct Options: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Flag(help: "The local files alone, as old as their checkpoints; no broker is asked.") var local = false
        @Flag(help: "Print JSON.") var json = false

        func desk(_ stage: String) throws -> StateDesk {
            guard StageRegistry.stage(named: stage) != nil else {
                throw ValidationError(
                    "unknown stage '\(stage)'; one of: " + StageRegistry.names.joined(separator: ", "))
            }
            return try StateDesk(Cluster(try common.load()), stage: stage, isLocal: local)
        }

        /// Holds of the stage; none without the cluster.
        func book() throws -> ControlBook { local ? ControlBook() : try ControlDesk(Cluster(try common.load())).book() }
    }

    struct Get: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Everything under one key: an account's baseline, where it was last seen, how far its partition is.",
            discussion: "Exit code 1 when there is no such key.")
        @OptionGroup var options: Options
        @Argument(help: "The stage.") var stage: String
        @Argument(help: "The key, as the records have it: an account, a post, a group key.") var key: String
        @Option(help: "Look here, for keys that are not records' own; by default where the partitioner puts the key.")
        var partition: Int32?
        @Option(help: "This store only.") var store: String?
        @Flag(help: "Do not mask identifiers.") var unmask = false

        func run() throws {
            let desk = try options.desk(stage)
            defer { desk.close() }
            let text = StateText(desk, unmask: unmask)
            let wanted = try store.map { try text.store(named: $0) }
            let places = (partition.map { Partition($0) } ?? desk.partition(of: key)).map { [$0] } ?? desk.partitions
            let book = try options.book()
            var found = false
            for place in places {
                let (about, entries) = try desk.look(place, store: wanted, key: key, isPrefix: false)
                guard !entries.isEmpty else { continue }
                found = true
                let context = text.context(about, book)
                if options.json {
                    Terminal.json(text.object(about, entries, context))
                } else {
                    Terminal.line(text.lines(about, entries, context).joined(separator: "\n"))
                }
            }
            guard !found else { return }
            let place = places.count == 1 ? "in partition \(places[0].rawValue)" : "in \(places.count) local files"
            throw ClusterFault(
                "stage \(stage) knows nothing of '\(text.mask(key))' \(place); prahari state scan \(stage) lists keys, and "
                    + "--partition looks elsewhere")
        }
    }

    struct Scan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Entries by key, with their size and, as JSON, their value.")
        @OptionGroup var options: Options
        @Argument(help: "The stage.") var stage: String
        @Option(help: "This partition only.") var partition: Int32?
        @Option(name: .customLong("key-prefix"), help: "Keys that begin so.") var keyPrefix = ""
        @Option(help: "This store only.") var store: String?
        @Option(help: "Print at most so many entries.") var limit = 50
        @Flag(help: "Do not mask identifiers.") var unmask = false

        func validate() throws { guard limit > 0 else { throw ValidationError("--limit is 1 or more, not \(limit)") } }

        func run() throws {
            let desk = try options.desk(stage)
            defer { desk.close() }
            let text = StateText(desk, unmask: unmask)
            let wanted = try store.map { try text.store(named: $0) }
            var left = limit
            for place in partition.map({ [Partition($0)] }) ?? desk.partitions where left > 0 {
                let (about, entries) = try desk.look(
                    place, store: wanted, key: keyPrefix, isPrefix: true, limit: left)
                if let note = about.note { Terminal.note(note) }
                left -= entries.count
                for entry in entries {
                    if options.json {
                        Terminal.json(text.object(entry, of: place))
                    } else {
                        Terminal.line(text.line(entry, of: place))
                    }
                }
            }
            if left == limit { Terminal.note("no such entries in the state of \(stage)") }
            if left == 0 { Terminal.note("\(limit) entries; there may be more: --limit") }
        }
    }

    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How large each partition's state is, and how far its file and its changelog are.",
            discussion: """
                Keys and bytes are those of the local file, else of the changelog, which is then read whole. The lag is how
                many changelog offsets a restart would read on top of the file.
                """)
        @OptionGroup var options: Options
        @Argument(help: "Stages; all when none is named.") var stages: [String] = []

        func run() throws {
            let book = try options.book()
            for stage in stages.isEmpty ? StageRegistry.names : stages {
                let desk: StateDesk
                do {
                    desk = try options.desk(stage)
                } catch let fault as ClusterFault where stages.isEmpty && options.local {
                    Terminal.note(fault.description)
                    continue
                }
                defer { desk.close() }
                let text = StateText(desk, unmask: false)
                for partition in desk.partitions {
                    let (about, totals) = try desk.totals(partition)
                    let context = text.context(about, book)
                    if options.json {
                        Terminal.json(text.object(about, totals, context))
                    } else {
                        Terminal.line(text.lines(about, totals, context).joined(separator: "\n"))
                    }
                }
            }
        }
    }
}
