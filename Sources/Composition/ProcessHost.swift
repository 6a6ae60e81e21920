import Foundation
public import Runtime
import Synchronization

/// Runs workers on threads of their own until it is asked to stop or one of them ends.
///
/// A worker that cannot start because the broker is away is tried again with backoff; a worker that ends with a fault
/// takes the process down with the fault's exit code, so that a supervisor restarts the whole.
public final class ProcessHost: Sendable {
    /// Makes one worker; called again after a failed start.
    public typealias WorkerMaker = @Sendable () throws(WorkerFault) -> any WorkerLoop

    /// A worker to run.
    public struct Slot: Sendable {
        public var stage: String
        public var number: Int
        public var make: WorkerMaker
        public init(stage: String, number: Int, make: @escaping WorkerMaker) {
            self.stage = stage
            self.number = number
            self.make = make
        }
    }

    private let slots: [Slot]
    private let companions: [any Companion]
    private let resting = DispatchGroup()
    private let stopping = Atomic<Bool>(false)
    /// What ``adopt(_:)`` told last, and how often it did.
    private let pace = Mutex<RuntimePace?>(nil)
    private let paces = Atomic<Int>(0)
    private let running: Atomic<Int>
    private let firstFault = Mutex<WorkerFault?>(nil)
    private let changed = DispatchSemaphore(value: 0)
    private let tell: @Sendable (String) -> Void
    private let heartbeat: @Sendable (_ stage: String, _ worker: Int) -> Void

    /// - Parameters:
    ///   - companions: run beside the workers until these have stopped.
    ///   - heartbeat: called after every turn of a worker, on its thread.
    ///   - tell: takes lines for the log.
    public init(
        slots: [Slot], companions: [any Companion] = [],
        heartbeat: @escaping @Sendable (_ stage: String, _ worker: Int) -> Void = { _, _ in },
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.heartbeat = heartbeat
        self.slots = slots
        self.companions = companions
        self.tell = tell
        running = Atomic(slots.count)
    }

    /// Asks every worker to drain and stop. Safe from any thread.
    public func requestStop() {
        stopping.store(true, ordering: .releasing)
        changed.signal()
    }

    /// Makes every worker go on by another pace, each after its present turn. Safe from any thread.
    public func adopt(_ pace: RuntimePace) {
        self.pace.withLock { $0 = pace }
        paces.add(1, ordering: .acquiringAndReleasing)
    }

    public var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// Runs until everything has stopped. Returns the exit code of the process.
    public func run(shutdownTimeoutMilliseconds: Int64) -> Int32 {
        for slot in slots {
            let thread = Thread { self.drive(slot) }
            thread.name = "\(slot.stage)-\(slot.number)"
            thread.stackSize = 8 << 20
            thread.start()
        }
        for companion in companions { drive(companion) }
        while running.load(ordering: .acquiring) > 0, !isStopping { changed.wait() }
        let deadline = DispatchTime.now() + .milliseconds(Int(shutdownTimeoutMilliseconds))
        while running.load(ordering: .acquiring) > 0 {
            guard changed.wait(timeout: deadline) == .success else {
                tell(
                    "stopping took longer than \(shutdownTimeoutMilliseconds) ms; ending now. Nothing is lost: "
                        + "what was not committed is processed again")
                return 1
            }
        }
        // A companion in the midst of a request is not waited for: a kill at any moment does not harm it.
        _ = resting.wait(timeout: .now() + .seconds(2))
        return firstFault.withLock { $0?.exitCode ?? 0 }
    }

    private func drive(_ companion: any Companion) {
        resting.enter()
        let thread = Thread {
            while !self.isStopping { companion.turn() }
            companion.stop()
            self.resting.leave()
        }
        thread.name = companion.name
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func drive(_ slot: Slot) {
        defer {
            running.subtract(1, ordering: .acquiringAndReleasing)
            requestStop()
        }
        do throws(WorkerFault) {
            guard let worker = try startWithBackoff(slot) else { return }
            var adopted = 0
            while !isStopping {
                let told = paces.load(ordering: .acquiring)
                if told != adopted, let pace = pace.withLock({ $0 }) {
                    worker.adopt(pace)
                    adopted = told
                }
                try worker.cycle()
                heartbeat(slot.stage, slot.number)
            }
            try worker.stop()
        } catch {
            tell("\(slot.stage)/\(slot.number) ended: \(error)")
            firstFault.withLock { if $0 == nil { $0 = error } }
        }
    }

    private func startWithBackoff(_ slot: Slot) throws(WorkerFault) -> (any WorkerLoop)? {
        var wait = 1_000
        while !isStopping {
            do throws(WorkerFault) {
                let worker = try slot.make()
                try worker.start()
                return worker
            } catch {
                guard case .log(let fault) = error, fault.kind == .retriable else { throw error }
                tell("\(slot.stage)/\(slot.number) cannot start yet: \(fault); trying again in \(wait) ms")
                pause(milliseconds: wait)
                wait = min(wait * 2, 30_000)
            }
        }
        return nil
    }

    /// Waits, in small pieces so that a stop is heard.
    private func pause(milliseconds: Int) {
        let until = DispatchTime.now() + .milliseconds(milliseconds)
        while !isStopping, DispatchTime.now() < until { usleep(20_000) }
    }
}
