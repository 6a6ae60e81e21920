import Composition
import Foundation
import Records
import Runtime
import StageKit

extension Benchmark {
    /// Resident memory of a process that holds many accounts, then the speed of rebuilding that state from nothing.
    func measureMemory(_ stage: AnyStage, into report: inout Report) throws {
        tell("memory: \(options.memoryAccounts) accounts, one process with the default cache")
        let cluster = try cluster("mem")
        try DrillTopics.create(for: stage.descriptor, partitions: options.partitions, on: cluster)
        defer { try? DrillTopics.delete(for: stage.descriptor, on: cluster) }
        let runtime = cluster.configuration.runtime
        var settings = ["topic.prefix=\(runtime.topicPrefix)", "group.prefix=\(cluster.configuration.groupPrefix)"]
        settings += configuration.shared
        // The restore below goes by the same instance id: a static member keeps its partitions when it leaves.
        let process = StageProcess(
            stage: stage.descriptor.name, instance: cluster.configuration.instance, folder: folder,
            settings: settings)
        try process.start()
        defer { process.kill() }
        let progress = try GroupProgress(cluster, stage: stage.descriptor)
        defer { progress.close() }
        // It is the state that is measured, not a backlog: a small broker answers a fetch with all that it has.
        let deadline = Date(timeIntervalSinceNow: 300)
        func wait(until backlog: Int64) throws {
            while try progress.remaining() > backlog {
                guard process.isRunning, Date() < deadline else {
                    throw ClusterFault("the memory run did not finish:\n" + process.lastLines)
                }
                usleep(100_000)
            }
        }
        for first in stride(from: 0, to: options.memoryAccounts, by: 50_000) {
            try fillDistinct(cluster, first..<min(first + 50_000, options.memoryAccounts))
            try wait(until: 50_000)
        }
        try wait(until: 0)
        report.rssMebibytes = process.peakResidentMebibytes
        tell("  peak resident memory \(Int(report.rssMebibytes)) MiB")
        _ = process.stop()

        let meter = LoopMeter()
        let worker = try makeWorker(
            stage, cluster, state: "\(folder)/state-restore", observer: meter, sealKey: configuration.sealKey())
        try worker.start()
        let limit = Date(timeIntervalSinceNow: 300)
        while meter.restoredTasks < options.partitions {
            guard Date() < limit else { throw ClusterFault("the restore did not finish within five minutes") }
            try worker.cycle()
        }
        report.restoreKeysPerSecond = meter.restoreRate
        tell("  restore from an empty directory: \(Int(report.restoreKeysPerSecond)) keys/s")
        try worker.stop()
    }

    /// One transaction for each of the accounts.
    private func fillDistinct(_ cluster: Cluster, _ accounts: Range<Int>) throws {
        let producer = try BulkProducer(cluster)
        let start: Int64 = 1_772_323_200_000
        for index in accounts {
            let time = EventTime(milliseconds: start + Int64(index))
            let transaction = Self.booking(index, of: index, at: time)
            try producer.send(.bankTransaction(transaction), to: .bankTransactions, timestamp: time)
        }
        try producer.finish()
    }

    /// A plain debit of one of many numbered accounts.
    static func booking(_ position: Int, of account: Int, at time: EventTime) -> BankTransaction {
        BankTransaction(
            transactionID: "M\(position)", account: String(30_000_000_000_000 + account), direction: .debit,
            amount: MinorUnits(Int64(account % 500_000) + 100), bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330),
            channel: .upi, counterparty: .init(vpa: "shop\(account % 977)@okaxis"),
            rrn: String(600_000_000_000 + position))
    }
}

extension StageProcess {
    /// The kernel's high-water mark of resident memory, read while the process runs.
    var peakResidentMebibytes: Double {
        guard let id = processIdentifier,
            let text = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
                ?? Double(line.filter(\.isNumber))
        else { return 0 }
        return kilobytes / 1_024
    }
}
