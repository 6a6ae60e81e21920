import ArgumentParser
import Composition
import Foundation
import Logging
import Runtime
import Telemetry

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs one stage, several, or all of them until SIGTERM or Ctrl-C.",
        discussion: """
            Each stage is a consumer group of its own; more processes of a stage share its partitions. A stop drains:
            what was taken is committed, state is written, partitions are given up. A second Ctrl-C ends at once, and
            even then nothing is lost: what was not committed is processed again. SIGHUP reads the configuration again:
            what `prahari config show` marks with "live" changes at once, the rest with the next start.

              prahari run anomaly
              prahari run trail cashout --set instance.id=host-7
              prahari run --all --set http.port=0
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "Stages: \(StageRegistry.names.joined(separator: ", ")).") var stages: [String] = []
    @Flag(help: "All stages in this process.") var all = false

    func validate() throws {
        guard all != !stages.isEmpty else {
            throw ValidationError(
                "name the stages to run, or --all; one of: " + StageRegistry.names.joined(separator: ", "))
        }
    }

    func run() throws {
        try Self.run(
            all ? StageRegistry.names : stages, try common.load(), clock: SystemClock(), reload: common.read)
    }

    /// - Parameters:
    ///   - clock: what the workers read time from; a drill gives another than the machine's.
    ///   - reload: reads the configuration again, on SIGHUP.
    static func run(
        _ names: [String], _ configuration: Configuration, clock: any RuntimeClock,
        reload: (() throws(ConfigurationFault) -> Configuration)? = nil
    ) throws {
        Stopper.ignoreBrokenPipes()
        let station = Station(configuration, stages: names)
        let host: ProcessHost
        do {
            host = try StageHost.make(
                configuration, stages: names, observer: station.observer, logger: station.logger, clock: clock,
                heartbeat: { station.health.heartbeat(stage: $0, worker: $1) })
            try station.startServer()
        } catch {
            Terminal.error("\(error)")
            throw ExitCode(2)
        }
        Stopper.onSignal { second in
            if second { Foundation.exit(130) }
            station.logger.notice("asked to stop: draining")
            host.requestStop()
        }
        if let reload { Self.onHangUp(reload, configuration, station, host) }
        let code = host.run(shutdownTimeoutMilliseconds: configuration.shutdownTimeoutMilliseconds)
        station.stopServer()
        if code != 0 { throw ExitCode(code) }
    }
}

extension RunCommand {
    private static func onHangUp(
        _ reload: @escaping () throws(ConfigurationFault) -> Configuration, _ configuration: Configuration,
        _ station: Station, _ host: ProcessHost
    ) {
        var current = configuration
        Stopper.onHangUp {
            do throws(ConfigurationFault) {
                station.take(try reload(), insteadOf: &current, host: host)
            } catch {
                station.logger.error("configuration not taken, the one before stays in force: \(error)")
            }
        }
    }
}

/// Signals as calls on a queue of their own.
enum Stopper {
    nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

    /// Also of files that may not grow: a limit on their size is an error to be told, not the end.
    static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// - Parameter handle: `true` from the second signal on.
    static func onSignal(_ handle: @escaping @Sendable (_ second: Bool) -> Void) {
        let queue = DispatchQueue(label: "signals")
        let count = Counter()
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handle(count.next() > 1) }
            source.resume()
            sources.append(source)
        }
    }

    /// - Parameter handle: called for each SIGHUP, one after another.
    static func onHangUp(_ handle: @escaping () -> Void) {
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: DispatchQueue(label: "hang-up"))
        nonisolated(unsafe) let handle = handle
        source.setEventHandler { handle() }
        source.resume()
        sources.append(source)
    }

    private final class Counter: @unchecked Sendable {
        // Invariant of @unchecked Sendable: used on the one signal queue only.
        private var value = 0
        func next() -> Int {
            value += 1
            return value
        }
    }
}
