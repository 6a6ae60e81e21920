import Foundation
import Records

/// What a process of a drill told in its log, with `log.format=json`.
struct ProcessLog {
    struct Line: Decodable {
        var time: Date
        var message: String
        var partition: Partition
        var partitions: Set<Partition>
        var records: Int
        var state: String

        private enum Key: String, CodingKey { case ts, msg, partition, partitions, records, state }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            func text(_ key: Key) throws -> String { try fields.decodeIfPresent(String.self, forKey: key) ?? "" }
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            time = try style.parse(try text(.ts))
            message = try text(.msg)
            partition = Partition(Int32(try text(.partition)) ?? -1)
            partitions = Set(try text(.partitions).split(separator: ",").compactMap { Int32($0) }.map { Partition($0) })
            records = Int(try text(.records)) ?? 0
            state = try text(.state)
        }
    }

    let lines: [Line]

    /// Lines that are not ours are left out.
    init(_ text: String) {
        let decoder = JSONDecoder()
        lines = text.split(separator: "\n").compactMap { try? decoder.decode(Line.self, from: Data($0.utf8)) }
    }

    /// The partitions of the last assignment; empty before the first and after a revocation.
    func assignedLast() -> Set<Partition> {
        guard let last = lines.last(where: { ["assigned", "revoked"].contains($0.message) }), last.message == "assigned"
        else { return [] }
        return last.partitions
    }

    /// Every task of the last assignment has read its changelog.
    var isRestored: Bool {
        guard let start = lines.lastIndex(where: { $0.message == "assigned" }) else { return false }
        let restored = lines[start...].filter { $0.message == "restored" }.map(\.partition)
        return lines[start].partitions.isSubset(of: restored)
    }

    /// Partitions whose copies have reached the changelog's end and are followed still.
    var caughtUp: Set<Partition> {
        lines.reduce(into: []) { found, line in
            if line.message == "standby caught up" { found.insert(line.partition) }
            if line.message == "standby stopped following" { found.remove(line.partition) }
        }
    }
}
