import Foundation
public import Records
public import Runtime
public import StageKit
import Wire

/// What `prahari state` prints: entries and partitions in words and as JSON.
public struct StateText {
    /// What is known of a partition beside its state.
    public struct Context {
        /// The pause that holds it.
        public var hold: StageControl?
        public var now: EventTime
    }

    private let stage: String
    private let inspector: StateInspector
    private let writer: StateJSON
    private let isMasked: Bool

    /// - Parameter unmask: tell identifiers and places as they are.
    public init(stage: String, inspector: StateInspector, unmask: Bool) {
        self.stage = stage
        self.inspector = inspector
        writer = StateJSON(unmask: unmask)
        isMasked = !unmask
    }

    public init(_ desk: StateDesk, unmask: Bool) {
        self.init(stage: desk.stage.name, inspector: desk.inspector, unmask: unmask)
    }

    public func mask(_ text: String) -> String { isMasked ? Redaction.mask(text) : text }

    public func store(named name: String) throws -> StoreID {
        if let store = inspector.stores.first(where: { $0.name == name }) { return store.id }
        throw ClusterFault(
            "stage \(stage) has no store '\(name)'; one of: " + inspector.stores.map(\.name).joined(separator: ", "))
    }

    public func context(
        _ about: StateDesk.Partitioned, _ book: ControlBook, now: EventTime = SystemClock().now()
    ) -> Context {
        Context(hold: book.hold(of: stage, about.partition, at: now), now: now)
    }

    // MARK: Entries

    /// What an entry says: its fields, words for a person, and why it could not be read.
    private func reading(_ entry: StateDesk.Entry) -> (value: StateReading?, fault: String?) {
        do throws(StateFault) {
            return (try inspector.decode(entry.store.id, key: entry.key, entry.value), nil)
        } catch {
            guard case .unknownVersion = error else { return (nil, error.description) }
            return (nil, "\(error): it was written by another version of the stage")
        }
    }

    /// One entry with its fields; what does not decode has its bytes in hex, unless masked.
    public func object(_ entry: StateDesk.Entry, of partition: Partition) -> [String: Any] {
        var object: [String: Any] = [
            "stage": stage, "partition": partition.rawValue, "store": entry.store.name, "key": mask(entry.key),
            "bytes": entry.value.count,
        ]
        let (value, fault) = reading(entry)
        if let value {
            object["value"] = writer.json(value.value)
        } else if !isMasked {
            object["hex"] = Self.hex(entry.value)
        }
        if let fault { object["fault"] = fault }
        if let last = value?.last { object["last_event"] = Timestamp.string(last) }
        return object
    }

    /// `3 accounts ********7562 290 bytes {...}`
    public func line(_ entry: StateDesk.Entry, of partition: Partition) -> String {
        "\(partition.rawValue) \(entry.store.name) \(mask(entry.key)) \(entry.value.count) bytes " + inline(entry)
    }

    private func inline(_ entry: StateDesk.Entry) -> String {
        let (value, fault) = reading(entry)
        if let value { return Self.text(writer.json(value.value), pretty: false) }
        return (fault ?? "not decoded") + (isMasked ? "" : " " + Self.hex(entry.value))
    }

    private func lines(_ entry: StateDesk.Entry) -> [String] {
        var head = "\(entry.store.name), \(entry.value.count) bytes"
        let (value, fault) = reading(entry)
        guard let value else {
            return [head, "  " + (fault ?? "not decoded") + (isMasked ? "" : " " + Self.hex(entry.value))]
        }
        if let last = value.last { head += ", last event \(Timestamp.string(last))" }
        if !value.lines.isEmpty { return [head] + value.lines.map { "  " + $0 } }
        let text = Self.text(writer.json(value.value), pretty: true)
        return [head] + text.split(separator: "\n").map { "  " + $0 }
    }

