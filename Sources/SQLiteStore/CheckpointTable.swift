import GRDB
import Records
import Runtime

/// How a ``Checkpoint`` lies in `meta` and `inputs`.
enum CheckpointTable {
    static func read(_ db: Database) throws -> Checkpoint? {
        let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM meta WHERE name IN ('changelog', 'written_at')")
        guard !rows.isEmpty else { return nil }
        let changelog: Int64? = rows.first { $0["name"] == "changelog" }.flatMap {
            Int64.fromDatabaseValue($0["value"])
        }
        let writtenAt: Int64? = rows.first { $0["name"] == "written_at" }.flatMap {
            Int64.fromDatabaseValue($0["value"])
        }
        guard let changelog, let writtenAt else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the checkpoint is incomplete")
        }
        var inputs: [TopicPartition: Offset] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT topic, partition, next FROM inputs") {
            guard let topic = String.fromDatabaseValue(row["topic"]),
                let partition = Int32.fromDatabaseValue(row["partition"]),
                let next = Int64.fromDatabaseValue(row["next"])
            else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an input's position is not a number") }
            inputs[TopicPartition(topic: topic, partition: Partition(partition))] = Offset(next)
        }
        return Checkpoint(
            changelog: Offset(changelog), inputs: inputs, writtenAt: EventTime(milliseconds: writtenAt))
    }

    /// Call inside the transaction that holds the entries.
    static func write(_ checkpoint: Checkpoint, _ db: Database) throws {
        let meta = try db.cachedStatement(sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)")
        try meta.execute(arguments: ["changelog", checkpoint.changelog.rawValue])
        try meta.execute(arguments: ["written_at", checkpoint.writtenAt.milliseconds])
        try db.cachedStatement(sql: "DELETE FROM inputs").execute()
        let input = try db.cachedStatement(sql: "INSERT INTO inputs (topic, partition, next) VALUES (?, ?, ?)")
        for (source, next) in checkpoint.inputs.sorted(by: { $0.key < $1.key }) {
            try input.execute(arguments: [source.topic, source.partition.rawValue, next.rawValue])
        }
    }
}
