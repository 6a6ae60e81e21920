import Records
import Runtime
import StageKit
import TestKit
import Testing

/// Warm copies: true, handed over, and of no consequence to the tasks.
@Suite struct StandbyTests {
    private let load = LedgerLoad(count: 600, accounts: 60, seed: 5)
    private let all = (0..<4).map { Partition($0) }

    private func task(_ partition: Partition) -> TaskID { TaskID(stage: "ledger", partition: partition) }

    /// Two processes that have processed `count` bookings; the standbys have not turned yet.
    private func pair(_ bench: StandbyBench, bookings count: Int = 600) throws -> (SimulatedProcess, SimulatedProcess) {
        let a = try bench.start("a")
        let b = try bench.start("b")
        try bench.settle()
        load.produce(to: bench.cluster, to: count)
        try bench.settle()
        return (a, b)
    }

    @Test(arguments: [false, true]) func aCopyEqualsTheOwnersState(sealed: Bool) throws {
        let bench = StandbyBench(sealKey: sealed ? try SealedRunTests.key() : nil)
        let (a, b) = try pair(bench)
        try bench.follow()
        #expect(b.standby.positions.keys.sorted() == [Partition(0), Partition(1)])
        try a.worker.stop()
        for partition in [Partition(0), Partition(1)] {
            let owners = a.backends.inner.entries(of: task(partition))
            #expect(!owners.isEmpty)
            #expect(b.backends.inner.entries(of: task(partition)) == owners)
        }
    }

    @Test(arguments: [false, true]) func afterAFailoverOnlyTheTailIsRead(sealed: Bool) throws {
        let bench = StandbyBench(sealKey: sealed ? try SealedRunTests.key() : nil)
        let (a, b) = try pair(bench, bookings: 560)
        try bench.follow()
        let copied = b.standby.positions
        load.produce(to: bench.cluster, from: 560)
        try bench.settle()
        bench.kill(a)
        try bench.settle()
        for partition in [Partition(0), Partition(1)] {
            let end = bench.changelogEnd(partition)
            let tail = end - Int(copied[partition]?.rawValue ?? 0)
            #expect(b.origins[partition] == [.standby])
            #expect(b.restored[partition] == tail)
            #expect(tail > 0 && tail * 2 < end, "\(tail) of \(end)")
        }
    }

    @Test func withoutAStandbyTheWholeChangelogIsRead() throws {
        let bench = StandbyBench(replicas: 0)
        let (a, b) = try pair(bench)
        bench.kill(a)
        try bench.settle()
        #expect(b.origins[Partition(0)] == [.changelog])
        #expect(b.restored[Partition(0)] == bench.changelogEnd(Partition(0)))
    }

    @Test func aKilledStandbyGoesOnWhereItsFileIs() throws {
        let bench = StandbyBench()
        bench.settings.pollRecordsMax = 60
        let (_, b) = try pair(bench)
        for _ in 0..<4 { try bench.turnStandbys() }
        let reached = b.standby.positions
        #expect(reached.values.contains { $0.rawValue > 0 })
        bench.kill(b)
        let again = try bench.start("b")
        try bench.settle()
        try bench.follow()
        for (partition, position) in reached {
            let starts = again.observer.events.compactMap { event -> Offset? in
                guard case .standbyStarted(let id, let from, _, _) = event, id.partition == partition else {
                    return nil
                }
                return from
            }
            #expect(starts == [position])
            #expect(Int(again.standby.positions[partition]?.rawValue ?? 0) == bench.changelogEnd(partition))
        }
    }

