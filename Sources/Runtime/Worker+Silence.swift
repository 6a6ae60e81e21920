import Records

// Inputs that say nothing, and positions that the log does not have any more.
extension Worker {
    /// An input that is neither at its end nor delivers may stand outside of the log without the client telling (its
    /// records expired between two fetches). Asks the log now and then: a silent stop is the worst failure.
    func lookIntoSilentInputs(now: EventTime) throws(LogFault) {
        // A log that is away is silent for a known reason, and asking it would only wait. One look at a time.
        guard now.milliseconds(since: max(lastFaultAt, lastLookAt)) >= Self.silenceMilliseconds else { return }
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running else { continue }
            for index in task.inputs.indices {
                let input = task.inputs[index]
                guard input.isEmpty, !input.isAtEnd, !input.isPaused,
                    now.milliseconds(since: max(input.lastArrival, input.lastCheck)) >= Self.silenceMilliseconds
                else { continue }
                lastLookAt = now
                task.inputs[index].lastCheck = now
                try look(into: input)
                return
            }
        }
    }

    private func look(into input: InputBuffer) throws(LogFault) {
        let range: (start: Offset, end: Offset)
        do throws(LogFault) {
            range = try log.range(of: input.source)
        } catch {
            guard error.kind == .retriable else { throw error }
            observe(.fault(error))
            return
        }
        if input.position < range.start || input.position > range.end {
            try resolveOutOfRange(input.source)
        } else if input.position < range.end {
            do throws(LogFault) {
                try log.seek(input.source, to: input.position)
            } catch {
                // The next look comes.
                guard error.kind == .retriable else { throw error }
                observe(.fault(error))
            }
        }
    }

    private static var silenceMilliseconds: Int64 { 10_000 }

    func resolveOutOfRange(_ source: TopicPartition) throws(LogFault) {
        let range = try log.range(of: source)
        let position = tasks[source.partition]?.inputs.first { $0.source == source }?.position
        guard let target = outOfRangeTarget(range) else {
            rebalanceFault = .offsetOutOfRange(outOfRangeText(source, position ?? Offset(-1), range))
            return
        }
        try log.seek(source, to: target)
        if let task = tasks[source.partition] {
            for index in task.inputs.indices where task.inputs[index].source == source {
                task.inputs[index].reset(to: target)
            }
        }
    }
}
