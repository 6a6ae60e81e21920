public import Composition
import Foundation
import Records
import Runtime
import SQLiteStore
import Scenario
import StageKit
import Synchronization
import Wire

/// Many more accounts than the cache holds: the anomaly stage's memory, its file, and what a booking costs when nearly every
/// account has to be fetched from SQLite.
///
/// The worker, its store and its settings are the real ones; the log makes its records up and swallows what is produced, for
/// no broker of this size's machine holds the topics of so many accounts.
public struct StateBenchmark {
    public struct Options: Sendable {
        public var accounts = 10_000_000
        /// Bookings of accounts drawn at random, all equally often, once all accounts are there.
        public var randomBookings = 300_000
        public init() {}
    }

    public struct Report: Sendable {
        /// The kernel's high-water mark of the process.
        public var peakMebibytes = 0.0
        public var fileBytesPerAccount = 0.0
        /// A booking of an account that is new, checkpoints included.
        public var newMicroseconds = 0.0
        /// A booking of any account of all, checkpoints included.
        public var randomMicroseconds = 0.0
        /// From a start with the file there to the first booking of the next run scored.
        public var reopenMilliseconds = 0.0
    }

    private let configuration: Configuration
    private let options: Options
    private let folder: String
    private let tell: (String) -> Void
    private let clock = SystemClock()

    public init(_ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void) {
        self.configuration = configuration
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var report = Report()
        tell("\(options.accounts) accounts, cache of \(configuration.runtime.stateCacheEntries) entries")
        report.newMicroseconds = try process(options.accounts, from: 0) { $0 }
        report.fileBytesPerAccount = Double(try fileBytes()) / Double(options.accounts)
        tell(
            "  one booking each: \(report.newMicroseconds) us a booking, \(report.fileBytesPerAccount) bytes of file each"
        )
        var draw = SplitMix64(seed: 3)
        let reopened = clock.monotonicNanoseconds()
        _ = try process(1, from: options.accounts) { _ in 0 }
        report.reopenMilliseconds = Double(clock.monotonicNanoseconds() - reopened) / 1e6
        let accounts = UInt64(options.accounts)
        report.randomMicroseconds = try process(options.randomBookings, from: options.accounts + 1) { _ in
            Int(draw.next() % accounts)
        }
        report.peakMebibytes = Self.peakMebibytes
        return report
    }

    /// Runs a worker over `count` bookings, the first of them the one at `first` of all, `account` naming whose each is;
    /// microseconds a booking.
    private func process(_ count: Int, from first: Int, account: @escaping (Int) -> Int) throws -> Double {
        let topic = configuration.runtime.name(of: .bankTransactions)
        let start = ScenarioParameters.defaultStart
        let log = SinkLog(topic: topic, count: count, timestamp: start.advanced(byMilliseconds: Int64(first + count))) {
            offset in
            let position = first + offset
            return Self.record(
                position, of: account(offset), at: start.advanced(byMilliseconds: Int64(position)))
        }
        guard let stage = StageRegistry.stage(named: "anomaly") else { throw ClusterFault("no anomaly stage") }
        let watch = DiscardWatch()
        let worker = try stage.makeWorker(
            AnyStage.WorkerParts(
                settings: configuration.runtime, slot: 0, logs: SinkLogFactory(log: log),
                backends: SQLiteBackendFactory(directory: folder), clock: clock, observer: watch,
                sealKey: configuration.sealKey()))
        try worker.start()
        let began = clock.monotonicNanoseconds()
        var done = 0
        var told = 0
        while done < count {
            done += try worker.cycle()
            try watch.check()
            if done - told >= 1_000_000 {
                told = done
                tell("  \(done) bookings, \(Int(Self.peakMebibytes)) MiB at most so far")
            }
        }
        try worker.stop()
        return Double(clock.monotonicNanoseconds() - began) / 1e3 / Double(count)
    }

    /// - Parameter position: of all bookings, so that no id comes twice.
    private static func record(_ position: Int, of account: Int, at time: EventTime) -> (key: [UInt8], value: [UInt8]) {
        let booking = Benchmark.booking(position, of: account, at: time)
        var writer = ByteWriter(capacity: 512)
        WireEncoder.encode(.bankTransaction(booking), into: &writer)
        return (Array(booking.account.utf8), writer.bytes)
    }

    private func fileBytes() throws -> Int {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try files.reduce(0) { sum, file in
            let about = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")
            return sum + (about[.type] as? FileAttributeType == .typeRegular ? about[.size] as? Int ?? 0 : 0)
        }
    }

    /// Resident memory, the most so far.
    private static var peakMebibytes: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1_024
    }
}

/// The second run must find what the first one left.
private final class DiscardWatch: RuntimeObserver {
    private let reason = Mutex<String?>(nil)

    func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        if case .stateDiscarded(_, let reason) = event { self.reason.withLock { $0 = reason } }
    }

    func check() throws {
        if let reason = reason.withLock({ $0 }) { throw ClusterFault("the state was thrown away: \(reason)") }
    }
}
