import Testing

@testable import FraudFeatures

@Suite struct PartsTests {
    @Test func baselineIsHardlyMovedByAnOutlier() {
        var baseline = AmountBaseline()
        for index in 0..<100 { baseline.learn(Float(15 + index % 11)) }
        #expect(abs(baseline.mean - 20) < 0.5)
        let before = baseline.mean
        baseline.learn(5_000)
        #expect(baseline.mean - before < 0.2)
        #expect(baseline.excess(20) < 0.5 && baseline.excess(100) > 10)
        #expect(abs(baseline.ratio(40) - 2) < 0.1)
        #expect(AmountBaseline().excess(9) == 0 && AmountBaseline().ratio(9) == 1)
    }

    @Test func hiddenStateForgetsAndLearns() {
        let model = HiddenState(entering: 0.01, leaving: 0.09)
        #expect(abs(model.stationary - 0.1) < 1e-6)
        #expect(abs(model.predict(1, days: 0) - 1) < 1e-6)
        #expect(abs(model.predict(1, days: 1_000) - 0.1) < 1e-4)
        #expect(abs(model.update(0.5, likelihood: 3) - 0.75) < 1e-6)
        #expect(model.update(0.99, likelihood: 1e9) <= 0.9999)
    }

    @Test func visitsAreCountedAndBounded() {
        var table = VisitTable()
        for _ in 0..<100 { table.add(TerminalNumber(7)) }
        #expect(table.count(TerminalNumber(7)) == 63 && table.count(TerminalNumber(8)) == 0)
        for terminal in 100..<10_000 as Range<UInt64> { table.add(TerminalNumber(terminal)) }
        #expect(MemoryLayout<VisitTable>.size == 128)
    }

    @Test func marksCountDistinctCustomers() {
        var marks = RecentMarks()
        for time in 0..<10 as Range<Int64> { marks.add(CustomerNumber(UInt64(time % 2)), time) }
        #expect(marks.count(since: -1) == 2 && marks.count(since: 8) == 1)
        for customer in 10..<20 as Range<UInt64> { marks.add(CustomerNumber(customer), 20) }
        #expect(marks.count(since: 9) == 4)
    }

    @Test func amountLevelsLearnTheRate() {
        var levels = AmountLevels()
        for time in 0..<2_000 as Range<Int64> {
            let isFraud = time % 50 == 0
            levels.learn(payment(time, isFraud ? 400 : 20), isFraud: isFraud)
        }
        #expect(levels.rate(400) > 0.6 && levels.rate(20) < 0.01)
        #expect(abs(levels.globalRate - 0.02) < 0.002)
        #expect(levels.rate(0) > 0 && levels.rate(1e15) > 0)
    }

    @Test func amountTailIsTheShareAbove() {
        var tail = AmountTail()
        #expect(tail.share(1e9) == 1)
        for hour in 0..<2_000 as Range<Int64> { tail.learn(payment(hour * 60, Double(hour % 100) + 0.5)) }
        #expect(abs(tail.share(50.5) - 0.5) < 0.05 && tail.share(500) < 0.002 && tail.share(0) > 0.99)
        #expect(tail.share(1e15) > 0)
    }
}
