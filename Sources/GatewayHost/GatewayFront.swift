import Composition
import Delivery
import Logging
import Runtime
import Telemetry

/// The gateway's two listeners: metrics and health for the inner network, call-backs for providers and people.
final class GatewayFront {
    let surroundings: Gateway.Surroundings
    private let telemetry: TelemetryServer?
    private let callbacks: HTTPListener?
    private let settings: CallbackSettings?
    private let logger: Logger

    init(_ configuration: Configuration, _ settings: GatewayConfiguration, logger: Logger) throws(GatewayFault) {
        let clock = SystemClock()
        let metrics = GatewayMetrics(registry: PrometheusRegistry())
        let health = GatewayHealth(stallMilliseconds: configuration.stallMilliseconds, clock: clock)
        let inbox = settings.callbacks == nil ? nil : CallbackInbox()
        self.settings = settings.callbacks
        self.logger = logger
        surroundings = Gateway.Surroundings(inbox: inbox, metrics: metrics, health: health)
        telemetry =
            configuration.httpPort < 0
            ? nil
            : TelemetryServer(
                address: configuration.httpAddress, port: UInt16(configuration.httpPort), registry: metrics.registry,
                health: health)
        if let inbox, let own = settings.callbacks {
            let desk = CallbackDesk(
                providers: settings.channels.compactMapValues(\.provider), publicURL: own.publicURL,
                acknowledgeSecret: own.acknowledgeSecret, inbox: inbox, metrics: metrics, clock: clock)
            callbacks = HTTPListener(address: own.address, port: own.port) { await desk.answer($0) }
        } else {
            callbacks = nil
        }
    }

    func start() throws(GatewayFault) {
        do throws(TelemetryServerFault) {
            if let telemetry {
                let port = try telemetry.startAndWait()
                logger.info("metrics and health on port \(port): /metrics /livez /readyz")
            }
        } catch {
            throw GatewayFault("\(error)")
        }
        guard let callbacks, let settings else { return }
        do throws(TelemetryServerFault) {
            let port = try callbacks.startAndWait()
            logger.info("call-backs on \(settings.address):\(port)")
        } catch {
            telemetry?.stopAndWait()
            if case .portInUse = error {
                throw GatewayFault(
                    "callbacks.port = \(settings.port): in use by another process on \(settings.address)")
            }
            throw GatewayFault("callbacks: \(error)")
        }
    }

    func stop() {
        callbacks?.stopAndWait()
        telemetry?.stopAndWait()
    }
}
