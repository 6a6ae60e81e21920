public import Delivery
public import Records

/// Voluntary application server identification (RFC 8292): a JWT of ES256 that says who sends, to one push service, for a
/// while.
public struct VAPID: Sendable {
    public let key: P256Key
    /// `mailto:` or `https:`, where the push service finds whoever is responsible.
    public let subject: String

    /// Half of the 24 hours that push services accept at most.
    static let lifeSeconds: Int64 = 12 * 3_600

    /// - Parameter subject: see ``isSubject(_:)``.
    public init(key: P256Key, subject: String) {
        self.key = key
        self.subject = subject
    }

    /// Whether it is a contact that push services take: `mailto:` with an address, or `https://`.
    public static func isSubject(_ text: String) -> Bool {
        (text.hasPrefix("mailto:") && text.utf8.count > 7 && text.contains("@"))
            || (text.hasPrefix("https://") && text.utf8.count > 8)
    }

    /// The header's value, `vapid t=<JWT>, k=<public key>`, for the push service of `origin` (`https://host`).
    public func authorization(origin: String, now: EventTime) throws(FormFault) -> String {
        let claims = WebPushForm.claims(
            origin: origin, expiresAt: now.milliseconds / 1_000 + Self.lifeSeconds, subject: subject)
        let head = ByteText.base64URL(Array(#"{"typ":"JWT","alg":"ES256"}"#.utf8))
        let signed = head + "." + ByteText.base64URL(Array(claims.utf8))
        let signature = try key.sign(Array(signed.utf8))
        return "vapid t=\(signed).\(ByteText.base64URL(signature)), k=\(ByteText.base64URL(key.publicKey))"
    }
}
