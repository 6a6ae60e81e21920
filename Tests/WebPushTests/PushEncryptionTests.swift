import Delivery
import Testing

@testable import WebPush

/// The example of RFC 8291, section 5 and appendix A.
@Suite struct PushEncryptionTests {
    private let plain = Array("When I grow up, I want to be a watermelon".utf8)
    private let browser = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
    private let sender = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    private let salt = "DGv6ra1nlYgDCS1FRnbzlw"
    private let auth = "BTBZMqHH6r4Tts7J_aSIgg"
    private let point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    private let body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3"
        + "jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"

    private func subscription() throws -> PushSubscription {
        try PushSubscription(
            endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", p256dh: point, auth: auth)
    }

    private func bytes(_ text: String) throws -> [UInt8] { try #require(ByteText.base64URLDecoded(text)) }

    @Test func knownKeysAndSaltGiveThePublishedBody() throws {
        let made = try PushEncryption.body(
            plain, for: subscription(), salt: bytes(salt), key: P256Key(text: Secret(sender)))
        #expect(ByteText.base64URL(made) == body)
        #expect(made.count == plain.count + 103)
    }

    @Test func theBrowserReadsIt() throws {
        let key = try P256Key(text: Secret(browser))
        #expect(ByteText.base64URL(key.publicKey) == point)
        #expect(try PushEncryption.text(of: bytes(body), key: key, auth: bytes(auth)) == plain)
        // With salt and key of its own each time.
        let first = try PushEncryption.body(plain, for: subscription())
        let second = try PushEncryption.body(plain, for: subscription())
        #expect(first[..<16] != second[..<16] && first[21..<86] != second[21..<86])
        #expect(try PushEncryption.text(of: first, key: key, auth: bytes(auth)) == plain)
    }

    @Test func nobodyElseReadsItAndNobodyChangesIt() throws {
        let key = try P256Key(text: Secret(browser))
        var changed = try bytes(body)
        changed[100] ^= 1
        #expect(throws: FormFault.self) { try PushEncryption.text(of: changed, key: key, auth: bytes(auth)) }
        #expect(throws: FormFault.self) { try PushEncryption.text(of: bytes(body), key: P256Key(), auth: bytes(auth)) }
        #expect(throws: FormFault.self) { try PushEncryption.text(of: bytes(body), key: key, auth: bytes(salt)) }
        #expect(throws: FormFault.self) { try PushEncryption.text(of: [1, 2, 3], key: key, auth: bytes(auth)) }
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let most = [UInt8](repeating: 0x61, count: WebPushForm.textMax)
        #expect(try PushEncryption.body(most, for: subscription()).count == 4_096)
        #expect(throws: FormFault.self) { try PushEncryption.body(most + [0x61], for: subscription()) }
        var off = try bytes(point)
        off[64] ^= 1
        #expect(!P256Key.isPoint(off))
        let wrong = try PushSubscription(
            endpoint: "https://push.example.net/x", p256dh: ByteText.base64URL(off), auth: auth)
        #expect(throws: FormFault.self) { try PushEncryption.body(plain, for: wrong) }
    }
}
