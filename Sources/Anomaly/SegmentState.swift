public import Records
public import StageKit

/// The bookings of one channel and direction, in one partition.
struct Segment: Equatable {
    /// Fixed for ever below ``count``: twice the channel's index, one more for debits; the last is ``rest``.
    let rawValue: Int

    static let count = 23
    /// Bookings of segments of which too little is known yet share a tail.
    static let rest = Segment(rawValue: 22)
    static var all: some Sequence<Segment> { (0..<count).lazy.map { Segment(rawValue: $0) } }

    private static let names = [
        "UPI/credit", "UPI/debit", "IMPS/credit", "IMPS/debit", "NEFT/credit", "NEFT/debit", "RTGS/credit",
        "RTGS/debit", "ATM/credit", "ATM/debit", "POS/credit", "POS/debit", "AEPS/credit", "AEPS/debit",
        "CHEQUE/credit", "CHEQUE/debit", "BRANCH/credit", "BRANCH/debit", "CARD/credit", "CARD/debit",
        "WALLET/credit", "WALLET/debit", "rest",
    ]

    private init(rawValue: Int) { self.rawValue = rawValue }

    init(_ booking: BookingFeatures) { rawValue = booking.channel * 2 + (booking.isDebit ? 1 : 0) }

    init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        rawValue = index
    }

    /// `UPI/debit`.
    var name: String { Self.names[rawValue] }
}

/// Everything the anomaly stage remembers about one segment: how its scores' tail runs and what is usual. About 300 bytes.
public struct SegmentState: StateValue {
    static let version: UInt8 = 1

    /// Fingerprint of the detector and model whose scores these are.
    private(set) var scorer: UInt32 = 0
    var tail = ScoreTail()
    var drift = DriftWatch()

    init() {}

    /// Nothing was taken yet.
    var isEmpty: Bool { scorer == 0 }

    /// Scores of another model are other scores: what was learned of the old ones goes.
    mutating func expect(scorer: UInt32) {
        guard scorer != self.scorer else { return }
        self.scorer = scorer
        tail = ScoreTail()
        drift.forgetScores()
    }

    /// Judges a score by what is known, then learns it.
    mutating func take(
        _ score: Double, _ booking: BookingFeatures, in segment: Segment, scorer: UInt32, rates: AlarmRates
    ) -> Rarity {
        expect(scorer: scorer)
        var rarity = Rarity(isKnown: tail.isBelieved)
        let isMature = tail.weight >= ScoreTail.weightOfRareMin
        if let probability = tail.take(ScoreTail.bits(of: score)) {
            rarity.calibration = Calibration(probability, segment: segment.name, rates: rates, isMature: isMature)
        }
        rarity.drift = drift.take(
            score: score, octave: booking.octave, alarm: rarity.calibration?.alarm, at: booking.at)
        return rarity
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: scorer)
        tail.encode(into: &writer)
        drift.encode(into: &writer)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        scorer = try reader.integer()
        tail = try ScoreTail(from: &reader)
        drift = try DriftWatch(from: &reader)
    }
}

/// What a segment says of one score.
struct Rarity {
    /// Enough is known of the segment, or of all young ones together, to tell.
    var isKnown: Bool
    /// Nil for a score that is not rare.
    var calibration: Calibration?
    var drift: DriftWatch.Finding?

    init(isKnown: Bool) { self.isKnown = isKnown }

    /// An alarm, or a high score while too little is known to tell.
    func deservesALook(_ score: Double) -> Bool {
        if let calibration { return calibration.alarm != nil }
        return !isKnown && score >= 0.8
    }
}

extension Calibration {
    /// - Parameter probability: of a score as high; published with six decimals.
    init(_ probability: Double, segment: String, rates: AlarmRates, isMature: Bool) {
        let tail = max(1e-6, Double(Int(min(1, probability) * 1e6 + 0.5)) / 1e6)
        self.init(
            segment: segment, tail: tail, alarm: rates.alarm(tail: tail, isMature: isMature), alertRate: rates.alert,
            interdictionRate: rates.interdiction)
    }
}
