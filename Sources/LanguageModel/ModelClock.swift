import Glibc
import Synchronization

/// The time requests wait by. Tests give one that does not wait.
public protocol ModelClock: Sendable {
    /// Milliseconds, never going back.
    var now: Int64 { get }
    func wait(milliseconds: Int64)
}

public struct MonotonicClock: ModelClock {
    public init() {}
    public var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
    public func wait(milliseconds: Int64) {
        var left = milliseconds
        while left > 0 {
            usleep(UInt32(min(left, 500) * 1_000))
            left -= 500
        }
    }
}

/// Spaces requests evenly, and lets all of them wait when the provider asks one to.
final class RequestPacer: Sendable {
    private let next = Mutex<Int64>(0)
    private let spacing: Int64
    private let clock: any ModelClock

    init(perMinute: Int, clock: any ModelClock) {
        spacing = perMinute > 0 ? 60_000 / Int64(perMinute) : 0
        self.clock = clock
    }

    func wait() {
        let now = clock.now
        let slot = next.withLock { next in
            let slot = max(next, now)
            next = slot + spacing
            return slot
        }
        if slot > now { clock.wait(milliseconds: slot - now) }
    }

    /// Nothing is sent before `milliseconds` from now.
    func hold(milliseconds: Int64) {
        let until = clock.now + milliseconds
        next.withLock { $0 = max($0, until) }
    }
}
