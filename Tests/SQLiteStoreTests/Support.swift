import Foundation
import Records
import Runtime
import StageKit
import Synchronization

@testable import SQLiteStore

/// A state directory that goes away with the test.
final class Scratch {
    let path: String
    let task = TaskID(stage: "anomaly", partition: Partition(3))
    private let reports = Reports()

    init() throws {
        path = NSTemporaryDirectory() + "prahari-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/anomaly/3.sqlite" }
    var setAside: [SetAsideReport] { reports.all.withLock { $0 } }

    func factory(
        options: SQLiteOptions = SQLiteOptions(), schema: Schema = .current
    ) -> SQLiteBackendFactory {
        let reports = reports
        return SQLiteBackendFactory(directory: path, options: options, schema: schema) { report in
            reports.all.withLock { $0.append(report) }
        }
    }

    func open(cluster: String = "c1") throws -> SQLiteBackend {
        try factory().open(task, cluster: cluster) as! SQLiteBackend
    }

    /// Files of the stage's directory, sorted.
    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/anomaly")) ?? []).sorted()
    }

    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    func overwrite(_ path: String, with bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private final class Reports: Sendable {
        let all = Mutex<[SetAsideReport]>([])
    }
}

/// Deterministic pseudo-randomness; a failing test prints its seed.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func at(_ changelog: Int64) -> Checkpoint {
    Checkpoint(
        changelog: Offset(changelog),
        inputs: [TopicPartition(topic: "bank.transactions.v1", partition: Partition(3)): Offset(changelog * 2)],
        writtenAt: EventTime(milliseconds: 1_772_000_000_000 + changelog))
}

extension StateBackend {
    func put(_ entries: [(UInt8, String, [UInt8]?)], at changelog: Int64) throws {
        try write(at(changelog)) { writer in
            for (store, key, value) in entries { writer.change(store: store, key: key, bytes: value) }
        }
    }

    func entries(_ store: UInt8) -> [String] {
        var keys: [String] = []
        scan(store: StoreID(store)) { key, _ in keys.append(key) }
        return keys
    }
}

extension BackendWriter {
    mutating func change(store: UInt8, key: String, bytes: [UInt8]?) {
        var value: ByteWriter?
        if let bytes {
            value = ByteWriter()
            value?.bytes = bytes
        }
        change(store: StoreID(store), key: key, value: value)
    }
}

func fault(_ body: () throws -> Void) -> BackendFault? {
    do {
        try body()
        return nil
    } catch {
        return error as? BackendFault
    }
}
