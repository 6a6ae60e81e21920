import Records
import Series
import StageKit
import Testing

@testable import Volumes

@Suite("Volumes held against the past of their series")
struct VolumesTests {
    /// Days of a terminal and of a channel with a rhythm, in two partitions of the bookings; the terminal is often silent.
    private func live(
        _ bench: inout Bench<VolumesStage>, windows: Range<Int>, seed: UInt64, burst: Int? = nil
    ) throws {
        var random = SplitMix64(state: seed)
        for number in windows {
            let hour = Double(number % 288) / 12
            let busy = hour < 6 ? 0.2 : hour < 9 ? 0.6 : hour < 21 ? 1 : 0.4
            for half: Int32 in 0...1 {
                let debits = random.count(mean: 20 * busy)
                try bench.take(
                    partial(number, count: debits, rupees: debits * 900, series: "channel/UPI/debit", partition: half))
                var draws = random.count(mean: 0.3 * busy)
                if number == burst { draws += 20 }
                guard draws > 0 else { continue }
                try bench.take(partial(number, count: draws, rupees: draws * 4_000, partition: half))
            }
        }
    }

    @Test("A burst at one terminal is reported in words; ordinary days are not", arguments: [1 as UInt64, 2, 3])
    func burst(seed: UInt64) throws {
        var bench = Bench(VolumesStage())
        let at = 288 * 5 + 130
        try live(&bench, windows: 0..<at, seed: seed)
        #expect(bench.scores == [], "seed \(seed)")
        try live(&bench, windows: at..<at + 12, seed: seed, burst: at)
        let found = try #require(bench.scores.first)
        #expect(bench.scores.count == 1)
        #expect(found.series == "terminal/ATM/X1" && found.count >= 40 && found.usualCount < 2 && found.late == 0)
        #expect(found.start == EventTime(milliseconds: monday + Int64(at) * window))
        #expect(found.verdict.score >= 0.5 && found.verdict.reasons.map(\.code).contains("VOLUME_COUNT_HIGH"))
        let words = found.verdict.reasons.map(\.evidence).joined(separator: "; ")
        #expect(words.contains("ATM withdrawals at terminal X1: \(found.count) in 5 minutes, usual 0."), "\(words)")
    }

    @Test("A busy series that stops is reported; a terminal's silence is not")
    func silence() throws {
        var bench = Bench(VolumesStage())
        let stop = 288 * 4 + 140
        try live(&bench, windows: 0..<stop, seed: 4)
        // Only another channel goes on.
        for number in stop..<stop + 12 {
            for half: Int32 in 0...1 {
                try bench.take(partial(number, count: 3, series: "channel/NEFT/debit", partition: half))
            }
        }
        let found = try #require(bench.scores.first)
        #expect(bench.scores.allSatisfy { $0.series == "channel/UPI/debit" } && found.count == 0)
        #expect(found.verdict.reasons.contains { $0.evidence.hasPrefix("UPI debits: 0 in 5 minutes, usual ") })
    }

    @Test("A window is judged once, when every partition is beyond it, and a dead partition is not waited for")
    func merging() throws {
        var bench = Bench(VolumesStage())
        func next() -> Int64? {
            var value: Int64?
            bench.state.series.update("terminal/ATM/X1") { value = $0.map { ($0.next - monday) / window } }
            return value
        }
        try bench.take(partial(0, count: 1, partition: 0))
        try bench.take(partial(0, count: 2, partition: 1))
        #expect(next() == nil)
        try bench.take(partial(1, count: 1, partition: 0))
        #expect(next() == nil, "partition 1 may still say something")
        try bench.take(partial(0, count: 1, partition: 0, corrects: true))
        try bench.take(partial(1, count: 1, partition: 1))
        #expect(next() == 1)
        // Partition 1 dies; half an hour later the others no longer wait. The median of two is the later one.
        for number in 2...7 { try bench.take(partial(number, count: 1, partition: 0)) }
        #expect(next() == 1)
        try bench.take(partial(8, count: 1, partition: 0))
        #expect(next() == 8)
        // One partition that is hours ahead hurries nobody.
        for number in 8...9 { for p: Int32 in 0...2 { try bench.take(partial(number, count: 1, partition: p)) } }
        #expect(next() == 9)
        try bench.take(partial(60, count: 1, partition: 2))
        #expect(next() == 9)
        // What comes for a judged window is counted, and told with the next report.
        try bench.take(partial(3, count: 4, partition: 1))
        #expect(bench.state.pending.get("terminal/ATM/X1")?.late == 4)
    }

