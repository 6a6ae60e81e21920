import Records
import StageKit
import Testing

@testable import Anomaly

/// Streams of scores with known shape. `progress` runs from 0 to 1 over the stream.
enum Shape: String, CaseIterable {
    case exponential, heavy, bounded, mostlyZero, nearlyAllZero, twoModes, risingLevel, wideningScale, dailyWave, jump

    /// In bits of surprise.
    func draw(_ random: inout SplitMix64, progress: Double) -> Double {
        let u = Double(random.next() >> 11) / 9_007_199_254_740_992 + 1e-12
        let rare = -PortableMath.log2(u)
        switch self {
        case .exponential: return 0.2 * rare
        case .heavy: return 0.6 * (PortableMath.exp2(0.3 * rare) - 1)
        case .bounded: return 2 * (1 - u)
        case .mostlyZero: return random.below(100) < 95 ? 0 : 0.3 * rare
        case .nearlyAllZero: return random.below(1_000) < 995 ? 0 : 0.3 * rare
        case .twoModes: return random.below(1_000) < 3 ? 3 + 0.3 * rare : 0.1 * rare
        case .risingLevel: return 2 * progress + 0.2 * rare
        case .wideningScale: return (0.1 + 0.2 * progress) * rare
        case .dailyWave:
            let phase = (progress * 40).truncatingRemainder(dividingBy: 1)
            return (0.2 + 0.1 * abs(phase - 0.5)) * rare
        case .jump: return (progress > 0.5 ? 1 : 0) + 0.2 * rare
        }
    }
}

@Suite("The tail of the scores: a threshold is an alarm rate that holds")
struct TailTests {
    static let count = 200_000
    private static let young = 2_500

    private func score(_ bits: Double) -> Double {
        Double(Int((1 - PortableMath.exp2(-bits)) * 10_000 + 0.5)) / 10_000
    }

    /// Nominal 1 in 1,000: within a third for smooth streams, drifting ones included; within three quarters where the tail ends
    /// at a bound or has two modes. Nominal 1 in 20,000: at most twice; four times while the scale trebles.
    @Test(arguments: Shape.allCases)
    func alertRateHolds(_ shape: Shape) {
        var alerts = 0
        var rarest = 0
        for seed in [UInt64(1), 2] {
            var random = SplitMix64(state: seed)
            var tail = ScoreTail()
            for index in 0..<Self.count {
                let bits = shape.draw(&random, progress: Double(index) / Double(Self.count))
                guard let probability = tail.take(ScoreTail.bits(of: score(bits))) else { continue }
                if probability <= 0.001 { alerts += 1 }
                if probability <= 0.00005 { rarest += 1 }
            }
        }
        let bookings = Double(2 * (Self.count - Self.young))
        let rate = Double(alerts) / bookings * 1_000
        let bound = shape == .bounded || shape == .twoModes ? 1.75 : 1.33
        #expect(rate < bound && rate > 1 / bound, "\(shape): \(rate) in 1,000")
        // 20 are expected: three standard deviations, and the fit's own error.
        let rare = Double(rarest) / bookings * 20_000
        #expect(rare < (shape == .wideningScale ? 4 : 2.2), "\(shape): \(rare) in 20,000")
    }

    @Test("An atom at the top, as detectors with a ceiling make it, is not alarmed on beyond twice the rate")
    func steps() {
        var random = SplitMix64(state: 3)
        var tail = ScoreTail()
        var alerts = 0
        for _ in 0..<Self.count {
            let place = random.below(10_000)
            let bits = place < 9_500 ? 0.1 : place < 9_900 ? 0.7 : place < 9_980 ? 2 : place < 9_997 ? 2.7 : 4
            if let probability = tail.take(ScoreTail.bits(of: score(bits))), probability <= 0.001 { alerts += 1 }
        }
        #expect(Double(alerts) / Double(Self.count) < 0.0021)
    }

    @Test("A young tail says nothing, then the share above the threshold is as it should be")
    func young() {
        var random = SplitMix64(state: 4)
        var tail = ScoreTail()
        var told = 0
        for index in 0..<60_000 {
            let found = tail.take(ScoreTail.bits(of: score(Shape.exponential.draw(&random, progress: 0))))
            if index < 1_500 { #expect(found == nil) }
            if index >= 10_000, found != nil { told += 1 }
        }
        #expect(abs(Double(told) / 50_000 - 0.02) < 0.002)
    }

    @Test("Rarer scores have smaller tails")
    func monotone() {
        var random = SplitMix64(state: 5)
        var tail = ScoreTail()
        for _ in 0..<50_000 { _ = tail.take(ScoreTail.bits(of: score(Shape.heavy.draw(&random, progress: 0)))) }
        var last = 1.0
        for step in 0...200 {
            var copy = tail
            guard let probability = copy.take(Float(step) / 14) else { continue }
            #expect(probability <= last && probability > 0)
            last = probability
        }
        #expect(last < 1e-4)
    }

    @Test("A tail goes through its bytes between any two scores")
    func encoded() throws {
        var random = SplitMix64(state: 6)
        var kept = SegmentState()
        var bytes: [UInt8] = []
        let booking = BookingFeatures(booking("T", .debit, rupees: 5_000, at: 0))
        for index in 0..<6_000 {
            var reread = SegmentState()
            if !bytes.isEmpty {
                var reader = ByteReader(bytes)
                reread = try SegmentState(from: &reader)
                #expect(reader.isAtEnd)
            }
            let score = score(Shape.heavy.draw(&random, progress: 0))
            var next = booking
            next.at += Int64(index) * 120_000
            let a = kept.take(score, next, in: .rest, scorer: 7, rates: .standard)
            let b = reread.take(score, next, in: .rest, scorer: 7, rates: .standard)
            #expect(a.calibration == b.calibration && a.drift == b.drift && a.isKnown == b.isKnown)
            var writer = ByteWriter()
            reread.encode(into: &writer)
            bytes = writer.bytes
        }
        var straight = ByteWriter()
        kept.encode(into: &straight)
        #expect(straight.bytes == bytes)
        #expect(bytes.count < 360)
        for length in 0..<bytes.count {
            #expect(throws: StateFault.self) {
                var reader = ByteReader(Array(bytes[..<length]))
                _ = try SegmentState(from: &reader)
            }
        }
        for _ in 0..<2_000 {
            var mutated = bytes
            mutated[random.below(mutated.count)] = UInt8(random.below(256))
            var reader = ByteReader(mutated)
            guard var state = try? SegmentState(from: &reader) else { continue }
            _ = state.take(0.99, booking, in: .rest, scorer: 7, rates: .standard)
        }
    }

    @Test("Another model's scores start a tail of their own")
    func otherScorer() {
        var random = SplitMix64(state: 8)
        var segment = SegmentState()
        let booking = BookingFeatures(booking("T", .debit, rupees: 5_000, at: 0))
        for _ in 0..<5_000 {
            let score = score(Shape.exponential.draw(&random, progress: 0))
            _ = segment.take(score, booking, in: .rest, scorer: 1, rates: .standard)
        }
        #expect(segment.tail.isBelieved)
        #expect(!segment.take(0.9, booking, in: .rest, scorer: 3, rates: .standard).isKnown)
    }
}
