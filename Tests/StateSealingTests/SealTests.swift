import CCrypto
import Foundation
import Records
import Runtime
import StageKit
import Testing

@testable import StateSealing

/// The seal itself, and the file its key comes from.
@Suite struct SealTests {
    private static let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    private static func key(_ contents: String = hex) throws -> SealKey {
        try SealKey(Array(contents.utf8), source: "test.key")
    }

    private func sealed(_ seal: any StateSeal, _ key: String, _ value: [UInt8], store: UInt8 = 1) throws -> [UInt8] {
        var writer = ByteWriter()
        var clear = ByteWriter()
        clear.bytes = value
        let id = StoreID(store)
        let done = seal.seal(id, token: seal.token(id, key), key: key, value: clear, into: &writer)
        try #require(done)
        return writer.bytes
    }

    /// RFC 5297 has vectors for AES-128-SIV only; this tag comes from its S2V written out over AES in ECB mode, by another program.
    @Test func sivIsAsOthersComputeIt() {
        let token = Array("PyGvvtW7vqpK3KZp_KPMFw".utf8)
        var out = [UInt8](repeating: 0, count: 266)
        let plain = [UInt8](repeating: 3, count: 250)
        #expect(ccrypto_siv_seal(Array(0..<64), [1] + token, 23, plain, 250, &out) == 1)
        let tag: [UInt8] = [
            0xb6, 0x3f, 0x71, 0x03, 0xef, 0x89, 0x13, 0x77, 0xa0, 0xaf, 0x50, 0x5e, 0x43, 0x17, 0x9c, 0xc9,
        ]
        #expect(Array(out[..<16]) == tag)
    }

    @Test func entriesOpenUnderTheirOwnKeyStoreAndTokenOnly() throws {
        let seal = try Self.key().seal(for: "anomaly")
        for (key, value) in [
            ("38291047562", [1, 2, 3]), ("", []), ("ramesh.k@okhdfc", [UInt8](repeating: 7, count: 5_000)),
        ] {
            let bytes = try sealed(seal, key, value.map { UInt8($0) })
            let token = seal.token(StoreID(1), key)
            #expect(token.utf8.count == 22)
            let entry = try #require(seal.open(StoreID(1), token: token, bytes))
            #expect(entry.key == key && entry.value == value.map { UInt8($0) })
            #expect(seal.open(StoreID(2), token: token, bytes) == nil)
            #expect(seal.open(StoreID(1), token: seal.token(StoreID(1), "another"), bytes) == nil)
            let other = try Self.key(String(Self.hex.reversed())).seal(for: "anomaly")
            #expect(other.open(StoreID(1), token: token, bytes) == nil)
            for place in [0, 1, 16, bytes.count - 1] {
                var changed = bytes
                changed[place] ^= 1
                #expect(seal.open(StoreID(1), token: token, changed) == nil, "byte \(place)")
            }
            for count in [0, 1, 16, 17] { #expect(seal.open(StoreID(1), token: token, Array(bytes[..<count])) == nil) }
        }
    }

    /// Comparisons of changelogs and the way of a changelog record into a local file live by this.
    @Test func theSameEntryGivesTheSameBytesInAnyProcess() throws {
        let (one, two) = (
            try Self.key().seal(for: "trail"), try Self.key("  \(Self.hex.uppercased())\n").seal(for: "trail")
        )
        #expect(one.token(StoreID(1), "38291047562") == two.token(StoreID(1), "38291047562"))
        #expect(try sealed(one, "38291047562", [5, 6]) == sealed(two, "38291047562", [5, 6]))
        #expect(one.token(StoreID(1), "38291047562") != one.token(StoreID(2), "38291047562"))
        let elsewhere = try Self.key().seal(for: "rings")
        #expect(one.token(StoreID(1), "38291047562") != elsewhere.token(StoreID(1), "38291047562"))
        #expect(try sealed(one, "38291047562", [5]) != sealed(one, "38291047563", [5]))
    }

    @Test func theCheckValueTellsKeysApart() throws {
        #expect(try Self.key().check == Self.key().check && Self.key().check.count == 8)
        #expect(try Self.key().check != Self.key(String(Self.hex.reversed())).check)
    }

    @Test func aKeyIsNeverPrinted() throws {
        let key = try Self.key()
        var text = "\(key) \(String(reflecting: key))"
        dump(key, to: &text)
        #expect(!text.contains("1, 2, 3") && !text.contains("0102") && text.contains("test.key"))
    }

    @Test(
        arguments: [
            (String(hex.dropLast()), "odd number"), (String(hex.dropLast(2)), "holds 31 bytes as hexadecimal digits"),
            ("too short for a key", "holds 19 bytes"), ("", "holds 0 bytes"),
            (String(repeating: "00", count: 32), "one byte over and over"),
            (String(repeating: "ab c", count: 2_000), "larger than 4096"),
        ])
    func whatIsNoKeyIsRefused(contents: String, why: String) {
        #expect { try Self.key(contents) } throws: { error in
            "\(error)".contains(why) && "\(error)".contains("test.key")
                && (contents.count < 10 || !"\(error)".contains(contents.prefix(10)))
        }
    }

    @Test func rawBytesAreTakenAsTheyAre() throws {
        // Ends in a line feed, as one random key in 256 does.
        let raw = [UInt8](128..<159) + [10]
        #expect(throws: Never.self) { try SealKey(raw, source: "raw.key") }
        #expect(throws: SealKeyFault.self) { try SealKey(Array(raw.dropLast()), source: "raw.key") }
    }

    @Test func filesAreNamed() throws {
        let path = NSTemporaryDirectory() + "prahari-seal-\(UUID().uuidString).key"
        #expect { try SealKey(file: path) } throws: { error in
            "\(error)".contains("'\(path)' does not exist") && "\(error)".contains("openssl rand -hex 32")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        func write(_ mode: Int) {
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(Self.hex.utf8), attributes: [.posixPermissions: mode])
        }
        write(0o600)
        #expect(try SealKey(file: path).warning == nil)
        #expect(try SealKey(file: path).check == Self.key().check)
        try FileManager.default.removeItem(atPath: path)
        write(0o644)
        #expect(try SealKey(file: path).warning?.contains("mode 644") == true)
    }

    @Test func refusalsSayWhatToDo() throws {
        let (one, two) = (try Self.key(), try Self.key(String(Self.hex.reversed())))
        func refusal(_ mark: [UInt8]?, _ key: SealKey?, isEmpty: Bool = false) -> String? {
            SealMark.refusal(mark: mark, key: key, of: "the state of anomaly/3") { isEmpty }
        }
        #expect(refusal(nil, nil) == nil && refusal(one.check, one) == nil && refusal(nil, one, isEmpty: true) == nil)
        let missing = try #require(refusal(one.check, nil))
        #expect(missing.contains("no key is set") && missing.contains("state.encryption.key.file"))
        let wrong = try #require(refusal(one.check, two))
        #expect(wrong.contains("test.key") && wrong.contains("rebuild"))
        let clear = try #require(refusal(nil, one))
        #expect(clear.contains("is in clear") && clear.contains("unset it"))
    }
}
