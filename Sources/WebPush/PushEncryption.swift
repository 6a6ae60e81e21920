import CCrypto
public import Delivery

/// Message encryption for Web Push (RFC 8291): `aes128gcm` of RFC 8188 in one record, with keys that only the browser has.
public enum PushEncryption {
    private static let recordSize = 4_096
    private static let headerCount = 16 + 4 + 1 + 65

    /// The body for `Content-Encoding: aes128gcm`: salt, record size, our key of this message, ciphertext and tag; 103
    /// bytes more than the text.
    ///
    /// - Parameter text: at most ``WebPushForm/textMax`` bytes.
    /// - Throws: for a longer text, and for a subscription whose key is no point.
    public static func body(_ text: [UInt8], for subscription: PushSubscription) throws(FormFault) -> [UInt8] {
        var salt = [UInt8](repeating: 0, count: 16)
        guard ccrypto_random(&salt, salt.count) == 1 else { throw FormFault("libcrypto gives no random bytes") }
        return try body(text, for: subscription, salt: salt, key: P256Key())
    }

    /// With salt (16 bytes) and key given: neither may ever be used twice.
    static func body(
        _ text: [UInt8], for subscription: PushSubscription, salt: [UInt8], key: P256Key
    ) throws(FormFault) -> [UInt8] {
        guard text.count <= WebPushForm.textMax else {
            throw FormFault("\(text.count) bytes are too many for a push message; the limit is \(WebPushForm.textMax)")
        }
        let secret = try key.agree(with: subscription.publicKey)
        let keys = try contentKeys(
            secret: secret, subscription: subscription.publicKey, auth: subscription.auth, sender: key.publicKey,
            salt: salt)
        // The delimiter of the last record (RFC 8188, section 2).
        let plain = text + [2]
        var sealed = [UInt8](repeating: 0, count: plain.count + CCRYPTO_TAG)
        guard ccrypto_seal(keys.key, keys.nonce, plain, plain.count, &sealed) == 1 else {
            throw FormFault("libcrypto does not encrypt")
        }
        let size = (0..<4).map { UInt8(truncatingIfNeeded: recordSize >> (24 - 8 * $0)) }
        return salt + size + [UInt8(key.publicKey.count)] + key.publicKey + sealed
    }

    /// What the browser reads of a body: for tests, and for a receiver that is no browser.
    ///
    /// - Throws: for a body that is none, or was made for another subscription.
    public static func text(of body: [UInt8], key: P256Key, auth: [UInt8]) throws(FormFault) -> [UInt8] {
        guard body.count > headerCount + CCRYPTO_TAG, body[20] == 65 else {
            throw FormFault("the body is no aes128gcm of one record")
        }
        let sender = Array(body[21..<headerCount])
        let keys = try contentKeys(
            secret: key.agree(with: sender), subscription: key.publicKey, auth: auth, sender: sender,
            salt: Array(body[..<16]))
        let sealed = Array(body[headerCount...])
        var plain = [UInt8](repeating: 0, count: sealed.count - CCRYPTO_TAG)
        guard ccrypto_open(keys.key, keys.nonce, sealed, sealed.count, &plain) == 1 else {
            throw FormFault("the body was made for another subscription, or changed")
        }
        while plain.last == 0 { plain.removeLast() }
        guard plain.popLast() == 2 else { throw FormFault("the record's delimiter is missing") }
        return plain
    }

    /// RFC 8291, section 3.4, and RFC 8188, sections 2.2 and 2.3.
    private static func contentKeys(
        secret: [UInt8], subscription: [UInt8], auth: [UInt8], sender: [UInt8], salt: [UInt8]
    ) throws(FormFault) -> (key: [UInt8], nonce: [UInt8]) {
        let info = Array("WebPush: info\0".utf8) + subscription + sender
        let material = try hkdf(salt: auth, key: secret, info: info, count: 32)
        return (
            try hkdf(salt: salt, key: material, info: Array("Content-Encoding: aes128gcm\0".utf8), count: 16),
            try hkdf(salt: salt, key: material, info: Array("Content-Encoding: nonce\0".utf8), count: 12)
        )
    }

    private static func hkdf(
        salt: [UInt8], key: [UInt8], info: [UInt8], count: Int
    ) throws(FormFault) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count)
        guard ccrypto_hkdf(salt, salt.count, key, key.count, info, info.count, &out, count) == 1 else {
            throw FormFault("libcrypto derives no key")
        }
        return out
    }
}
