import Records
import Runtime
import Series
import StageKit
import TestKit
import Testing
import Wire

@testable import Volumes

/// Both stages as real workers on the cluster in memory, with a virtual clock.
@Suite("From bookings to reports") struct PipelineTests {
    private static let windows = 240

    /// A small town, seen through two partitions; a burst at one terminal near the end.
    private func town() -> [BankTransaction] {
        var random = SplitMix64(state: 21)
        var made: [BankTransaction] = []
        for number in 0..<Self.windows {
            let start = Int64(number) * window
            for account in 0..<2 + random.below(2) {
                made.append(booking(at: start + Int64(random.below(290_000)), account: "ACC\(account)"))
            }
            let draws = number == Self.windows - 12 ? 24 : random.below(6) == 0 ? 1 : 0
            for index in 0..<draws {
                made.append(
                    booking(
                        at: start + Int64(index) * 9_000, account: "ACC\(random.below(6))", channel: .atm,
                        rupees: 4_000,
                        terminal: "X1"))
            }
        }
        return made.sorted { $0.bookedAt.time < $1.bookedAt.time }
    }

    private func settings() -> VolumeSettings {
        var settings = VolumeSettings()
        settings.detector.warmUp = 100
        return settings
    }

    /// What both stages published when the workers look every `step` bookings; `kill` ends the processes in between.
    private func run(step: Int, kill: Bool = false) throws -> (partials: [String], scores: [String]) {
        let cluster = InMemoryCluster(clock: VirtualClock(at: EventTime(milliseconds: monday)))
        let volumes = StageDriver(VolumesStage(settings: settings()), partitions: 1, cluster: cluster)
        let tally = StageDriver(TallyStage(settings: settings()), partitions: 2, cluster: cluster)
        try tally.startWorker()
        try volumes.startWorker(instance: "b")
        let bookings = town()
        for (round, from) in stride(from: 0, to: bookings.count, by: step).enumerated() {
            for booking in bookings[from..<min(from + step, bookings.count)] {
                var writer = ByteWriter()
                WireEncoder.encode(.bankTransaction(booking), into: &writer)
                cluster.produce(
                    Topic.bankTransactions.rawValue, key: booking.account, value: writer.bytes,
                    timestamp: booking.bookedAt.time)
            }
            try tally.runUntilIdle()
            try volumes.runUntilIdle()
            guard kill, round % 3 == 1 else { continue }
            tally.killAll()
            volumes.killAll()
            try tally.startWorker()
            try volumes.startWorker(instance: "b")
        }
        try tally.runUntilIdle()
        try volumes.runUntilIdle()
        for topic in [tally.stage.descriptor.deadLetterTopic, volumes.stage.descriptor.deadLetterTopic] {
            #expect(cluster.records(of: topic).isEmpty)
        }
        return (
            Canonical.lines(cluster.records(of: Topic.volumesPartial.rawValue)),
            Canonical.lines(cluster.records(of: Topic.volumesScored.rawValue))
        )
    }

    @Test func aBurstComesOutOnceHoweverTheRunIsCutOrKilled() throws {
        let golden = try run(step: 40)
        #expect(golden.partials.count > 300)
        #expect(golden.scores.contains { $0.hasPrefix("terminal/ATM/X1 volumes/1/timer/terminal/ATM/X1-") })
        #expect(golden.scores.allSatisfy { $0.contains("ATM") }, "\(golden.scores)")
        let ids = (golden.partials + golden.scores).map { $0.split(separator: " ")[1] }
        #expect(Set(ids).count == ids.count)
        let killed = try run(step: 40, kill: true)
        #expect(killed.partials == golden.partials && killed.scores == golden.scores)
        // Other cuts of the bookings: the same partials, byte for byte.
        #expect(try run(step: 7).partials == golden.partials)
    }
}
