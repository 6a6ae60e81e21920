import Records
public import StageKit

/// Watches the volumes that the stage `tally` counts: adds the partials of a window up and holds them against the past of
/// their series.
///
/// Subscribes to `volumes.partial.v1` and publishes a ``VolumeScore`` for a window that is unlike what is usual. A window is
/// judged once: when every partition of the bookings has published beyond it by the allowance (``MergeClock``). Partials that
/// come later are counted and told with the series' next report. Each series has two ``SeriesState`` detectors, with one
/// configuration; what chance explains is not reported (``VolumeFinding``).
///
/// Bounded: 20,000 series a partition (a new one beyond is refused to the dead letters), a series silent for fourteen days is
/// forgotten, windows without bookings are fed for a day at most. 4,096 series stay in memory, 16 KB each.
/// Cost: two steps of the detector a series and window, those without bookings included.
public struct VolumesStage: Stage {
    /// State of one partition.
    public struct State: StageState {
        public var series: KeyedState<WatchedSeries>
        var pending: KeyedState<PendingWindows>
        var clock: KeyedState<MergeClock>
        /// One for each series: when it has something to do.
        public var timers: TimerStore
        /// By series: written now and then, and read when a series is not in memory.
        var memories: KeyedState<SeriesMemory>

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&series)
            visitor.visit(&pending)
            visitor.visit(&clock)
            visitor.visit(&timers)
            visitor.visit(&memories)
        }
    }

    public typealias Tables = NoTables

    public let descriptor: StageDescriptor
    public let settings: VolumeSettings
    private let versions = Versions(detector: "volumes-1")
    private static let residentSeriesMax = 4_096
    private static let residentMemoriesMax = 16
    private static let clockKey = "clock"

    public init(settings: VolumeSettings = VolumeSettings()) {
        // Never late for the runtime: what is late depends on the partition that a partial comes from.
        descriptor = StageDescriptor(
            name: "volumes", version: "1", inputs: [.volumesPartial], outputs: [.volumesScored])
        self.settings = settings
    }

    public func makeState(cacheEntries: Int) -> State {
        State(
            series: KeyedState(id: 0, cacheEntries: min(cacheEntries, Self.residentSeriesMax)),
            pending: KeyedState(id: 1, cacheEntries: cacheEntries), clock: KeyedState(id: 2, cacheEntries: 1),
            timers: TimerStore(id: 3),
            memories: KeyedState(id: 4, cacheEntries: min(cacheEntries, Self.residentMemoriesMax)))
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing NoTables, effects: inout Effects
    ) throws(StageFault) {
        guard case .volumePartial(let partial) = input.record else {
            throw StageFault(code: "unexpected_record", message: "the volumes stage takes partial volumes only")
        }
        let due = state.timers.due(partial.series)
        try check(partial, isKnown: due != nil, watched: state.timers.residentCount)
        let limit = observe(partial, &state)
        take(partial, due: due, limit: limit, &state)
        guard let limit, let first = state.timers.nextDue, first.milliseconds <= limit else { return }
        while let timer = state.timers.popDue(at: EventTime(milliseconds: limit)) {
            close(timer.key, until: limit, input, &state, &effects)
        }
    }

    private func check(_ partial: VolumePartial, isKnown: Bool, watched: Int) throws(StageFault) {
        let start = partial.start.milliseconds
        let length = settings.windowMilliseconds
        guard Int64(partial.seconds) * 1_000 == length, settings.start(of: start) == start else {
            throw StageFault(
                code: "other_window",
                message: "windows are \(length / 1_000) s long and start at multiples of it; this one is of "
                    + "\(partial.seconds) s and starts at \(start) ms")
        }
        guard isKnown || watched < settings.seriesMax else {
            throw StageFault(
                code: "too_many_series",
                message: "\(watched) series are watched in this partition, '\(partial.series)' would be one more; "
                    + "those silent for \(settings.forgetMilliseconds / 86_400_000) days make room")
        }
    }

    /// Moves the clock; returns until when windows are over.
    private func observe(_ partial: VolumePartial, _ state: inout State) -> Int64? {
        let end = partial.start.milliseconds + settings.windowMilliseconds
        let now = state.clock.update(Self.clockKey) { clock in
            var moved = clock ?? MergeClock()
            moved.observe(partial.source.partition.rawValue, end, settings)
            clock = moved
            return moved.now
        }
        return now.map { $0 - settings.allowanceMilliseconds }
    }

    private func take(_ partial: VolumePartial, due: EventTime?, limit: Int64?, _ state: inout State) {
        let start = partial.start.milliseconds
        let end = start + settings.windowMilliseconds
        let tally = Tally(count: Int64(partial.count), sum: partial.sum.rawValue)
        if let limit, end <= limit {
            guard due != nil else { return }
            return state.pending.update(partial.series) { pending in
                var windows = pending ?? PendingWindows()
                windows.late = min(windows.late, Int64.max / 4) + min(tally.count, Int64.max / 4)
                pending = windows
            }
        }
        state.pending.update(partial.series) { pending in
            var windows = pending ?? PendingWindows()
            windows.add(tally, to: start)
            pending = windows
        }
        let time = EventTime(milliseconds: end)
        state.timers.schedule(partial.series, at: min(due ?? time, time))
    }

    /// A series has something to do: windows are over, or it was silent for so long that it is forgotten.
    private func close(
        _ key: String, until limit: Int64, _ input: borrowing Envelope, _ state: inout State, _ effects: inout Effects
    ) {
        var pending = state.pending.get(key) ?? PendingWindows()
        let first = pending.first?.start
        let settings = settings
        wake(key, &state)
        let (found, due) = state.series.update(key) { series -> ([VolumeFinding], Int64?) in
            if series == nil {
                guard let first else { return ([], nil) }
                series = WatchedSeries(from: first, settings)
            }
            if first == nil, let silent = series?.lastActive, silent + settings.forgetMilliseconds <= limit {
                series = nil
                return ([], nil)
            }
            let found = series?.feed(&pending, until: limit, settings) ?? []
            return (found, series?.due(pending, settings))
        }
        guard let due else {
            state.memories.delete(key)
            return state.pending.delete(key)
        }
        if let memory = state.series.update(key, { $0?.takeMemory(of: key, settings) }) {
            state.memories.put(memory, for: key)
        }
        let late = Int(pending.late)
        if !found.isEmpty { pending.late = 0 }
        if pending.isEmpty { state.pending.delete(key) } else { state.pending.put(pending, for: key) }
        state.timers.schedule(key, at: EventTime(milliseconds: due))
        for (index, finding) in found.enumerated() {
            report(finding, of: key, late: index == 0 ? late : 0, input, &effects)
        }
    }

    /// Makes the detectors of a series anew that left memory, or comes from a restore.
    private func wake(_ key: String, _ state: inout State) {
        let settings = settings
        guard state.series.update(key, { $0?.isAwake }) == false else { return }
        let isStored = state.series.update(key) { $0?.isMemoryStored } ?? false
        let written = isStored ? state.memories.get(key) : nil
        state.series.update(key) { $0?.wake(written, settings) }
    }

    private func report(
        _ finding: VolumeFinding, of series: String, late: Int, _ input: borrowing Envelope, _ effects: inout Effects
    ) {
        let length = settings.windowMilliseconds
        let end = EventTime(milliseconds: finding.start + length)
        effects.beginTimer(key: series, at: end)
        effects.emit(
            .volumeScore(
                VolumeScore(
                    series: series, start: EventTime(milliseconds: finding.start), seconds: Int(length / 1_000),
                    count: Int(finding.tally.count), sum: MinorUnits(finding.tally.sum),
                    usualCount: (min(finding.usualCount, 1e9) * 100).rounded() / 100, usualSum: finding.usualSum,
                    late: late,
                    verdict: Verdict(
                        score: finding.score, reasons: finding.reasons(of: series, minutes: length / 60_000),
                        versions: versions, source: input.source, runID: input.runID))),
            to: .volumesScored, at: end)
    }
}
