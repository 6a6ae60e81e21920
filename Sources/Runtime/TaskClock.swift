public import Records

/// A task's own entry in its state (store 255): its event time, for a person who looks.
public struct TaskClock: Sendable, Equatable {
    /// No record before it is expected any more.
    public var watermark: EventTime
    /// The latest event time of each input, in the order of the stage's inputs.
    public var latest: [EventTime]

    public init(_ bytes: [UInt8], inputs: Int) throws(StateFault) {
        var state = Watermark(inputs: inputs, outOfOrdernessMilliseconds: 0)
        try state.restore(bytes)
        watermark = state.current
        latest = state.latestByInput
    }
}
