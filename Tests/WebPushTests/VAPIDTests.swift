import Delivery
import Foundation
import Records
import Testing

@testable import WebPush

@Suite struct VAPIDTests {
    private let now = EventTime(milliseconds: 1_772_340_362_000)

    /// Header and claims of RFC 8292, section 2, and a signature that the key in `k` verifies.
    @Test func theTokenSaysWhoAndToWhomAndForHowLong() throws {
        let key = try P256Key()
        let value = try VAPID(key: key, subject: "mailto:alerts@example.org").authorization(
            origin: "https://push.example.net", now: now)
        let parts = value.components(separatedBy: ", k=")
        #expect(parts.count == 2 && parts[0].hasPrefix("vapid t=") && parts[1] == ByteText.base64URL(key.publicKey))
        let token = parts[0].dropFirst("vapid t=".count).components(separatedBy: ".")
        let pieces = try token.map { try #require(ByteText.base64URLDecoded($0)) }
        #expect(pieces.count == 3)
        #expect(String(decoding: pieces[0], as: UTF8.self) == #"{"typ":"JWT","alg":"ES256"}"#)
        let end = now.milliseconds / 1_000 + 12 * 3_600
        #expect(
            String(decoding: pieces[1], as: UTF8.self)
                == #"{"aud":"https://push.example.net","exp":\#(end),"sub":"mailto:alerts@example.org"}"#)
        let signed = Array((token[0] + "." + token[1]).utf8)
        #expect(P256Key.isSigned(signed, pieces[2], by: key.publicKey))
        #expect(!P256Key.isSigned(signed + [0], pieces[2], by: key.publicKey))
        #expect(!P256Key.isSigned(signed, pieces[2], by: try P256Key().publicKey))
    }

    @Test func keysAreReadAsToolsWriteThem() throws {
        let key = try P256Key(text: Secret("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
        #expect(
            ByteText.base64URL(key.publicKey)
                == "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")
        #expect(try P256Key(text: key.text).publicKey == key.publicKey)
        // The same scalar as SEC 1, and PKCS 8, made by `openssl`.
        for pem in [Self.sec1, Self.pkcs8] {
            #expect(try P256Key(text: Secret(pem)).publicKey == key.publicKey)
        }
        for text in [
            "", "short", String(repeating: "A", count: 43), String(repeating: "_", count: 43),
            "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
        ] {
            #expect(throws: FormFault.self, "\(text)") { try P256Key(text: Secret(text)) }
        }
    }

    @Test func contactsAreAddressesOrPages() {
        #expect(VAPID.isSubject("mailto:a@b.example") && VAPID.isSubject("https://b.example/contact"))
        for text in ["", "a@b.example", "mailto:", "mailto:a", "http://b.example", "https://"] {
            #expect(!VAPID.isSubject(text), "\(text)")
        }
    }

    private static let sec1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIMn1j4mBPp+Ohy5x9CqmThdXySVNzGK3LdwBC7QEPqEcoAoGCCqGSM49
        AwEHoUQDQgAE/jP0qw3qcZFNtVgj9ztUlI9BMG2SBzLbuaWaUyhkgiAOWXp7e8Jg
        uhwieZhYCZLpOXMALzASooro8Gu7eOXsDw==
        -----END EC PRIVATE KEY-----
        """

    private static let pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCDJ9Y+JgT6fjocucfQq
        pk4XV8klTcxity3cAQu0BD6hHA==
        -----END PRIVATE KEY-----
        """
}
