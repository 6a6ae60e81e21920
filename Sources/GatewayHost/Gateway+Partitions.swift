import Delivery
import Records
public import Runtime

extension Gateway: RebalanceListener {
    public func assigned(_ partitions: [TopicPartition]) {
        do throws(LogFault) {
            // Waits for transactions in flight, so what is read after it is whole (KIP-447).
            let committed = try log.committed(partitions)
            var starts: [TopicPartition: Offset] = [:]
            for partition in partitions {
                let range = try log.range(of: partition)
                // Older ones have expired, or are delivered late rather than never.
                starts[partition] = max(committed[partition] ?? range.start, range.start)
                try restore(partition.partition)
            }
            try log.start(starts)
            try log.resume(partitions)
            for (partition, offset) in starts { positions[partition.partition] = offset }
            surroundings.health?.ready()
            if !positions.isEmpty { surroundings.inbox?.open() }
            if !partitions.isEmpty {
                tell("took \(partitions.count) partitions with \(machine.openCount) open deliveries")
            }
        } catch {
            fail(error)
        }
    }

    public func revoked(_ partitions: [TopicPartition]) {
        surroundings.health?.waits(for: "the group is giving its partitions out again")
        do throws(LogFault) {
            try drain(partitions.map(\.partition))
        } catch {
            forget(partitions.map(\.partition))
            fail(error)
        }
    }

    public func lost(_ partitions: [TopicPartition]) {
        surroundings.health?.waits(for: "the partitions were lost; joining the group again")
        forget(partitions.map(\.partition))
    }

    /// Reads a partition's entries back.
    private func restore(_ partition: Partition) throws(LogFault) {
        let source = TopicPartition(topic: topics.changelog, partition: partition)
        let range = try reader.range(of: source)
        guard range.start < range.end else {
            if seal != nil { unmarked.insert(partition) }
            return
        }
        var entries: [[UInt8]: [UInt8]] = [:]
        try reader.add(source, from: range.start)
        var isAtEnd = false
        var silence = 0
        while !isAtEnd {
            var records: [RawRecord] = []
            var events: [LogEvent] = []
            try reader.poll(maxRecords: 10_000, timeoutMilliseconds: 100, into: &records, events: &events)
            for record in records where record.partition == partition {
                guard let key = record.keyCopy else { continue }
                entries[key] = record.valueCopy
            }
            for event in events {
                switch event {
                case .endOfPartition(let ended, let next) where ended == source && next >= range.end: isAtEnd = true
                case .fault(let fault) where fault.kind != .retriable: throw fault
                default: break
                }
            }
            silence = records.isEmpty ? silence + 1 : 0
            guard silence < 600 else {
                throw LogFault(
                    kind: .retriable, operation: "restore \(source)", message: "nothing came for a minute",
                    nativeName: "_TIMED_OUT", nativeCode: -185)
            }
        }
        try reader.remove(source)
        for (key, bytes) in try opened(entries, of: source).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            do throws(GatewayFault) {
                if key == Self.tallyKey {
                    machine.restore(try codec.tallies(bytes), partition: partition.rawValue, at: now())
                    continue
                }
                machine.restore(try codec.read(bytes), partition: partition.rawValue, at: now())
            } catch {
                throw LogFault(
                    kind: .fatal, operation: "restore \(source)", message: error.description,
                    nativeName: "BAD_STATE", nativeCode: 0)
            }
        }
    }
}
