public import Records
public import StageKit

/// The state of one account: what arrived and left lately, which part of the one was which part of the other, and what
/// was found. Bounded by ``RingsStageSettings/stateBytesMax(identifierBytes:)``.
public struct PassingMoney: StateValue, Equatable {
    static let version: UInt8 = 1

    /// In order of arrival.
    private(set) var credits: [PassingCredit] = []
    private(set) var debits: [PassingDebit] = []
    var findings: [ToldFinding] = []
    /// The latest event time seen.
    private(set) var latest = EventTime.distantPast
    /// The latest event time among dropped bookings: one at or before it cannot be told from a redelivery any more.
    private(set) var horizon = EventTime.distantPast
    private var nextNumber: UInt32 = 0
    /// Steps published on one day of event time.
    private var stepDay: Int64 = 0
    private var stepCount: UInt32 = 0

    init() {}

    // MARK: Taking

    /// Takes one booking. Returns false for one that was seen or is too old to tell.
    mutating func take(_ booking: BankTransaction, _ settings: RingsStageSettings) -> Bool {
        let mark = StableHash.of(booking.transactionID)
        let time = booking.bookedAt.time
        guard time > horizon, time > latest.advanced(byMilliseconds: -settings.windowMilliseconds),
            !credits.contains(where: { $0.mark == mark }), !debits.contains(where: { $0.mark == mark })
        else { return false }
        latest = max(latest, time)
        switch booking.direction {
        case .credit: takeCredit(booking, mark, settings)
        case .debit: takeDebit(booking, mark, settings)
        }
        trim(settings)
        return true
    }

    private mutating func takeCredit(_ booking: BankTransaction, _ mark: UInt64, _ settings: RingsStageSettings) {
        let reference = booking.rrn ?? booking.utr
        let payer = booking.counterparty?.identity
        let transfer = reference.map { StableHash.of($0) } ?? 0
        let heard = credits.firstIndex {
            $0.mark == 0
                && $0.isSame(transfer, payer: payer, amount: booking.amount.rawValue, at: booking.bookedAt.time)
        }
        if let heard {
            credits[heard].mark = mark
            return
        }
        add(
            PassingCredit(
                mark: mark, transfer: transfer, number: nextNumber, payer: payer, amount: booking.amount.rawValue,
                remaining: booking.amount.rawValue, at: booking.bookedAt.time), settings)
    }

    private mutating func add(_ credit: PassingCredit, _ settings: RingsStageSettings) {
        nextNumber &+= 1
        credits.append(credit)
        // A late credit: debits after it may have been paid by it.
        let open = debits.indices.filter { debits[$0].free > 0 && debits[$0].at.time >= credit.at }
        for index in open.sorted(by: { (debits[$0].at.time, debits[$0].mark) < (debits[$1].at.time, debits[$1].mark) })
        {
            divide(index, settings)
        }
    }

    private mutating func takeDebit(_ booking: BankTransaction, _ mark: UInt64, _ settings: RingsStageSettings) {
        var debit = PassingDebit(
            mark: mark, isAccount: false, amount: booking.amount.rawValue, free: booking.amount.rawValue,
            at: booking.bookedAt)
        switch booking.channel {
        case .atm, .aeps, .branch, .pos, .card: break
        case .upi, .imps, .neft, .rtgs, .cheque, .wallet:
            debit.target = booking.counterparty?.identity
            debit.isAccount = booking.counterparty?.account != nil
            debit.reference = booking.rrn ?? booking.utr
        }
        debits.append(debit)
        divide(debits.count - 1, settings)
    }