    @Test func anIdleCopyStaysYoungAndAnOldFileIsRebuilt() throws {
        let bench = StandbyBench()
        let (a, b) = try pair(bench)
        try bench.follow()
        for _ in 0..<10 {
            bench.cluster.clock.advance(milliseconds: bench.settings.changelogDeleteRetentionMilliseconds / 5)
            try bench.turnStandbys()
            try bench.turnStandbys()
        }
        #expect(b.observer.discards.isEmpty)
        let written = b.backends.inner.checkpoints[task(Partition(0))]?.writtenAt ?? .distantPast
        #expect(
            bench.cluster.clock.now().milliseconds(since: written)
                < bench.settings.changelogDeleteRetentionMilliseconds / 2)
        bench.kill(b)
        bench.cluster.clock.advance(milliseconds: bench.settings.changelogDeleteRetentionMilliseconds + 1)
        let again = try bench.start("b")
        try bench.settle()
        try bench.follow()
        #expect(again.observer.discards.contains { $0.contains("tombstones") })
        try a.worker.stop()
        #expect(
            again.backends.inner.entries(of: task(Partition(0))) == a.backends.inner.entries(of: task(Partition(0))))
    }

    @Test func aFullDiskOfTheStandbyStopsNothingAndPasses() throws {
        let bench = StandbyBench()
        let (_, b) = try pair(bench)
        b.backends.inner.writeFault = .diskFull
        try bench.follow()
        #expect(b.faults.contains { $0.contains("injected") })
        #expect(b.standby.positions.isEmpty)
        b.backends.inner.writeFault = nil
        bench.cluster.clock.advance(milliseconds: 60_000)
        try bench.follow()
        #expect(b.standby.positions.count == 2)
    }

    @Test func aProcessThatTheGroupDoesNotKnowFollowsNothingAndSaysSo() throws {
        let bench = StandbyBench()
        let (a, _) = try pair(bench)
        let logs = InMemoryLogFactory(cluster: bench.cluster, instance: "other")
        let standby = Standby(
            stage: "ledger", process: "x", changelog: StandbyBench.changelog, settings: bench.settings, logs: logs,
            backends: ExclusiveBackends(), clock: bench.cluster.clock, observer: a.observer)
        let stray = try Worker(
            stage: LedgerStage(), settings: bench.settings, slot: 0, logs: logs, backends: ExclusiveBackends(),
            clock: bench.cluster.clock, observer: SilentObserver(), standby: standby)
        try stray.start()
        for _ in 0..<3 { try stray.cycle() }
        for _ in 0..<40 {
            try standby.cycle()
            bench.cluster.clock.advance(milliseconds: 1_000)
        }
        #expect(standby.positions.isEmpty)
        #expect(a.faults.count { $0.contains("instance.id") } == 1)
    }

    /// Joins, deaths, wiped disks and standbys that turn at any moment: outputs and state are those of one process.
    @Test(arguments: 1...6) func aStormOfRebalancesChangesNothing(seed: UInt64) throws {
        var random = seed &* 0x9E37_79B9_7F4A_7C15
        func draw(_ count: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % count
        }
        let bench = StandbyBench(replicas: Int(1 + draw(2)))
        bench.settings.pollRecordsMax = 60
        bench.settings.checkpointIntervalMilliseconds = 300
        var origins: [StateOrigin] = []
        let bookings = GoldenRunTests.bookings
        try bench.start("p0")
        for cut in stride(from: 0, to: 1_500, by: 60) {
            bookings.produce(to: bench.cluster, from: cut, to: cut + 60)
            let free = (0..<4).map { "p\($0)" }.filter { name in !bench.processes.contains { $0.name == name } }
            if let name = free.first, draw(2) == 0 { try bench.start(name) }
            for _ in 0..<(2 + draw(8)) {
                _ = try bench.turnWorkers()
                if draw(3) > 0 { try bench.turnStandbys() }
            }
            if bench.processes.count > 1, draw(3) == 0 {
                let victim = bench.processes[Int(draw(UInt64(bench.processes.count)))]
                origins += victim.origins.values.flatMap { $0 }
                bench.kill(victim)
                if draw(4) == 0 { victim.backends.inner.wipe() }
            }
        }
        try bench.settle()
        #expect(GoldenRunTests.outcome(bench.cluster) == GoldenRunTests.golden, "seed \(seed)")
        origins += bench.processes.flatMap { $0.origins.values.flatMap { $0 } }
        #expect(origins.contains(.standby), "seed \(seed)")
    }
}

/// What the plan promises.
@Suite struct StandbyPlanTests {
    private func members(processes: Int, workers: Int) -> [GroupMember] {
        (0..<processes).flatMap { process in
            (0..<workers).map { GroupMember(process: "p\(process)", id: "p\(process)-\($0)") }
        }
    }

    @Test(arguments: [(2, 1), (3, 1), (5, 1), (8, 1), (3, 2), (4, 3)], [1, 4, 7, 12, 24])
    func aDeathFindsEveryStandbyInPlace(group: (processes: Int, workers: Int), partitions: Int) {
        let members = members(processes: group.processes, workers: group.workers)
        for dead in 0..<group.processes {
            let living = members.filter { $0.process != "p\(dead)" }
            for survivor in Set(living.map(\.process)) {
                let before = StandbyPlan.owned(by: survivor, members: members, partitions: partitions)
                let copies = StandbyPlan.followed(by: survivor, members: members, partitions: partitions, replicas: 1)
                #expect(before.isDisjoint(with: copies))
                let after = StandbyPlan.owned(by: survivor, members: living, partitions: partitions)
                #expect(after.isSubset(of: before.union(copies)), "p\(dead) dies, \(survivor) is given more")
            }
        }
    }

    @Test func twoDeathsAreCoveredByTwoReplicas() {
        let members = members(processes: 5, workers: 1)
        for first in 0..<5 {
            for second in 0..<first {
                let living = members.filter { $0.process != "p\(first)" && $0.process != "p\(second)" }
                for survivor in living.map(\.process) {
                    let before = StandbyPlan.owned(by: survivor, members: members, partitions: 12)
                    let copies = StandbyPlan.followed(by: survivor, members: members, partitions: 12, replicas: 2)
                    let after = StandbyPlan.owned(by: survivor, members: living, partitions: 12)
                    #expect(after.isSubset(of: before.union(copies)))
                }
            }
        }
    }

    @Test(arguments: 2...9, [4, 8, 12, 16, 24, 48])
    func withOneWorkerEachPartitionHasOneCopyAReplica(processes: Int, partitions: Int) {
        let members = members(processes: processes, workers: 1)
        for replicas in 1..<min(3, processes) {
            let copies = members.reduce(0) { sum, member in
                sum
                    + StandbyPlan.followed(
                        by: member.process, members: members, partitions: partitions, replicas: replicas
                    ).count
            }
            #expect(copies >= partitions * replicas)
            #expect(copies <= partitions * replicas + partitions / 2, "\(copies)")
        }
    }

    @Test func aloneThereIsNothingToFollow() {
        #expect(
            StandbyPlan.followed(by: "p0", members: members(processes: 1, workers: 2), partitions: 8, replicas: 1)
                .isEmpty)
    }
}
