import Composition
import Records
import Runtime
import StageKit

/// Everything a stage left on the broker, in a form that two runs can be compared in.
struct RunOutcome {
    /// Output id -> key and value. Ids that came twice are in ``doubled``.
    var outputs: [String: String] = [:]
    var doubled = 0
    /// Records of the stage's first output.
    var scored = 0
    /// Changelog partition and key -> last value; tombstones left out.
    var state: [String: [UInt8]] = [:]
    /// Dead letters: their origin and their bytes.
    var deadLetters: [(origin: String, code: String, value: [UInt8])] = []
    /// Records of the late topic.
    var late = 0
    let ignoresOffsets: Bool

    /// Reads the outputs, dead letters, late records and changelog of `stage`, committed records only. The topic prefix
    /// is taken out of ids and values, so that runs under different prefixes compare.
    ///
    /// - Parameter ignoringOffsets: compares outputs by their value without the offsets of their input, and no dead
    ///   letters: for two runs of which one had more records on its input.
    init(_ cluster: Cluster, stage: StageDescriptor, ignoringOffsets: Bool = false) throws {
        ignoresOffsets = ignoringOffsets
        let prefix = cluster.configuration.runtime.topicPrefix
        for topic in stage.outputs.map(\.rawValue) + [stage.deadLetterTopic, stage.lateTopic] {
            let reader = try TopicReader(cluster, topic: prefix + topic, from: .beginning)
            try reader.readToEnd { records in
                if topic == stage.outputs.first?.rawValue { scored += records.count }
                for record in records {
                    if topic == stage.lateTopic { late += 1 }
                    if topic == stage.deadLetterTopic { addLetter(record) }
                    if topic != stage.deadLetterTopic || !ignoringOffsets {
                        add(record, topic: topic, prefix: prefix)
                    }
                }
            }
            reader.close()
        }
        let reader = try TopicReader(cluster, topic: prefix + stage.changelogTopic, from: .beginning)
        try reader.readToEnd { records in
            for record in records { state["\(record.partition.rawValue) " + record.keyText] = record.value }
        }
        reader.close()
    }

    private static func origin(_ record: ReadRecord) -> String {
        ["topic", "partition", "offset"].compactMap { record.header("__streams.errors." + $0) }.joined(separator: "-")
    }

    private mutating func addLetter(_ record: ReadRecord) {
        let code = record.header("__streams.errors.exception") ?? ""
        deadLetters.append((Self.origin(record), code, record.value ?? []))
    }

    private mutating func add(_ record: ReadRecord, topic: String, prefix: String) {
        if ignoresOffsets {
            let value = (record.keyText + " " + record.valueText).replacing(prefix, with: "")
            let stripped = Self.withoutOffsets(value)
            if outputs.updateValue(stripped, forKey: stripped) != nil { doubled += 1 }
            return
        }
        let origin = Self.origin(record)
        let id = record.header("ce_id") ?? (topic + " " + origin)
        let key = id.replacing(prefix, with: "")
        let reason = record.header("__streams.errors.message") ?? ""
        let value = (record.keyText + " " + record.valueText + " " + reason).replacing(prefix, with: "")
        if outputs.updateValue(value, forKey: key) != nil { doubled += 1 }
    }

    /// `text` without the numbers behind `"offset":`.
    static func withoutOffsets(_ text: String) -> String {
        let mark = Array("\"offset\":".utf8)
        var out: [UInt8] = []
        var skipping = false
        for byte in text.utf8 {
            if skipping, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) { continue }
            skipping = false
            out.append(byte)
            if out.count >= mark.count, out.suffix(mark.count).elementsEqual(mark) { skipping = true }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// How `self` differs from `golden`.
    func difference(from golden: RunOutcome) -> RunDifference {
        var difference = RunDifference()
        difference.doubled = doubled
        for (id, value) in golden.outputs {
            guard let found = outputs[id] else {
                difference.lost += 1
                difference.note("lost: \(id)")
                continue
            }
            if found != value {
                difference.different += 1
                difference.note("different: \(id)\n  golden \(value)\n  found  \(found)")
            }
        }
        for id in outputs.keys where golden.outputs[id] == nil {
            difference.different += 1
            difference.note("not in the golden run: \(id)")
        }
        for (key, value) in golden.state where state[key] != value {
            difference.stateDifferent += 1
            difference.note("state of \(key) differs")
        }
        difference.stateDifferent += state.keys.count { golden.state[$0] == nil }
        return difference
    }
}

struct RunDifference {
    var lost = 0
    var doubled = 0
    var different = 0
    var stateDifferent = 0
    /// The first few, in words.
    private(set) var examples: [String] = []

    mutating func note(_ text: String) {
        if examples.count < 5 { examples.append(text) }
    }

    var isNone: Bool { lost == 0 && doubled == 0 && different == 0 && stateDifferent == 0 }
}
