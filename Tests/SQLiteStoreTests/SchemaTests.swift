import Foundation
import GRDB
import Records
import Runtime
import StageKit
import Testing

@testable import SQLiteStore

@Suite struct SchemaTests {
    private struct Broken: Error {}

    private static let next = Schema(
        migrations: Schema.current.migrations + [
            { db in try db.execute(sql: "ALTER TABLE entries ADD COLUMN note TEXT") }
        ])

    @Test func theFileSaysWhatItIs() throws {
        let scratch = try Scratch()
        try scratch.open().close()
        let header = StateFile(directory: scratch.path, task: scratch.task).header()
        #expect(header?.applicationID == Schema.applicationID)
        #expect(header?.version == Schema.current.version)
    }

    @Test func anOlderFileBecomesACurrentOne() throws {
        let scratch = try Scratch()
        let old = try scratch.open()
        try old.put([(1, "k", [1])], at: 9)
        old.close()
        let new = try scratch.factory(schema: Self.next).open(scratch.task, cluster: "c1")
        #expect(new.load(store: StoreID(1), key: "k") == [1])
        #expect(try new.checkpoint() == at(9))
        try new.put([(1, "l", [2])], at: 10)
        new.close()
        #expect(StateFile(directory: scratch.path, task: scratch.task).header()?.version == Self.next.version)
    }

    @Test func aNewerFileIsRefusedAndNotTouched() throws {
        let scratch = try Scratch()
        let new = try scratch.factory(schema: Self.next).open(scratch.task, cluster: "c1")
        try new.put([(1, "k", [1])], at: 9)
        // As after a kill: the log is not in the file yet.
        let bytes = try scratch.bytes(scratch.file)
        let log = try scratch.bytes(scratch.file + "-wal")
        new.close()
        try scratch.overwrite(scratch.file, with: bytes)
        try scratch.overwrite(scratch.file + "-wal", with: log)

        let found = try #require(fault { _ = try scratch.open() })
        #expect(found.kind == .newerSchema)
        #expect(found.message.contains("schema \(Self.next.version)"))
        #expect(try scratch.bytes(scratch.file) == bytes)
        #expect(try scratch.bytes(scratch.file + "-wal") == log)
        #expect(scratch.files == ["3.sqlite", "3.sqlite-wal"])
        #expect(scratch.setAside.isEmpty)
    }

    @Test func aFailedMigrationChangesNothing() throws {
        let scratch = try Scratch()
        let old = try scratch.open()
        try old.put([(1, "k", [1])], at: 9)
        old.close()
        let broken = Schema(
            migrations: Schema.current.migrations + [
                { db in
                    try db.execute(sql: "DELETE FROM entries")
                    throw Broken()
                }
            ])
        #expect(fault { _ = try scratch.factory(schema: broken).open(scratch.task, cluster: "c1") }?.kind == .io)
        let again = try scratch.open()
        #expect(again.load(store: StoreID(1), key: "k") == [1])
    }

    @Test func anUnwritableDirectoryIsNamed() throws {
        let scratch = try Scratch()
        try scratch.overwrite(scratch.path + "/anomaly", with: [1])
        let found = try #require(fault { _ = try scratch.open() })
        #expect(found.kind == .io)
        #expect(found.path == scratch.path + "/anomaly")
    }
}
