import Composition
import Foundation
import Records
import Runtime
import SQLiteStore
import Scenario
import StageKit
import StateSealing
import TestKit
import Testing

/// No identifier of a small city is readable in the local files and changelogs of any stage, once state is sealed.
@Suite struct SealedStateTests {
    static let parameters: ScenarioParameters = {
        var parameters = ScenarioParameters()
        parameters.days = 1
        parameters.accounts = 50
        parameters.mulesPerRing = 6
        parameters.rings = 1
        parameters.victims = 3
        parameters.benignPostsPerDay = 2
        parameters.scamPostsPerDay = 3
        parameters.otherFIRsPerDay = 1
        return parameters
    }()

    /// Accounts, UPI ids and numbers in texts, a sample of at most 60.
    private static func identifiers(_ events: [ScenarioEvent]) -> [String] {
        var found: Set<String> = []
        for event in events {
            switch event.record {
            case .bankTransaction(let booking):
                found.insert(booking.account)
                for text in [booking.counterparty?.account, booking.counterparty?.vpa] { found.insert(text ?? "") }
            case .fir(let fir):
                for transfer in fir.transactions {
                    for text in [transfer.fromAccount, transfer.toAccount] { found.insert(text ?? "") }
                }
                found.formUnion(fir.gist.split { !$0.isNumber }.map(String.init))
                found.formUnion(fir.gist.split(separator: " ").filter { $0.contains("@") }.map(String.init))
            case .socialPost(let post):
                found.formUnion(post.text.split { !$0.isNumber }.map(String.init))
            default: break
            }
        }
        let all = found.filter { $0.utf8.count >= 9 }.sorted()
        return all.enumerated().filter { $0.offset % max(1, all.count / 60) == 0 }.map(\.element)
    }

    private static func contains(_ hay: Data, _ needle: String) -> Bool { hay.range(of: Data(needle.utf8)) != nil }

    /// What a run leaves: the bytes of each stage's files, with their logs, and of its changelog.
    private struct Remains {
        var files: [String: [UInt8]] = [:]
        var changelogs: [String: [UInt8]] = [:]
        var identifiers: [String] = []

        /// Stages in whose bytes an identifier stands.
        func readable(_ bytes: [String: [UInt8]]) -> [String: String] {
            bytes.mapValues { Data($0) }.compactMapValues { hay in
                identifiers.first { SealedStateTests.contains(hay, $0) }
            }
        }
    }

    private func run(_ key: SealKey?) throws -> Remains {
        let folder = NSTemporaryDirectory() + "prahari-sealed-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = RuntimeSettings()
        // Nothing stays in memory: every stage reads back what it wrote.
        settings.stateCacheEntries = 64
        let city = try City(
            Self.parameters, settings: settings, backends: SQLiteBackendFactory(directory: folder), sealKey: key)
        var remains = Remains()
        remains.identifiers = Self.identifiers(city.events)
        func readFiles() {
            for path in FileManager.default.enumerator(atPath: folder) ?? .init() {
                guard let path = path as? String, let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
                else { continue }
                remains.files[String(path.prefix { $0 != "/" }), default: []] += data
            }
        }
        // While they run, with SQLite's log; and at rest.
        try city.run(beforeTheEnd: readFiles)
        readFiles()
        for stage in StageRegistry.all {
            for record in city.cluster.records(of: stage.descriptor.changelogTopic) {
                remains.changelogs[stage.descriptor.name, default: []] += (record.key ?? []) + (record.value ?? [])
            }
        }
        return remains
    }

    @Test func nothingIsReadableOnceSealed() throws {
        let path = NSTemporaryDirectory() + "prahari-sealed-\(UUID().uuidString).key"
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = FileManager.default.createFile(
            atPath: path, contents: Data(String(repeating: "3fa95c70", count: 8).utf8),
            attributes: [.posixPermissions: 0o600])
        let sealed = try run(try SealKey(file: path))
        let names = Set(StageRegistry.names)
        #expect(Set(sealed.files.keys) == names && Set(sealed.changelogs.keys) == names)
        #expect(sealed.identifiers.count >= 50)
        #expect(sealed.readable(sealed.files).isEmpty, "\(sealed.readable(sealed.files))")
        #expect(sealed.readable(sealed.changelogs).isEmpty, "\(sealed.readable(sealed.changelogs))")
        // The same look at the same city in clear finds them: else it would prove nothing.
        let clear = try run(nil)
        #expect(clear.identifiers == sealed.identifiers)
        for found in [clear.readable(clear.files), clear.readable(clear.changelogs)] {
            #expect(
                Set(found.keys).isSuperset(of: ["anomaly", "trail", "rings", "cashout", "alerts", "social"]), "\(found)"
            )
        }
    }
}
