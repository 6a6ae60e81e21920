import Records
import StageKit

/// ISO 8583 (1987 and 1993 forms of the times), dumped as JSON. Card numbers (DE2) leave this file only as a mask or as a
/// keyed pseudonym.
extension MessageAdapter {
    mutating func readISO8583(_ dump: FieldDump, into message: inout AdaptedMessage) throws(AdapterFault) {
        let type = try dump.required(0)
        guard Values.isDigits(type, count: 4...4) else { throw dump.fault(0, "is not a message type of four digits") }
        let digits = Array(type.utf8)
        // Version, class, function, origin: 0200 is a financial request, 0210 its response, 0220 an advice, 0420 a reversal.
        let (kind, function) = (digits[1], digits[2])
        guard kind == UInt8(ascii: "2") || kind == UInt8(ascii: "4") else {
            message.notes.append("no booking: message type \(type)")
            return
        }
        let isReversal = kind == UInt8(ascii: "4")
        let code = try dump.required(3)
        guard Values.isDigits(code, count: 6...6) else { throw dump.fault(3, "is not a processing code of six digits") }
        guard let movement = Movement(code, dump) else {
            message.notes.append("no booking: processing code \(code)")
            return
        }
        var bookings = try bookings(dump, movement)
        if isReversal { bookings = try bookings.map { booking throws(AdapterFault) in reversed(booking) } }
        let id = (isReversal ? "reversal:" : "") + (try identity(dump))
        switch function {
        case UInt8(ascii: "0"): take(bookings, id: id, into: &message)
        case UInt8(ascii: "2"): message.bookings += bookings
        case UInt8(ascii: "1"), UInt8(ascii: "3"): try answer(dump, id: id, bookings: bookings, into: &message)
        default: message.notes.append("no booking: message type \(type)")
        }
    }

    /// A response repeats most fields of its request; what it lacks is the request's.
    private mutating func answer(
        _ dump: FieldDump, id: String, bookings: [BankTransaction], into message: inout AdaptedMessage
    ) throws(AdapterFault) {
        let result = try dump.required(39)
        let waited = waiting.take(id)
        if result == "00" {
            if settings.takesRequests {
                message.notes.append("approved, was published as a request")
            } else {
                message.bookings += waited ?? bookings
            }
        } else {
            message.notes.append("refused: \(result)")
        }
    }

    private func reversed(_ booking: BankTransaction) -> BankTransaction {
        var booking = booking
        booking.direction = booking.direction == .debit ? .credit : .debit
        booking.transactionID += ":R"
        return booking
    }

    // MARK: Bookings

    /// What a processing code's first two digits move.
    private struct Movement {
        var channel: BankTransaction.Channel
        var debits: Bool
        var credits: Bool
        var isTransfer = false

        init?(_ code: String, _ dump: FieldDump) {
            let isMachine = dump[18] == nil || dump[18] == "6011"
            switch code.prefix(2) {
            case "00", "09": self.init(channel: dump[41] == nil ? .card : .pos, debits: true, credits: false)
            case "01": self.init(channel: isMachine ? .atm : .pos, debits: true, credits: false)
            case "20": self.init(channel: .card, debits: false, credits: true)
            case "21": self.init(channel: isMachine ? .atm : .branch, debits: false, credits: true)
            case "40": self.init(channel: .imps, debits: true, credits: true, isTransfer: true)
            default: return nil
            }
        }

        private init(channel: BankTransaction.Channel, debits: Bool, credits: Bool, isTransfer: Bool = false) {
            self.channel = channel
            self.debits = debits
            self.credits = credits
            self.isTransfer = isTransfer
        }
    }

    private func bookings(_ dump: FieldDump, _ movement: Movement) throws(AdapterFault) -> [BankTransaction] {
        var payer = movement.debits ? try account(dump, 102) : nil
        var payee = movement.credits ? try account(dump, 103) : nil
        if !movement.debits, payee == nil { payee = try account(dump, 102) }
        // Who stands at the terminal is the payer, but of money that comes in.
        if movement.debits, payer == nil { payer = try cardAccount(dump) }
        if !movement.debits, payee == nil { payee = try cardAccount(dump) }
        // A dump is of one bank's switch and names no bank of an account: every account in it is that bank's own.
        let bank = settings.banks.first
        let terminal = try terminal(dump, movement)
        let rrn = try reference(dump)
        let transfer = Transfer(
            id: try identity(dump), amount: try amount(dump), currency: try currency(dump), at: try bookedAt(dump),
            channel: movement.isTransfer ? settings.channel ?? .imps : movement.channel,
            payer: Side(account: payer, bank: bank), payee: Side(account: payee, bank: bank),
            rrn: rrn, narration: narration(dump))
        let bookings = transfer.bookings(settings).map { booking in
            var booking = booking
            booking.terminal = terminal
            return booking
        }
        guard !bookings.isEmpty else {
            throw dump.fault(movement.debits ? 102 : 103, "is missing, and there is no card")
        }
        return bookings
    }

