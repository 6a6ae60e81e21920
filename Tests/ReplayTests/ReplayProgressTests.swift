import Runtime
import TestKit
import Testing

@testable import Replay

@Suite struct ReplayProgressTests {
    @Test func thePaceIsOfTheLastTenSeconds() {
        var meter = ReplayMeter(stage: "anomaly")
        #expect(meter.take(at: 5_000, read: 0, remaining: 100_000).text == "anomaly: 0 records, 100000 to go")
        for second in 1...20 {
            let read = Int64(second * 1_000)
            _ = meter.take(at: 5_000 + Int64(second) * 1_000, read: read, remaining: 100_000 - read)
        }
        // Twice as fast from here on.
        var last = ReplayProgress(stage: "", read: 0, remaining: 0)
        for second in 1...12 {
            let read = 20_000 + Int64(second * 2_000)
            last = meter.take(at: 25_000 + Int64(second) * 1_000, read: read, remaining: 100_000 - read)
        }
        #expect(last.text == "anomaly: 44000 records, 2000/s, 56000 to go, 28 s left")
    }

    @Test func whatStandsStillHasNoTimeLeft() {
        var meter = ReplayMeter(stage: "s")
        _ = meter.take(at: 0, read: 5, remaining: 10)
        #expect(meter.take(at: 2_000, read: 5, remaining: 10).secondsLeft == nil)
        #expect(meter.take(at: 2_000, read: 15, remaining: 0).text.hasSuffix("nothing to go"))
    }

    @Test(arguments: [(59, "59 s"), (200, "3 min 20 s"), (7_500, "2 h 5 min")])
    func lengthsAreReadable(seconds: Int64, text: String) {
        #expect(ReplayProgress.length(seconds) == text)
    }

    /// Even slices: neither the whole second's worth at once nor record by record.
    @Test(arguments: [100, 5_000, 40_000])
    func theRateComesInSlices(rate: Int) {
        let clock = VirtualClock()
        var pace = Pace(rate: rate, clock: clock) { clock.advance(milliseconds: Int64($0)) }
        let started = clock.monotonicNanoseconds()
        var slices: [Int] = []
        while clock.monotonicNanoseconds() - started < 2_000_000_000 {
            let room = pace.room(100_000)
            pace.spend(room)
            slices.append(room)
        }
        let sum = slices.reduce(0, +)
        #expect(sum <= rate * 2 + rate / 10 && sum >= rate * 9 / 5)
        #expect(slices.allSatisfy { $0 <= rate / 10 && $0 >= rate / 25 })
        // After a pause no more than a tenth of a second's worth.
        clock.advance(milliseconds: 60_000)
        #expect(pace.room(100_000) <= rate / 10)
    }
}
