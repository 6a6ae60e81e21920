import Records
import Runtime

/// The metrics of one stage in this process, over all of its workers. Handles are made once.
///
/// Not safe from several threads: ``TelemetryObserver`` calls it under its lock.
struct StageMetrics {
    private struct LagHandles {
        var lag: GaugeHandle
        var seconds: GaugeHandle
        var offset: GaugeHandle
        var lagRecords: Int64 = 0
        var lagSeconds = 0.0
    }

    private struct Task {
        var worker: Int
        var isRestoring: Bool
        var remaining: Int64 = 0
        var restored = 0
    }

    private let registry: PrometheusRegistry
    private let stage: String
    private let group: String
    private var lags: [TopicPartition: LagHandles] = [:]
    private var tasks: [Partition: Task] = [:]
    private var owner: [Partition: Int] = [:]
    private var standbyLags: [Partition: GaugeHandle] = [:]
    private var entriesByWorker: [Int: Int] = [:]
    private var records: [String: CounterHandle] = [:]
    private var emitted: [String: CounterHandle] = [:]
    private var deadLetters: [String: CounterHandle] = [:]
    /// Milliseconds behind the wall clock, by worker.
    private var watermarks: [Int: Int64] = [:]

    private let late: CounterHandle
    private let commits: CounterHandle
    private let aborts: CounterHandle
    private let rebalances: CounterHandle
    private let restoreRecords: CounterHandle
    private let checkpointFailures: CounterHandle
    private let commitSeconds: HistogramHandle
    private let checkpointSeconds: HistogramHandle
    private let endToEndSeconds: HistogramHandle
    private let restoreRemaining: GaugeHandle
    private let stateEntries: GaugeHandle
    private let restoringTasks: GaugeHandle
    private let runningTasks: GaugeHandle
    private var standbyTasks: GaugeHandle?

    init(stage: String, group: String, registry: PrometheusRegistry) {
        self.registry = registry
        self.stage = stage
        self.group = group
        let labels = ["stage": stage]
        late = registry.counter(MetricCatalog.lateRecords, labels)
        commits = registry.counter(MetricCatalog.commits, labels)
        aborts = registry.counter(MetricCatalog.aborts, labels)
        rebalances = registry.counter(MetricCatalog.rebalances, labels)
        restoreRecords = registry.counter(MetricCatalog.restoreRecords, labels)
        checkpointFailures = registry.counter(MetricCatalog.checkpointFailures, labels)
        commitSeconds = registry.histogram(MetricCatalog.commitSeconds, labels)
        checkpointSeconds = registry.histogram(MetricCatalog.checkpointSeconds, labels)
        endToEndSeconds = registry.histogram(MetricCatalog.endToEndSeconds, labels)
        restoreRemaining = registry.gauge(MetricCatalog.restoreRemaining, labels)
        stateEntries = registry.gauge(MetricCatalog.stateEntries, labels)
        restoringTasks = registry.gauge(MetricCatalog.tasks, ["stage": stage, "status": "restoring"])
        runningTasks = registry.gauge(MetricCatalog.tasks, ["stage": stage, "status": "running"])
    }

    mutating func observe(_ event: RuntimeEvent, worker: Int) {
        switch event {
        case .processed(let report): processed(report)
        case .deadLetter(_, let code, _): deadLetter(code)
        case .late: late.add()
        case .committed(let report): committed(report, worker: worker)
        case .aborted: aborts.add()
        case .checkpointed(_, let milliseconds): checkpointSeconds.observe(milliseconds / 1_000)
        case .checkpointFailed: checkpointFailures.add()
        case .lag(let report): lag(report, worker: worker)
        case .watermark(let behind): watermark(behind, worker: worker)
        case .assigned(let partitions):
            rebalances.add()
            for partition in partitions { owner[partition] = worker }
        case .revoked(let partitions), .lost(let partitions): giveUp(partitions, worker: worker)
        case .stopped:
            giveUp(owner.filter { $0.value == worker }.keys.sorted(), worker: worker)
            watermark(nil, worker: worker)
        case .paused(let id, _): registry.gauge(MetricCatalog.paused, pausedLabels(id.partition)).set(1)
        case .resumed(let id, _): registry.remove(MetricCatalog.paused, pausedLabels(id.partition))
        case .restoreStarted(let id, let from, let end, _):
            restore(id, worker: worker, isRestoring: true, records: 0, remaining: max(0, end.rawValue - from.rawValue))
        case .restoreProgress(let id, let records, let remaining):
            restore(id, worker: worker, isRestoring: true, records: records, remaining: remaining)
        case .restoreFinished(let id, let records, _):
            restore(id, worker: worker, isRestoring: false, records: records, remaining: 0)
        case .taskStarted(_, let origin):
            registry.counter(MetricCatalog.taskStarts, ["stage": stage, "from": origin.rawValue]).add()
        case .standbyStarted(let id, let from, let end, _):
            standby(id, records: 0, lag: max(0, end.rawValue - from.rawValue))
        case .standbyProgress(let id, let records, let lag): standby(id, records: records, lag: lag)
        case .standbyStopped(let id):
            standbyLags[id.partition] = nil
            registry.remove(MetricCatalog.standbyLag, standbyLabels(id))
            countTasks()
        case .standbyFault: registry.counter(MetricCatalog.standbyFaults, ["stage": stage]).add()
        default: break
        }
    }

    private func pausedLabels(_ partition: Partition) -> [String: String] {
        ["stage": stage, "partition": String(partition.rawValue)]
    }

    private func standbyLabels(_ id: TaskID) -> [String: String] {
        ["stage": stage, "partition": String(id.partition.rawValue)]
    }

