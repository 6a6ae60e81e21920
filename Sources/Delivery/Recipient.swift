public import Records

/// Hours of the recipient's day in which only what is severe enough goes out.
public struct QuietHours: Sendable, Equatable {
    /// Minutes of the local day, 0..<1440; `end` before `start` spans midnight.
    public var start: Int
    public var end: Int
    /// This severity and above goes out all the same.
    public var letsThrough: Severity
    /// Minutes east of UTC.
    public var zoneOffsetMinutes: Int

    public init(start: Int, end: Int, letsThrough: Severity = .error, zoneOffsetMinutes: Int = 330) {
        self.start = start
        self.end = end
        self.letsThrough = letsThrough
        self.zoneOffsetMinutes = zoneOffsetMinutes
    }

    /// When `severity` may go out: nil for now, else the end of the quiet hours.
    public func end(for severity: Severity, at now: EventTime) -> EventTime? {
        guard severity < letsThrough, start != end else { return nil }
        let day: Int64 = 86_400_000
        let local = now.milliseconds + Int64(zoneOffsetMinutes) * 60_000
        let inDay = ((local % day) + day) % day
        let from = Int64(start) * 60_000
        let until = Int64(end) * 60_000
        let isQuiet = from < until ? inDay >= from && inDay < until : inDay >= from || inDay < until
        guard isQuiet else { return nil }
        let wait = until - inDay
        return now.advanced(byMilliseconds: wait > 0 ? wait : wait + day)
    }
}

/// Somebody who is told, by role, and about what.
public struct Recipient: Sendable, Equatable {
    /// On the receipts, so no name or number: `duty.officer.jayanagar`.
    public var id: String
    /// Channel name -> address: a number, an e-mail address, a device token, a URL.
    public var addresses: [String: String]
    /// Empty means any.
    public var states: Set<String>
    public var districts: Set<String>
    public var stations: Set<String>
    public var policies: Set<String>
    /// Commands that name roles go to those who have one of them, and to those who have none.
    public var roles: Set<String>
    public var leastSeverity: Severity
    /// Tried in this order after the channels that the command names.
    public var failOver: [String]
    public var quietHours: QuietHours?
    /// What is less severe comes in one message at these times.
    public var digest: Digest?
    /// When the summary of the day before comes.
    public var dailySummary: DailySummary?

    public init(
        id: String, addresses: [String: String], states: Set<String> = [], districts: Set<String> = [],
        stations: Set<String> = [], policies: Set<String> = [], leastSeverity: Severity = .info,
        failOver: [String] = [], quietHours: QuietHours? = nil, roles: Set<String> = [], digest: Digest? = nil,
        dailySummary: DailySummary? = nil
    ) {
        self.id = id
        self.addresses = addresses
        self.states = states
        self.districts = districts
        self.stations = stations
        self.policies = policies
        self.leastSeverity = leastSeverity
        self.failOver = failOver
        self.quietHours = quietHours
        self.roles = roles
        self.digest = digest
        self.dailySummary = dailySummary
    }

    /// Whether the command is for this recipient. What a command does not say (a state, a station) matches.
    public func takes(_ command: AlertCommand) -> Bool {
        func fits(_ wanted: Set<String>, _ said: String?) -> Bool {
            wanted.isEmpty || said.map { wanted.contains($0) } ?? true
        }
        // The end of an alert is always told: it carries the severity `info`.
        let isEnd = command.action == .resolve || command.action == .acknowledge
        return (isEnd || command.severity >= leastSeverity) && fits(states, command.jurisdiction.state)
            && fits(districts, command.jurisdiction.district) && fits(stations, command.jurisdiction.station)
            && fits(policies, command.policyID)
            && (command.roles.isEmpty || roles.isEmpty || !roles.isDisjoint(with: command.roles))
    }

    /// The channels for the command in the order they are tried: the command's, then the fail-over's; each once, and only
    /// those the recipient has an address for.
    func channels(for command: AlertCommand, known: [String: ChannelPolicy]) -> [String] {
        var seen: Set<String> = []
        return (command.channels + failOver).filter {
            known[$0] != nil && addresses[$0] != nil && seen.insert($0).inserted
        }
    }
}
