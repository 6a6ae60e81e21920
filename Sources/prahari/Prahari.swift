import ArgumentParser
import Composition
import Foundation

@main
struct Prahari: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prahari",
        abstract: "Sees cyber-fraud as it happens and says where the stolen money will be drawn in cash.",
        discussion: """
            Stages subscribe to Kafka topics of bank transactions, posts and FIRs and publish scores, tags, trails,
            forecasts and alert commands, exactly once.

            A first look, with a broker on 127.0.0.1:19092 (ops/broker start):
              prahari topics apply                     create the topics
              prahari run --all                        run every stage in this process
              prahari simulate --to kafka              a city with its mule rings, in another terminal
              prahari tail alerts.commands.v1          what the alert gateway would act on

            Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 fenced or not authorised,
            4 local state refused, 130 ended by Ctrl-C before it was done.
            """,
        version: Build.version,
        subcommands: [
            RunCommand.self, TopicsCommand.self, ConfigCommand.self, ProduceCommand.self, TailCommand.self,
            SimulateCommand.self, LagCommand.self, OverviewCommand.self, DrillCommand.self, BenchCommand.self,
            AlertsCommand.self, EvalCommand.self, TrainCommand.self, ModelCommand.self, CasesCommand.self,
            TaxonomyCommand.self, ReplayCommand.self, ResetCommand.self, DeadLettersCommand.self,
            AdaptCommand.self, IngestCommand.self, RefCommand.self, MapCommand.self, StateCommand.self,
            PauseCommand.self, ResumeCommand.self, ControlCommand.self,
        ])

    /// ArgumentParser's usage errors are 64; ours are 2, as the documentation says.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            if let verdict = BrokerHint.verdict(on: error) {
                Terminal.error(verdict.text)
                Foundation.exit(verdict.exitCode)
            }
            let code = exitCode(for: error)
            guard code != .success else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            Foundation.exit(code == .validationFailure ? 2 : 1)
        }
    }
}
