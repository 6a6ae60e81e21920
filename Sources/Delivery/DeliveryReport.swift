/// What a provider says, later, about a message that it took.
public struct DeliveryReport: Sendable, Equatable {
    public enum Status: Sendable { case delivered, failed }

    public var channel: String
    /// The provider's id of the message; empty when the report has none.
    public var providerID: String
    /// ``Message/fingerprint``, where the provider gives it back; else empty.
    public var reference: String
    public var status: Status
    /// The provider's words and codes, without numbers or addresses.
    public var detail: String

    public init(channel: String, providerID: String, reference: String = "", status: Status, detail: String) {
        self.channel = channel
        self.providerID = providerID
        self.reference = reference
        self.status = status
        self.detail = detail
    }

    /// Twilio's `MessageStatus`; nil for a message that is still on its way.
    public static func twilio(_ status: String) -> Status? {
        switch status {
        case "delivered", "read": .delivered
        case "failed", "undelivered", "canceled": .failed
        default: nil
        }
    }

    /// WhatsApp's `statuses[].status`.
    public static func whatsApp(_ status: String) -> Status? {
        switch status {
        case "delivered", "read": .delivered
        case "failed": .failed
        default: nil
        }
    }

    /// MSG91's report: 1 or `DELIVRD` is delivered; 2 failed, 9 and 25 rejected, 16 and 17 blocked.
    public static func msg91(_ status: String) -> Status? {
        switch status.lowercased() {
        case "1", "delivrd", "delivered": .delivered
        case "2", "9", "16", "17", "25", "failed", "rejected", "blocked", "undeliv": .failed
        default: nil
        }
    }

    /// TextLocal's report: D delivered, U undelivered, I invalid, E expired, B blocked.
    public static func textLocal(_ status: String) -> Status? {
        switch status.uppercased() {
        case "D": .delivered
        case "U", "I", "E", "B": .failed
        default: nil
        }
    }
}

/// Somebody has seen an alert and says so.
public struct Acknowledgement: Sendable, Equatable {
    public var commandID: String
    /// The recipient who was told, as on the receipts.
    public var recipient: String
    /// Who it was; empty when not said.
    public var by: String

    public init(commandID: String, recipient: String, by: String = "") {
        self.commandID = commandID
        self.recipient = recipient
        self.by = by
    }
}
