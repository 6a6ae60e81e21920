import Records
import StageKit

// MARK: - Pause and resume

extension Worker {
    /// Holds and releases tasks as `ops.control.v1` and the wall clock say.
    ///
    /// A task that is to be held has its work committed and written to its local file first. Its inputs are paused at the
    /// next poll, which goes on as before: the group keeps the worker. A task that is assigned, restored or rolled back
    /// meets its hold here before it takes a record.
    func followControl() throws(LogFault) {
        guard !tables.control.isEmpty else { return }
        let now = clock.now()
        var isPausing = false
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition] else { continue }
            let hold = tables.control.hold(of: descriptor.name, partition, at: now)
            guard hold != task.hold else { continue }
            if let hold {
                if task.hold == nil { isPausing = true }
                task.hold = hold
                observe(.paused(task.id, by: hold))
            } else {
                observe(.resumed(task.id, reason: endOfHold(partition, at: now)))
                task.release(steady: clock.steady)
            }
        }
        if isPausing {
            lastHeldLookAt = .distantPast
            try commit(checkpoint: true)
        }
        try reportHeldLag(now: now)
    }

    private func endOfHold(_ partition: Partition, at now: EventTime) -> String {
        guard let order = tables.control.order(for: descriptor.name, partition) else { return "no order holds it" }
        return order.action == .pause ? "the time of the pause by \(order.author) is over" : order.summary
    }

    /// What a held partition is behind grows without a commit that would tell it: asked for every ten seconds.
    private func reportHeldLag(now: EventTime) throws(LogFault) {
        let steady = clock.steady
        guard steady.milliseconds(since: lastHeldLookAt) >= 10_000 else { return }
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running, let hold = task.hold else { continue }
            lastHeldLookAt = steady
            for input in task.inputs {
                let end: Offset
                do throws(LogFault) {
                    end = try log.range(of: input.source).end
                } catch {
                    guard error.kind == .retriable else { throw error }
                    observe(.fault(error))
                    return
                }
                let since = input.lastTimestamp ?? hold.at
                let age = end > input.committed ? max(0, now.milliseconds(since: since)) : 0
                observe(
                    .lag(LagReport(partition: input.source, committed: input.committed, end: end, lagMilliseconds: age))
                )
            }
        }
    }
}
