import Foundation
import GRDB
import Records
import Runtime
import StageKit
import Testing

@testable import SQLiteStore

@Suite struct DamageTests {
    /// 3,000 entries of 250 bytes: several hundred pages.
    private func filled(_ scratch: Scratch) throws {
        let backend = try scratch.open()
        try backend.put(
            (0..<3_000).map { (1, "key-\(10_000 + $0)", Array(repeating: UInt8($0 & 255), count: 250)) }, at: 77)
        backend.close()
    }

    private func expectRebuild(_ scratch: Scratch, cause: SetAsideReport.Cause, moved: String) throws {
        let backend = try scratch.open()
        #expect(try backend.checkpoint() == nil)
        #expect(backend.count(store: StoreID(1)) == 0)
        let report = try #require(scratch.setAside.last)
        #expect(report.cause == cause)
        #expect(report.movedTo == scratch.path + "/anomaly/" + moved)
        #expect(FileManager.default.fileExists(atPath: report.movedTo))
        try backend.put([(1, "k", [1])], at: 1)
        backend.close()
    }

    @Test func aDamagedHeaderIsSetAside() throws {
        let scratch = try Scratch()
        try filled(scratch)
        var bytes = try scratch.bytes(scratch.file)
        for index in 0..<16 { bytes[index] = 0xA5 }
        try scratch.overwrite(scratch.file, with: bytes)
        try expectRebuild(scratch, cause: .corrupt, moved: "3.sqlite.corrupt-1")
        #expect(try scratch.bytes(scratch.file + ".corrupt-1") == bytes)
    }

    @Test func textInPlaceOfADatabaseIsSetAside() throws {
        let scratch = try Scratch()
        try filled(scratch)
        try scratch.overwrite(scratch.file, with: Array(repeating: UInt8(ascii: "x"), count: 8_192))
        try expectRebuild(scratch, cause: .corrupt, moved: "3.sqlite.corrupt-1")
    }

    @Test(arguments: [100, 4_096, 5_000, 40_960, 400_000])
    func aTruncatedFileIsSetAside(length: Int) throws {
        let scratch = try Scratch()
        try filled(scratch)
        let bytes = try scratch.bytes(scratch.file)
        try #require(bytes.count > length)
        try scratch.overwrite(scratch.file, with: Array(bytes[..<length]))
        try expectRebuild(scratch, cause: .corrupt, moved: "3.sqlite.corrupt-1")
    }

    @Test func anEmptyFileIsANewOne() throws {
        let scratch = try Scratch()
        try filled(scratch)
        try scratch.overwrite(scratch.file, with: [])
        let backend = try scratch.open()
        #expect(try backend.checkpoint() == nil)
        #expect(scratch.setAside.isEmpty)
    }

    /// Pages in the middle are not read at the open: the damage is met by a load or a scan, never passed on as a value.
    @Test func damageInTheMiddleIsFoundWhenItIsRead() throws {
        let scratch = try Scratch()
        try filled(scratch)
        var bytes = try scratch.bytes(scratch.file)
        for index in 40 * 4_096..<60 * 4_096 { bytes[index] = 0x5A }
        try scratch.overwrite(scratch.file, with: bytes)

        let backend = try scratch.open()
        #expect(scratch.setAside.isEmpty)
        var read = 0
        backend.scan(store: StoreID(1)) { _, _ in read += 1 }
        #expect(read < 3_000)
        #expect(backend.takeLoadFault()?.kind == .corrupt)
        #expect(scratch.setAside.count == 1)
        #expect(fault { try backend.put([(1, "k", [1])], at: 2) }?.kind == .corrupt)
        #expect(fault { _ = try backend.checkpoint() }?.kind == .corrupt)
        #expect(backend.load(store: StoreID(1), key: "key-10000") == nil)
        #expect(backend.takeLoadFault()?.kind == .corrupt)
        #expect(backend.count(store: StoreID(1)) == .max)
        backend.close()
        let next = try scratch.open()
        #expect(try next.checkpoint() == nil)
    }

