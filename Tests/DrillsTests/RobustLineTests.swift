import Testing

@testable import Drills

@Suite struct RobustLineTests {
    @Test func aLineIsFoundAlthoughAFifthOfThePointsIsFarOff() throws {
        let points: [(time: Double, value: Double)] = (0..<100).map { (index: Int) in
            let time = Double(index)
            let line: Double = 3 + 0.25 * time
            return (time: time, value: index % 5 == 0 ? 1_000 : line)
        }
        let slope: Double = try #require(RobustLine.slope(points))
        #expect(abs(slope - 0.25) < 0.01)
        #expect(abs(RobustLine.growth(points) - 24.75) < 1)
    }

    @Test func manyPointsAreThinnedOutEvenly() throws {
        let points: [(time: Double, value: Double)] = (0..<3_000).map { (index: Int) in
            let time = Double(index)
            return (time: time, value: 2 * time)
        }
        let slope: Double = try #require(RobustLine.slope(points))
        #expect(slope == 2)
    }

    @Test func onePointHasNoSlope() {
        #expect(RobustLine.slope([(1, 1)]) == nil)
        #expect(RobustLine.slope([(1, 1), (1, 5)]) == nil)
        #expect(RobustLine.growth([]) == 0)
    }
}

@Suite struct ShiftedClockTests {
    @Test func theLatestJumpCounts() throws {
        let clock = try #require(ShiftedClock("10:-86400,5:86400"))
        #expect(clock.shift(at: 4.9) == 0)
        #expect(clock.shift(at: 5) == 86_400)
        #expect(clock.shift(at: 1_000) == -86_400)
    }

    @Test func whatIsNoPairIsRefused() {
        #expect(ShiftedClock("5") == nil)
        #expect(ShiftedClock("5:x") == nil)
    }
}

@Suite struct PoisonTests {
    @Test func noTwoAreEqualAndTheSeedDecides() {
        var one = Poison(seed: 3)
        var two = Poison(seed: 3)
        var seen: Set<[UInt8]> = []
        for _ in 0..<1_000 {
            let record = one.next()
            #expect(record.value == two.next().value)
            seen.insert(record.value)
        }
        #expect(seen.count == 1_000)
    }
}
