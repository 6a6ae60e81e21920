import Records

/// What a run publishes otherwise than live work, or than another run.
///
/// Feed every record of the one side with ``takeBefore(_:)``, then every record of the other with ``takeAfter(_:)``.
/// Records meet by topic, key and the name of what they are about (`transaction_id`, ...); several of one name meet in
/// the order they come. Memory: the value and some 300 bytes for each record of the first side. Values are parsed only
/// where they differ.
public struct RunDiff: Sendable {
    /// One difference.
    public struct Change: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            /// Only the second side has it.
            case new
            /// Only the first side has it.
            case lost
            /// The score moved by more than the tolerance.
            case score
            /// The score is the same, the codes of the reasons are not.
            case reasons
            /// Something else of the record differs.
            case content
        }
        public var kind: Kind
        public var topic: String
        public var key: String
        public var subject: String
        public var before: Double?
        public var after: Double?
        /// Reason codes that came and went, `+CODE -CODE`.
        public var detail: String
    }

    /// Counts of one topic.
    public struct Summary: Sendable, Equatable {
        public var before = 0
        public var after = 0
        public var same = 0
        public var changes: [Change.Kind: Int] = [:]
        /// Scores that passed the threshold upwards, downwards.
        public var up = 0
        public var down = 0
        public var largest = 0.0
        public var isEmpty: Bool { changes.isEmpty }
    }

    private struct Identity: Hashable {
        var topic: String
        var key: String
        var subject: String
        var ordinal: Int
    }

    private let tolerance: Double
    private let threshold: Double
    private var rows: [Identity: (digest: UInt64, record: OutputRecord)] = [:]
    private var seenBefore: [Identity: Int] = [:]
    private var seenAfter: [Identity: Int] = [:]
    private var found: [Change] = []
    private var summaries: [String: Summary] = [:]

    /// - Parameters:
    ///   - tolerance: scores that differ by no more are the same.
    ///   - threshold: crossings of it are counted.
    public init(tolerance: Double = 1e-9, threshold: Double = 0.8) {
        self.tolerance = tolerance
        self.threshold = threshold
    }

    public mutating func takeBefore(_ record: OutputRecord) {
        rows[Self.identity(record, &seenBefore)] = (record.digest, record)
        summaries[record.topic, default: Summary()].before += 1
    }

    /// Returns the difference, nil when there is none: what a promotion goes by.
    @discardableResult
    public mutating func takeAfter(_ record: OutputRecord) -> Change? {
        let identity = Self.identity(record, &seenAfter)
        let found = rows.removeValue(forKey: identity)
        summaries[record.topic, default: Summary()].after += 1
        if let found, found.digest == record.digest {
            summaries[record.topic, default: Summary()].same += 1
            return nil
        }
        let row = OutputRow(record)
        let before = found.map { OutputRow($0.record) }
        if let before { countCrossing(before.score, row.score, record.topic) }
        guard let change = change(identity, before, row) else {
            summaries[record.topic, default: Summary()].same += 1
            return nil
        }
        note(change)
        return change
    }

    /// Everything that differs, by topic, key and subject. Call once, after all records were taken.
    public mutating func finish() -> (changes: [Change], topics: [(topic: String, summary: Summary)]) {
        for (identity, row) in rows {
            note(
                Change(
                    kind: .lost, topic: identity.topic, key: identity.key, subject: identity.subject,
                    before: OutputRow(row.record).score, after: nil, detail: ""))
        }
        rows = [:]
        found.sort {
            ($0.topic, $0.key, $0.subject, $0.kind.rawValue, $0.after ?? -1)
                < ($1.topic, $1.key, $1.subject, $1.kind.rawValue, $1.after ?? -1)
        }
        return (found, summaries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private mutating func note(_ change: Change) {
        found.append(change)
        summaries[change.topic, default: Summary()].changes[change.kind, default: 0] += 1
    }

    private mutating func countCrossing(_ before: Double?, _ after: Double?, _ topic: String) {
        guard let before, let after else { return }
        var summary = summaries[topic] ?? Summary()
        summary.largest = max(summary.largest, abs(after - before))
        if before < threshold, after >= threshold { summary.up += 1 }
        if before >= threshold, after < threshold { summary.down += 1 }
        summaries[topic] = summary
    }

    private func change(_ identity: Identity, _ before: OutputRow?, _ after: OutputRow) -> Change? {
        let make = { (kind: Change.Kind, detail: String) in
            Change(
                kind: kind, topic: identity.topic, key: identity.key, subject: identity.subject,
                before: before?.score, after: after.score, detail: detail)
        }
        guard let before else { return make(.new, "") }
        let came = Set(after.reasons).subtracting(before.reasons).sorted().map { "+" + $0 }
        let went = Set(before.reasons).subtracting(after.reasons).sorted().map { "-" + $0 }
        let detail = (came + went).joined(separator: " ")
        switch (before.score, after.score) {
        case (let a?, let b?) where abs(a - b) > tolerance: return make(.score, detail)
        case (nil, _?), (_?, nil): return make(.score, detail)
        default: break
        }
        if !detail.isEmpty { return make(.reasons, detail) }
        return before.content == after.content ? nil : make(.content, "")
    }

    private static func identity(_ record: OutputRecord, _ seen: inout [Identity: Int]) -> Identity {
        let subject = record.leadingName ?? OutputRow(record).subject
        let first = Identity(topic: record.topic, key: record.key, subject: subject, ordinal: 0)
        let ordinal = seen[first, default: 0]
        seen[first] = ordinal + 1
        return Identity(topic: record.topic, key: record.key, subject: subject, ordinal: ordinal)
    }
}

extension RunDiff.Change {
    /// `score scored.transactions.v1 acc7 t91: 0.412 -> 0.907 +MULE`.
    public var text: String {
        let scores: String =
            switch (before, after) {
            case (let a?, let b?): ": \(Self.short(a)) -> \(Self.short(b))"
            case (let a?, nil): ": was \(Self.short(a))"
            case (nil, let b?): ": is \(Self.short(b))"
            case (nil, nil): ""
            }
        return "\(kind.rawValue) \(topic) \(key) \(subject)\(scores)" + (detail.isEmpty ? "" : " " + detail)
    }

    private static func short(_ value: Double) -> String {
        let scaled = Int((abs(value) * 10_000).rounded())
        let fraction = String(scaled % 10_000 + 10_000).dropFirst()
        return "\(value < 0 ? "-" : "")\(scaled / 10_000).\(fraction)"
    }
}

extension RunDiff.Summary {
    public var text: String {
        let kinds = RunDiff.Change.Kind.allCases.compactMap { kind in changes[kind].map { "\($0) \(kind.rawValue)" } }
        return "\(before) before, \(after) after, \(same) the same"
            + (kinds.isEmpty ? "" : "; " + kinds.joined(separator: ", "))
            + (up + down > 0 ? "; \(up) rose over the threshold, \(down) fell below" : "")
    }
}
