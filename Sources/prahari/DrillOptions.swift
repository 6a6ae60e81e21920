import ArgumentParser
import Composition
import Drills
import Foundation

/// Options of every drill on a broker, and how all of them end.
struct DrillOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "Folder for state and logs; kept when the drill fails.") var folder: String?
    @Flag(help: "Print one JSON object last.") var json = false

    /// Runs a drill, tells its report and ends with its exit code.
    ///
    /// - Parameter replay: the options that make it again, without the seed.
    func run<D: Drill>(_ drill: D.Type, replay: String, _ choose: (inout D.Options) -> Void) throws {
        let configuration = try common.load()
        var options = D.Options()
        options.seed = seed
        choose(&options)
        let replay = (replay.isEmpty ? "" : replay + " ") + "--seed \(seed)"
        try Run(folder: folder, json: json, name: D.name, replay: replay).finish {
            try D.run(configuration, options, folder: $0, tell: Terminal.note)
        }
    }

    struct Run {
        var folder: String?
        var json: Bool
        var name: String
        var replay: String

        static func defaultFolder(_ name: String) -> String {
            NSTemporaryDirectory() + "prahari-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
        }

        func finish(_ body: (_ folder: String) throws -> DrillReport) throws {
            let work = folder ?? Self.defaultFolder(name)
            hearInterrupts()
            let report: DrillReport
            do {
                report = try interruptible { try body(work) }
            } catch let fault as ClusterFault {
                Terminal.error("\(fault)\nlogs and state are in \(work)")
                throw ExitCode(1)
            }
            Terminal.note(report.text)
            if report.verdict == .failed {
                Terminal.note("logs and state are in \(work); replay: prahari drill \(name) \(replay)")
            }
            if json { Terminal.json(report.fields as [String: Any]) }
            if report.verdict == .failed { throw ExitCode(1) }
        }
    }

    /// The first Ctrl-C ends the drill in order, the second at once.
    static func hearInterrupts() {
        Stopper.onSignal { second in
            if second {
                DrillInterruption.killChildren()
                Foundation.exit(130)
            }
            Terminal.note("interrupted: ending the processes, deleting the topics")
            DrillInterruption.request()
        }
    }

    static func interruptible<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let interrupted as DrillInterrupted {
            Terminal.error("\(interrupted)")
            throw ExitCode(130)
        }
    }
}

extension Stopper {
    /// The first Ctrl-C ends what was started and deletes what was made, the second leaves it.
    static func sweepOnCtrlC(_ folder: String) {
        onSignal { second in
            if second { Foundation.exit(130) }
            Terminal.note("interrupted: ending the processes, deleting the topics")
            DispatchQueue.global().async {
                DrillInterruption.sweep()
                try? FileManager.default.removeItem(atPath: folder)
                Foundation.exit(130)
            }
        }
    }
}
