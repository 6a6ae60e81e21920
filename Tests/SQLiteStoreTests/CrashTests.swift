import Foundation
import GRDB
import Records
import Runtime
import StageKit
import Testing

@testable import SQLiteStore

@Suite struct CrashTests {
    /// A kill leaves the files as they are: so a copy of them, taken while the file is open, must be a whole
    /// checkpoint.
    @Test func aKillLeavesTheLastWholeCheckpoint() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        let copy = try Scratch()
        for round in 1...5 {
            try backend.put(
                (0..<500).map { (1, "k\($0)", Array(repeating: UInt8(round), count: 200)) }, at: Int64(round))
            try FileManager.default.createDirectory(
                atPath: copy.path + "/anomaly", withIntermediateDirectories: true)
            for name in ["3.sqlite", "3.sqlite-wal"] {
                try copy.overwrite(
                    copy.path + "/anomaly/" + name, with: scratch.bytes(scratch.path + "/anomaly/" + name))
            }
            let revived = try copy.open()
            #expect(try revived.checkpoint() == at(Int64(round)))
            revived.scan(store: StoreID(1)) { _, value in
                #expect(value == Array(repeating: UInt8(round), count: 200))
            }
            #expect(revived.count(store: StoreID(1)) == 500)
            revived.close()
            try FileManager.default.removeItem(atPath: copy.path + "/anomaly")
        }
    }

    /// A log cut anywhere (a kill in the midst of a commit, a torn write) gives one of the checkpoints, whole.
    @Test func aTornLogGivesAnEarlierWholeCheckpoint() throws {
        let seed: UInt64 = 99
        var random = SplitMix64(state: seed)
        let scratch = try Scratch()
        let backend = try scratch.open()
        for round in 1...5 {
            try backend.put(
                (0..<50).map { (1, "k\($0)", Array(repeating: UInt8(round), count: 200)) }, at: Int64(round))
        }
        let main = try scratch.bytes(scratch.file)
        let log = try scratch.bytes(scratch.file + "-wal")
        let copy = try Scratch()
        for _ in 0..<40 {
            let cut = Int(random.next() % UInt64(log.count))
            try FileManager.default.createDirectory(
                atPath: copy.path + "/anomaly", withIntermediateDirectories: true)
            try copy.overwrite(copy.file, with: main)
            try copy.overwrite(copy.file + "-wal", with: Array(log[..<cut]))
            let revived = try copy.open()
            let found = try revived.checkpoint()?.changelog.rawValue ?? 0
            var values: Set<[UInt8]> = []
            revived.scan(store: StoreID(1)) { values.insert($1) }
            let expected: Set<[UInt8]> = found == 0 ? [] : [Array(repeating: UInt8(found), count: 200)]
            #expect(values == expected, "seed \(seed), cut \(cut)")
            revived.close()
            #expect(copy.setAside.isEmpty, "seed \(seed), cut \(cut)")
            try FileManager.default.removeItem(atPath: copy.path + "/anomaly")
        }
    }

    @Test func aFullDiskLeavesThePreviousStateAndIsTriedAgain() throws {
        let scratch = try Scratch()
        var options = SQLiteOptions()
        options.pagesMax = 40
        let backend = try #require(
            scratch.factory(options: options).open(scratch.task, cluster: "c1") as? SQLiteBackend)
        try backend.put([(1, "a", [1]), (1, "b", [2])], at: 1)
        let large: [(UInt8, String, [UInt8]?)] =
            [(1, "b", nil)]
            + (0..<2_000).map {
                (1, "a\($0)", Array(repeating: 7, count: 250))
            }
        let found = try #require(fault { try backend.put(large, at: 2) })
        #expect(found.kind == .diskFull)
        #expect(found.message.contains("free some space"))
        #expect(try backend.checkpoint() == at(1))
        #expect(backend.entries(1) == ["a", "b"])
        #expect(backend.takeLoadFault() == nil)

        try backend.put([(1, "c", [3])], at: 3)
        #expect(try backend.checkpoint() == at(3))
        try backend.setPagesMax(100_000)
        try backend.put(large, at: 4)
        #expect(backend.count(store: StoreID(1)) == 2_002)
        backend.close()
        #expect(scratch.setAside.isEmpty)
    }

    @Test func aLargeCheckpointSpillsAndStaysWhole() throws {
        let scratch = try Scratch()
        var options = SQLiteOptions()
        options.cacheKibibytes = 64
        let backend = try scratch.factory(options: options).open(scratch.task, cluster: "c1")
        try backend.put((0..<20_000).map { (1, "k\($0)", Array(repeating: 1, count: 250)) }, at: 1)
        #expect(backend.count(store: StoreID(1)) == 20_000)
        #expect(try backend.checkpoint() == at(1))
        backend.close()
    }

    // MARK: Locks

    @Test func aSecondOpenInThisProcessIsRefused() throws {
        let scratch = try Scratch()
        let first = try scratch.open()
        let found = try #require(fault { _ = try scratch.open() })
        #expect(found.kind == .locked)
        #expect(found.path == scratch.file)
        first.close()
        try scratch.open().close()
    }

    @Test func aFileThatAnotherConnectionHoldsIsRefused() throws {
        let scratch = try Scratch()
        try scratch.open().close()
        let queue = try DatabaseQueue(path: scratch.file)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
        }
        let found = try #require(fault { _ = try scratch.open() })
        #expect(found.kind == .locked)
        #expect(found.message.contains("another process"))
        #expect(found.path == scratch.file)
        try queue.close()
        try scratch.open().close()
        #expect(scratch.setAside.isEmpty)
    }

    @Test func ourFileIsLockedAgainstOthers() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(1, "a", [1])], at: 1)
        #expect(throws: (any Error).self) {
            try DatabaseQueue(path: scratch.file).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entries") }
        }
        backend.close()
    }
}
