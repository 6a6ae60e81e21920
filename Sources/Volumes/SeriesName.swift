import Records

/// The names of the series, which are keys of topics: what a booking counts for, and how a person calls it.
enum SeriesName {
    /// Bookings whose terminal, bank or district was not counted: one of the least active beyond the bound.
    static let dropped = "dropped/bookings"
    /// Bookings that came after their window could be corrected, or lie too far ahead.
    static let misdated = "misdated/bookings"

    /// Longest name, bytes.
    private static let limit = 500

    /// Calls `body` with each series that the booking counts for.
    static func visit(_ booking: BankTransaction, districts: [String: String], _ body: (String) -> Void) {
        let channel = booking.channel
        let direction = booking.direction
        body("channel/\(channel.rawValue)/\(direction.rawValue)")
        if let bank = bank(of: booking.homeIFSC) { body("bank/\(bank)/\(direction.rawValue)") }
        guard direction == .debit, let terminal = booking.terminal else { return }
        if channel.paysCash, let district = districts[terminal.id] { body(district) }
        if channel == .atm || channel == .aeps || channel == .pos {
            body("terminal/\(channel.rawValue)/\(terminal.id)")
        }
    }

    /// The bank's four capitals, which an IFSC starts with.
    private static func bank(of ifsc: String?) -> Substring? {
        guard let ifsc, ifsc.utf8.count == 11 else { return nil }
        let code = ifsc.prefix(4)
        return code.utf8.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") } ? code : nil
    }

    /// The series of a district's cash withdrawals, nil when the terminal does not say where it is.
    static func district(of terminal: ReferenceTerminal) -> String? {
        guard let district = terminal.district, let state = terminal.state, !district.isEmpty, !state.isEmpty else {
            return nil
        }
        let name = "district/\(state)/\(district)"
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return name.utf8.count <= limit && isPlain ? name : nil
    }

    /// How soon a series is dropped when there are too many: 0 first, nil never.
    static func rank(_ series: String) -> Int? {
        if series.hasPrefix("terminal/") { return 0 }
        return series.hasPrefix("bank/") || series.hasPrefix("district/") ? 1 : nil
    }

    /// The series in words, to stand before a number: `ATM withdrawals at terminal X1`.
    static func words(_ series: String) -> String {
        let parts = series.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return series == dropped ? "bookings not counted by name" : "misdated bookings" }
        let paysCash = parts[1] == "ATM" || parts[1] == "AEPS"
        switch parts[0] {
        case "channel": return parts[1] == "ATM" && parts[2] == "debit" ? "ATM withdrawals" : "\(parts[1]) \(parts[2])s"
        case "bank": return "\(parts[2])s at bank \(parts[1])"
        case "district": return "cash withdrawals in \(parts[2]), \(parts[1])"
        default: return "\(parts[1]) \(paysCash ? "withdrawals" : "payments") at terminal \(parts[2])"
        }
    }
}
