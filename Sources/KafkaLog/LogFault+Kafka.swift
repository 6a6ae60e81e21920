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
    /// Hears of what takes long: after ``tellAfter``, and again at most each ``tellEvery``.
    var tell: @Sendable (String) -> Void = { _ in }

    private static let tellAfter: Int64 = 5_000
    private static let tellEvery: Int64 = 30_000
    /// Of one call, so that what takes long is heard of.
    private static let callMilliseconds: Int64 = 5_000

    /// Calls `body` until it succeeds, fails for good or time is up; then the last fault is thrown.
    /// - Parameter exhausted: what the fault becomes when time is up.
    func callAsFunction<T>(
        _ operation: String, exhausted: LogFault.Kind = .retriable,
        _ body: (_ timeoutMilliseconds: Int32) throws(KafkaError) -> T
    ) throws(LogFault) -> T {
        let began = KafkaPatience.monotonicMilliseconds()
        let deadline = began + milliseconds
        var tellAt = began + Self.tellAfter
        var pause: Int32 = 10
        while true {
            let left = deadline - KafkaPatience.monotonicMilliseconds()
            do {
                return try body(Int32(clamping: min(max(left, 1), Self.callMilliseconds)))
            } catch {
                var fault = LogFault(error, operation)
                guard fault.kind == .retriable else { throw fault }
                let now = KafkaPatience.monotonicMilliseconds()
                guard now + Int64(pause) < deadline else {
                    fault.kind = exhausted
                    fault.message += ", for \(milliseconds) ms"
                    throw fault
                }
                if now >= tellAt {
                    tellAt = now + Self.tellEvery
                    tell(
                        "\(fault), for \((now - began) / 1_000) s; asking for up to \((deadline - now) / 1_000) s more")
                }
                KafkaPatience.wait(milliseconds: pause)
                pause = min(pause * 2, 500)
            }
        }
    }
}
