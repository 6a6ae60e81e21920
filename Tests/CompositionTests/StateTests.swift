import Anomaly
import Foundation
import Records
import Runtime
import SQLiteStore
import StageKit
import Testing

@testable import Composition

/// `prahari state`: what it reads, and what it says.
@Suite struct StateTests {
    private static let account = "38291047562"
    private static let start: Int64 = 1_772_323_200_000

    /// A state directory with one partition of the anomaly stage after 40 bookings, and its configuration.
    private func withState(sealed: Bool = false, _ body: (Configuration, String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "prahari-state-test-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let stage = AnomalyStage()
        var state = stage.makeState(cacheEntries: 100)
        let tables = stage.makeTables()
        var effects = Effects()
        for number in 0..<40 {
            let time = EventTime(milliseconds: Self.start + Int64(number) * 3_600_000)
            var booking = BankTransaction(
                transactionID: "t\(number)", account: Self.account, direction: number % 4 == 0 ? .credit : .debit,
                amount: MinorUnits(50_000), bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330), channel: .upi)
            booking.counterparty = BankTransaction.Counterparty(vpa: "shop@okaxis")
            let source = SourceRef(
                topic: "bank.transactions.v1", partition: Partition(5), offset: Offset(Int64(number)))
            let envelope = Envelope(
                record: .bankTransaction(booking), topic: .bankTransactions, source: source, eventTime: time)
            try stage.step(envelope, state: &state, tables: tables, effects: &effects)
        }
        var configuration = Configuration()
        configuration.stateDirectory = folder
        if sealed {
            configuration.stateKeyFile = folder + ".key"
            try Data(String(repeating: "3fa95c70", count: 8).utf8).write(to: URL(fileURLWithPath: folder + ".key"))
        }
        defer { try? FileManager.default.removeItem(atPath: folder + ".key") }
        let seal = try configuration.sealKey()?.seal(for: "anomaly")
        let backend = try SQLiteBackendFactory(directory: folder).open(
            TaskID(stage: "anomaly", partition: Partition(5)), cluster: "c1")
        let input = TopicPartition(topic: "bank.transactions.v1", partition: Partition(5))
        let checkpoint = Checkpoint(
            changelog: Offset(77), inputs: [input: Offset(40)], writtenAt: EventTime(milliseconds: Self.start))
        try backend.write(checkpoint) { writer in
            var visitor = Writing(writer: writer, seal: seal)
            state.visitStores(&visitor)
            writer = visitor.writer
            var old: ByteWriter? = ByteWriter()
            old?.append(99 as UInt8)
            visitor.change(store: StoreID(0), key: "700000000001", value: old)
            writer = visitor.writer
            var mark = ByteWriter()
            mark.bytes = seal?.key.check ?? []
            if seal != nil { writer.change(store: SealMark.store, key: SealMark.key, value: mark) }
        }
        backend.close()
        try body(configuration, folder)
    }

