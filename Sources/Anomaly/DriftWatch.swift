import Records
import StageKit

/// Whether a segment's scores and amounts are still distributed as they were: today's histograms against a reference of about
/// the last ten days.
///
/// A day is one of event time in UTC. When it ends it is compared and then joins the reference, which keeps nine tenths of its
/// weight; within the day it is compared as it doubles, from half a usual day on, so that a shift is told once on the day
/// itself. 20 counters and 20 floats; O(1) a booking.
struct DriftWatch {
    /// A population stability index from here on is a shift by the usual reading (Siddiqi 2006).
    static let shift = 0.25
    /// Bookings on either side below which nothing is said.
    static let bookingsMin: UInt32 = 50
    static let intradayMin: UInt32 = 1_024

    /// What a comparison says.
    struct Finding: Equatable {
        /// End of the compared window: the day's end, or the booking that crossed the level.
        var at: Int64
        var bookings: Int
        var scorePSI: Double
        var scoreDistance: Double
        var amountPSI: Double
        var amountDistance: Double
        var alerts: Int
        var interdictions: Int
    }

    /// Days since 1970; 0: nothing seen yet.
    private var day: Int32 = 0
    private var isTold = false
    private var alerts: UInt32 = 0
    private var interdictions: UInt32 = 0
    private var scores = InlineArray<8, UInt32>(repeating: 0)
    private var amounts = InlineArray<12, UInt32>(repeating: 0)
    private var usualScores = InlineArray<8, Float>(repeating: 0)
    private var usualAmounts = InlineArray<12, Float>(repeating: 0)

    init() {}

    /// Bounds between the bins of the score.
    private static func bin(score: Double) -> Int {
        switch score {
        case ..<0.01: 0
        case ..<0.05: 1
        case ..<0.1: 2
        case ..<0.3: 3
        case ..<0.5: 4
        case ..<0.7: 5
        case ..<0.9: 6
        default: 7
        }
    }

    /// An octave of rupees a bin, from ₹64 to ₹65,536.
    private static func bin(octave: Float) -> Int { min(11, max(0, Int(octave) - 5)) }

    /// Takes the next booking, after its alarm is known. A late booking counts in the running day.
    mutating func take(score: Double, octave: Float, alarm: AlarmLevel?, at now: Int64) -> Finding? {
        var finding: Finding?
        let today = Int32(clamping: now / Velocity.dayMilliseconds)
        if today > day {
            if day != 0 { finding = compare(at: Int64(day + 1) * Velocity.dayMilliseconds) }
            close(today)
        }
        scores[Self.bin(score: score)] += 1
        amounts[Self.bin(octave: octave)] += 1
        if alarm != nil { alerts += 1 }
        if alarm == .interdiction { interdictions += 1 }
        return finding ?? shiftToday(at: now)
    }

    /// Other scores than these come from now on: they start a reference of their own.
    mutating func forgetScores() {
        scores = InlineArray(repeating: 0)
        usualScores = InlineArray(repeating: 0)
    }

    private mutating func shiftToday(at now: Int64) -> Finding? {
        var count: UInt32 = 0
        for index in 0..<12 { count += amounts[index] }
        guard !isTold, count >= Self.intradayMin, count & (count - 1) == 0 else { return nil }
        var usual: Float = 0
        for index in 0..<12 { usual += usualAmounts[index] }
        // The reference holds up to ten days.
        guard Float(count) * 20 >= usual, let finding = compare(at: now) else { return nil }
        guard max(finding.scorePSI, finding.amountPSI) >= Self.shift else { return nil }
        isTold = true
        return finding
    }

    private mutating func close(_ today: Int32) {
        for index in 0..<8 {
            usualScores[index] = usualScores[index] * 0.9 + Float(scores[index])
            scores[index] = 0
        }
        for index in 0..<12 {
            usualAmounts[index] = usualAmounts[index] * 0.9 + Float(amounts[index])
            amounts[index] = 0
        }
        day = today
        isTold = false
        alerts = 0
        interdictions = 0
    }

    private func compare(at end: Int64) -> Finding? {
        guard let score = Self.compare(scores, usualScores), let amount = Self.compare(amounts, usualAmounts) else {
            return nil
        }
        return Finding(
            at: end, bookings: amount.count, scorePSI: score.psi, scoreDistance: score.distance, amountPSI: amount.psi,
            amountDistance: amount.distance, alerts: Int(alerts), interdictions: Int(interdictions))
    }

    /// The population stability index and the Kolmogorov distance over the bins. Half a booking is added to each bin, so that
    /// an empty one stays finite; what chance alone gives the index, a bin less one over each count, is taken off.
    private static func compare<let bins: Int>(
        _ now: InlineArray<bins, UInt32>, _ usual: InlineArray<bins, Float>
    ) -> (psi: Double, distance: Double, count: Int)? {
        var count: UInt32 = 0
        var reference: Double = 0
        for index in 0..<bins {
            count += now[index]
            reference += Double(usual[index])
        }
        guard count >= bookingsMin, reference >= Double(bookingsMin) else { return nil }
        let half = 0.5
        let (total, before) = (Double(count) + half * Double(bins), reference + half * Double(bins))
        var psi = 0.0
        var (sum, sumBefore, distance) = (0.0, 0.0, 0.0)
        for index in 0..<bins {
            let (p, q) = ((Double(now[index]) + half) / total, (Double(usual[index]) + half) / before)
            psi += (p - q) * PortableMath.log2(p / q) * 0.6931471805599453
            sum += Double(now[index]) / Double(count)
            sumBefore += Double(usual[index]) / reference
            distance = max(distance, abs(sum - sumBefore))
        }
        psi -= Double(bins - 1) * (1 / Double(count) + 1 / reference)
        return (rounded(max(0, psi)), rounded(distance), Int(count))
    }

    /// Six decimals, as published.
    private static func rounded(_ value: Double) -> Double { Double(Int(value * 1e6 + 0.5)) / 1e6 }
}

// MARK: Bytes

extension DriftWatch {
    func encode(into writer: inout ByteWriter) {
        writer.append(signedVarint: Int64(day))
        writer.append(isTold ? 1 : 0 as UInt8)
        writer.append(varint: UInt64(alerts))
        writer.append(varint: UInt64(interdictions))
        for index in 0..<8 { writer.append(varint: UInt64(scores[index])) }
        for index in 0..<12 { writer.append(varint: UInt64(amounts[index])) }
        for index in 0..<8 { writer.append(float: usualScores[index]) }
        for index in 0..<12 { writer.append(float: usualAmounts[index]) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        day = Int32(clamping: try reader.signedVarint())
        isTold = try reader.byte() != 0
        alerts = try reader.counter()
        interdictions = try reader.counter()
        for index in 0..<8 { scores[index] = try reader.counter() }
        for index in 0..<12 { amounts[index] = try reader.counter() }
        for index in 0..<8 { usualScores[index] = try reader.amount() }
        for index in 0..<12 { usualAmounts[index] = try reader.amount() }
    }
}

extension ByteReader {
    /// Bookings of a day: twelve bins of them fit a word.
    fileprivate mutating func counter() throws(StateFault) -> UInt32 {
        let value = try varint()
        guard value < 300_000_000 else { throw .invalid("\(value) bookings of a day") }
        return UInt32(value)
    }
}
