import ArgumentParser
import Composition
import Delivery
import Foundation
import GatewayHost
import Logging
import Telemetry
import WebPush

@main
struct PrahariGateway: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prahari-gateway",
        abstract: "Delivers alert commands by webhook, e-mail, SMS, WhatsApp and push, and writes receipts.",
        discussion: """
            Consumes alerts.commands.v1 as any gateway may; answers on alerts.receipts.v1. What it knows of open
            deliveries is on gateway.changelog.v1, so it needs no disc and can be killed at any moment.

              prahari-gateway check gateway.json            looks at the configuration and the secrets
              prahari-gateway run gateway.json              until SIGTERM or Ctrl-C
              prahari-gateway vapid-key vapid.key           a key for Web Push, and what the page needs of it

            Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 fenced or not authorised,
            4 its changelog is sealed under another key.
            """,
        version: "0.1.0", subcommands: [Run.self, Check.self, VAPIDKey.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delivers until SIGTERM or Ctrl-C.")
        @Argument(help: "The gateway's configuration: channels, SMS templates, recipients.") var file: String
        @Option(help: "Configuration of the broker (key = value lines); default ./prahari.properties when it exists.")
        var config: String?
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("One setting, over file and environment; may be repeated.", valueName: "key=value"))
        var set: [String] = []

        func run() throws {
            signal(SIGPIPE, SIG_IGN)
            let host: GatewayHost
            let code: Int32
            do {
                let settings = try Configuration.load(
                    file: config, environment: ProcessInfo.processInfo.environment, overrides: set)
                StructuredLogHandler.bootstrap(
                    format: settings.logFormat == .json ? .json : .text,
                    level: Logger.Level(rawValue: settings.logLevel) ?? .info)
                host = GatewayHost(settings, gateway: file, logger: Logger(label: "gateway"))
                let sources = Signals.onStop { host.requestStop() }
                defer { for source in sources { source.cancel() } }
                code = try host.run()
            } catch let fault as ConfigurationFault {
                throw Self.refuse("\(fault)")
            } catch let fault as GatewayFault {
                throw Self.refuse("\(fault)")
            } catch let fault as ClusterFault {
                FileHandle.standardError.write(Data("prahari-gateway: \(fault)\n".utf8))
                throw ExitCode(1)
            }
            if code != 0 { throw ExitCode(code) }
        }

        static func refuse(_ text: String) -> ExitCode {
            FileHandle.standardError.write(Data("prahari-gateway: \(text)\n".utf8))
            return ExitCode(2)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the configuration and every secret, and says what is wrong.")
        @Argument(help: "The gateway's configuration.") var file: String

        func run() throws {
            do throws(GatewayFault) {
                let settings = try GatewayConfiguration(path: file)
                try settings.checkSecrets()
                let plan = settings.plan
                FileHandle.standardOutput.write(
                    Data("\(file): \(plan.channels.count) channels, \(plan.recipients.count) recipients: good\n".utf8))
            } catch {
                throw Run.refuse("\(error)")
            }
        }
    }
}

extension PrahariGateway {
    struct VAPIDKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "vapid-key",
            abstract: "Makes a VAPID key for Web Push, or shows the public half of one.",
            discussion: """
                The file holds the private key (mode 0600); a channel of kind webpush names it as vapid_key. What is printed is
                the applicationServerKey for the page's pushManager.subscribe(). A file that is there is read, never replaced:
                with another key every subscription would be lost.
                """)
        @Argument(help: "The key's file.") var file: String

        func run() throws {
            do throws(FormFault) {
                let key: P256Key
                if FileManager.default.fileExists(atPath: file) {
                    key = try P256Key(text: Secret((try? String(contentsOfFile: file, encoding: .utf8)) ?? ""))
                } else {
                    key = try P256Key()
                    let isWritten = FileManager.default.createFile(
                        atPath: file, contents: Data((key.text.text + "\n").utf8),
                        attributes: [.posixPermissions: 0o600])
                    guard isWritten else { throw FormFault("cannot be written") }
                }
                FileHandle.standardOutput.write(Data((ByteText.base64URL(key.publicKey) + "\n").utf8))
            } catch {
                throw Run.refuse("\(file): \(error)")
            }
        }
    }
}

/// SIGTERM and SIGINT as calls; a second one ends at once, and nothing is lost.
enum Signals {
    static func onStop(_ handle: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "signals"))
            source.setEventHandler {
                handle()
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
    }
}
