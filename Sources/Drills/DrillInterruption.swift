import Composition
import Glibc
import RdKafka
import Runtime
import Synchronization

/// Ctrl-C in a drill: it ends between two steps, kills its processes and deletes its topics.
public enum DrillInterruption {
    private static let requested = Atomic<Bool>(false)
    private static let children = Mutex<Set<Int32>>([])
    private static let made = Mutex<[Configuration]>([])

    /// Safe from any thread.
    public static func request() { requested.store(true, ordering: .releasing) }

    static func check() throws {
        if requested.load(ordering: .acquiring) { throw DrillInterrupted() }
    }

    /// Waits, and ends early with ``DrillInterrupted`` on Ctrl-C.
    static func pause(seconds: Double) throws {
        var left = seconds
        repeat {
            try check()
            usleep(UInt32(max(0, min(left, 0.05)) * 1e6))
            left -= 0.05
        } while left > 0
        try check()
    }

    static func started(_ child: Int32) { children.withLock { _ = $0.insert(child) } }
    static func ended(_ child: Int32) { children.withLock { _ = $0.remove(child) } }

    /// Topics under the prefix of `configuration` are a benchmark's own.
    static func owns(_ configuration: Configuration) { made.withLock { $0.append(configuration) } }

    /// Ctrl-C in a benchmark, which does not look for it between its steps: ends its processes and deletes its topics.
    public static func sweep() {
        killChildren()
        for configuration in made.withLock({ $0 }) {
            let prefix = configuration.runtime.topicPrefix
            guard let admin = try? Cluster(configuration).makeAdmin(), let topics = try? admin.metadata().topics else {
                continue
            }
            let own = topics.map(\.name).filter { $0.hasPrefix(prefix) }
            if !own.isEmpty { _ = try? admin.deleteTopics(own) }
        }
    }

    /// The last resort of a second Ctrl-C: nothing of the drill goes on without it.
    public static func killChildren() {
        for child in children.withLock({ $0 }) { _ = kill(child, SIGKILL) }
    }
}

/// The drill was ended from outside; what it had made is gone.
public struct DrillInterrupted: Error, CustomStringConvertible {
    public var description: String { "interrupted; its processes are ended and its topics deleted" }
}
