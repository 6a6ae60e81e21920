import CCrypto
public import Records
public import Runtime
public import StageKit

/// Tokens by HMAC-SHA-256 cut to 128 bits, values by AES-256-SIV (RFC 5297), which is deterministic and needs no nonce.
///
/// A sealed value is a version byte, the 16 bytes of the synthetic IV, and as many bytes as the key, its length and the value have:
/// who reads it sees its length, and whether it is the same as before. Store and token are associated data: a value put under
/// another entry does not open. Some microseconds an entry.
public final class SIVSeal: StateSeal {
    public let key: any StateSealKey
    private let sealer: OpaquePointer?
    private var plain = ByteWriter(capacity: 512)

    private static let version: UInt8 = 1
    private static let tagCount = Int(CCRYPTO_SEAL_TAG)
    private static let tokenCount = Int(CCRYPTO_TOKEN)

    init(key: any StateSealKey, tokenKey: [UInt8]?, valueKey: [UInt8]?) {
        self.key = key
        guard let tokenKey, let valueKey else {
            sealer = nil
            return
        }
        sealer = ccrypto_sealer_new(tokenKey, valueKey)
    }

    deinit { ccrypto_sealer_free(sealer) }

    public func token(_ store: StoreID, _ key: String) -> String {
        guard let sealer else { return "" }
        var key = key
        return key.withUTF8 { text in
            String(unsafeUninitializedCapacity: Self.tokenCount) { out in
                let done = ccrypto_sealer_token(sealer, store.rawValue, text.baseAddress, text.count, out.baseAddress)
                return done == 1 ? Self.tokenCount : 0
            }
        }
    }

    public func seal(
        _ store: StoreID, token: String, key: String, value: borrowing ByteWriter, into sealed: inout ByteWriter
    ) -> Bool {
        guard let sealer, token.utf8.count == Self.tokenCount else { return false }
        plain.clear()
        plain.append(string: key)
        plain.bytes.append(contentsOf: value.bytes)
        sealed.append(Self.version)
        let start = sealed.count
        let count = plain.count
        sealed.bytes.append(contentsOf: repeatElement(0, count: Self.tagCount + count))
        var token = token
        return token.withUTF8 { name in
            plain.bytes.withUnsafeBufferPointer { text in
                sealed.bytes.withUnsafeMutableBufferPointer { out in
                    guard let base = out.baseAddress else { return false }
                    return ccrypto_sealer_seal(
                        sealer, store.rawValue, name.baseAddress, text.baseAddress, count, base + start) == 1
                }
            }
        }
    }

    public func open(_ store: StoreID, token: String, _ sealed: [UInt8]) -> (key: String, value: [UInt8])? {
        let count = sealed.count - 1
        guard let sealer, count > Self.tagCount, sealed[0] == Self.version, token.utf8.count == Self.tokenCount else {
            return nil
        }
        var token = token
        let opened = token.withUTF8 { name in
            sealed.withUnsafeBufferPointer { bytes in
                [UInt8](unsafeUninitializedCapacity: count - Self.tagCount) { out, filled in
                    guard let base = bytes.baseAddress else { return }
                    let done = ccrypto_sealer_open(
                        sealer, store.rawValue, name.baseAddress, base + 1, count, out.baseAddress)
                    filled = done == 1 ? count - Self.tagCount : 0
                }
            }
        }
        var reader = ByteReader(opened)
        guard let length = try? reader.varint(), length <= UInt64(opened.count - reader.index) else { return nil }
        let end = reader.index + Int(length)
        return (String(decoding: opened[reader.index..<end], as: UTF8.self), Array(opened[end...]))
    }
}