    private func account(_ dump: FieldDump, _ number: Int) throws(AdapterFault) -> String? {
        guard let text = dump[number] else { return nil }
        let account = text.trimmingSpaces
        guard !account.isEmpty else { return nil }
        guard !Values.isMasked(account) else {
            throw dump.fault(number, "is masked; the whole account number is needed")
        }
        return account
    }

    /// `card-` and 128 bits of HMAC-SHA256 of the card number: the same card is the same account, and without the key
    /// nobody can try all numbers.
    private func cardAccount(_ dump: FieldDump) throws(AdapterFault) -> String? {
        guard let card = dump[2] else { return nil }
        guard Values.isDigits(card, count: 12...19) else {
            throw dump.fault(2, "is not a card number of 12 to 19 digits")
        }
        guard let key = settings.cardKey else {
            throw dump.fault(102, "is missing, and a card stands for an account only with a key for pseudonyms")
        }
        let digest = SHA256.hmac(key: key, message: Array(card.utf8))
        let digits = Array("0123456789abcdef")
        return "card-" + String(digest.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private func amount(_ dump: FieldDump) throws(AdapterFault) -> MinorUnits {
        let text = try dump.required(4)
        guard Values.isDigits(text, count: 1...12), let minor = Int64(text), minor > 0 else {
            throw dump.fault(4, "is not an amount in minor units above zero, up to 12 digits")
        }
        return MinorUnits(minor)
    }

    private func currency(_ dump: FieldDump) throws(AdapterFault) -> String {
        let code = try dump.required(49)
        // ISO 4217; two decimals each, as minor units are here.
        let known = [
            "356": "INR", "840": "USD", "978": "EUR", "826": "GBP", "784": "AED", "702": "SGD", "682": "SAR",
            "036": "AUD",
            "36": "AUD", "124": "CAD", "144": "LKR", "524": "NPR", "050": "BDT", "50": "BDT", "764": "THB",
            "458": "MYR",
        ]
        if let name = known[code] { return name }
        guard Values.isCurrency(code) else { throw dump.fault(49, "is a currency that is not known here") }
        return code
    }

    /// Day, terminal and the numbers that acquirer and terminal gave: unique together, and the same in request and response.
    private func identity(_ dump: FieldDump) throws(AdapterFault) -> String {
        let day: Substring
        if let local = dump[13] { day = local[...] } else { day = try dump.required(7).prefix(4) }
        let parts = [dump[32], dump[41]?.trimmingSpaces, try dump.required(37).trimmingSpaces, try dump.required(11)]
        return "8583-" + ([String(day)] + parts.compactMap { $0 }).joined(separator: "-")
    }

    private func reference(_ dump: FieldDump) throws(AdapterFault) -> String {
        let text = try dump.required(37).trimmingSpaces
        guard text.utf8.count <= 12, !text.isEmpty else {
            throw dump.fault(37, "is not a reference of up to 12 characters")
        }
        return text
    }

    private func terminal(
        _ dump: FieldDump, _ movement: Movement
    ) throws(AdapterFault) -> BankTransaction.Terminal? {
        guard let id = dump[41]?.trimmingSpaces, !id.isEmpty else { return nil }
        return BankTransaction.Terminal(id: id, kind: movement.isTransfer ? nil : movement.channel.rawValue)
    }

    /// The card's mask, the merchant (DE42) and the place (DE43), whose forty characters are name, city and country.
    private func narration(_ dump: FieldDump) -> String? {
        var parts: [String] = []
        if let card = dump[2], Values.isDigits(card, count: 12...19) {
            parts.append("card " + card.prefix(6) + String(repeating: "*", count: card.count - 10) + card.suffix(4))
        }
        for number in [42, 43] {
            let words = dump[number]?.split(separator: " ").joined(separator: " ") ?? ""
            if !words.isEmpty { parts.append(words) }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension String {
    /// Fields of fixed length are filled with spaces.
    var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
