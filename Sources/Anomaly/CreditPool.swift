import Records

/// Money that came in lately and how much of it has left again: the signature of a mule account.
///
/// Credits within an hour of the first one make one pool; it is watched for two hours.
struct CreditPool {
    static let gatherMilliseconds: Int64 = 3_600_000
    static let watchMilliseconds: Int64 = 7_200_000

    var startedAt: Int64 = 0
    /// Rupees in and out since the start; nothing in means no pool.
    var credited: Float = 0
    var debited: Float = 0
    /// Decayed count of pools that were passed on before (half-life about ten days).
    var passedOn: Float = 0

    func isWatched(at now: Int64) -> Bool {
        credited > 0 && now >= startedAt && now - startedAt <= Self.watchMilliseconds
    }

    /// Share of the pool that has left, 0...1.
    var share: Float { credited > 0 ? min(1, debited / credited) : 0 }

    mutating func credit(_ rupees: Float, at now: Int64) {
        if credited > 0, now >= startedAt, now - startedAt <= Self.gatherMilliseconds {
            credited += rupees
        } else if now >= startedAt {
            startedAt = now
            credited = rupees
            debited = 0
        }
    }

    mutating func debit(_ rupees: Float, at now: Int64) {
        guard isWatched(at: now) else { return }
        let before = share
        debited += rupees
        if before < 0.6, share >= 0.6 { passedOn += 1 }
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int, relativeTo base: Int64) {
        raw.put(signedVarint: base &- startedAt, &at)
        raw.put(credited, &at)
        raw.put(debited, &at)
        raw.put(passedOn, &at)
    }

    init() {}

    init(from reader: inout ByteReader, relativeTo base: Int64) throws(StateFault) {
        startedAt = base &- (try reader.signedVarint())
        credited = try reader.float()
        debited = try reader.float()
        passedOn = try reader.float()
    }
}
