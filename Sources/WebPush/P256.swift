import CCrypto
public import Delivery

/// A key pair on P-256, by OpenSSL's libcrypto.
public struct P256Key: Sendable {
    let scalar: [UInt8]
    /// The point as 65 bytes: 04 X Y.
    public let publicKey: [UInt8]

    /// - Parameter scalar: 32 bytes, big-endian, in 1..<n.
    public init(scalar: [UInt8]) throws(FormFault) {
        var point = [UInt8](repeating: 0, count: CCRYPTO_PUBLIC)
        guard scalar.count == CCRYPTO_PRIVATE, ccrypto_p256_public(scalar, &point) == 1 else {
            throw FormFault("no private key of P-256: expected 32 bytes in 1..<n")
        }
        self.scalar = scalar
        publicKey = point
    }

    /// A new one.
    public init() throws(FormFault) {
        var scalar = [UInt8](repeating: 0, count: CCRYPTO_PRIVATE)
        guard ccrypto_p256_generate(&scalar) == 1 else { throw FormFault("libcrypto makes no key") }
        try self.init(scalar: scalar)
    }

    /// A key's text: 32 bytes in base64url, as Web Push tools print them, or PEM (`openssl ecparam -name prime256v1 -genkey`).
    public init(text: Secret) throws(FormFault) {
        var scalar = [UInt8](repeating: 0, count: CCRYPTO_PRIVATE)
        if text.text.contains("-----BEGIN") {
            guard ccrypto_p256_read_pem(text.text, text.text.utf8.count, &scalar) == 1 else {
                throw FormFault("the PEM text holds no private key of P-256, or asks for a passphrase")
            }
        } else {
            let line = text.text.split(whereSeparator: \.isWhitespace).joined()
            guard let bytes = ByteText.base64URLDecoded(line), bytes.count == scalar.count else {
                throw FormFault("expected a private key of P-256: PEM, or its 32 bytes in base64url (43 characters)")
            }
            scalar = bytes
        }
        try self.init(scalar: scalar)
    }

    /// The scalar in base64url, for ``init(text:)``.
    public var text: Secret { Secret(ByteText.base64URL(scalar)) }

    /// The X coordinate of the shared point (ECDH).
    func agree(with peer: [UInt8]) throws(FormFault) -> [UInt8] {
        var secret = [UInt8](repeating: 0, count: CCRYPTO_SECRET)
        guard Self.isPoint(peer), ccrypto_p256_agree(scalar, peer, &secret) == 1 else {
            throw FormFault("the other key is no point on P-256")
        }
        return secret
    }

    /// ES256 (RFC 7518): R and S, 64 bytes together; another one at every call.
    func sign(_ text: [UInt8]) throws(FormFault) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: CCRYPTO_SIGNATURE)
        guard ccrypto_es256_sign(scalar, text, text.count, &signature) == 1 else {
            throw FormFault("libcrypto does not sign")
        }
        return signature
    }

    public static func isSigned(_ text: [UInt8], _ signature: [UInt8], by publicKey: [UInt8]) -> Bool {
        signature.count == CCRYPTO_SIGNATURE && isPoint(publicKey)
            && ccrypto_es256_verify(publicKey, text, text.count, signature) == 1
    }

    /// Whether the bytes are 04 X Y of a point on the curve.
    public static func isPoint(_ bytes: [UInt8]) -> Bool {
        bytes.count == CCRYPTO_PUBLIC && ccrypto_p256_is_point(bytes) == 1
    }
}