    /// Says which credits a debit was paid by: the latest one whose rest it fits, else those that came last first. Money
    /// that goes back to its payer is not passed on.
    private mutating func divide(_ index: Int, _ settings: RingsStageSettings) {
        let debit = debits[index]
        let oldest = debit.at.time.advanced(byMilliseconds: -settings.passMilliseconds)
        var open = credits.indices.filter {
            credits[$0].remaining > 0 && credits[$0].at <= debit.at.time && credits[$0].at >= oldest
                && (debit.target == nil || credits[$0].payer != debit.target)
        }
        let all = credits
        open.sort { (all[$0].at, all[$0].transfer, all[$0].mark) > (all[$1].at, all[$1].transfer, all[$1].mark) }
        let fitting = open.first {
            debit.free <= credits[$0].remaining
                && Double(debit.free) >= settings.passedShareMin * Double(credits[$0].remaining)
        }
        for place in fitting.map({ [$0] }) ?? open {
            let amount = min(debits[index].free, credits[place].remaining)
            guard amount > 0 else { break }
            credits[place].remaining -= amount
            debits[index].free -= amount
            let number = credits[place].number
            if let part = debits[index].parts.firstIndex(where: { $0.credit == number }) {
                debits[index].parts[part].amount += amount
            } else {
                debits[index].parts.append(PassingDebit.Part(credit: number, amount: amount))
            }
        }
    }

    /// Takes what the payer of a transfer tells. Returns whether anything is new.
    mutating func take(_ step: RingStep, _ settings: RingsStageSettings) -> Bool {
        let transfer = step.rrn.map { StableHash.of($0) } ?? 0
        let known = credits.firstIndex {
            $0.isSame(transfer, payer: step.fromAccount, amount: step.amount.rawValue, at: step.at.time)
        }
        if let known { return credits[known].learn(step.trails, settings) }
        let time = step.at.time
        guard time > horizon, time > latest.advanced(byMilliseconds: -settings.windowMilliseconds) else { return false }
        latest = max(latest, time)
        var credit = PassingCredit(
            mark: 0, transfer: transfer, number: nextNumber, payer: step.fromAccount, amount: step.amount.rawValue,
            remaining: step.amount.rawValue, at: time)
        _ = credit.learn(step.trails, settings)
        add(credit, settings)
        trim(settings)
        return true
    }

    private mutating func trim(_ settings: RingsStageSettings) {
        let oldest = latest.advanced(byMilliseconds: -settings.windowMilliseconds)
        credits.removeAll { $0.at <= oldest }
        debits.removeAll { $0.at.time <= oldest }
        horizon = max(horizon, oldest)
        while credits.count > settings.creditsMax { horizon = max(horizon, Self.drop(&credits, \.at)) }
        while debits.count > settings.debitsMax { horizon = max(horizon, Self.drop(&debits, \.at.time)) }
        for index in debits.indices {
            debits[index].parts.removeAll { part in !credits.contains { $0.number == part.credit } }
        }
    }

    /// Drops the entry with the earliest time and returns that time.
    private static func drop<Entry>(_ entries: inout [Entry], _ time: (Entry) -> EventTime) -> EventTime {
        guard let first = entries.indices.min(by: { time(entries[$0]) < time(entries[$1]) }) else {
            return .distantPast
        }
        return time(entries.remove(at: first))
    }

    // MARK: Telling

    /// The steps that payees should hear of and have not. O(debits x credits).
    mutating func steps(of account: String, source: SourceRef, _ settings: RingsStageSettings) -> [RingStep] {
        var steps: [RingStep] = []
        for index in debits.indices where debits[index].isAccount {
            guard let target = debits[index].target, target != account else { continue }
            let trails = trails(of: debits[index], from: account, to: target, settings)
            guard !trails.isEmpty else { continue }
            var hash = StableHash()
            for trail in trails {
                hash.combine(Int64(trail.path.count))
                for name in trail.path { hash.combine(name) }
            }
            guard hash.value != debits[index].told, mayTell(settings) else { continue }
            debits[index].told = hash.value
            steps.append(
                RingStep(
                    account: target, fromAccount: account, amount: MinorUnits(debits[index].amount),
                    at: debits[index].at, rrn: debits[index].reference, trails: trails, source: source))
        }
        return steps
    }

    private mutating func mayTell(_ settings: RingsStageSettings) -> Bool {
        let day = latest.milliseconds / 86_400_000
        if day != stepDay {
            stepDay = day
            stepCount = 0
        }
        guard stepCount < UInt32(settings.stepsPerDayMax) else { return false }
        stepCount += 1
        return true
    }

