public import Records
import Series
public import StageKit

/// One series and its two detectors, of the number of bookings and of their sum in rupees. 16 KB.
public struct WatchedSeries: StateValue {
    /// Start of the window that is judged next.
    private(set) var next: Int64
    /// Start of the latest window with bookings.
    private(set) var lastActive: Int64
    var counts = SeriesState()
    var sums = SeriesState()

    init(from start: Int64) {
        next = start
        lastActive = start
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
            && counts.usual(at: next / 1_000) >= settings.busyCount
    }

    /// Judges the next window.
    private mutating func judge(_ tally: Tally, _ settings: VolumeSettings) -> VolumeFinding? {
        let seconds = next / 1_000
        let rupees = MinorUnits(tally.sum).major
        let usualCount = max(0, counts.usual(at: seconds))
        let usualSum = max(0, sums.usual(at: seconds))
        var finding = VolumeFinding(start: next, tally: tally, usualCount: usualCount, usualRupees: usualSum)
        finding.countScore = counts.step(time: seconds, value: Double(tally.count), settings.detector).score
        finding.sumScore = sums.step(time: seconds, value: rupees, settings.detector).score
        next += settings.windowMilliseconds
        finding.dropWhatChanceExplains()
        return finding.score >= settings.reportingFloor ? finding : nil
    }

    public func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: next)
        writer.append(integer: lastActive)
        counts.encode(into: &writer)
        sums.encode(into: &writer)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        next = try reader.integer()
        lastActive = try reader.integer()
        counts = try SeriesState(from: &reader)
        sums = try SeriesState(from: &reader)
    }
}