    private mutating func standby(_ id: TaskID, records: Int, lag: Int64) {
        if standbyLags[id.partition] == nil {
            standbyLags[id.partition] = registry.gauge(MetricCatalog.standbyLag, standbyLabels(id))
            countTasks()
        }
        standbyLags[id.partition]?.set(Double(lag))
        if records > 0 {
            registry.counter(MetricCatalog.standbyRecords, ["stage": stage]).add(Int64(records))
        }
    }

    /// The gauge shows the worker that is furthest behind; `nil` takes a stopped one out.
    private mutating func watermark(_ behind: Int64?, worker: Int) {
        watermarks[worker] = behind
        guard let worst = watermarks.values.max() else { return }
        registry.gauge(MetricCatalog.watermark, ["stage": stage]).set(Double(worst) / 1_000)
    }

    private mutating func processed(_ report: ProcessedReport) {
        let labels = ["stage": stage, "topic": report.topic]
        if records[report.topic] == nil {
            records[report.topic] = registry.counter(MetricCatalog.records, labels)
            emitted[report.topic] = registry.counter(MetricCatalog.emitted, labels)
        }
        records[report.topic]?.add(Int64(report.records))
        emitted[report.topic]?.add(Int64(report.emitted))
    }

    private mutating func deadLetter(_ code: String) {
        if deadLetters[code] == nil {
            deadLetters[code] = registry.counter(MetricCatalog.deadLetters, ["stage": stage, "reason": code])
        }
        deadLetters[code]?.add()
    }

    private mutating func committed(_ report: CommitReport, worker: Int) {
        commits.add()
        commitSeconds.observe(report.milliseconds / 1_000)
        if report.records > 0 { endToEndSeconds.observe(Double(max(0, report.endToEndMillisecondsMax)) / 1_000) }
        entriesByWorker[worker] = report.stateEntries
        stateEntries.set(Double(entriesByWorker.values.reduce(0, +)))
    }

    // MARK: Lag

    private mutating func lag(_ report: LagReport, worker: Int) {
        // The commit inside a revocation still reports: those partitions are not ours any more.
        guard owner[report.partition.partition] == worker else { return }
        let source = report.partition
        let labels = [
            "consumergroup": group, "topic": source.topic, "partition": String(source.partition.rawValue),
        ]
        var handles =
            lags[source]
            ?? LagHandles(
                lag: registry.gauge(MetricCatalog.lag, labels),
                seconds: registry.gauge(MetricCatalog.lagSeconds, labels),
                offset: registry.gauge(MetricCatalog.currentOffset, labels))
        handles.lagRecords = report.lagRecords
        handles.lagSeconds = Double(max(0, report.lagMilliseconds)) / 1_000
        handles.lag.set(Double(handles.lagRecords))
        handles.seconds.set(handles.lagSeconds)
        handles.offset.set(Double(report.committed.rawValue))
        lags[source] = handles
        sum(source.topic)
    }

    private func sum(_ topic: String) {
        let ofTopic = lags.filter { $0.key.topic == topic }
        let labels = ["consumergroup": group, "topic": topic]
        if ofTopic.isEmpty {
            registry.remove(MetricCatalog.lagSum, labels)
        } else {
            let total = ofTopic.values.reduce(Int64(0)) { $0 + $1.lagRecords }
            registry.gauge(MetricCatalog.lagSum, labels).set(Double(total))
        }
        guard let worst = lags.values.map(\.lagSeconds).max() else {
            registry.remove(MetricCatalog.maxLagSeconds, ["consumergroup": group])
            return
        }
        registry.gauge(MetricCatalog.maxLagSeconds, ["consumergroup": group]).set(worst)
    }

    private mutating func giveUp(_ partitions: [Partition], worker: Int) {
        let gone = Set(partitions.filter { owner[$0] == worker })
        for partition in gone {
            owner[partition] = nil
            tasks[partition] = nil
            registry.remove(MetricCatalog.paused, pausedLabels(partition))
        }
        let topics = Set(lags.keys.filter { gone.contains($0.partition) }.map(\.topic))
        for source in lags.keys.filter({ gone.contains($0.partition) }) {
            lags[source] = nil
            let labels = [
                "consumergroup": group, "topic": source.topic, "partition": String(source.partition.rawValue),
            ]
            for definition in [MetricCatalog.lag, MetricCatalog.lagSeconds, MetricCatalog.currentOffset] {
                registry.remove(definition, labels)
            }
        }
        for topic in topics { sum(topic) }
        if !owner.values.contains(worker) {
            entriesByWorker[worker] = nil
            stateEntries.set(Double(entriesByWorker.values.reduce(0, +)))
        }
        countTasks()
    }

    // MARK: Restore

    private mutating func restore(_ id: TaskID, worker: Int, isRestoring: Bool, records: Int, remaining: Int64) {
        var task = tasks[id.partition] ?? Task(worker: worker, isRestoring: true)
        // The runtime counts from the start of this restore.
        restoreRecords.add(Int64(max(0, records - task.restored)))
        task.restored = isRestoring ? records : 0
        task.isRestoring = isRestoring
        task.remaining = remaining
        task.worker = worker
        tasks[id.partition] = task
        countTasks()
    }

    private mutating func countTasks() {
        restoringTasks.set(Double(tasks.values.count { $0.isRestoring }))
        runningTasks.set(Double(tasks.values.count { !$0.isRestoring }))
        if !standbyLags.isEmpty || standbyTasks != nil {
            if standbyTasks == nil {
                standbyTasks = registry.gauge(MetricCatalog.tasks, ["stage": stage, "status": "standby"])
            }
            standbyTasks?.set(Double(standbyLags.count))
        }
        restoreRemaining.set(Double(tasks.values.reduce(Int64(0)) { $0 + $1.remaining }))
    }
}
