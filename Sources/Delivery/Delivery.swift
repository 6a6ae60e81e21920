public import Records

/// The delivery of one command to one recipient: over the first channel that works, in order.
///
///     waiting ──its turn──▶ attempting ──yes──────────────────▶ sent, delivered
///        ▲                      │
///        └──"later", next one───┤
///                               └──no channel left────────────▶ failed
///     waiting, or attempting in vain, at its end or when its alert is over ──▶ expired
///     sent ──the provider's report──▶ delivered; or failed, and waiting for the next channel
public struct Delivery: Sendable, Equatable {
    public enum Phase: UInt8, Sendable {
        case waiting, attempting, sent, delivered, failed, expired
        public var isEnd: Bool { self != .waiting && self != .attempting }
    }

    /// One channel of the order.
    public struct Leg: Sendable, Equatable {
        public var channel: String
        public var attempts = 0
        /// Refused or used up.
        public var isClosed = false
        /// The provider's id of the message that it took; empty before.
        public var providerID = ""
        public init(channel: String) { self.channel = channel }
    }

    public var recipient: String
    public var legs: [Leg]
    public var phase = Phase.waiting
    /// The leg of the running or last attempt.
    public var leg = 0
    /// While waiting: not before this.
    public var due: EventTime
    /// Attempts that the provider neither confirmed nor refused.
    public var unconfirmed = 0
    /// Why the last attempt did not work.
    public var detail = ""
    /// The message of ours that it went into with others; empty while it waits for the next one; nil when it goes alone.
    public var digest: String?
    /// The recipient has said that it was seen.
    public var isAcknowledged = false

    public init(recipient: String, channels: [String], due: EventTime) {
        self.recipient = recipient
        legs = channels.map(Leg.init)
        self.due = due
    }

    public var attempts: Int { legs.reduce(0) { $0 + $1.attempts } }
    var channel: String { leg < legs.count ? legs[leg].channel : "none" }
}

/// A command with all of its deliveries: the unit of the gateway's own records.
public struct CommandEntry: Sendable, Equatable {
    public var command: AlertCommand
    public var deliveries: [Delivery]
    /// The alert is over: what was not delivered needs not be.
    public var supersededBy: String?

    public init(command: AlertCommand, deliveries: [Delivery], supersededBy: String? = nil) {
        self.command = command
        self.deliveries = deliveries
        self.supersededBy = supersededBy
    }

    public var isDone: Bool { deliveries.allSatisfy { $0.phase.isEnd } }
}

extension CommandEntry {
    /// 2: providers' ids, acknowledgements, digests.
    private static let version: UInt8 = 2

    /// Everything but the command, which has an encoding of its own.
    public func appendState(to writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(string: supersededBy ?? "")
        writer.append(varint: UInt64(deliveries.count))
        for delivery in deliveries {
            writer.append(string: delivery.recipient)
            writer.append(delivery.phase.rawValue)
            writer.append(varint: UInt64(delivery.leg))
            writer.append(signedVarint: delivery.due.milliseconds)
            writer.append(varint: UInt64(delivery.unconfirmed))
            writer.append(string: delivery.detail)
            writer.append(delivery.isAcknowledged ? 1 : 0)
            writer.append(delivery.digest == nil ? 0 : 1)
            if let digest = delivery.digest { writer.append(string: digest) }
            writer.append(varint: UInt64(delivery.legs.count))
            for leg in delivery.legs {
                writer.append(string: leg.channel)
                writer.append(varint: UInt64(leg.attempts))
                writer.append(leg.isClosed ? 1 : 0)
                writer.append(string: leg.providerID)
            }
        }
    }

    public init(command: AlertCommand, state reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 || version == Self.version else { throw .unknownVersion(version) }
        self.command = command
        let superseding = try reader.string()
        supersededBy = superseding.isEmpty ? nil : superseding
        deliveries = []
        for _ in 0..<(try Self.count(&reader)) {
            let recipient = try reader.string()
            guard let phase = Delivery.Phase(rawValue: try reader.byte()) else { throw .invalid("phase") }
            let leg = Int(truncatingIfNeeded: try reader.varint())
            let due = EventTime(milliseconds: try reader.signedVarint())
            var delivery = Delivery(recipient: recipient, channels: [], due: due)
            delivery.phase = phase
            delivery.leg = leg
            delivery.unconfirmed = Int(truncatingIfNeeded: try reader.varint())
            delivery.detail = try reader.string()
            if version > 1 {
                delivery.isAcknowledged = try reader.byte() != 0
                if try reader.byte() != 0 { delivery.digest = try reader.string() }
            }
            for _ in 0..<(try Self.count(&reader)) {
                var leg = Delivery.Leg(channel: try reader.string())
                leg.attempts = Int(truncatingIfNeeded: try reader.varint())
                leg.isClosed = try reader.byte() != 0
                if version > 1 { leg.providerID = try reader.string() }
                delivery.legs.append(leg)
            }
            guard delivery.leg >= 0, delivery.leg <= delivery.legs.count else { throw .invalid("leg") }
            deliveries.append(delivery)
        }
    }

    static func count(_ reader: inout ByteReader) throws(StateFault) -> Int {
        let count = try reader.varint()
        guard count <= UInt64(reader.bytes.count) else { throw .truncated }
        return Int(count)
    }
}