    private static func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    private static func text(_ value: Any, pretty: Bool) -> String {
        var options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
        if pretty { options.insert(.prettyPrinted) }
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        } ?? "\(value)"
    }

    // MARK: A partition and what is in it

    public func object(
        _ about: StateDesk.Partitioned, _ entries: [StateDesk.Entry], _ context: Context
    ) -> [String: Any] {
        var object = facts(about, context)
        object["entries"] = entries.map { self.object($0, of: about.partition) }
        return object
    }

    public func lines(
        _ about: StateDesk.Partitioned, _ entries: [StateDesk.Entry], _ context: Context
    ) -> [String] {
        heading(about, context) + entries.flatMap(lines)
    }

    public typealias Total = (store: StateInspector.Store, keys: Int, bytes: Int)

    public func object(_ about: StateDesk.Partitioned, _ totals: [Total], _ context: Context) -> [String: Any] {
        var object = facts(about, context)
        object["keys"] = totals.reduce(0) { $0 + $1.keys }
        object["bytes"] = totals.reduce(0) { $0 + $1.bytes }
        object["stores"] = totals.map { ["store": $0.store.name, "keys": $0.keys, "bytes": $0.bytes] as [String: Any] }
        return object
    }

    public func lines(_ about: StateDesk.Partitioned, _ totals: [Total], _ context: Context) -> [String] {
        let keys = totals.reduce(0) { $0 + $1.keys }
        let bytes = totals.reduce(0) { $0 + $1.bytes }
        let parts = totals.map { "\($0.store.name) \($0.keys)" }.joined(separator: ", ")
        return heading(about, context)
            + ["  \(keys) keys, \(bytes) bytes" + (parts.isEmpty ? "" : ": \(parts)")]
    }

    private func facts(_ about: StateDesk.Partitioned, _ context: Context) -> [String: Any] {
        var facts: [String: Any] = [
            "stage": stage, "partition": about.partition.rawValue, "source": about.file == nil ? "changelog" : "file",
            "changelog_read": about.changelogRead,
        ]
        if let note = about.note { facts["note"] = note }
        if let range = about.changelog {
            facts["changelog_start"] = range.start.rawValue
            facts["changelog_end"] = range.end.rawValue
        }
        if let mark = about.sealMark { facts["sealed"] = SealMark.text(mark) }
        if let lag = about.changelogLag { facts["changelog_lag"] = lag }
        if let file = about.file {
            facts["file"] = file.path
            facts["file_bytes"] = file.bytes
        }
        if let checkpoint = about.file?.checkpoint {
            facts["checkpoint_changelog"] = checkpoint.changelog.rawValue
            facts["checkpoint_written_at"] = Timestamp.string(checkpoint.writtenAt)
            facts["checkpoint_age_s"] = context.now.milliseconds(since: checkpoint.writtenAt) / 1_000
        }
        facts["inputs"] = inputs(about).map { input -> [String: Any] in
            var object: [String: Any] = ["topic": input.topic]
            if let next = input.committed { object["committed"] = next.rawValue }
            if let next = input.checkpoint { object["checkpoint"] = next.rawValue }
            return object
        }
        if let hold = context.hold { facts["paused"] = mask(hold.summary) }
        return facts
    }

    private func heading(_ about: StateDesk.Partitioned, _ context: Context) -> [String] {
        var lines = ["\(stage) partition \(about.partition.rawValue)"]
        if let note = about.note { lines.append("  \(note)") }
        if let file = about.file {
            let age = file.checkpoint.map { context.now.milliseconds(since: $0.writtenAt) / 1_000 }
            let end = about.changelog.map { " of \($0.end.rawValue)" } ?? ""
            lines.append(
                "  file \(file.path), \(file.bytes) bytes; checkpoint "
                    + (age.map { "\($0) s old, changelog position " } ?? "missing")
                    + (file.checkpoint.map { "\($0.changelog.rawValue)\(end)" } ?? "")
                    + (about.changelogRead > 0 ? ", \(about.changelogRead) records read on top" : ""))
        } else {
            let range = about.changelog.map { " \($0.start.rawValue) to \($0.end.rawValue)" } ?? ""
            lines.append("  no local file; from the changelog\(range), \(about.changelogRead) records")
        }
        if let mark = about.sealMark { lines.append("  sealed, key check value \(SealMark.text(mark))") }
        for input in inputs(about) {
            let parts = [
                input.committed.map { "next offset \($0.rawValue)" },
                input.checkpoint.map { "\($0.rawValue) at the checkpoint" },
            ].compactMap { $0 }
            lines.append(
                "  input \(input.topic): " + (parts.isEmpty ? "nothing committed" : parts.joined(separator: ", ")))
        }
        if let hold = context.hold { lines.append("  " + mask(hold.summary)) }
        return lines
    }

    private func inputs(
        _ about: StateDesk.Partitioned
    ) -> [(topic: String, committed: Offset?, checkpoint: Offset?)] {
        var offsets: [String: (committed: Offset?, checkpoint: Offset?)] = [:]
        for (source, next) in about.committed { offsets[source.topic] = (next, nil) }
        for (source, next) in about.file?.checkpoint?.inputs ?? [:] {
            offsets[source.topic, default: (nil, nil)].checkpoint = next
        }
        return offsets.sorted { $0.key < $1.key }.map { ($0.key, $0.value.committed, $0.value.checkpoint) }
    }
}
