import Foundation
import GRDB
import Records
import Runtime
import StageKit
import Testing

@testable import SQLiteStore

/// Looking at a file that somebody else writes.
@Suite struct SnapshotTests {
    /// The file and its log as another process would find them: beside the original, which this process holds.
    private func mirror(_ scratch: Scratch) throws -> String {
        let folder = scratch.path + "/mirror"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder + "/anomaly", withIntermediateDirectories: true)
        for name in ["3.sqlite", "3.sqlite-wal"]
        where FileManager.default.fileExists(atPath: scratch.path + "/anomaly/" + name) {
            try FileManager.default.copyItem(
                atPath: scratch.path + "/anomaly/" + name, toPath: folder + "/anomaly/" + name)
        }
        return folder
    }

    private func look(_ scratch: Scratch, _ folder: String) throws -> StateSnapshot {
        try #require(try StateSnapshot(directory: folder, task: scratch.task))
    }

    private func temporaries() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())) ?? []).filter {
            $0.hasPrefix("prahari-state-")
        }
    }

    @Test func whatIsInTheLogOnlyIsSeenAndNothingIsTouched() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(0, "38291047562", [1]), (0, "382", [2]), (1, "UPI/debit", [3]), (0, "\0odd", [5])], at: 10)
        try backend.put([(0, "382", nil), (0, "39", [4])], at: 20)
        let folder = try mirror(scratch)
        let before = try ["3.sqlite", "3.sqlite-wal"].map { try scratch.bytes(folder + "/anomaly/" + $0) }
        let snapshot = try look(scratch, folder)
        #expect(snapshot.checkpoint == at(20) && snapshot.cluster == "c1")
        #expect(snapshot.fileBytes == Int64(before[0].count + before[1].count))
        #expect(
            try snapshot.entries() == [
                StateChange(store: StoreID(0), key: "\0odd", value: [5]),
                StateChange(store: StoreID(0), key: "38291047562", value: [1]),
                StateChange(store: StoreID(0), key: "39", value: [4]),
                StateChange(store: StoreID(1), key: "UPI/debit", value: [3]),
            ])
        #expect(try snapshot.entries(store: StoreID(0), key: "38").map(\.key) == ["38291047562"])
        #expect(try snapshot.entries(key: "39", isPrefix: false).map(\.value) == [[4]])
        #expect(try snapshot.entries(key: "3", isPrefix: false).isEmpty)
        #expect(try snapshot.entries(key: "\0odd", isPrefix: false).count == 1)
        #expect(try snapshot.entries(limit: 2).count == 2)
        #expect(try snapshot.totals()[StoreID(0)] == StateSnapshot.Totals(keys: 3, bytes: 4 + 1 + 11 + 1 + 2 + 1))
        let after = try ["3.sqlite", "3.sqlite-wal"].map { try scratch.bytes(folder + "/anomaly/" + $0) }
        #expect(after == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/anomaly").count == 2)
    }

    /// A log that is started anew between the copies would give pages of different ages: it is noticed, and read again.
    @Test func aLogThatIsStartedAnewInBetweenIsCopiedAgain() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put((0..<200).map { (0, "k\($0)", [1]) }, at: 10)
        let folder = try mirror(scratch)
        let state = folder + "/anomaly/3.sqlite"
        var turns = 0
        var kept: DatabaseQueue?
        let snapshot = try StateSnapshot(directory: folder, task: scratch.task) {
            turns += 1
            guard turns == 1 else { return }
            // As the processor would: the log goes into the file and begins again.
            do {
                let queue = try DatabaseQueue(path: state)
                _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
                try queue.write { try $0.execute(sql: "UPDATE meta SET value = 20 WHERE name = 'changelog'") }
                // Left open, so that the log stays.
                kept = queue
            } catch { Issue.record("\(error)") }
        }
        #expect(turns == 2)
        #expect(snapshot?.checkpoint?.changelog == Offset(20))
        #expect(try snapshot?.entries().count == 200)
        try kept?.close()
    }

    @Test func aLogThatNeverRestsIsAnErrorAndLeavesNothingBehind() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(0, "a", [1])], at: 10)
        backend.close()
        var turns = 0
        #expect {
            _ = try StateSnapshot(directory: scratch.path, task: scratch.task) {
                turns += 1
                let log = String(repeating: String(turns), count: 32)
                try? Data(log.utf8).write(to: URL(fileURLWithPath: scratch.file + "-wal"))
            }
        } throws: { error in
            (error as? BackendFault)?.kind == .locked && "\(error)".contains("try again")
        }
        #expect(turns == 5)
    }

    @Test func noFileIsNoSnapshotAndMakesNone() throws {
        let scratch = try Scratch()
        #expect(try StateSnapshot(directory: scratch.path, task: scratch.task) == nil)
        #expect(try StateSnapshot.partitions(directory: scratch.path, stage: "anomaly") == [])
        #expect(scratch.files == [])
        try scratch.open().close()
        #expect(try StateSnapshot.partitions(directory: scratch.path, stage: "anomaly") == [Partition(3)])
        try FileManager.default.createDirectory(atPath: scratch.path + "/trail", withIntermediateDirectories: true)
        try scratch.overwrite(scratch.path + "/trail/3.sqlite", with: [])
        #expect(
            try StateSnapshot(directory: scratch.path, task: TaskID(stage: "trail", partition: Partition(3))) == nil)
    }

    @Test func aNewerFileAndAForeignOneAreRefusedUntouched() throws {
        let scratch = try Scratch()
        try scratch.open().close()
        var bytes = try scratch.bytes(scratch.file)
        bytes[63] = 9
        try scratch.overwrite(scratch.file, with: bytes)
        #expect {
            _ = try StateSnapshot(directory: scratch.path, task: scratch.task)
        } throws: { ($0 as? BackendFault)?.kind == .newerSchema && "\($0)".contains("schema 9") }
        #expect(try scratch.bytes(scratch.file) == bytes)
        try scratch.overwrite(scratch.file, with: Array("not a database at all".utf8))
        #expect {
            _ = try StateSnapshot(directory: scratch.path, task: scratch.task)
        } throws: { "\($0)".contains("not a state file") }
    }

    @Test func aFileThatThisProcessHoldsIsRefused() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        #expect {
            _ = try StateSnapshot(directory: scratch.path, task: scratch.task)
        } throws: { ($0 as? BackendFault)?.kind == .locked }
        backend.close()
    }

    @Test func aDamagedEntryIsNotTold() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(0, "a", Array("the value of a".utf8))], at: 10)
        backend.close()
        var bytes = try scratch.bytes(scratch.file)
        let value = Array("the value of a".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: value) })
        bytes[place] ^= 1
        try scratch.overwrite(scratch.file, with: bytes)
        let snapshot = try look(scratch, scratch.path)
        #expect { try snapshot.entries() } throws: { ($0 as? BackendFault)?.kind == .corrupt }
    }
}
