import Records
import StageKit

/// The reason codes of the rings stage: stable, for policies and as features of other models.
public enum RingFinding: String, Sendable, CaseIterable {
    case cycle = "RING_CYCLE"
    case fanIn = "RING_FAN_IN"
    case fanOut = "RING_FAN_OUT"
    case gatherScatter = "RING_GATHER_SCATTER"
    case scatterGather = "RING_SCATTER_GATHER"
    /// Nearly all of the money left again.
    case passedOn = "RING_MONEY_PASSED_ON"
    /// It left within two hours on average.
    case fast = "RING_MONEY_STAYED_BRIEFLY"

    init(_ pattern: RingScore.Pattern) {
        switch pattern {
        case .cycle: self = .cycle
        case .fanIn: self = .fanIn
        case .fanOut: self = .fanOut
        case .gatherScatter: self = .gatherScatter
        case .scatterGather: self = .scatterGather
        }
    }
}

/// A finding that was told, so that it is told again only when it grew.
struct ToldFinding: Equatable {
    /// ``StableHash`` of the pattern and what makes it this one.
    var name: UInt64
    var size: UInt8
    var at: EventTime

    func encode(into writer: inout ByteWriter) {
        writer.append(integer: name)
        writer.append(size)
        writer.append(integer: at.milliseconds)
    }
}

extension ToldFinding {
    init(from reader: inout ByteReader) throws(StateFault) {
        name = try reader.integer()
        size = try reader.byte()
        at = EventTime(milliseconds: try reader.integer())
    }
}

/// A pattern at an account, before it is put into words.
struct FoundPattern {
    var pattern: RingScore.Pattern
    /// What tells this one from another of the same pattern at the account.
    var name: String
    /// Accounts of the pattern that make it larger: payers, payees, middle accounts, others of a cycle.
    var size: Int
    /// The smallest size that counts.
    var sizeMin: Int
    var accounts: [String]
    var amount: Int64
    /// Share of the money that was passed on or came back, 0...1.
    var share: Double
    /// How long it stayed on average, milliseconds; for a cycle, how long it was away.
    var stayed: Int64
    var start: EventTime
    var at: ZonedTime
    /// For a person; made only for what is published.
    var words: () -> String
}

extension PassingMoney {
    /// Whether `found` is new or passed 3, 4, 6, 8, 12, 16, 24 accounts since it was told; remembers it.
    mutating func isNews(_ found: FoundPattern, _ settings: RingsStageSettings) -> Bool {
        var hash = StableHash()
        hash.combine(found.pattern.rawValue)
        hash.combine(found.name)
        let name = hash.value
        let size = UInt8(clamping: found.size)
        let oldest = latest.advanced(byMilliseconds: -settings.rememberMilliseconds)
        findings.removeAll { $0.at <= oldest }
        if let told = findings.firstIndex(where: { $0.name == name }) {
            guard Self.step(size) > Self.step(findings[told].size) else { return false }
            findings[told] = ToldFinding(name: name, size: size, at: latest)
            return true
        }
        findings.append(ToldFinding(name: name, size: size, at: latest))
        while findings.count > settings.findingsMax {
            guard let oldest = findings.indices.min(by: { findings[$0].at < findings[$1].at }) else { break }
            findings.remove(at: oldest)
        }
        return true
    }

    /// 1, 2, 3, 4, 6, 8, 12, 16, ...: the last of these that is not above `size`.
    private static func step(_ size: UInt8) -> Int {
        guard size > 1 else { return Int(size) }
        let top = 7 - size.leadingZeroBitCount
        return 2 * top + Int((size >> UInt8(top - 1)) & 1)
    }
}
