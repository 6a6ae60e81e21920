/// The part of ``RuntimeSettings`` that says into what pieces work is cut and how long something waits for something. It
/// decides no output, so a worker takes another one while it runs, between two turns.
public struct RuntimePace: Sendable, Equatable {
    public var commitIntervalMilliseconds: Int64
    public var commitRecordsMax: Int
    public var checkpointIntervalMilliseconds: Int64
    public var pollRecordsMax: Int
    public var bufferedRecordsMax: Int
    public var inputWaitMilliseconds: Int64
    public var inputWaitAgeMilliseconds: Int64
}

extension RuntimeSettings {
    public var pace: RuntimePace {
        get {
            RuntimePace(
                commitIntervalMilliseconds: commitIntervalMilliseconds, commitRecordsMax: commitRecordsMax,
                checkpointIntervalMilliseconds: checkpointIntervalMilliseconds, pollRecordsMax: pollRecordsMax,
                bufferedRecordsMax: bufferedRecordsMax, inputWaitMilliseconds: inputWaitMilliseconds,
                inputWaitAgeMilliseconds: inputWaitAgeMilliseconds)
        }
        set {
            commitIntervalMilliseconds = newValue.commitIntervalMilliseconds
            commitRecordsMax = newValue.commitRecordsMax
            checkpointIntervalMilliseconds = newValue.checkpointIntervalMilliseconds
            pollRecordsMax = newValue.pollRecordsMax
            bufferedRecordsMax = newValue.bufferedRecordsMax
            inputWaitMilliseconds = newValue.inputWaitMilliseconds
            inputWaitAgeMilliseconds = newValue.inputWaitAgeMilliseconds
        }
    }
}

extension StageTask {
    func adopt(_ pace: RuntimePace) { settings.pace = pace }
}

extension Worker {
    /// Goes on by another pace. Between two turns, by the worker's own thread; an open transaction is not harmed.
    public func adopt(_ pace: RuntimePace) {
        settings.pace = pace
        for task in tasks.values { task.adopt(pace) }
    }
}
