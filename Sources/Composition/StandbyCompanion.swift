import Glibc
import Runtime

/// Something that runs beside the workers on a thread of its own and never ends the process.
public protocol Companion: AnyObject, Sendable {
    var name: String { get }
    /// One turn, some tenths of a second at most in the ordinary case.
    func turn()
    func stop()
}

/// Drives a ``Standby`` at the lowest priority: where there is no spare processor time it falls behind, and the workers do
/// not.
final class StandbyCompanion: Companion, @unchecked Sendable {
    // Invariant of @unchecked Sendable: `waits` is used by the companion's thread alone.
    private let standby: Standby
    private let tell: @Sendable (String) -> Void
    private var turns = 0
    private var waits = 0
    let name: String

    init(_ standby: Standby, stage: String, tell: @escaping @Sendable (String) -> Void) {
        self.standby = standby
        self.tell = tell
        name = "\(stage)-standby"
    }

    func turn() {
        if turns == 0 {
            // A thread's own on Linux, and inherited by the threads of the clients it makes.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 19)
        }
        turns += 1
        guard waits == 0 else {
            waits -= 1
            usleep(100_000)
            return
        }
        do throws(LogFault) {
            try standby.cycle()
        } catch {
            tell("\(name): \(error); the standby rests for a minute, the workers go on")
            waits = 600
        }
    }

    func stop() { standby.stop() }
}
