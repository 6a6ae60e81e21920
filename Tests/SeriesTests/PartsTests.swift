import Testing

@testable import Series

@Suite struct PartsTests {
    @Test func hoursOfNegativeTimesGoOnBackwards() {
        #expect(SeasonalProfile.places(0).day == 0)
        #expect(SeasonalProfile.places(3_600).day == 1)
        #expect(SeasonalProfile.places(-1).day == 23)
        #expect(SeasonalProfile.places(-1).week == 24 + 167)
        #expect(SeasonalProfile.places(7 * 86_400 + 1).week == SeasonalProfile.places(1).week)
        _ = SeasonalProfile.places(.min)
        _ = SeasonalProfile.places(.max)
    }

    @Test func aTailKnowsHowRareADeviationIs() {
        let settings = SeriesConfiguration.standard
        var tail = EmpiricalTail()
        // 1, 2, ... 100 over and over, either sign: half of them are positive.
        for row in 0..<4_000 {
            _ = tail.take(Double(row % 100 + 1) * (row % 2 == 0 ? 1 : -1), age: row, settings)
        }
        var asked = tail
        let middle = asked.take(50, age: 4_000, settings)
        asked = tail
        let edge = asked.take(97, age: 4_000, settings)
        asked = tail
        let beyond = asked.take(1_000, age: 4_000, settings)
        #expect(abs(middle - 0.6) < 0.15)
        #expect(edge > 1.4 && edge < 3)
        #expect(beyond > 5.5)
    }

    @Test func theRegressionLearnsAnAlternation() {
        var regression = Autoregression()
        var last = 1.0
        for row in 0..<400 {
            var regressors = InlineArray<8, Double>(repeating: 0)
            regressors[0] = 1
            regressors[1] = last
            let seen = -last
            let error = seen - regression.predict(regressors)
            if row > 100 { #expect(abs(error) < 0.01) }
            regression.learn(regressors, error: error)
            last = seen
        }
    }

    @Test func anEpisodeCountsOnceAndFades() {
        var settings = SeriesConfiguration.standard
        settings.episodeLength = 10
        settings.episodeMemory = 100
        var memory = EpisodeMemory()
        for row in 1..<5 { _ = memory.take(5, age: row, settings) }
        let soon = memory.take(4, age: 30, settings)
        #expect(abs(soon - 1) < 0.01)
        let late = memory.take(4, age: 300, settings)
        // The first has faded, the one of row 30 is new.
        #expect(late > 1.05 && late < 1.1)
        let larger = memory.take(9, age: 400, settings)
        #expect(larger < 0.01)
    }

    @Test func theRefractoryAdmitsOnlyHigherLevels() {
        var refractory = Refractory()
        let asked = [(1.0, 10), (1, 11), (2, 12), (1.5, 13), (1, 113), (-7, 500)]
        let admitted = asked.map { refractory.admits($0.0, age: $0.1, length: 100) }
        #expect(admitted == [true, false, true, false, true, false])
    }

    @Test func evidenceIsShort() {
        #expect(SeriesScore.short(80.2345) == "80.23")
        #expect(SeriesScore.short(-1_234_567) == "-1235000")
        #expect(SeriesScore.short(0) == "0.0")
        let score = SeriesScore(
            score: 0.9, strength: 2, leading: .seasonal, expected: 80.2, seen: 21, surprise: 3.5)
        #expect(score.evidence == "seasonal: seen 21, usual 80.2, one record in 3162")
    }
}
