import Foundation
import StageKit
import Testing

@testable import Trees

@Suite struct ModelBytesTests {
    @Test func survivesTheBuffer() throws {
        let booster = try Booster.train(on: steps(), simple)
        let bytes = try booster.bytes()
        let again = try Booster(bytes: bytes, featureNames: ["size", "noise"])
        let table = try steps()
        #expect(try again.predict(table.values) == booster.predict(table.values))
        #expect(try again.bytes() == bytes)
        #expect(again.rounds == 20)
    }

    @Test func survivesTheFile() throws {
        let path = NSTemporaryDirectory() + "trees-\(UUID().uuidString).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let booster = try Booster.train(on: steps(), simple)
        try booster.write(to: path)
        let again = try Booster(contentsOf: path, featureNames: ["size", "noise"])
        #expect(try again.predict([0.9, 0.5]) == booster.predict([0.9, 0.5]))
        #expect(throws: TreesError.self) { try Booster(contentsOf: path + ".json", featureNames: []) }
        #expect(throws: TreesError.self) { try booster.write(to: "/nowhere/at/all.json") }
        #expect(throws: TreesError.self) { try booster.write(to: "model.bin") }
    }

    @Test func refusesOtherFeatures() throws {
        let bytes = try Booster.train(on: steps(), simple).bytes()
        #expect(throws: TreesError.features(missing: ["noise"], unexpected: ["tone"])) {
            try Booster(bytes: bytes, featureNames: ["size", "tone"])
        }
        #expect(throws: TreesError.featureOrder(expected: ["size", "noise"], found: ["noise", "size"])) {
            try Booster(bytes: bytes, featureNames: ["noise", "size"])
        }
    }

    @Test(arguments: [
        "", "{}", "{\"", "binf", "{\"learner\":1}", "{\"learner\":{},\"version\":[1,7,4]}", "not a model at all",
    ])
    func refusesWhatIsNoModel(_ text: String) {
        #expect(throws: TreesError.self) { try Booster(bytes: Array(text.utf8)) }
    }

    @Test func refusesATruncatedModel() throws {
        let bytes = try Booster.train(on: steps(), simple).bytes()
        for length in stride(from: 0, to: bytes.count - 1, by: 997) {
            #expect(throws: TreesError.self) { try Booster(bytes: Array(bytes[..<length])) }
        }
    }

    /// The library itself ends the process on some of these.
    @Test func aChangedByteIsRefusedOrHarmless() throws {
        let bytes = try Booster.train(on: steps(), simple).bytes()
        var state: UInt64 = 11
        for _ in 0..<300 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var changed = bytes
            changed[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            guard let booster = try? Booster(bytes: changed) else { continue }
            #expect(try booster.predict([0.9, 0.5]).count == 1)
        }
    }

    @Test func refusesATreeThatDoesNotEnd() throws {
        let text = String(decoding: try Booster.train(on: steps(), simple).bytes(), as: UTF8.self)
        let looped = text.replacingOccurrences(of: #""left_children":[1,"#, with: #""left_children":[0,"#)
        #expect(looped != text)
        #expect(throws: TreesError.self) { try Booster(bytes: Array(looped.utf8)) }
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256OfKnownTexts(_ text: String, _ digest: String) {
        #expect(SHA256.hex(Array(text.utf8)) == digest)
    }

    @Test func cardKnowsItsModel() throws {
        let booster = try Booster.train(on: steps(), simple)
        let card = try ModelCard(
            name: "steps", data: "made by the test", period: "none", training: simple, metrics: ["ap": 1],
            createdAt: "2026-01-01T00:00:00Z", of: booster)
        let copy = try JSONDecoder().decode(ModelCard.self, from: JSONEncoder().encode(card))
        #expect(copy == card)
        #expect(card.parameters["rounds"] == "20" && card.parameters["seed"] == "3")
        let bytes = try booster.bytes()
        #expect(try card.load(bytes, featureNames: ["size", "noise"]).rounds == 20)
        #expect(throws: TreesError.self) { try card.load(bytes + [0], featureNames: ["size", "noise"]) }
    }
}
