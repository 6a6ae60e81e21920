import Records
import StageKit

extension Worker: RebalanceListener {
    public func assigned(_ partitions: [TopicPartition]) {
        guard status != .failed, status != .stopped else { return }
        takeOrRetry(partitions)
    }

    /// Takes the partitions; while the log is away, the next cycle tries again.
    func takeOrRetry(_ partitions: [TopicPartition]) {
        pendingAssignment = nil
        do throws(WorkerFault) {
            try take(partitions)
        } catch {
            guard case .log(let fault) = error, fault.kind == .retriable || fault.kind == .abortable else {
                rebalanceFault = error
                return
            }
            observe(.fault(fault))
            closeTasks(Set(partitions.map(\.partition)).sorted())
            pendingAssignment = partitions
        }
    }

    private func take(_ sources: [TopicPartition]) throws(WorkerFault) {
        let numbers = Set(sources.map(\.partition)).sorted()
        observe(.assigned(numbers))
        standby?.handOver(numbers, to: slot, cluster: cluster)
        do throws(LogFault) {
            let committed = try log.committed(sources)
            var positions: [TopicPartition: Offset] = [:]
            for source in sources {
                positions[source] = try startPosition(of: source, committed: committed[source])
            }
            if let fault = rebalanceFault { throw fault.asLogFault }
            try log.start(positions)
            for number in numbers { try open(number, positions: positions, of: numbers.count) }
        } catch {
            if let fault = rebalanceFault { throw fault }
            throw .log(error)
        }
    }

    private func startPosition(of source: TopicPartition, committed: Offset?) throws(LogFault) -> Offset {
        let range = try log.range(of: source)
        guard let committed else { return settings.startFromEarliest ? range.start : range.end }
        if committed >= range.start, committed <= range.end { return committed }
        guard let target = outOfRangeTarget(range) else {
            rebalanceFault = .offsetOutOfRange(outOfRangeText(source, committed, range))
            return committed
        }
        return target
    }

    func outOfRangeTarget(_ range: (start: Offset, end: Offset)) -> Offset? {
        switch settings.offsetOutOfRange {
        case .fail: nil
        case .earliest: range.start
        case .latest: range.end
        }
    }

    func outOfRangeText(_ source: TopicPartition, _ offset: Offset, _ range: (start: Offset, end: Offset)) -> String {
        "\(source): the committed offset \(offset.rawValue) is outside of the log, which has "
            + "\(range.start.rawValue)..<\(range.end.rawValue); records in between are gone. To go on, set "
            + "offset.out.of.range=earliest (from the oldest record left) or =latest"
    }

    /// Opens a task's local state and starts reading the rest of its changelog.
    /// - Parameter count: how many tasks share the worker's cache.
    private func open(
        _ partition: Partition, positions: [TopicPartition: Offset], of count: Int
    ) throws(LogFault) {
        var settings = settings
        settings.stateCacheEntries = max(1, settings.stateCacheEntries / max(1, count))
        let id = TaskID(stage: descriptor.name, partition: partition)
        let changelog = changelog(of: partition)
        let range = try changelogs.range(of: changelog)
        do throws(BackendFault) {
            var backend = try backends.open(id, cluster: cluster)
            var checkpoint = try backend.checkpoint()
            if let reason = checkpoint?.reasonToRebuild(range: range, now: clock.now(), settings: settings) {
                backend.close()
                observe(.stateDiscarded(id, reason: reason))
                try backends.discard(id, reason: reason)
                backend = try backends.open(id, cluster: cluster)
                checkpoint = nil
            }
            let from = max(checkpoint?.changelog ?? range.start, range.start)
            let now = clock.steady
            let inputs = descriptor.inputs.map { topic in
                let source = TopicPartition(topic: settings.name(of: topic), partition: partition)
                return InputBuffer(source: source, topic: topic, position: positions[source] ?? Offset(0), now: now)
            }
            let task = StageTask(
                id: id, stage: stage, settings: settings, backend: backend, inputs: inputs, from: from, seal: seal)
            if checkpoint != nil { try checkSeal(of: task) }
            task.restoreStartedAt = clock.monotonicNanoseconds()
            tasks[partition] = task
            observe(.restoreStarted(id, from: from, end: range.end, local: checkpoint != nil))
            let warm = checkpoint != nil && standby?.handedOver(partition) == true
            observe(.taskStarted(id, from: warm ? .standby : checkpoint != nil ? .file : .changelog))
        } catch {
            rebalanceFault = .state(error)
            throw WorkerFault.state(error).asLogFault
        }
        if let from = tasks[partition]?.restorePosition { try changelogs.add(changelog, from: from) }
    }

    public func revoked(_ partitions: [TopicPartition]) {
        let numbers = Set(partitions.map(\.partition)).sorted()
        observe(.revoked(numbers))
        pendingAssignment = nil
        if pendingRecovery != nil {
            abandonTransaction(because: "the partitions were revoked while a failed transaction was rolled back")
        } else if status == .running || status == .draining {
            do throws(LogFault) {
                try commit(checkpoint: true)
            } catch {
                observe(.fault(error))
                abandonTransaction(because: error.description)
                if error.kind != .abortable, error.kind != .retriable { rebalanceFault = .log(error) }
            }
        }
        closeTasks(numbers)
        standby?.giveBack(from: slot)
    }

