import Records
import StageKit
import Wire

/// Turns messages of one format into bookings. Keeps what waits for its answer; one per feed, messages in the order
/// they came.
///
/// Pure and total: a message gives bookings and notes, or one ``AdapterFault``; then nothing of it was taken.
public struct MessageAdapter: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        /// pacs.008, pacs.002 and camt.054, any version, with or without the business message envelope.
        case iso20022
        /// ReqPay and RespPay.
        case upi
        /// Objects of fields by number.
        case iso8583

        /// Whether a file is one message. Else each of its lines is.
        public var isWholeFile: Bool { self != .iso8583 }
    }

    public let format: Format
    public let settings: AdapterSettings
    var waiting = WaitingRequests()

    public init(_ format: Format, settings: AdapterSettings = AdapterSettings()) {
        self.format = format
        self.settings = settings
    }

    /// Requests whose answer has not come.
    public var waitingCount: Int { waiting.count }
    /// Requests given up because too many waited.
    public var givenUpCount: Int { waiting.givenUp }

    /// Reads one message. About 2 us for a booking of an ISO 8583 line, 30 ns a byte for XML.
    ///
    /// - Parameter firstLine: the line of the file that the message begins in, for faults.
    public mutating func read(_ bytes: [UInt8], firstLine: Int = 1) throws(AdapterFault) -> AdaptedMessage {
        do throws(AdapterFault) {
            var message = AdaptedMessage(sha256: SHA256.hex(bytes))
            switch format {
            case .iso20022: try readISO20022(XMLReader.read(bytes), into: &message)
            case .upi: try readUPI(XMLReader.read(bytes), into: &message)
            case .iso8583: try readISO8583(FieldDump.read(bytes), into: &message)
            }
            for booking in message.bookings { try Self.check(booking) }
            waiting.commit(limit: settings.waitingMax)
            return message
        } catch {
            waiting.rollback()
            throw AdapterFault(path: error.path, line: error.line + firstLine - 1, error.reason)
        }
    }

    /// What a stage would refuse is refused here, where the message is at hand.
    private static func check(_ booking: BankTransaction) throws(AdapterFault) {
        var writer = ByteWriter(capacity: 512)
        WireEncoder.encode(.bankTransaction(booking), into: &writer)
        let decoder = WireDecoder()
        do throws(DecodeFault) {
            _ = try decoder.decode(.bankTransaction, key: booking.account, writer.bytes.span.bytes)
        } catch {
            throw AdapterFault(
                path: "booking/" + error.field, line: 1, "does not fit bank.transactions.v1: \(error.code)")
        }
    }

    /// Takes what a request asks for, or lets it wait for its answer.
    mutating func take(_ bookings: [BankTransaction], id: String, into message: inout AdaptedMessage) {
        if settings.takesRequests {
            message.bookings += bookings
        } else {
            waiting.put(id, bookings)
        }
    }
}

/// A side of a transfer, as far as a message names it.
struct Side {
    var account: String?
    var ifsc: String?
    /// IFSC, BIC or member id of the bank.
    var bank: String?
    var vpa: String?

    var counterparty: BankTransaction.Counterparty? {
        guard account != nil || vpa != nil else { return nil }
        return BankTransaction.Counterparty(account: account, ifsc: ifsc, vpa: vpa)
    }
}

/// A transfer between two sides; becomes one booking for each that is ours.
struct Transfer {
    var id: String
    var amount: MinorUnits
    var currency: String
    var at: ZonedTime
    var channel: BankTransaction.Channel
    var payer: Side
    var payee: Side
    /// Of the payer, who holds it.
    var device: BankTransaction.Device?
    var rrn: String?
    var utr: String?
    var narration: String?

    /// The ids end in `:D` and `:C`, so that another message about the same transfer gives the same.
    func bookings(_ settings: AdapterSettings) -> [BankTransaction] {
        var made: [BankTransaction] = []
        for direction in [BankTransaction.Direction.debit, .credit] {
            let (own, other) = direction == .debit ? (payer, payee) : (payee, payer)
            guard let account = own.account, settings.isOurs(own.bank) else { continue }
            made.append(
                BankTransaction(
                    transactionID: id + (direction == .debit ? ":D" : ":C"), account: account, direction: direction,
                    amount: amount, currency: currency, bookedAt: at, channel: channel,
                    counterparty: other.counterparty, device: direction == .debit ? device : nil, homeIFSC: own.ifsc,
                    rrn: rrn, utr: utr, narration: narration))
        }
        return made
    }
}
