import Records
public import StageKit

/// The alerts of one group key: what people are told together.
///
///     waiting ──told──▶ active ──receipt──▶ acknowledged
///        │                │  ◀──severity rose──┘  │
///        └────────────────┴───money gone──────────┴──▶ resolved ──later record──▶ waiting
///
/// It goes, whatever it is, when its last alert is over. At most ``membersMax`` alerts: beyond, the least severe that
/// nobody acts on is forgotten, and only its count stays.
public struct AlertGroup: StateValue {
    static let version: UInt8 = 2
    static let membersMax = 16

    enum Phase: UInt8 { case waiting, active, acknowledged, resolved }

    var phase = Phase.waiting
    var members: [AlertMemberState] = []
    /// The number of the latest command; grows with time, so that a group which expired and comes again does not
    /// repeat the ids of its former life.
    var number: Int64 = 0
    /// Fingerprint of the record that opened it: a late case can open a group of old times anew after it expired, and what
    /// is told then is not what was told before.
    var life: UInt32 = 0
    /// Records of forgotten members.
    var forgotten = 0
    /// When people were told last of news.
    var toldAt: EventTime?
    var toldSeverity: Severity?
    var resolvedAt: EventTime?
    var flushAt: EventTime?
    var escalateAt: EventTime?
    var repeatAt: EventTime?
    /// Steps of the escalation chain that were taken.
    var level = 0
    /// The budget was used up when its news was due.
    var isHeld = false

    init() {}

    init(openedBy source: SourceRef) {
        life = UInt32(
            truncatingIfNeeded: StableHash.of("\(source.topic)-\(source.partition.rawValue)-\(source.offset.rawValue)"))
    }

    /// The end of the last alert.
    var expiresAt: EventTime { members.map(\.latest.expiresAt).max() ?? .distantPast }

    var nextDue: EventTime { [flushAt, escalateAt, repeatAt].compactMap(\.self).reduce(expiresAt, min) }

    var count: Int { members.reduce(forgotten) { $0 + $1.count } }

    func index(of dedupKey: String) -> Int? { members.firstIndex { $0.latest.dedupKey == dedupKey } }

    /// A record from before the end, or one that was taken before, does not open it again.
    func opens(for candidate: AlertCandidate) -> Bool {
        guard phase == .resolved else { return true }
        return candidate.at >= resolvedAt ?? .distantPast
            && !members.contains { $0.sources.contains(candidate.source) }
    }

    mutating func reopen() {
        let (number, life) = (number, life)
        self = AlertGroup()
        (self.number, self.life) = (number, life)
    }

    /// Takes a trigger; returns whether there is news.
    mutating func take(_ candidate: AlertCandidate, window: Int64) -> Bool {
        guard let place = index(of: candidate.dedupKey) else {
            members.append(AlertMemberState(candidate))
            if members.count > Self.membersMax { forget() }
            return true
        }
        guard members[place].isResolved else { return members[place].take(candidate, window: window) }
        guard candidate.at >= members[place].latest.at, !members[place].sources.contains(candidate.source) else {
            return false
        }
        forgotten += members[place].count
        members[place] = AlertMemberState(candidate)
        return true
    }

    private mutating func forget() {
        let order = members.indices.dropLast().min { a, b in
            let (a, b) = (members[a], members[b])
            if a.isResolved != b.isResolved { return a.isResolved }
            return (a.latest.severity, a.latest.at) < (b.latest.severity, b.latest.at)
        }
        guard let order else { return }
        forgotten += members[order].count
        members.remove(at: order)
    }

    /// Sets when the news of `candidate` is told. Alertmanager's `group_wait` before the first, `group_interval` between
    /// two; but a severity that rises does not wait for the interval, for money leaves within minutes.
    mutating func plan(_ candidate: AlertCandidate, wait: Int64, interval: Int64) {
        var due = candidate.at.advanced(byMilliseconds: wait)
        if let toldAt {
            let isRise = toldSeverity.map { candidate.severity > $0 } ?? true
            due = isRise ? candidate.at : max(candidate.at, toldAt.advanced(byMilliseconds: interval))
        }
        flushAt = flushAt.map { min($0, due) } ?? due
    }

    mutating func end(at time: EventTime) {
        phase = .resolved
        resolvedAt = time
        (flushAt, escalateAt, repeatAt) = (nil, nil, nil)
    }

    mutating func removeExpired(at time: EventTime) {
        guard members.contains(where: { $0.latest.expiresAt < time }) else { return }
        forgotten += members.reduce(0) { $0 + ($1.latest.expiresAt < time ? $1.count : 0) }
        members.removeAll { $0.latest.expiresAt < time }
    }
}
