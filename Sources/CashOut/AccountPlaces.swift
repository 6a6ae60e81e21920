public import Records
public import StageKit

/// Where an account draws cash, and the stolen money it holds.
public struct AccountPlaces: StateValue {
    static let version: UInt8 = 1
    static let placesMax = 16
    static let balancesMax = 64
    static let halfLife = 30 * Decay.day

    /// A terminal the account used.
    struct Place: Equatable {
        var terminal: String
        var point: GeoPoint
        /// Withdrawals, decayed to ``at``.
        var weight: Float
        var at: EventTime

        func weight(at now: EventTime) -> Double {
            Double(weight) * Decay.factor(now.milliseconds(since: at), halfLife: AccountPlaces.halfLife)
        }
    }

    /// Stolen money of one case and layer.
    struct Balance: Equatable {
        var caseID: String
        var layer: Int
        var atRisk: Int64
        var arrivedAt: ZonedTime
        /// A forecast stands that must be withdrawn when the money is gone.
        var isForecast: Bool
    }

    var places: [Place] = []
    var balances: [Balance] = []
    var marks = WithdrawalMarks(capacity: 32)
    var homeIFSC: String?
    /// Decayed mean of seconds from arrival to withdrawal of stolen money; 0 before it was seen.
    var delay: Float = 0

    init() {}

    /// The place drawn from last.
    var lastPlace: Place? { places.max { ($0.at, $0.terminal) < ($1.at, $1.terminal) } }

    /// Counts a withdrawal; the weakest place leaves when there is no room.
    mutating func visit(_ terminal: String, at point: GeoPoint, time: EventTime) {
        if let known = places.firstIndex(where: { $0.terminal == terminal }) {
            let now = max(time, places[known].at)
            let addition = Decay.factor(now.milliseconds(since: time), halfLife: Self.halfLife)
            places[known].weight = Float(places[known].weight(at: now) + addition)
            places[known].at = now
            places[known].point = point
            return
        }
        places.append(Place(terminal: terminal, point: point, weight: 1, at: time))
        guard places.count > Self.placesMax else { return }
        let weakest = places.indices.min {
            (places[$0].weight(at: time), places[$0].terminal) < (places[$1].weight(at: time), places[$1].terminal)
        }
        if let weakest { places.remove(at: weakest) }
    }

    /// Takes what a hop says is left; returns the balance before and after.
    mutating func settle(_ hop: TrailHop) -> (before: Balance?, after: Balance?) {
        let index = balances.firstIndex { $0.caseID == hop.caseID && $0.layer == hop.layer }
        let before = index.map { balances[$0] }
        let left = hop.atRisk.rawValue
        guard left > 0 else {
            if let index { balances.remove(at: index) }
            return (before, nil)
        }
        var after =
            before
            ?? Balance(caseID: hop.caseID, layer: hop.layer, atRisk: left, arrivedAt: hop.at, isForecast: false)
        after.atRisk = left
        if hop.kind == .arrived { after.arrivedAt = hop.at }
        if let index {
            balances[index] = after
        } else {
            balances.append(after)
            if balances.count > Self.balancesMax { balances.removeFirst() }
        }
        return (before, after)
    }

    mutating func markForecast(_ hop: TrailHop) {
        guard let index = balances.firstIndex(where: { $0.caseID == hop.caseID && $0.layer == hop.layer }) else {
            return
        }
        balances[index].isForecast = true
    }

    mutating func learn(delaySeconds: Int64) {
        let seconds = Float(max(0, delaySeconds))
        delay = delay == 0 ? max(1, seconds) : delay + (seconds - delay) * 0.3
    }
}

extension AccountPlaces {
    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(varint: UInt64(places.count))
        for place in places {
            writer.append(string: place.terminal)
            writer.append(point: place.point)
            writer.append(float: place.weight)
            writer.append(integer: place.at.milliseconds)
        }
        writer.append(varint: UInt64(balances.count))
        for balance in balances {
            writer.append(string: balance.caseID)
            writer.append(varint: UInt64(bitPattern: Int64(balance.layer)))
            writer.append(varint: UInt64(bitPattern: balance.atRisk))
            writer.append(zoned: balance.arrivedAt)
            writer.append(balance.isForecast ? 1 as UInt8 : 0)
        }
        marks.encode(into: &writer)
        writer.append(optional: homeIFSC)
        writer.append(float: delay)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        for _ in 0..<(try reader.count()) {
            let terminal = try reader.string()
            let point = try reader.point()
            let weight = try reader.float()
            places.append(
                Place(
                    terminal: terminal, point: point, weight: weight,
                    at: EventTime(milliseconds: try reader.integer())))
        }
        for _ in 0..<(try reader.count()) {
            let caseID = try reader.string()
            let layer = Int(Int64(bitPattern: try reader.varint()))
            let atRisk = Int64(bitPattern: try reader.varint())
            let arrivedAt = try reader.zonedTime()
            balances.append(
                Balance(
                    caseID: caseID, layer: layer, atRisk: atRisk, arrivedAt: arrivedAt,
                    isForecast: try reader.byte() == 1))
        }
        marks = try WithdrawalMarks(from: &reader, capacity: 32)
        homeIFSC = try reader.optionalString()
        delay = try reader.float()
    }
}
