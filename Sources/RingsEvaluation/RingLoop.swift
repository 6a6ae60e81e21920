import Foundation
import Records
import RingsStage
import StageKit

/// Counts what a store writes.
struct ChangeCount: ChangeSink {
    var entries = 0
    var bytes = 0

    mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
        entries += 1
        switch value {
        case .some(let writer): bytes += key.utf8.count + writer.count
        case .none: bytes += key.utf8.count
        }
    }
}

/// The rings stage with its loop in memory: one partition, every step taken as soon as it is published.
struct RingLoop {
    private let stage: RingsStage
    private var state: RingsStage.State
    private var effects = Effects()
    private var offset: Int64 = 0
    private(set) var bookings = 0
    private(set) var steps = 0
    private(set) var findings: [RingScore] = []
    private(set) var accounts: Set<String> = []
    /// Accounts that told a payee of money passed on: what a rule about one account alone would name.
    private(set) var passers: Set<String> = []
    /// What the changelog would hold if every booking were a commit.
    private(set) var changed = ChangeCount()

    init(_ settings: RingsStageSettings) {
        stage = RingsStage(settings: settings)
        state = stage.makeState(cacheEntries: 1 << 20)
    }

    mutating func take(_ booking: BankTransaction) throws(StageFault) {
        bookings += 1
        accounts.insert(booking.account)
        try take(.bankTransaction(booking), .bankTransactions, at: booking.bookedAt.time)
        state.accounts.drainChanges(into: &changed)
    }

    /// Seconds of CPU that the stage and its loop take for `bookings`, without counting anything.
    static func cpuSeconds(_ bookings: [BankTransaction], _ settings: RingsStageSettings) throws(StageFault) -> Double {
        var loop = RingLoop(settings)
        let started = clock()
        for booking in bookings {
            try loop.take(.bankTransaction(booking), .bankTransactions, at: booking.bookedAt.time)
        }
        return Double(clock() - started) / 1e6
    }

    private mutating func take(_ record: DomainRecord, _ topic: Topic, at time: EventTime) throws(StageFault) {
        var waiting = [(record: record, topic: topic)]
        var next = 0
        while next < waiting.count {
            offset += 1
            effects.clear()
            _ = effects.beginRecord()
            let envelope = Envelope(
                record: waiting[next].record, topic: waiting[next].topic,
                source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
                eventTime: time)
            next += 1
            try stage.step(envelope, state: &state, tables: NoTables(), effects: &effects)
            for emission in effects.emissions {
                switch emission.record {
                case .ringScore(let score): findings.append(score)
                case .ringStep(let step):
                    steps += 1
                    passers.insert(step.fromAccount)
                    waiting.append((emission.record, emission.topic))
                default: continue
                }
            }
        }
    }

    /// Bytes of the accounts' encoded states: of each account that has one.
    mutating func stateBytes() -> [Int] {
        accounts.sorted().compactMap { account in
            guard let money = state.accounts.get(account) else { return nil }
            var writer = ByteWriter()
            money.encode(into: &writer)
            return writer.count
        }
    }
}
