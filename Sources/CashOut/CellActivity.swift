public import Records
public import StageKit

/// What happened lately in one cell: all withdrawals, those of stolen money, and the terminals they used.
///
/// Fraud is taken to excite itself (Mohler et al. 2011): each tainted withdrawal is followed by ``offspring`` others
/// in the cell on average, half of them within an hour, on top of a slow background.
public struct CellActivity: StateValue {
    static let version: UInt8 = 2
    static let terminalsMax = 16
    static let crewsMax = 64
    static let halfLifeAll = Decay.day
    static let halfLifeFast = Decay.hour
    static let halfLifeSlow = 7 * Decay.day
    static let halfLifeCrews = 30 * Decay.day
    static let offspring = 0.5

    struct Terminal: Equatable {
        var id: String
        var point: GeoPoint?
        /// Withdrawals, decayed to the cell's time; those of stolen money count ten more.
        var weight: Float
    }

    struct Crew: Equatable {
        var crew: String
        var terminal: String
        var visits: Float
    }

    /// The time the sums are decayed to.
    var at = EventTime.distantPast
    var all: Float = 0
    var fast: Float = 0
    var slow: Float = 0
    var terminals: [Terminal] = []
    /// Visits of crews, decayed to the cell's time.
    var crews: [Crew] = []
    var marks = WithdrawalMarks(capacity: 64)
    var publishedAt = EventTime.distantPast
    /// The record that changed it last, for what a timer publishes.
    var source = SourceRef(topic: "", partition: Partition(0), offset: Offset(0))

    init() {}

    /// Decays the sums to `now`; an earlier time changes nothing.
    mutating func fade(to now: EventTime) {
        guard now > at else { return }
        let elapsed = now.milliseconds(since: at)
        all *= Float(Decay.factor(elapsed, halfLife: Self.halfLifeAll))
        fast *= Float(Decay.factor(elapsed, halfLife: Self.halfLifeFast))
        let slowly = Float(Decay.factor(elapsed, halfLife: Self.halfLifeSlow))
        slow *= slowly
        for index in terminals.indices { terminals[index].weight *= slowly }
        let crewsLeft = Float(Decay.factor(elapsed, halfLife: Self.halfLifeCrews))
        for index in crews.indices { crews[index].visits *= crewsLeft }
        at = now
    }

    /// Counts a withdrawal; returns false for a redelivery that tells nothing new.
    mutating func count(_ withdrawal: RiskWithdrawal) -> Bool {
        let time = withdrawal.at.time
        let mark = WithdrawalMarks.mark(account: withdrawal.account, terminal: withdrawal.terminal.id, at: time)
        let known = marks[mark]
        if let known, known.isTainted || !withdrawal.tainted { return false }
        marks.note(mark, booked: true, tainted: withdrawal.tainted)
        fade(to: time)
        let age = at.milliseconds(since: time)
        let slowly = Float(Decay.factor(age, halfLife: Self.halfLifeSlow))
        if known == nil { all += Float(Decay.factor(age, halfLife: Self.halfLifeAll)) }
        if withdrawal.tainted {
            fast += Float(Decay.factor(age, halfLife: Self.halfLifeFast))
            slow += slowly
        }
        use(withdrawal.terminal, weight: slowly * ((known == nil ? 1 : 0) + (withdrawal.tainted ? 10 : 0)))
        let visit = Float(Decay.factor(age, halfLife: Self.halfLifeCrews))
        for crew in withdrawal.crews { note(crew, at: withdrawal.terminal.id, visits: visit) }
        return true
    }

    private mutating func note(_ crew: String, at terminal: String, visits: Float) {
        if let known = crews.firstIndex(where: { $0.crew == crew && $0.terminal == terminal }) {
            crews[known].visits += visits
            return
        }
        crews.append(Crew(crew: crew, terminal: terminal, visits: visits))
        guard crews.count > Self.crewsMax else { return }
        let weakest = crews.indices.dropLast().min {
            (crews[$0].visits, crews[$0].crew, crews[$0].terminal)
                < (crews[$1].visits, crews[$1].crew, crews[$1].terminal)
        }
        if let weakest { crews.remove(at: weakest) }
    }

    private mutating func use(_ terminal: BankTransaction.Terminal, weight: Float) {
        if let known = terminals.firstIndex(where: { $0.id == terminal.id }) {
            terminals[known].weight += weight
            if let point = terminal.location { terminals[known].point = point }
            return
        }
        terminals.append(Terminal(id: terminal.id, point: terminal.location, weight: weight))
        guard terminals.count > Self.terminalsMax else { return }
        // The newcomer stays: it could never grow otherwise.
        let weakest = terminals.indices.dropLast().min {
            (terminals[$0].weight, terminals[$0].id) < (terminals[$1].weight, terminals[$1].id)
        }
        if let weakest { terminals.remove(at: weakest) }
    }

    /// Fraud withdrawals an hour, now.
    var intensityFraud: Double {
        let perHour = 3_600_000 * Decay.ln2
        return Self.offspring * Double(fast) * perHour / Double(Self.halfLifeFast)
            + Double(slow) * perHour / Double(Self.halfLifeSlow)
    }

    /// All withdrawals an hour, now.
    var intensityAll: Double { Double(all) * 3_600_000 * Decay.ln2 / Double(Self.halfLifeAll) }

    /// Fraud withdrawals in the next `milliseconds`, by what excites them and by the background.
    func expected(_ milliseconds: Int64) -> (excited: Double, background: Double) {
        let excited = Self.offspring * Double(fast) * (1 - Decay.factor(milliseconds, halfLife: Self.halfLifeFast))
        let background = Double(slow) * Decay.ln2 * Double(milliseconds) / Double(Self.halfLifeSlow)
        return (excited, background)
    }
}

extension CellActivity {
    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: at.milliseconds)
        writer.append(float: all)
        writer.append(float: fast)
        writer.append(float: slow)
        writer.append(varint: UInt64(terminals.count))
        for terminal in terminals {
            writer.append(string: terminal.id)
            writer.append(terminal.point == nil ? 0 as UInt8 : 1)
            if let point = terminal.point { writer.append(point: point) }
            writer.append(float: terminal.weight)
        }
        writer.append(varint: UInt64(crews.count))
        for crew in crews {
            writer.append(string: crew.crew)
            writer.append(string: crew.terminal)
            writer.append(float: crew.visits)
        }
        marks.encode(into: &writer)
        writer.append(integer: publishedAt.milliseconds)
        writer.append(source: source)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        at = EventTime(milliseconds: try reader.integer())
        all = try reader.float()
        fast = try reader.float()
        slow = try reader.float()
        for _ in 0..<(try reader.count()) {
            let id = try reader.string()
            let point = try reader.byte() == 0 ? nil : try reader.point()
            terminals.append(Terminal(id: id, point: point, weight: try reader.float()))
        }
        for _ in 0..<(try reader.count()) {
            let crew = try reader.string()
            let terminal = try reader.string()
            crews.append(Crew(crew: crew, terminal: terminal, visits: try reader.float()))
        }
        marks = try WithdrawalMarks(from: &reader, capacity: 64)
        publishedAt = EventTime(milliseconds: try reader.integer())
        source = try reader.source()
    }
}
