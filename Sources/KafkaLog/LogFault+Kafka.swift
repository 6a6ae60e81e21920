internal import RdKafka
internal import Runtime

extension LogFault {
    /// - Parameter requiresAbort: the error is known to have spoilt the open transaction although it does not say so.
    init(_ error: KafkaError, _ operation: String, requiresAbort: Bool = false) {
        self.init(
            kind: Self.kind(of: error, requiresAbort), operation: operation, message: error.message,
            nativeName: error.name, nativeCode: Int(error.code))
    }

    private static func kind(of error: KafkaError, _ requiresAbort: Bool) -> Kind {
        // An ACL that refuses a topic only spoils the transaction, for librdkafka; trying again would not help.
        if KafkaError.Code.authorisation.contains(error.code) { return .unauthorised }
        if error.isFatal { return KafkaError.Code.fencing.contains(error.code) ? .fenced : .fatal }
        if error.txnRequiresAbort { return .abortable }
        if KafkaError.Code.fencing.contains(error.code) { return .fenced }
        if error.isRetriable { return .retriable }
        // The group went on without us: the next poll says which partitions are lost.
        let movedOn = [KafkaError.Code.illegalGeneration, KafkaError.Code.unknownMember].contains(error.code)
        return movedOn || requiresAbort ? .abortable : .fatal
    }
}

/// Retries what passes by itself, for a bounded time, with growing pauses.
struct Patience {
    let milliseconds: Int64

    /// Calls `body` until it succeeds, fails for good or time is up; then the last fault is thrown.
    /// - Parameter exhausted: what the fault becomes when time is up.
    func callAsFunction<T>(
        _ operation: String, exhausted: LogFault.Kind = .retriable,
        _ body: (_ timeoutMilliseconds: Int32) throws(KafkaError) -> T
    ) throws(LogFault) -> T {
        let deadline = KafkaPatience.monotonicMilliseconds() + milliseconds
        var pause: Int32 = 10
        while true {
            let left = deadline - KafkaPatience.monotonicMilliseconds()
            do {
                return try body(Int32(clamping: min(max(left, 1), 10_000)))
            } catch {
                var fault = LogFault(error, operation)
                guard fault.kind == .retriable else { throw fault }
                guard KafkaPatience.monotonicMilliseconds() + Int64(pause) < deadline else {
                    fault.kind = exhausted
                    fault.message += ", for \(milliseconds) ms"
                    throw fault
                }
                KafkaPatience.wait(milliseconds: pause)
                pause = min(pause * 2, 500)
            }
        }
    }
}
