public import Runtime
public import StageKit

/// A stage without its type: what the registry holds and the host runs.
public struct AnyStage: Sendable {
    public let descriptor: StageDescriptor
    private let make: @Sendable (WorkerParts) throws(WorkerFault) -> any WorkerLoop
    private let inspect: @Sendable () -> StateInspector

    /// What a worker is made of.
    public struct WorkerParts: Sendable {
        public var settings: RuntimeSettings
        public var slot: Int
        public var logs: any LogFactory
        public var backends: any StateBackendFactory
        public var clock: any RuntimeClock
        public var observer: any RuntimeObserver
        public var standby: Standby?
        /// Nil: state is kept in clear.
        public var sealKey: (any StateSealKey)?

        public init(
            settings: RuntimeSettings, slot: Int, logs: any LogFactory, backends: any StateBackendFactory,
            clock: any RuntimeClock, observer: any RuntimeObserver, standby: Standby? = nil,
            sealKey: (any StateSealKey)? = nil
        ) {
            self.settings = settings
            self.slot = slot
            self.logs = logs
            self.backends = backends
            self.clock = clock
            self.observer = observer
            self.standby = standby
            self.sealKey = sealKey
        }
    }

    public init<S: Stage>(_ stage: S) {
        descriptor = stage.descriptor
        inspect = { StateInspector(stage.makeState(cacheEntries: 1), inputs: stage.descriptor.inputs.count) }
        make = { (parts) throws(WorkerFault) in
            try Worker(
                stage: stage, settings: parts.settings, slot: parts.slot, logs: parts.logs, backends: parts.backends,
                clock: parts.clock, observer: parts.observer, standby: parts.standby,
                sealKey: parts.sealKey)
        }
    }

    /// What the stage's stored bytes mean.
    public var inspector: StateInspector { inspect() }

    public func makeWorker(_ parts: WorkerParts) throws(WorkerFault) -> any WorkerLoop { try make(parts) }
}
