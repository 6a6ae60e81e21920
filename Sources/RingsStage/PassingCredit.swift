import Records
import StageKit

/// Money that arrived at an account, what is left of it, and where it came from.
struct PassingCredit: Equatable {
    /// ``StableHash`` of the transaction id; 0 while only the payer's step told of it.
    var mark: UInt64
    /// ``StableHash`` of RRN or UTR; 0 for none.
    var transfer: UInt64
    /// The account's own number for it: debits refer to it.
    var number: UInt32
    /// Nil for cash and for payers without a name.
    var payer: String?
    var amount: Int64
    var remaining: Int64
    var at: EventTime
    /// What steps told; none when the payer said nothing.
    var trails: [MoneyPath] = []

    /// Whether so much of it left that the rest does not matter.
    func isPassedOn(_ settings: RingsStageSettings) -> Bool {
        Double(amount - remaining) >= settings.passedShareMin * Double(amount)
    }

    /// Where the money came from as far as is known: from the payer, if nothing else.
    var origins: [MoneyPath] {
        guard trails.isEmpty else { return trails }
        let whole = MinorUnits(amount)
        return [MoneyPath(path: payer.map { [$0] } ?? [], amount: whole, startAmount: whole, start: at)]
    }

    /// Takes up what a step tells. A trail that only says the end of another is forgotten; of too many the longest stay.
    /// Returns whether anything is new.
    mutating func learn(_ told: [MoneyPath], _ settings: RingsStageSettings) -> Bool {
        let before = trails
        for trail in told where trail.path.count <= settings.pathMax {
            if let same = trails.firstIndex(where: { $0.path == trail.path }) {
                if trail.amount > trails[same].amount { trails[same] = trail }
            } else if !trails.contains(where: { $0.path.ends(with: trail.path) }) {
                trails.removeAll { trail.path.ends(with: $0.path) }
                trails.append(trail)
            }
        }
        trails.sort(by: MoneyPath.isKeptBefore)
        if trails.count > settings.trailsMax { trails.removeLast(trails.count - settings.trailsMax) }
        return trails != before
    }
}

extension MoneyPath {
    /// The longest first, then the largest, then by name: an order that does not depend on arrival.
    static func isKeptBefore(_ a: MoneyPath, _ b: MoneyPath) -> Bool {
        if a.path.count != b.path.count { return a.path.count > b.path.count }
        if a.amount != b.amount { return a.amount > b.amount }
        return a.path.lexicographicallyPrecedes(b.path)
    }
}

extension [String] {
    fileprivate func ends(with other: [String]) -> Bool { count >= other.count && Array(suffix(other.count)) == other }
}

/// Money that left an account, and which credits it was taken from.
struct PassingDebit: Equatable {
    struct Part: Equatable {
        /// ``PassingCredit/number``.
        var credit: UInt32
        var amount: Int64
    }

    /// ``StableHash`` of the transaction id.
    var mark: UInt64
    /// Account or UPI id of the payee; nil for cash and purchases.
    var target: String?
    /// Whether ``target`` is an account, which can be told.
    var isAccount: Bool
    /// RRN, else UTR.
    var reference: String?
    var amount: Int64
    /// Not taken from any credit: the account's own money, or a credit that is late.
    var free: Int64
    var at: ZonedTime
    /// Fingerprint of the paths that the payee was told; 0 for none.
    var told: UInt64 = 0
    var parts: [Part] = []
}

extension PassingCredit {
    func encode(into writer: inout ByteWriter) {
        writer.append(integer: mark)
        writer.append(integer: transfer)
        writer.append(varint: UInt64(number))
        writer.append(optional: payer)
        writer.append(signedVarint: amount)
        writer.append(signedVarint: remaining)
        writer.append(integer: at.milliseconds)
        writer.append(varint: UInt64(trails.count))
        for trail in trails {
            writer.append(varint: UInt64(trail.path.count))
            for account in trail.path { writer.append(string: account) }
            writer.append(signedVarint: trail.amount.rawValue)
            writer.append(signedVarint: trail.startAmount.rawValue)
            writer.append(integer: trail.start.milliseconds)
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        mark = try reader.integer()
        transfer = try reader.integer()
        number = UInt32(truncatingIfNeeded: try reader.varint())
        payer = try reader.optionalString()
        amount = try reader.signedVarint()
        remaining = try reader.signedVarint()
        at = EventTime(milliseconds: try reader.integer())
        for _ in 0..<(try reader.count()) {
            var path: [String] = []
            for _ in 0..<(try reader.count()) { path.append(try reader.string()) }
            let amount = MinorUnits(try reader.signedVarint())
            let startAmount = MinorUnits(try reader.signedVarint())
            trails.append(
                MoneyPath(
                    path: path, amount: amount, startAmount: startAmount,
                    start: EventTime(milliseconds: try reader.integer())))
        }
    }
}

extension PassingDebit {
    func encode(into writer: inout ByteWriter) {
        writer.append(integer: mark)
        writer.append(optional: target)
        writer.append(isAccount ? 1 as UInt8 : 0)
        writer.append(optional: reference)
        writer.append(signedVarint: amount)
        writer.append(signedVarint: free)
        writer.append(integer: at.time.milliseconds)
        writer.append(integer: at.zoneOffsetMinutes)
        writer.append(integer: told)
        writer.append(varint: UInt64(parts.count))
        for part in parts {
            writer.append(varint: UInt64(part.credit))
            writer.append(signedVarint: part.amount)
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        mark = try reader.integer()
        target = try reader.optionalString()
        isAccount = try reader.byte() == 1
        reference = try reader.optionalString()
        amount = try reader.signedVarint()
        free = try reader.signedVarint()
        let time: Int64 = try reader.integer()
        at = ZonedTime(time: EventTime(milliseconds: time), zoneOffsetMinutes: try reader.integer())
        told = try reader.integer()
        for _ in 0..<(try reader.count()) {
            let credit = UInt32(truncatingIfNeeded: try reader.varint())
            parts.append(Part(credit: credit, amount: try reader.signedVarint()))
        }
    }
}

extension ByteWriter {
    fileprivate mutating func append(optional text: String?) {
        append(text == nil ? 0 as UInt8 : 1)
        if let text { append(string: text) }
    }
}

extension ByteReader {
    fileprivate mutating func optionalString() throws(StateFault) -> String? {
        try byte() == 0 ? nil : try string()
    }

    /// A count that the rest of the bytes can hold at one byte an element.
    mutating func count() throws(StateFault) -> Int {
        let value = try varint()
        guard value <= UInt64(bytes.count - index) else { throw .truncated }
        return Int(value)
    }
}
