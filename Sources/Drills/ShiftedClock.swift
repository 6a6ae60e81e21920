public import Records
public import Runtime

/// The machine's clock, whose wall time jumps: a drill's child process runs by it. Monotonic time does not jump, as the
/// kernel's does not.
public struct ShiftedClock: RuntimeClock {
    /// From `after` seconds of the process's life on the wall clock is `shift` seconds off.
    public struct Jump: Sendable, Equatable {
        public var after: Double
        public var shift: Double
    }

    private let jumps: [Jump]
    private let system = SystemClock()
    private let startedAt: UInt64

    /// - Parameter text: `after:shift` pairs, as `5:86400,10:-86400`; nil when it is not that.
    public init?(_ text: String) {
        var jumps: [Jump] = []
        for pair in text.split(separator: ",") {
            let numbers = pair.split(separator: ":").compactMap { Double($0) }
            guard numbers.count == 2 else { return nil }
            jumps.append(Jump(after: numbers[0], shift: numbers[1]))
        }
        self.jumps = jumps.sorted { $0.after < $1.after }
        startedAt = system.monotonicNanoseconds()
    }

    public func now() -> EventTime {
        let age = Double(system.monotonicNanoseconds() - startedAt) / 1e9
        return system.now().advanced(byMilliseconds: Int64(shift(at: age) * 1_000))
    }

    func shift(at age: Double) -> Double { jumps.last { $0.after <= age }?.shift ?? 0 }

    public func monotonicNanoseconds() -> UInt64 { system.monotonicNanoseconds() }
}
