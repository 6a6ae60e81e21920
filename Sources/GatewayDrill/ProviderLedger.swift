import Foundation
import Glibc
import Synchronization

/// What the providers of a drill saw: the truth that the gateway's receipts are held to.
final class ProviderLedger: Sendable {
    /// A message that a provider took.
    struct Acceptance: Sendable {
        var command: String
        var channel: String
        var attempt: Int
        /// Milliseconds of the wall clock: when the request was there, and when the answer had been written.
        var arrived: Int64
        var answered: Int64?
        /// The client had gone before it read the answer.
        var isUnheard = false
    }

    private struct State {
        var random: UInt64
        var acceptances: [Acceptance] = []
        var arrivals: [String: [Int64]] = [:]
        var faults: [String: Int] = [:]
        var badSignatures = 0
        var isCalm = false
    }

    private let state: Mutex<State>

    init(seed: UInt64) { state = Mutex(State(random: seed)) }

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// The next of 0..<100.
    func draw() -> Int {
        state.withLock { state in
            if state.isCalm { return 0 }
            state.random &+= 0x9E37_79B9_7F4A_7C15
            var z = state.random
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % 100)
        }
    }

    func arrived(_ command: String) -> Int64 {
        let now = Self.now()
        state.withLock { $0.arrivals[command, default: []].append(now) }
        return now
    }

    /// Returns where it stands, for ``answered(_:)``.
    func accepted(_ command: String, channel: String, attempt: Int, arrived: Int64) -> Int {
        state.withLock { state in
            state.acceptances.append(
                Acceptance(command: command, channel: channel, attempt: attempt, arrived: arrived))
            return state.acceptances.count - 1
        }
    }

    func answered(_ index: Int) {
        let now = Self.now()
        state.withLock { $0.acceptances[index].answered = now }
    }

    /// Nobody has read the answer.
    func unheard(_ index: Int) { state.withLock { $0.acceptances[index].isUnheard = true } }

    func misbehaved(_ how: String) { state.withLock { $0.faults[how, default: 0] += 1 } }
    func badSignature() { state.withLock { $0.badSignatures += 1 } }

    var acceptances: [Acceptance] { state.withLock { $0.acceptances } }
    var arrivals: [String: [Int64]] { state.withLock { $0.arrivals } }
    var faults: [String: Int] { state.withLock { $0.faults } }
    var badSignatures: Int { state.withLock { $0.badSignatures } }
}