    public func lost(_ partitions: [TopicPartition]) {
        let numbers = Set(partitions.map(\.partition)).sorted()
        observe(.lost(numbers))
        pendingAssignment = nil
        abandonTransaction(because: "the group took the partitions away")
        closeTasks(numbers)
        standby?.giveBack(from: slot)
    }

    private func abandonTransaction(because reason: String) {
        guard transactionOpen else { return }
        transactionOpen = false
        observe(.aborted(reason: reason))
        guard settings.guarantee == .exactlyOnce else { return }
        do throws(LogFault) {
            try log.abortTransaction()
        } catch {
            rebalanceFault = .log(error)
        }
    }
}

// MARK: - Restore and recovery

extension Worker {
    /// Reads a bounded piece of the changelogs; polling goes on in between, so a rebalance in the midst is heard.
    func restoreStep() throws(LogFault) {
        let restoring = tasks.values.filter { $0.status == .restoring }
        guard !restoring.isEmpty else { return }
        var records: [RawRecord] = []
        var events: [LogEvent] = []
        let running = tasks.count > restoring.count
        try changelogs.poll(
            maxRecords: 20_000, timeoutMilliseconds: running ? 0 : 50, into: &records, events: &events)
        for record in records {
            if let task = tasks[record.partition], task.status == .restoring, record.offset >= task.restorePosition {
                task.restore(record)
            }
        }
        do throws(BackendFault) {
            for task in restoring where task.pendingRestoreCount > 0 {
                try task.flushRestore(now: clock.now())
                let end = changelogs.cachedEnd(of: changelog(of: task.id.partition)) ?? task.restorePosition
                observe(
                    .restoreProgress(
                        task.id, records: task.restoredRecords,
                        remaining: max(0, end.rawValue - task.restorePosition.rawValue)))
            }
            for event in events { try take(restoreEvent: event) }
        } catch {
            rebalanceFault = .state(error)
        }
        if let fault = rebalanceFault { throw fault.asLogFault }
    }

    /// Refuses a state that is not sealed as this worker's settings want it.
    private func checkSeal(of task: StageTask<S>) throws(BackendFault) {
        do throws(BackendFault) {
            try task.checkSeal(changelog: changelog(of: task.id.partition))
        } catch {
            task.close()
            throw error
        }
    }

    private func take(restoreEvent event: LogEvent) throws(BackendFault) {
        switch event {
        case .endOfPartition(let source, let next):
            guard let task = tasks[source.partition], task.status == .restoring else { return }
            task.restorePosition = max(task.restorePosition, next)
            try task.flushRestore(now: clock.now())
            try checkSeal(of: task)
            try task.finishRestore(now: clock.now(), steady: clock.steady)
            try? changelogs.remove(source)
            let took = Int64((clock.monotonicNanoseconds() - task.restoreStartedAt) / 1_000_000)
            observe(.restoreFinished(task.id, records: task.restoredRecords, milliseconds: took))
        case .fault(let fault):
            observe(.fault(fault))
            if fault.kind != .retriable, fault.kind != .abortable { rebalanceFault = .log(fault) }
        case .offsetOutOfRange(let source):
            rebalanceFault = .offsetOutOfRange(
                "\(source): the changelog lost records while it was read; restart to rebuild the state")
        }
    }

    /// A transaction failed as a whole: abort it, forget what it did, and read the committed state back. Tried again
    /// by the next cycle while the log is away.
    func recover(from fault: LogFault) throws(LogFault) {
        if settings.guarantee == .exactlyOnce, transactionOpen { try log.abortTransaction() }
        transactionOpen = false
        transactionRecords = 0
        _ = publisher.takeChangelogCount()
        let running = tasks.values.filter { $0.status == .running }.sorted { $0.id < $1.id }
        let sources = running.flatMap { $0.inputs.map(\.source) }
        if !sources.isEmpty {
            try log.pause(sources)
            let committed = try log.committed(sources)
            for task in running { try rollBack(task, committed: committed) }
        }
        pendingRecovery = nil
        observe(.aborted(reason: fault.description))
    }

    private func rollBack(_ task: StageTask<S>, committed: [TopicPartition: Offset]) throws(LogFault) {
        let changelog = changelog(of: task.id.partition)
        let range = try changelogs.range(of: changelog)
        let checkpoint: Offset
        do throws(BackendFault) {
            checkpoint = try task.backend.checkpoint()?.changelog ?? range.start
        } catch {
            rebalanceFault = .state(error)
            throw WorkerFault.state(error).asLogFault
        }
        var known = committed
        for input in task.inputs where known[input.source] == nil { known[input.source] = input.committed }
        task.rollBack(to: known, checkpoint: max(checkpoint, range.start))
        for index in task.inputs.indices {
            task.inputs[index].isPaused = true
            try log.seek(task.inputs[index].source, to: task.inputs[index].position)
        }
        task.restoreStartedAt = clock.monotonicNanoseconds()
        try changelogs.add(changelog, from: task.restorePosition)
        observe(.restoreStarted(task.id, from: task.restorePosition, end: range.end, local: true))
    }
}

extension WorkerFault {
    /// For throwing through code whose errors are the log's; the worker raises the original.
    var asLogFault: LogFault {
        if case .log(let fault) = self { return fault }
        return LogFault(
            kind: .fatal, operation: "worker", message: description, nativeName: "REBALANCE", nativeCode: Int(exitCode))
    }
}
