/// A browser's push subscription (RFC 8030, and the Push API's `PushSubscription`).
///
/// As an address it is one text, `<endpoint> <p256dh> <auth>`, the keys in base64url.
public struct PushSubscription: Sendable, Equatable {
    /// The push service's URL for this browser: whoever has it and the VAPID key can send, so it is a secret of sorts.
    public let endpoint: String
    /// `p256dh`: 65 bytes, 04 X Y.
    public let publicKey: [UInt8]
    /// `auth`: 16 bytes.
    public let auth: [UInt8]

    /// - Throws: naming what is wrong; never the keys themselves.
    public init(endpoint: String, p256dh: String, auth: String) throws(FormFault) {
        guard Self.origin(of: endpoint) != nil, !endpoint.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) else {
            throw FormFault("endpoint: expected an https:// URL, as the browser gave it")
        }
        guard let point = ByteText.base64URLDecoded(p256dh), point.count == 65, point.first == 4 else {
            throw FormFault("p256dh: expected 65 bytes in base64url that begin with 04 (87 characters)")
        }
        guard let secret = ByteText.base64URLDecoded(auth), secret.count == 16 else {
            throw FormFault("auth: expected 16 bytes in base64url (22 characters)")
        }
        self.endpoint = endpoint
        publicKey = point
        self.auth = secret
    }

    /// - Parameter address: as ``address`` gives it.
    public init(address: String) throws(FormFault) {
        let parts = address.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else {
            throw FormFault("expected an object with endpoint and keys {p256dh, auth}, as the browser gives it")
        }
        try self.init(endpoint: parts[0], p256dh: parts[1], auth: parts[2])
    }

    public var address: String {
        endpoint + " " + ByteText.base64URL(publicKey) + " " + ByteText.base64URL(auth)
    }

    /// Scheme, host and port of the push service (RFC 6454), as a JWT for it says.
    public var origin: String { Self.origin(of: endpoint) ?? "" }

    /// Nil for what is no `https://` URL, or `http://` on this machine, which tests use.
    static func origin(of url: String) -> String? {
        for scheme in ["https://", "http://"] where url.hasPrefix(scheme) {
            let rest = url.dropFirst(scheme.count)
            let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
            guard !authority.isEmpty, !authority.contains("@") else { return nil }
            let isHere = authority.hasPrefix("127.0.0.1:") || authority.hasPrefix("localhost:")
            guard scheme == "https://" || isHere else { return nil }
            // The scheme's own port is not part of an origin's text.
            let ownPort = scheme == "https://" ? ":443" : ":80"
            return scheme + (authority.hasSuffix(ownPort) ? String(authority.dropLast(ownPort.count)) : authority)
        }
        return nil
    }
}
