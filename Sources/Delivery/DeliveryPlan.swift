import Records

/// Who is told of a command, and over which channels.
public struct DeliveryPlan: Sendable {
    public var channels: [String: ChannelPolicy]
    public let recipients: [Recipient]
    /// Commands of a replay are answered with a receipt and delivered to nobody, unless this is set.
    public var deliversReplays: Bool
    /// How long after its command's end a delivery is kept for providers' reports and acknowledgements; 0: none are taken.
    public var keepMilliseconds: Int64
    var keepsForReports: Bool { keepMilliseconds > 0 }
    let hasSummaries: Bool

    public init(
        channels: [ChannelPolicy], recipients: [Recipient], deliversReplays: Bool = false, keepMilliseconds: Int64 = 0
    ) {
        self.channels = Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.recipients = recipients
        self.deliversReplays = deliversReplays
        self.keepMilliseconds = keepMilliseconds
        hasSummaries = recipients.contains { $0.dailySummary != nil }
    }

    /// On receipts for a command that nobody takes.
    public static let nobody = "none"

    /// One delivery for each recipient, and one more for each parallel channel. Never empty: what nobody takes, and a
    /// channel that nobody can be reached over, is a delivery that has failed.
    func deliveries(for command: AlertCommand) -> [Delivery] {
        if let run = command.runID, !deliversReplays {
            return [failed(nil, command, "replay \(run): not delivered")]
        }
        var deliveries: [Delivery] = []
        var takers = 0
        for recipient in recipients where recipient.takes(command) {
            takers += 1
            let order = recipient.channels(for: command, known: channels)
            let chain = order.filter { channels[$0]?.isParallel == false }
            if !chain.isEmpty {
                deliveries.append(Delivery(recipient: recipient.id, channels: chain, due: command.notBefore))
            }
            for channel in order where channels[channel]?.isParallel == true {
                deliveries.append(Delivery(recipient: recipient.id, channels: [channel], due: command.notBefore))
            }
        }
        let covered = Set(deliveries.flatMap { $0.legs.map(\.channel) })
        for channel in command.channels where !covered.contains(channel) {
            guard channels[channel]?.isParallel ?? true, !deliveries.isEmpty else { continue }
            deliveries.append(failed(channel, command, "nobody has an address for \(channel)"))
        }
        guard deliveries.isEmpty else { return deliveries }
        let why = takers == 0 ? "no recipient takes it" : "no recipient has an address for its channels"
        return [failed(command.channels.first, command, why)]
    }

    private func failed(_ channel: String?, _ command: AlertCommand, _ detail: String) -> Delivery {
        var delivery = Delivery(
            recipient: Self.nobody, channels: channel.map { [$0] } ?? [], due: command.notBefore)
        for index in delivery.legs.indices { delivery.legs[index].isClosed = true }
        delivery.detail = detail
        return delivery
    }
}
