import Records
import StageKit

/// What the trail needs to know of one booking later.
struct KeptBooking: Equatable {
    /// ``StableHash`` of the transaction id.
    var mark: UInt64
    var at: ZonedTime
    var direction: BankTransaction.Direction
    var channel: BankTransaction.Channel
    var amount: Int64
    /// How much of a debit is already known to be stolen money.
    var allocated: Int64 = 0
    /// Debits only: the account the money went to.
    var toAccount: String?
    /// Debits only: the UPI id it went to, when no account is named.
    var toVPA: String?
    /// Debits only: RRN, else UTR.
    var reference: String?
    var terminal: BankTransaction.Terminal?

    init(_ booking: BankTransaction) {
        mark = StableHash.of(booking.transactionID)
        at = booking.bookedAt
        direction = booking.direction
        channel = booking.channel
        amount = booking.amount.rawValue
        guard direction == .debit else { return }
        reference = booking.rrn ?? booking.utr
        toAccount = booking.counterparty?.account
        if toAccount == nil { toVPA = booking.counterparty?.vpa }
        if channel.paysCash { terminal = booking.terminal }
    }

    var paysCash: Bool { direction == .debit && channel.paysCash }
    /// What of a debit is not known to be stolen.
    var free: Int64 { max(0, amount - allocated) }
    /// A name that no other booking of the account has: the reference, else the transaction's mark.
    var transferName: String { reference ?? "#" + String(mark, radix: 16) }
}

extension KeptBooking {
    private static let channels = BankTransaction.Channel.allCases

    func encode(into writer: inout ByteWriter) {
        writer.append(integer: mark)
        writer.append(integer: at.time.milliseconds)
        writer.append(integer: at.zoneOffsetMinutes)
        let code = Self.channels.firstIndex(of: channel) ?? 0
        writer.append(UInt8(code << 1) | (direction == .debit ? 1 : 0))
        writer.append(varint: UInt64(bitPattern: amount))
        writer.append(varint: UInt64(bitPattern: allocated))
        writer.append(optional: toAccount)
        writer.append(optional: toVPA)
        writer.append(optional: reference)
        writer.append(terminal: terminal)
    }

    /// Direction and amount of an encoded booking, without the rest: bytes 18 and 19 on.
    static func money(in bytes: [UInt8], from start: Int) -> (BankTransaction.Direction, Int64) {
        var index = start + 18
        guard index < bytes.count else { return (.credit, 0) }
        let direction: BankTransaction.Direction = bytes[index] & 1 == 1 ? .debit : .credit
        var amount: UInt64 = 0
        var shift: UInt64 = 0
        repeat {
            index += 1
            guard index < bytes.count, shift < 64 else { break }
            amount |= UInt64(bytes[index] & 0x7F) << shift
            shift += 7
        } while bytes[index] >= 0x80
        return (direction, Int64(bitPattern: amount))
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        mark = try reader.integer()
        at = try reader.zonedTime()
        let code = try reader.byte()
        direction = code & 1 == 1 ? .debit : .credit
        guard Int(code >> 1) < Self.channels.count else { throw .invalid("channel \(code >> 1)") }
        channel = Self.channels[Int(code >> 1)]
        amount = Int64(bitPattern: try reader.varint())
        allocated = Int64(bitPattern: try reader.varint())
        toAccount = try reader.optionalString()
        toVPA = try reader.optionalString()
        reference = try reader.optionalString()
        terminal = try reader.terminal()
    }
}
