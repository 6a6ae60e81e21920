import Delivery
import Foundation

/// How a provider's answer is read: its id of the message, and a "no" that comes with status 200.
enum ProviderAnswer: Sendable {
    case plain, twilio, msg91, textLocal, whatsApp, fcm, webPush

    /// - Parameters:
    ///   - words: for the receipt, when the status says no.
    ///   - body: the answer's beginning.
    func outcome(status: Int, retryAfter: Int64?, words: String, body: [UInt8]) -> Outcome {
        guard (200..<300).contains(status) else {
            return self == .webPush
                ? .webPush(status: status, retryAfter: retryAfter, detail: words)
                : .http(status: status, retryAfter: retryAfter, detail: words)
        }
        let answer = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        if let why = refusal(answer) { return .refused(detail: why) }
        return .accepted(detail: "HTTP \(status)", providerID: providerID(answer))
    }

    private func refusal(_ answer: [String: Any]) -> String? {
        switch self {
        case .msg91 where answer["type"] as? String == "error":
            return "MSG91: \(Self.text(answer["message"]).prefix(200))"
        case .textLocal where answer["status"] as? String == "failure":
            let first = (answer["errors"] as? [[String: Any]])?.first ?? [:]
            return "TextLocal \(Self.text(first["code"])): \(Self.text(first["message"]).prefix(200))"
        default: return nil
        }
    }

    private func providerID(_ answer: [String: Any]) -> String? {
        let id: String
        switch self {
        case .plain, .webPush: id = ""
        case .twilio: id = Self.text(answer["sid"])
        case .msg91: id = Self.text(answer["message"])
        case .textLocal: id = Self.text((answer["messages"] as? [[String: Any]])?.first?["id"])
        case .whatsApp: id = Self.text((answer["messages"] as? [[String: Any]])?.first?["id"])
        case .fcm: id = Self.text(answer["name"])
        }
        // An id is a key of ours: what is longer than any of theirs is none.
        return id.isEmpty || id.utf8.count > 200 ? nil : id
    }

    /// A text or a number as text; empty for anything else.
    static func text(_ value: Any?) -> String {
        if let text = value as? String { return text }
        if let number = value as? NSNumber { return number.stringValue }
        return ""
    }
}