    @Test("Gaps are fed as zeros, up to a day")
    func gaps() throws {
        func age(afterGap gap: Int) throws -> WatchedSeries? {
            var bench = Bench(VolumesStage())
            try bench.take(partial(0, count: 1))
            try bench.take(partial(2, count: 1))
            try bench.take(partial(2 + gap, count: 1))
            try bench.take(partial(4 + gap, count: 1))
            return bench.state.series.get("terminal/ATM/X1")
        }
        var fed = SeriesState()
        for number in 0...12 {
            _ = fed.step(
                time: (monday + Int64(number) * window) / 1_000, value: [0, 2, 12].contains(number) ? 1 : 0,
                VolumeSettings().detector)
        }
        #expect(try bytes(#require(try age(afterGap: 10)).memory.counts) == bytes(fed))
        let long = try #require(try age(afterGap: 3_000))
        let day = try #require(try age(afterGap: 289))
        #expect(
            try steps(long.memory.counts) == steps(day.memory.counts) && steps(day.memory.counts) == 3 + 288 + 1 - 0)
    }

    private func bytes(_ state: SeriesState) -> [UInt8] {
        var writer = ByteWriter()
        state.encode(into: &writer)
        return writer.bytes
    }

    /// Records that a detector took: its encoding starts with them.
    private func steps(_ state: SeriesState) throws -> Int64 {
        var reader = ByteReader(bytes(state), from: 1)
        return try reader.integer()
    }

    @Test("Series are bounded: a new one is refused, a silent one makes room")
    func bounded() throws {
        var settings = VolumeSettings()
        settings.seriesMax = 3
        settings.forgetMilliseconds = 40 * window
        var bench = Bench(VolumesStage(settings: settings))
        for name in ["a/b/1", "a/b/2", "a/b/3"] { try bench.take(partial(0, count: 1, series: name)) }
        let fault = #expect(throws: StageFault.self) { try bench.take(partial(0, count: 1, series: "a/b/4")) }
        #expect(fault?.code == "too_many_series" && fault?.message.contains("'a/b/4'") == true)
        for number in 1...60 { try bench.take(partial(number, count: 1, series: "a/b/1")) }
        #expect(bench.state.timers.residentCount == 1)
        try bench.take(partial(60, count: 1, series: "a/b/4"))
        #expect(bench.state.series.get("a/b/2") == nil)
    }

    @Test("Windows of another length or place are refused")
    func refused() throws {
        var bench = Bench(VolumesStage())
        var odd = partial(0, count: 1)
        odd.seconds = 60
        #expect(throws: StageFault.self) { try bench.take(odd) }
        odd = partial(0, count: 1)
        odd.start = odd.start.advanced(byMilliseconds: 1)
        let fault = #expect(throws: StageFault.self) { try bench.take(odd) }
        #expect(fault?.code == "other_window" && bench.state.timers.residentCount == 0)
    }

    @Test("Truncated state is refused, never trapped on")
    func truncated() throws {
        var windows = PendingWindows()
        windows.late = 3
        for start: Int64 in [5, 2, 9, 2] { windows.add(Tally(count: 1, sum: 7), to: start) }
        var clock = MergeClock()
        for partition: Int32 in [2, 0, 1] { clock.observe(partition, Int64(partition), VolumeSettings()) }
        func check<V: StateValue & Equatable>(_ value: V) throws {
            var writer = ByteWriter()
            value.encode(into: &writer)
            var reader = ByteReader(writer.bytes)
            #expect(try V(from: &reader) == value && reader.isAtEnd)
            for length in 0..<writer.count {
                #expect(throws: StateFault.self) {
                    var reader = ByteReader(Array(writer.bytes[..<length]))
                    _ = try V(from: &reader)
                }
            }
        }
        try check(windows)
        var journal = SeriesJournal(length: window)
        for number in [0, 1, 2, 5, 6] as [Int64] {
            journal.append(Tally(count: number / 2, sum: number * 900), at: monday + number * window)
        }
        try check(journal)
        try check(clock)
        var tally = TallyClock()
        for time: Int64 in [4, 5] { tally.observe(time, VolumeSettings()) }
        try check(tally)
        #expect(windows.windows.map(\.start) == [2, 5, 9] && clock.now == 2)
    }
}
