public import Records
import StageKit

extension AccountPlaces {
    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(varint: UInt64(places.count))
        for place in places {
            writer.append(string: place.terminal)
            writer.append(point: place.point)
            writer.append(float: place.weight)
            writer.append(float: place.fraud)
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
        writer.append(varint: UInt64(crews.count))
        for crew in crews { writer.append(string: crew) }
        writer.append(float: delay)
        writer.append(optional: lastFraud)
        writer.append(integer: lastFraudAt.milliseconds)
        writer.append(float: fraudVisits)
        writer.append(float: drawn)
        writer.append(float: gone)
        writer.append(varint: UInt64(open.count))
        for forecast in open { forecast.encode(into: &writer) }
        writer.append(pending == nil ? 0 as UInt8 : 1)
        pending?.encode(into: &writer)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        for _ in 0..<(try reader.count()) {
            let terminal = try reader.string()
            let point = try reader.point()
            let weight = try reader.float()
            let fraud = try reader.float()
            places.append(
                Place(
                    terminal: terminal, point: point, weight: weight, fraud: fraud,
                    at: EventTime(milliseconds: try reader.integer())))
        }
        for _ in 0..<(try reader.count()) {
            let caseID = try reader.string()
            let layer = Int(Int64(bitPattern: try reader.varint()))
            let atRisk = Int64(bitPattern: try reader.varint())
            let arrivedAt = try reader.zonedTime()
            let isForecast = try reader.byte() == 1
            balances.append(
                Balance(
                    caseID: caseID, layer: layer, atRisk: atRisk, arrivedAt: arrivedAt, isForecast: isForecast))
        }
        marks = try WithdrawalMarks(from: &reader, capacity: 32)
        homeIFSC = try reader.optionalString()
        for _ in 0..<(try reader.count()) { crews.append(try reader.string()) }
        delay = try reader.float()
        lastFraud = try reader.optionalString()
        lastFraudAt = EventTime(milliseconds: try reader.integer())
        fraudVisits = try reader.float()
        drawn = try reader.float()
        gone = try reader.float()
        for _ in 0..<(try reader.count()) { open.append(try OpenForecast(from: &reader)) }
        if try reader.byte() == 1 { pending = try Pending(from: &reader) }
    }
}

extension AccountPlaces.OpenForecast {
    func encode(into writer: inout ByteWriter) {
        writer.append(string: caseID)
        writer.append(varint: UInt64(bitPattern: Int64(layer)))
        writer.append(integer: issuedAt.milliseconds)
        writer.append(UInt8(features.place))
        for figure in features.figures { writer.append(float: figure) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        caseID = try reader.string()
        layer = Int(Int64(bitPattern: try reader.varint()))
        issuedAt = EventTime(milliseconds: try reader.integer())
        let place = Int(try reader.byte())
        guard place < Outlook.cases else { throw .invalid("place \(place) of \(Outlook.cases)") }
        var figures: [Float] = []
        for _ in 0..<Outlook.figures { figures.append(try reader.float()) }
        features = Outlook.Features(place: place, figures: figures)
    }
}

extension AccountPlaces.Pending {
    func encode(into writer: inout ByteWriter) {
        writer.append(integer: issuedAt.milliseconds)
        writer.append(UInt8(experience.rawValue))
        for isAvailable in available { writer.append(isAvailable ? 1 as UInt8 : 0) }
        writer.append(UInt8(clamping: listed))
        writer.append(float: stated)
        writer.append(varint: UInt64(candidates.count))
        for (terminal, shares) in candidates {
            writer.append(string: terminal)
            for share in shares { writer.append(float: share) }
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        issuedAt = EventTime(milliseconds: try reader.integer())
        let raw = try reader.byte()
        guard let experience = Knowledge.Experience(rawValue: Int(raw)) else {
            throw .invalid("experience \(raw), which there is none of")
        }
        self.experience = experience
        available = []
        candidates = []
        let components = CashOutComponent.allCases.count
        for _ in 0..<components { available.append(try reader.byte() == 1) }
        listed = Int(try reader.byte())
        stated = try reader.float()
        for _ in 0..<(try reader.count()) {
            let terminal = try reader.string()
            var shares: [Float] = []
            for _ in 0..<components { shares.append(try reader.float()) }
            candidates.append((terminal, shares))
        }
    }
}

extension AccountPlaces.Pending {
    /// The first ``candidatesMax`` of a mixture.
    init(_ mixture: TerminalMixture, listed: Int, issuedAt: EventTime) {
        self.issuedAt = issuedAt
        experience = mixture.experience
        available = mixture.available
        self.listed = min(listed, Self.candidatesMax)
        stated = Float(mixture.stated)
        candidates = mixture.chances.prefix(Self.candidatesMax).map { ($0.id, $0.shares.map { Float($0) }) }
    }

    /// Whether the forecast listed `terminal`.
    func lists(_ terminal: String) -> Bool { candidates.prefix(listed).contains { $0.terminal == terminal } }

    /// By component: what it gave `terminal`; for a terminal that is not kept, what it gave to those.
    func likelihoods(of terminal: String) -> [Double] {
        if let found = candidates.first(where: { $0.terminal == terminal }) { return found.shares.map { Double($0) } }
        return available.indices.map { component in
            guard component != CashOutComponent.elsewhere.rawValue else { return 1 }
            return max(0, 1 - candidates.reduce(0) { $0 + Double($1.shares[component]) })
        }
    }
}
