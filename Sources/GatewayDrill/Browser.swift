import Delivery
import Foundation
import WebPush

/// A browser that has subscribed to Web Push, for one application server's key.
struct Browser: Sendable {
    let sender: P256Key
    private let key: P256Key
    private let auth: [UInt8]

    init() throws(FormFault) {
        sender = try P256Key()
        key = try P256Key()
        auth = Array(try P256Key().publicKey[1...16])
    }

    /// JSON, as `JSON.stringify` gives it.
    func subscription(port: UInt16) -> String {
        #"{"endpoint":"http://127.0.0.1:\#(port)/push","keys":{"p256dh":"\#(ByteText.base64URL(key.publicKey))","#
            + #""auth":"\#(ByteText.base64URL(auth))"}}"#
    }

    /// The command in a message; nil when the sender is another, or it was encrypted for another.
    func command(_ body: [UInt8], _ fields: [String: String]) -> String? {
        guard let authorization = fields["authorization"], authorization.hasPrefix("vapid t="),
            fields["content-encoding"] == "aes128gcm", fields["ttl"].flatMap(Int.init) != nil
        else { return nil }
        let parts = authorization.dropFirst("vapid t=".count).components(separatedBy: ", k=")
        guard parts.count == 2, parts[1] == ByteText.base64URL(sender.publicKey) else { return nil }
        let token = parts[0].components(separatedBy: ".")
        guard token.count == 3, let signature = ByteText.base64URLDecoded(token[2]),
            P256Key.isSigned(Array((token[0] + "." + token[1]).utf8), signature, by: sender.publicKey),
            let text = try? PushEncryption.text(of: body, key: key, auth: auth)
        else { return nil }
        let fields = (try? JSONSerialization.jsonObject(with: Data(text))) as? [String: Any]
        return fields?["command_id"] as? String
    }
}
