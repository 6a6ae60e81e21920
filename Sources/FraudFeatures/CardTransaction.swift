/// A card holder, as the caller numbers them.
public struct CustomerNumber: Hashable, Sendable {
    public let rawValue: UInt64
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// A payment terminal or merchant, as the caller numbers them.
public struct TerminalNumber: Hashable, Sendable {
    public let rawValue: UInt64
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// One card payment: who paid, where, when and how much.
public struct CardTransaction: Equatable, Sendable {
    /// Event time in seconds since an epoch that begins at midnight of ``CardCalendar/firstWeekday``.
    public var seconds: Int64
    public var customer: CustomerNumber
    public var terminal: TerminalNumber
    /// Hundredths of the currency unit.
    public var minorUnits: Int64

    public init(seconds: Int64, customer: CustomerNumber, terminal: TerminalNumber, minorUnits: Int64) {
        self.seconds = seconds
        self.customer = customer
        self.terminal = terminal
        self.minorUnits = minorUnits
    }

    /// The amount in currency units.
    public var amount: Double { Double(minorUnits) / 100 }
}

/// Days and hours of event time.
public struct CardCalendar: Equatable, Sendable {
    public static let daySeconds: Int64 = 86_400

    /// The weekday of day 0: 0 is Monday, 6 is Sunday.
    public var firstWeekday: Int64

    public init(firstWeekday: Int64) { self.firstWeekday = firstWeekday }

    /// Whole days since the epoch, rounded down.
    public func day(_ seconds: Int64) -> Int64 {
        let day = seconds / Self.daySeconds
        return seconds % Self.daySeconds < 0 ? day - 1 : day
    }

    /// Saturday or Sunday.
    public func isWeekend(_ seconds: Int64) -> Bool {
        let weekday = (firstWeekday + day(seconds)) % 7
        return (weekday + 7) % 7 >= 5
    }

    /// Before seven in the morning.
    public func isNight(_ seconds: Int64) -> Bool {
        seconds - day(seconds) * Self.daySeconds < 7 * 3_600
    }
}