    /// Where the money of `debit` came from, as far as it was passed on. Each trail is a fifth of the debit at least.
    private func trails(
        of debit: PassingDebit, from account: String, to target: String, _ settings: RingsStageSettings
    ) -> [MoneyPath] {
        var trails: [MoneyPath] = []
        for part in debit.parts {
            guard let credit = credits.first(where: { $0.number == part.credit }), credit.isPassedOn(settings) else {
                continue
            }
            for origin in credit.origins {
                guard origin.path.count < settings.pathMax, !origin.path.contains(account),
                    debit.at.time.milliseconds(since: origin.start) <= settings.trailMilliseconds
                else { continue }
                // Back and forth between two is no ring.
                if let back = origin.path.firstIndex(of: target), origin.path.count - back < 2 { continue }
                let amount = Self.share(part.amount, of: credit.amount, in: origin.amount.rawValue)
                guard amount > 0, amount >= debit.amount / 5 else { continue }
                let path = origin.path + [account]
                if let same = trails.firstIndex(where: { $0.path == path }) {
                    trails[same].amount = trails[same].amount + MinorUnits(amount)
                    trails[same].startAmount = trails[same].startAmount + origin.startAmount
                    trails[same].start = min(trails[same].start, origin.start)
                } else {
                    trails.append(
                        MoneyPath(
                            path: path, amount: MinorUnits(amount), startAmount: origin.startAmount,
                            start: origin.start))
                }
            }
        }
        trails.sort(by: MoneyPath.isKeptBefore)
        return Array(trails.prefix(settings.trailsMax))
    }

    /// `part` of `whole`, applied to `amount`, rounded down: 0 <= part <= whole.
    private static func share(_ part: Int64, of whole: Int64, in amount: Int64) -> Int64 {
        guard whole > 0, part > 0 else { return 0 }
        let product = UInt64(part).multipliedFullWidth(by: UInt64(amount))
        guard product.high < UInt64(whole) else { return amount }
        return Int64(clamping: UInt64(whole).dividingFullWidth(product).quotient)
    }

    // MARK: Bytes

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: latest.milliseconds)
        writer.append(integer: horizon.milliseconds)
        writer.append(varint: UInt64(nextNumber))
        writer.append(signedVarint: stepDay)
        writer.append(varint: UInt64(stepCount))
        writer.append(varint: UInt64(credits.count))
        for credit in credits { credit.encode(into: &writer) }
        writer.append(varint: UInt64(debits.count))
        for debit in debits { debit.encode(into: &writer) }
        writer.append(varint: UInt64(findings.count))
        for finding in findings { finding.encode(into: &writer) }
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        latest = EventTime(milliseconds: try reader.integer())
        horizon = EventTime(milliseconds: try reader.integer())
        nextNumber = UInt32(truncatingIfNeeded: try reader.varint())
        stepDay = try reader.signedVarint()
        stepCount = UInt32(truncatingIfNeeded: try reader.varint())
        for _ in 0..<(try reader.count()) { credits.append(try PassingCredit(from: &reader)) }
        for _ in 0..<(try reader.count()) { debits.append(try PassingDebit(from: &reader)) }
        for _ in 0..<(try reader.count()) { findings.append(try ToldFinding(from: &reader)) }
    }
}

extension PassingCredit {
    /// How far the two sides of a transfer without a reference may be apart: a NEFT batch.
    private static let bookingDelayMilliseconds: Int64 = 3_600_000

    /// Whether the other side tells of this very transfer: by its reference, else by payer, amount and time.
    fileprivate func isSame(_ other: UInt64, payer: String?, amount: Int64, at time: EventTime) -> Bool {
        if transfer != 0, other != 0 { return transfer == other && self.amount == amount }
        return self.payer == payer && self.amount == amount
            && abs(at.milliseconds(since: time)) <= Self.bookingDelayMilliseconds
    }
}
