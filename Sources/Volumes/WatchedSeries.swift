public import Records
import Series
public import StageKit

/// One series: how far it was judged, and its detectors.
///
/// Written for each window: the times and the journal. The memory is not part of the encoding, so that a decoded series sleeps
/// until ``wake(_:_:)`` made its memory anew.
public struct WatchedSeries: StateValue {
    /// Start of the window that is judged next.
    private(set) var next: Int64
    /// Start of the latest window with bookings.
    private(set) var lastActive: Int64
    private(set) var journal: SeriesJournal
    /// A memory was written, and the journal is what came after it.
    private(set) var isMemoryStored = false
    /// Nil while the series sleeps.
    private var holder: MemoryHolder? = MemoryHolder()

    /// What the detectors know; that of a series that sleeps is empty.
    var memory: SeriesMemory { holder?.memory ?? SeriesMemory() }
    var isAwake: Bool { holder != nil }

    init(from start: Int64, _ settings: VolumeSettings) {
        next = start
        lastActive = start
        journal = SeriesJournal(length: settings.windowMilliseconds)
    }

    /// Makes the memory anew from the one that was written, nil when none was, and the journal.
    ///
    /// - Complexity: two steps of the detector a window of the journal, some 6 µs.
    mutating func wake(_ written: SeriesMemory?, _ settings: VolumeSettings) {
        let holder = MemoryHolder(written ?? SeriesMemory())
        journal.replay { tally, start in _ = holder.memory.step(tally, at: start, settings) }
        self.holder = holder
    }

    /// Its own, to be changed: a copy of this series keeps what it had.
    private mutating func ownMemory() -> MemoryHolder {
        if isKnownUniquelyReferenced(&holder), let holder { return holder }
        let own = MemoryHolder(memory)
        holder = own
        return own
    }

    /// The memory is to be written now; the journal begins anew.
    ///
    /// - Parameter series: spreads the writes of series that began together over time.
    mutating func takeMemory(of series: String, _ settings: VolumeSettings) -> SeriesMemory? {
        let most = settings.journalRunsMax
        let spread = isMemoryStored ? most : most / 2 + Int(StableHash.of(series) % UInt64(most))
        guard journal.runs.count >= spread || journal.windows >= settings.journalWindowsMax else { return nil }
        journal.removeAll()
        isMemoryStored = true
        return memory
    }

    /// Judges and learns what is over at `limit`: the pending windows, and before and after them those without a booking.
    ///
    /// After the last pending window only a busy series goes on; another's silence says nothing and is made up for when it
    /// is over, unreported and for at most a day.
    mutating func feed(
        _ pending: inout PendingWindows, until limit: Int64, _ settings: VolumeSettings
    ) -> [VolumeFinding] {
        var found: [VolumeFinding] = []
        let length = settings.windowMilliseconds
        while let window = pending.first, window.start + length <= limit {
            next = max(next, window.start - settings.gapWindowsMax * length)
            while next < window.start { _ = judge(Tally(), settings) }
            lastActive = window.start
            if let finding = judge(window.tally, settings) { found.append(finding) }
            pending.removeFirst()
        }
        while pending.first.map({ next < $0.start }) ?? true, next + length <= limit, watchesSilence(settings) {
            if let finding = judge(Tally(), settings) { found.append(finding) }
        }
        return found
    }

    /// When something is to be done next: a window is over, or the series may be forgotten.
    func due(_ pending: PendingWindows, _ settings: VolumeSettings) -> Int64 {
        let forget = lastActive + settings.forgetMilliseconds
        let window = watchesSilence(settings) ? min(next, pending.first?.start ?? next) : pending.first?.start
        return window.map { $0 + settings.windowMilliseconds } ?? forget
    }

    private func watchesSilence(_ settings: VolumeSettings) -> Bool {
        next - lastActive <= settings.gapWindowsMax * settings.windowMilliseconds
            && (holder?.memory.counts.usual(at: next / 1_000) ?? 0) >= settings.busyCount
    }

    /// Judges the next window.
    private mutating func judge(_ tally: Tally, _ settings: VolumeSettings) -> VolumeFinding? {
        let seconds = next / 1_000
        let memory = ownMemory()
        let usualCount = max(0, memory.memory.counts.usual(at: seconds))
        let usualSum = max(0, memory.memory.sums.usual(at: seconds))
        var finding = VolumeFinding(start: next, tally: tally, usualCount: usualCount, usualRupees: usualSum)
        (finding.countScore, finding.sumScore) = memory.memory.step(tally, at: next, settings)
        journal.append(tally, at: next)
        next += settings.windowMilliseconds
        finding.dropWhatChanceExplains()
        return finding.score >= settings.reportingFloor ? finding : nil
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: next)
        writer.append(integer: lastActive)
        writer.append(isMemoryStored ? 1 as UInt8 : 0)
        journal.encode(into: &writer)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        next = try reader.integer()
        lastActive = try reader.integer()
        isMemoryStored = try reader.byte() != 0
        journal = try SeriesJournal(from: &reader)
        holder = nil
    }
}

/// Keeps a series' 16 KB out of the slots of its store: those are moved together when the store grows, and there are up to
/// twice as many of them as series.
///
/// Invariant of `@unchecked Sendable`: changed only by a ``WatchedSeries`` that holds the one reference to it.
private final class MemoryHolder: @unchecked Sendable {
    var memory: SeriesMemory
    init(_ memory: SeriesMemory = SeriesMemory()) { self.memory = memory }
}
