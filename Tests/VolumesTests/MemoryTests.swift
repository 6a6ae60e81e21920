import Records
import Series
import StageKit
import Testing

@testable import Volumes

@Suite("What a series learned, written seldom and made anew")
struct MemoryTests {
    private func settings(runs: Int) -> VolumeSettings {
        var settings = VolumeSettings()
        settings.detector.warmUp = 60
        settings.reportingFloor = 0.05
        settings.journalRunsMax = runs
        return settings
    }

    /// Three terminals in three partitions, with late partials, gaps and bursts.
    private func town(windows: Int) -> [VolumePartial] {
        var random = SplitMix64(state: 8)
        var partials: [VolumePartial] = []
        for number in 0..<windows {
            for index in 0..<3 where random.below(4) > 0 {
                let back = random.below(10) == 0 ? random.below(9) : 0
                let count = random.below(40) == 0 ? 60 : random.count(mean: 3)
                partials.append(
                    partial(
                        max(0, number - back), count: count, rupees: count * 500, series: "terminal/ATM/X\(index)",
                        partition: Int32(random.below(3))))
            }
        }
        return partials
    }

    @Test(
        "Killed after any commit, a task goes on with the same records",
        arguments: [(23, 64), (7, 8)])
    func restored(cut: Int, runs: Int) throws {
        let partials = town(windows: 110)
        var straight = Bench(VolumesStage(settings: settings(runs: runs)))
        for partial in partials { try straight.take(partial) }
        #expect(!straight.scores.isEmpty)
        var killed = Bench(VolumesStage(settings: settings(runs: runs)))
        let log = StoredState()
        let file = StoredState()
        for (index, partial) in partials.enumerated() {
            try killed.take(partial)
            guard index % cut == 0 else { continue }
            killed.commit(to: log, file: file)
            killed.restore(from: index % 2 == 0 ? log : file)
        }
        killed.commit(to: log, file: file)
        #expect(killed.scores == straight.scores)
        #expect(log.faults.isEmpty)
        #expect(log.values == file.values)
        #expect(log.largeValues > (runs == 8 ? 12 : 1), "memories were written, \(log.largeValues)")
    }

    @Test("Series that leave memory come back as they were")
    func evicted() throws {
        let partials = town(windows: 120)
        var roomy = Bench(VolumesStage(settings: settings(runs: 8)))
        for partial in partials { try roomy.take(partial) }
        var narrow = Bench(VolumesStage(settings: settings(runs: 8)), cacheEntries: 1)
        let log = StoredState()
        let file = StoredState()
        narrow.restore(from: file)
        for partial in partials {
            try narrow.take(partial)
            narrow.commit(to: log, file: file)
            narrow.trim()
        }
        #expect(narrow.scores == roomy.scores && !roomy.scores.isEmpty)
        #expect(file.loads > 100 && file.faults.isEmpty, "\(file.loads) reads")
    }

    @Test("A busy series writes less than 800 bytes a window; at most a few of many write their memory at once")
    func small() throws {
        var bench = Bench(VolumesStage())
        let log = StoredState()
        let names = (0..<16).map { "terminal/ATM/X\($0)" }
        let windows = 130
        var random = SplitMix64(state: 3)
        var mostAtOnce = 0
        for number in 0..<windows {
            for name in names {
                let count = 6 + random.count(mean: 3)
                try bench.take(partial(number, count: count, rupees: count * 4_000, series: name))
            }
            let before = log.largeValues
            bench.commit(to: log, file: StoredState())
            mostAtOnce = max(mostAtOnce, log.largeValues - before)
        }
        let each = log.bytesWritten / (windows * names.count)
        #expect(each > 100 && each < 800, "\(each) bytes a window")
        #expect(log.largeValues >= names.count && mostAtOnce <= 4, "\(log.largeValues) memories, \(mostAtOnce) at once")
    }

    @Test("A forgotten series leaves nothing behind")
    func forgotten() throws {
        var settings = settings(runs: 4)
        settings.forgetMilliseconds = 40 * window
        var bench = Bench(VolumesStage(settings: settings))
        let log = StoredState()
        for number in 0..<20 { try bench.take(partial(number, count: 1 + number % 3, series: "a/b/2")) }
        bench.commit(to: log, file: StoredState())
        #expect(log.values[4]?["a/b/2"] != nil)
        for number in 20..<90 { try bench.take(partial(number, count: 1, series: "a/b/1")) }
        bench.commit(to: log, file: StoredState())
        #expect(log.values.values.allSatisfy { $0["a/b/2"] == nil })
    }

    @Test("Equal windows in a row are one run, and a journal says what was fed")
    func journal() throws {
        var journal = SeriesJournal(length: window)
        let fed: [(Int64, Int64)] = [(0, 3), (1, 0), (2, 0), (3, 0), (4, 2), (9, 2), (10, 2)]
        for (number, count) in fed {
            journal.append(Tally(count: count, sum: count * 100), at: monday + number * window)
        }
        #expect(journal.runs.map(\.windows) == [1, 3, 1, 2] && journal.windows == 7)
        var told: [(Int64, Int64)] = []
        journal.replay { tally, start in told.append(((start - monday) / window, tally.count)) }
        #expect(told.elementsEqual(fed, by: ==))
        var writer = ByteWriter()
        journal.encode(into: &writer)
        #expect(writer.count < 45, "\(writer.count) bytes")
    }

    @Test("A run without an end is refused")
    func damaged() throws {
        for (skipped, windows, count) in [(1, Int64.max, 1), (1, 0, 1), (Int64.max, 1, 1), (1, 1, -1)]
            as [(Int64, Int64, Int64)]
        {
            var writer = ByteWriter()
            writer.append(1 as UInt8)
            writer.append(signedVarint: window)
            writer.append(varint: 1)
            for value in [skipped, windows, count, 0] { writer.append(signedVarint: value) }
            #expect(throws: StateFault.self) {
                var reader = ByteReader(writer.bytes)
                _ = try SeriesJournal(from: &reader)
            }
        }
    }
}
