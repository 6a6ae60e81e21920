public import Runtime

/// Which calls to the log fail: a crash is an input like any other.
public struct FaultPlan: Sendable {
    public enum Operation: String, Sendable, CaseIterable {
        case subscribe, poll, committed, range, initTransactions, begin, produce, sendOffsets, commit, afterCommit
        case abort, readerPoll
    }

    private struct Step: Sendable {
        var operation: Operation
        var call: Int
        var fault: LogFault
    }

    private var steps: [Step] = []
    private var calls: [Operation: Int] = [:]

    public init() {}

    /// Fails the `call`-th call (from 1, counted from now) of `operation`.
    public mutating func fail(_ operation: Operation, call: Int, kind: LogFault.Kind) {
        let fault = LogFault(
            kind: kind, operation: operation.rawValue, message: "injected", nativeName: "INJECTED", nativeCode: 0)
        steps.append(Step(operation: operation, call: (calls[operation] ?? 0) + call, fault: fault))
    }

    /// The process dies at the `call`-th call of `operation`.
    public mutating func crash(_ operation: Operation, call: Int) { fail(operation, call: call, kind: .fatal) }

    public mutating func next(_ operation: Operation) -> LogFault? {
        let call = (calls[operation] ?? 0) + 1
        calls[operation] = call
        return steps.first { $0.operation == operation && $0.call == call }?.fault
    }
}
