public import Logging
import Synchronization

/// The least severe level that a process logs; turned while it runs.
public final class LogLevelDial: Sendable {
    private let place: Atomic<Int>

    public init(_ level: Logger.Level) { place = Atomic(Self.place(of: level)) }

    public var level: Logger.Level {
        get { Logger.Level.allCases[place.load(ordering: .relaxed)] }
        set { place.store(Self.place(of: newValue), ordering: .relaxed) }
    }

    private static func place(of level: Logger.Level) -> Int { Logger.Level.allCases.firstIndex(of: level) ?? 0 }
}