    private struct Writing: StoreVisitor, ChangeSink {
        var writer: BackendWriter
        let seal: (any StateSeal)?
        mutating func visit<T: StateStore>(_ store: inout T) { store.writeCheckpoint(into: &self) }
        mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
            guard let seal, let clear = copy value else { return writer.change(store: store, key: key, value: value) }
            let token = seal.token(store, key)
            var sealed = ByteWriter()
            _ = seal.seal(store, token: token, key: key, value: clear, into: &sealed)
            writer.change(store: store, key: token, value: sealed)
        }
    }

    private func desk(_ configuration: Configuration, _ stage: String = "anomaly") throws -> StateDesk {
        try StateDesk(Cluster(configuration), stage: stage, isLocal: true)
    }

    @Test func anAccountIsToldInRupeesAndSeconds() throws {
        try withState { configuration, folder in
            let desk = try self.desk(configuration)
            #expect(desk.partitions == [Partition(5)] && desk.partition(of: Self.account) == nil)
            let (about, entries) = try desk.look(Partition(5), key: Self.account, isPrefix: false)
            #expect(entries.map(\.store.name) == ["accounts"])
            let text = StateText(desk, unmask: false)
            let now = EventTime(milliseconds: Self.start + 12_000)
            let lines = text.lines(about, entries, text.context(about, ControlBook(), now: now))
            #expect(lines[0] == "anomaly partition 5")
            #expect(lines[1].hasPrefix("  file \(folder)/anomaly/5.sqlite, "))
            #expect(lines[1].hasSuffix("checkpoint 12 s old, changelog position 77"))
            #expect(lines[2] == "  input bank.transactions.v1: 40 at the checkpoint")
            #expect(lines[3].hasSuffix("last event 2026-03-02T15:00:00Z"))
            #expect(lines[4] == "  bookings: 40")
            #expect(lines[5].hasPrefix("  debits: usually ₹500"), "\(lines[5])")
            #expect(
                lines.contains { $0.hasPrefix("  rhythm: usually 60 min") || $0.hasPrefix("  rhythm: usually 1 h") })
            let object = text.object(about, entries, text.context(about, ControlBook(), now: now))
            let entry = try #require((object["entries"] as? [[String: Any]])?.first)
            #expect(entry["key"] as? String == "*******7562")
            #expect((entry["value"] as? [String: Any])?["bookings"] as? Int64 == 40)
            #expect(object["checkpoint_changelog"] as? Int64 == 77)
            #expect(JSONSerialization.isValidJSONObject(object))
        }
    }

    @Test func keysAreMaskedUnlessAskedFor() throws {
        try withState { configuration, _ in
            let desk = try self.desk(configuration)
            let entries = try desk.look(Partition(5), key: "", isPrefix: true).entries
            let masked = entries.map { StateText(desk, unmask: false).line($0, of: Partition(5)) }.joined()
            #expect(!masked.contains(Self.account) && masked.contains("*******7562"))
            let open = entries.map { StateText(desk, unmask: true).line($0, of: Partition(5)) }.joined()
            #expect(open.contains(Self.account))
            #expect(entries.contains { $0.store.name == "segments" && $0.key == "UPI/debit" })
        }
    }

    @Test func aValueOfAnotherVersionIsNamedAndItsBytesOnlyUnmasked() throws {
        try withState { configuration, _ in
            let desk = try self.desk(configuration)
            let entry = try #require(try desk.look(Partition(5), key: "700000000001", isPrefix: false).entries.first)
            let masked = StateText(desk, unmask: false).object(entry, of: Partition(5))
            #expect((masked["fault"] as? String)?.contains("unknown version 99") == true)
            #expect((masked["fault"] as? String)?.contains("another version of the stage") == true)
            #expect(masked["hex"] == nil && masked["value"] == nil)
            #expect(StateText(desk, unmask: true).object(entry, of: Partition(5))["hex"] as? String == "63")
        }
    }

    @Test func totalsCountKeysByStore() throws {
        try withState { configuration, _ in
            let (about, totals) = try desk(configuration).totals(Partition(5))
            #expect(totals.first { $0.store.name == "accounts" }?.keys == 2)
            #expect(about.file?.checkpoint?.changelog == Offset(77) && about.changelogLag == nil)
        }
    }

    @Test func sealedStateIsReadWithItsKeyOnly() throws {
        try withState(sealed: true) { configuration, folder in
            let desk = try self.desk(configuration)
            let (about, entries) = try desk.look(Partition(5), key: Self.account, isPrefix: false)
            #expect(entries.map(\.key) == [Self.account] && entries.map(\.store.name) == ["accounts"])
            let text = StateText(desk, unmask: false)
            let lines = text.lines(about, entries, text.context(about, ControlBook()))
            #expect(lines.contains("  bookings: 40") && lines.contains { $0.hasPrefix("  sealed, key check value ") })
            let byPrefix = try desk.look(Partition(5), key: "3829", isPrefix: true).entries
            #expect(byPrefix.map(\.key) == [Self.account])
            let all = try desk.look(Partition(5), key: "", isPrefix: true).entries
            #expect(all.contains { $0.key == "UPI/debit" } && all.contains { $0.key == "700000000001" })
            #expect(!all.contains { $0.key == "seal" })
            #expect(try desk.look(Partition(5), key: "", isPrefix: true, limit: 2).entries.count == 2)

            var bare = configuration
            bare.stateKeyFile = ""
            let blind = try self.desk(bare)
            #expect { try blind.look(Partition(5), key: Self.account, isPrefix: false) } throws: { error in
                "\(error)".contains("is sealed") && "\(error)".contains("state.encryption.key.file")
                    && "\(error)".contains("\(folder)/anomaly/5.sqlite")
            }
            // Sizes need no key.
            #expect(try blind.totals(Partition(5)).totals.first { $0.store.name == "accounts" }?.keys == 2)

            try Data(String(repeating: "11a95c70", count: 8).utf8).write(to: URL(fileURLWithPath: folder + ".key"))
            let other = try self.desk(configuration)
            #expect { try other.look(Partition(5), key: "", isPrefix: true) } throws: {
                "\($0)".contains("name the right file")
            }
        }
        try withState { configuration, folder in
            var configuration = configuration
            configuration.stateKeyFile = folder + ".key"
            #expect { try self.desk(configuration) } throws: { "\($0)".contains("does not exist") }
        }
    }

    @Test func whatIsNotThereIsNamed() throws {
        try withState { configuration, _ in
            #expect { try desk(configuration, "nothing") } throws: { "\($0)".contains("one of: anomaly, tally") }
            #expect { try desk(configuration, "trail") } throws: { error in
                "\(error)".contains("no state file of stage trail") && "\(error)".contains("--set state.dir=")
            }
            let there = try desk(configuration)
            #expect { try there.look(Partition(6), key: "", isPrefix: true) } throws: {
                "\($0)".contains("partition 6")
            }
            #expect(try there.look(Partition(5), key: "nobody", isPrefix: false).entries.isEmpty)
            #expect { try StateText(there, unmask: false).store(named: "posts") } throws: { error in
                "\(error)".contains("one of: accounts, segments, task")
            }
        }
    }

    /// The stores of every stage have names, and none is decoded by guessing.
    @Test func everyStageHasItsStores() throws {
        for stage in StageRegistry.all {
            let inspector = stage.inspector
            #expect(inspector.stores.last?.name == "task", "\(stage.descriptor.name)")
            #expect(Set(inspector.stores.map(\.id)).count == inspector.stores.count)
            #expect(Set(inspector.stores.map(\.name)).count == inspector.stores.count)
            #expect(inspector.name(of: StoreID(200)) == "store 200")
            #expect(try inspector.decode(StoreID(200), key: "a", [1]) == nil)
        }
        #expect(
            StageRegistry.stage(named: "trail")?.inspector.stores.map(\.name) == [
                "histories", "taints", "expiries", "task",
            ])
    }

    @Test func fieldsBecomeJSON() throws {
        struct Inner { var rawValue: Int32 }
        enum Kind { case plain, with(amount: Int) }
        struct Value {
            var accountName = "38291047562"
            var note: String? = nil
            var at = EventTime(milliseconds: 1_772_323_200_000)
            var parts = [1, 2]
            var byKey = ["a@okaxis": 0.5]
            var inner = Inner(rawValue: 3)
            var kinds: [Kind] = [.plain, .with(amount: 2)]
            var place = GeoPoint(latitude: 28.61394, longitude: 77.20902)
        }
        let masked = try #require(StateJSON().json(Value()) as? [String: Any])
        #expect(masked["account_name"] as? String == "*******7562")
        #expect(masked["note"] == nil)
        #expect(masked["at"] as? String == "2026-03-01T00:00:00Z")
        #expect(masked["by_key"] as? [String: Double] == ["***@okaxis": 0.5])
        #expect(masked["inner"] as? Int64 == 3)
        #expect(masked["place"] as? [String: Double] == ["lat": 28.6, "lon": 77.2])
        #expect(JSONSerialization.isValidJSONObject(masked))
        let open = try #require(StateJSON(unmask: true).json(Value()) as? [String: Any])
        #expect(open["account_name"] as? String == "38291047562")
        #expect((open["place"] as? [String: Double])?["lat"] == 28.61394)
    }
}