    /// A flipped bit of a value is always noticed; one in a key or in a page's own bookkeeping may hide an entry, but
    /// never gives a wrong value.
    @Test func aFlippedBitNeverGivesAWrongValue() throws {
        let scratch = try Scratch()
        let seed: UInt64 = 7
        var random = SplitMix64(state: seed)
        try filled(scratch)
        let sound = try scratch.bytes(scratch.file)
        var inValues = 0
        for round in 0..<60 {
            var bytes = sound
            let index = Int(random.next() % UInt64(bytes.count - 200)) + 100
            // Values are 250 equal bytes.
            let isValue = sound[index] != 0 && sound[index - 8...index + 8].allSatisfy { $0 == sound[index] }
            bytes[index] ^= UInt8(1 << (random.next() % 8))
            try scratch.overwrite(scratch.file, with: bytes)
            guard let backend = try? scratch.open() else { continue }
            var wrong = 0
            var seen = 0
            backend.scan(store: StoreID(1)) { key, value in
                seen += 1
                let number = Int(key.dropFirst(4)).map { $0 - 10_000 } ?? -1
                if value != Array(repeating: UInt8(number & 255), count: 250) { wrong += 1 }
            }
            #expect(wrong == 0, "seed \(seed), round \(round): byte \(index) went unnoticed")
            if isValue {
                inValues += 1
                #expect(backend.takeLoadFault()?.kind == .corrupt, "seed \(seed), round \(round): byte \(index)")
            }
            backend.close()
        }
        #expect(inValues > 30)
    }

    @Test func onlyTheYoungestSetAsideFilesStay() throws {
        let scratch = try Scratch()
        for _ in 0..<6 {
            try filled(scratch)
            try scratch.overwrite(scratch.file, with: Array(repeating: 1, count: 4_096))
            try scratch.open().close()
        }
        #expect(
            scratch.files == [
                "3.sqlite", "3.sqlite.corrupt-4", "3.sqlite.corrupt-5", "3.sqlite.corrupt-6",
            ])
    }

    @Test func aLeftOverLogOfAnotherFileIsNotReplayed() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(1, "old", [1])], at: 5)
        let log = try scratch.bytes(scratch.file + "-wal")
        backend.close()
        try scratch.factory().discard(scratch.task, reason: "test")
        try scratch.overwrite(scratch.file + "-wal", with: log)
        let fresh = try scratch.open()
        #expect(try fresh.checkpoint() == nil)
        #expect(fresh.load(store: StoreID(1), key: "old") == nil)
    }

    // MARK: Foreign files

    @Test func anotherApplicationsDatabaseIsSetAsideUnchanged() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path + "/anomaly", withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: scratch.file)
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)") }
        try queue.close()
        let before = try scratch.bytes(scratch.file)
        try expectRebuild(scratch, cause: .foreign, moved: "3.sqlite.foreign-1")
        #expect(try scratch.bytes(scratch.file + ".foreign-1") == before)
    }

    @Test func stateOfAnotherClusterTaskOrStageIsSetAside() throws {
        let scratch = try Scratch()
        try filled(scratch)
        let other = try scratch.open(cluster: "c2")
        #expect(try other.checkpoint() == nil)
        #expect(scratch.setAside.last?.cause == .foreign)
        #expect(scratch.setAside.last?.reason.contains("'c1', not to 'c2'") == true)
        other.close()

        try FileManager.default.moveItem(atPath: scratch.file, toPath: scratch.path + "/anomaly/4.sqlite")
        let moved = try scratch.factory().open(TaskID(stage: "anomaly", partition: Partition(4)), cluster: "c2")
        #expect(scratch.setAside.last?.reason.contains("partition '3', not to '4'") == true)
        moved.close()
    }
}
