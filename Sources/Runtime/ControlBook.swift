public import Records
public import Wire

/// Which partitions of which stages are held: the records of `ops.control.v1`, folded in their order.
///
/// For a partition the last record that concerns it counts; a record without partitions concerns all of them. A pause
/// whose end has come holds nothing, and no older one comes back. A value: the same records give the same holds.
public struct ControlBook: Sendable {
    private struct Orders {
        var all: StageControl?
        /// Given after ``all``.
        var byPartition: [Partition: StageControl] = [:]
    }

    private var orders: [String: Orders] = [:]

    public init() {}

    /// No record was taken.
    public var isEmpty: Bool { orders.isEmpty }

    public mutating func take(_ control: StageControl) {
        if control.partitions.isEmpty {
            orders[control.stage] = Orders(all: control)
        } else {
            for partition in control.partitions {
                orders[control.stage, default: Orders()].byPartition[partition] = control
            }
        }
    }

    /// The last record that concerns the partition.
    public func order(for stage: String, _ partition: Partition) -> StageControl? {
        orders[stage].flatMap { $0.byPartition[partition] ?? $0.all }
    }

    /// The pause that holds the partition at `now`; nil when it may run.
    public func hold(of stage: String, _ partition: Partition, at now: EventTime) -> StageControl? {
        guard let order = order(for: stage, partition), order.action == .pause, !order.hasEnded(at: now) else {
            return nil
        }
        return order
    }

    /// The stages that a record concerns, sorted.
    public var stages: [String] { orders.keys.sorted() }
}

extension StageControl {
    /// The end of a pause has come.
    public func hasEnded(at now: EventTime) -> Bool { until.map { now >= $0 } ?? false }

    /// `paused by ops.rao since 2026-03-01T10:00:00Z until 2026-03-01T12:00:00Z: the bank repeats a file`
    public var summary: String {
        switch action {
        case .pause:
            "paused by \(author) since \(Timestamp.string(at))"
                + (until.map { " until \(Timestamp.string($0))" } ?? "") + ": \(reason)"
        case .resume: "resumed by \(author) at \(Timestamp.string(at)): \(reason)"
        }
    }

    /// `all partitions`, `partition 3`, `partitions 1, 4`
    public var scope: String {
        switch partitions.count {
        case 0: "all partitions"
        case 1: "partition \(partitions[0].rawValue)"
        default: "partitions " + partitions.map { String($0.rawValue) }.joined(separator: ", ")
        }
    }
}

extension ControlBook {
    /// The order that a record's bytes hold.
    ///
    /// - Throws: what is wrong with them, also when the key is not the stage.
    public static func decode(
        key: [UInt8]?, _ value: RawSpan?, with decoder: WireDecoder
    ) throws(DecodeFault) -> StageControl {
        guard let value else { throw DecodeFault(field: "", reason: .empty) }
        guard case .stageControl(let control) = try decoder.decode(.stageControl, key: nil, value) else {
            throw DecodeFault(field: "", reason: .notAnObject)
        }
        let found = key.map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard found == control.stage else {
            throw DecodeFault(
                field: "", reason: .keyMismatch("the Kafka key is '\(found)', the stage is '\(control.stage)'"))
        }
        return control
    }
}
