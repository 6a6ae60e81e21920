import Foundation
import Records
import Runtime
import StageKit
import Testing

@testable import SQLiteStore

@Suite struct RoundTripTests {
    @Test func whatIsWrittenIsReadAfterAReopen() throws {
        let scratch = try Scratch()
        let first = try scratch.open()
        #expect(try first.checkpoint() == nil)
        #expect(first.count(store: StoreID(1)) == 0)
        try first.put([(1, "a", [1, 2]), (1, "b", []), (2, "a", [9]), (255, "task", [0])], at: 10)
        try first.put([(1, "a", [3]), (2, "a", nil), (2, "never", nil)], at: 20)
        first.close()

        let second = try scratch.open()
        #expect(try second.checkpoint() == at(20))
        #expect(second.load(store: StoreID(1), key: "a") == [3])
        #expect(second.load(store: StoreID(1), key: "b") == [])
        #expect(second.load(store: StoreID(2), key: "a") == nil)
        #expect(second.load(store: .task, key: "task") == [0])
        #expect(second.count(store: StoreID(1)) == 2)
        #expect(second.count(store: StoreID(2)) == 0)
        #expect(second.takeLoadFault() == nil)
        #expect(scratch.files == ["3.sqlite", "3.sqlite-wal"])
        second.close()
        #expect(scratch.files == ["3.sqlite"])
    }

    @Test func keysAreAnyTextInTheOrderOfTheirBytes() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        let keys = [
            "", " ", "\0", "a", "a\0", "a\0b", "aa", "B", "é", "e\u{301}", "₹", "धोखा", "\u{FFFD}", "😀", "\u{10FFFF}",
            String(repeating: "k", count: 5_000), "'; DROP TABLE entries; --",
        ]
        try backend.put(keys.map { (7, $0, Array($0.utf8)) }, at: 1)
        let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(backend.entries(7).map { Array($0.utf8) } == sorted.map { Array($0.utf8) })
        for key in keys { #expect(backend.load(store: StoreID(7), key: key) == Array(key.utf8)) }
        #expect(backend.takeLoadFault() == nil)
    }

    @Test func storesAreApart() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put((0...255).map { (UInt8($0), "same", [UInt8($0)]) }, at: 1)
        for store in UInt8.min...255 {
            #expect(backend.load(store: StoreID(store), key: "same") == [store])
            #expect(backend.count(store: StoreID(store)) == 1)
        }
    }

    @Test func randomChangesMatchADictionary() throws {
        let seed: UInt64 = 20_260_301
        var random = SplitMix64(state: seed)
        let scratch = try Scratch()
        var model: [String: [UInt8]] = [:]
        for round in 0..<30 {
            let backend = try scratch.open()
            var changes: [(UInt8, String, [UInt8]?)] = []
            for _ in 0..<200 {
                let key = "k\(random.next() % 300)"
                let deletes = random.next() % 4 == 0
                let value = (0..<random.next() % 600).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                changes.append((1, key, deletes ? nil : value))
                model[key] = deletes ? nil : value
            }
            try backend.put(changes, at: Int64(round))
            #expect(backend.entries(1) == model.keys.sorted(), "seed \(seed), round \(round)")
            for (key, value) in model {
                #expect(backend.load(store: StoreID(1), key: key) == value, "seed \(seed), round \(round), \(key)")
            }
            backend.close()
        }
    }

    @Test func aKeyIsReadWhileAScanRuns() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(1, "a", [1]), (1, "b", [2]), (2, "a", [3]), (2, "b", [4])], at: 1)
        var seen: [[UInt8]?] = []
        backend.scan(store: StoreID(1)) { key, _ in seen.append(backend.load(store: StoreID(2), key: key)) }
        #expect(seen == [[3], [4]])
    }

    @Test func tasksHaveFilesOfTheirOwn() throws {
        let scratch = try Scratch()
        let factory = scratch.factory()
        let other = TaskID(stage: "trail", partition: Partition(3))
        let a = try factory.open(scratch.task, cluster: "c1")
        let b = try factory.open(other, cluster: "c1")
        try a.put([(1, "k", [1])], at: 1)
        #expect(b.load(store: StoreID(1), key: "k") == nil)
        #expect(FileManager.default.fileExists(atPath: scratch.path + "/trail/3.sqlite"))
        a.close()
        b.close()
    }

    @Test func discardStartsEmpty() throws {
        let scratch = try Scratch()
        let first = try scratch.open()
        try first.put([(1, "k", [1])], at: 1)
        #expect(fault { try scratch.factory().discard(scratch.task, reason: "old") }?.kind == .locked)
        first.close()
        try scratch.factory().discard(scratch.task, reason: "old")
        try scratch.factory().discard(scratch.task, reason: "twice")
        let second = try scratch.open()
        #expect(try second.checkpoint() == nil)
        #expect(second.count(store: StoreID(1)) == 0)
    }

    @Test func filesAreForTheOwnerOnly() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        try backend.put([(1, "k", [1])], at: 1)
        for name in ["3.sqlite", "3.sqlite-wal"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/anomaly/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aDecodeFaultNamesNoWholeKey() throws {
        let scratch = try Scratch()
        let backend = try scratch.open()
        backend.report(.unknownVersion(9), store: StoreID(1), key: "123456789012")
        let found = try #require(backend.takeLoadFault())
        #expect(found.kind == .newerSchema)
        #expect(!found.message.contains("123456789012"))
        #expect(found.message.contains("9012"))
        #expect(backend.takeLoadFault() == nil)
    }
}
