import Records
import StageKit
import Testing

@testable import Series

/// A small seeded generator, so that a failure replays.
private struct Noise {
    var state: UInt64

    /// Roughly normal, mean 0, deviation 1.
    mutating func next() -> Double {
        var sum = 0.0
        for _ in 0..<12 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            sum += Double(state >> 11) / 9_007_199_254_740_992
        }
        return sum - 6
    }
}

/// Scores of a series with one record every five minutes.
private func scores(_ values: [Double], _ configuration: SeriesConfiguration = .standard) -> [SeriesScore] {
    var detector = SeriesDetector(configuration)
    return values.enumerated().map { detector.step(time: 1_396_310_400 + Int64($0.offset) * 300, value: $0.element) }
}

private func alarms(_ found: [SeriesScore]) -> [Int] { found.indices.filter { found[$0].score >= 0.5 } }

@Suite struct SeriesDetectorTests {
    @Test func aSpikeIsTheMostSurprisingRecord() {
        var noise = Noise(state: 7)
        var values = (0..<2_000).map { _ in 50 + noise.next() }
        values[1_500] = 80
        let found = scores(values)
        #expect(found[1_500].score > 0.9)
        #expect(found.map(\.strength).max() == found[1_500].strength)
        #expect(found[1_500].seen > 79)
        #expect(abs(found[1_500].expected - 50) < 5)
    }

    @Test func aLevelShiftIsReportedOnceAndThenUsual() {
        var noise = Noise(state: 3)
        let values = (0..<3_000).map { ($0 < 1_500 ? 10 : 30) + noise.next() }
        let found = alarms(scores(values))
        #expect(found.contains { (1_500..<1_510).contains($0) })
        #expect(found.filter { $0 >= 1_500 }.count <= 6)
    }

    @Test func aMissingDayIsFoundBySeason() {
        var noise = Noise(state: 11)
        let values = (0..<(12 * 288)).map { row in
            let hour = row % 288 / 12
            let isOpen = (9..<18).contains(hour) && row / 288 != 10
            return (isOpen ? 80.0 : 20) + noise.next()
        }
        let found = scores(values)
        let day = (10 * 288 + 9 * 12)..<(10 * 288 + 18 * 12)
        #expect(day.contains { found[$0].score >= 0.5 })
        let strongest = day.max { found[$0].strength < found[$1].strength } ?? 0
        #expect([.seasonal, .seasonalLevel].contains(found[strongest].leading))
        #expect(abs(found[strongest].expected - 80) < 15)
    }

    @Test func changedVarianceIsFound() {
        var noise = Noise(state: 5)
        let values = (0..<3_000).map { row in 5 + noise.next() * ((2_000..<2_060).contains(row) ? 4 : 1) }
        let found = scores(values)
        #expect((2_000..<2_060).contains { found[$0].score >= 0.5 })
    }

    @Test func aFlatLineIsSilentAndItsFirstChangeIsNot() {
        let flat = scores([Double](repeating: 45, count: 1_000))
        #expect(flat.allSatisfy { $0.score < 0.5 })
        #expect(alarms(scores([Double](repeating: 45, count: 1_000) + [46])) == [1_000])
    }

    @Test func plainNoiseRarelyAlarms() {
        var noise = Noise(state: 23)
        let found = alarms(scores((0..<4_000).map { _ in noise.next() }))
        // About one alarm in five hundred records: the price of ranking surprise within the series.
        #expect(found.count <= 12)
    }

    @Test func unitsDoNotMatter() {
        var noise = Noise(state: 9)
        var values = (0..<1_500).map { _ in noise.next() }
        values[1_000] = 15
        let plain = scores(values)
        let scaled = scores(values.map { 1_024 * $0 + 4_096 })
        for (one, other) in zip(plain, scaled) { #expect(abs(one.score - other.score) < 0.02) }
    }

    @Test func noLookAhead() {
        var noise = Noise(state: 31)
        let values = (0..<1_200).map { _ in noise.next() }
        let whole = scores(values)
        #expect(Array(whole.prefix(700)) == scores(Array(values.prefix(700))))
    }

    @Test func aRestoredStateGoesOnAsTheUninterruptedOne() throws {
        var noise = Noise(state: 17)
        let values = (0..<1_200).map { _ in noise.next() }
        let whole = scores(values)
        var first = SeriesDetector()
        for (row, value) in values.prefix(600).enumerated() {
            _ = first.step(time: 1_396_310_400 + Int64(row) * 300, value: value)
        }
        var writer = ByteWriter()
        first.state.encode(into: &writer)
        #expect(writer.count == SeriesState.encodedBytes)
        var reader = ByteReader(writer.bytes)
        var second = SeriesDetector(state: try SeriesState(from: &reader))
        #expect(reader.isAtEnd)
        for row in 600..<1_200 {
            #expect(second.step(time: 1_396_310_400 + Int64(row) * 300, value: values[row]) == whole[row])
        }
    }

    @Test func brokenStateIsAnError() {
        #expect(throws: StateFault.truncated) {
            var reader = ByteReader([1, 2, 3])
            _ = try SeriesState(from: &reader)
        }
        #expect(throws: StateFault.unknownVersion(9)) {
            var reader = ByteReader([9])
            _ = try SeriesState(from: &reader)
        }
    }

    @Test func oddValuesAreHarmless() {
        var detector = SeriesDetector()
        let odd = [.nan, .infinity, -.infinity, 1e300, 0, 1e99, -1e99, 1e-300, 0]
        for row in 0..<900 {
            let found = detector.step(time: Int64.min / 4 + Int64(row), value: odd[row % odd.count])
            #expect(found.score >= 0 && found.score <= 1)
        }
    }

    @Test func partsCanBeLeftOut() {
        var noise = Noise(state: 7)
        var values = (0..<1_000).map { _ in 50 + noise.next() }
        values[800] = 80
        var configuration = SeriesConfiguration.standard
        configuration.enabled = SubDetectors(.value)
        let found = scores(values, configuration)
        #expect(found[800].leading == .value)
        #expect(found[800].score > 0.5)
    }
}
