import Records

/// What an FIR's writer knows about a case, as text ready to be put in.
struct GistFacts: Sendable {
    private var values: [(key: String, text: String)] = []

    init(
        draw: inout Draw, age: Int, occupation: String, place: String, station: String, startedAt: Int64, phone: String,
        vpa: String, account: String, ifsc: String, bank: String, paid: [FIR.Transfer]
    ) {
        let isWoman = occupation == "housewife" || draw.chance(0.38)
        let surname = draw.pick(Names.surnames)
        let father = draw.pick(Names.men) + " " + surname
        put("name", draw.pick(isWoman ? Names.women : Names.men) + " " + surname)
        put("title", isWoman ? "Smt" : "Sri")
        put("relation", (isWoman ? draw.pick(["W/o", "D/o"]) : "S/o") + " " + father)
        put("he", isWoman ? "she" : "he")
        put("his", isWoman ? "her" : "his")
        put("him", isWoman ? "her" : "him")
        put("age", "\(age)")
        put("occupation", occupation)
        put("place", place)
        put("station", station)
        put("date", Self.date(startedAt, &draw))
        put("time", Self.clock(startedAt))
        put("phone", Self.phone(phone, &draw))
        put("upi", vpa)
        put("account", account)
        put("ifsc", ifsc)
        put("bank", bank)
        put("app", draw.pick(["AnyView", "QuickRemote", "HelpDesk Lite", "ScreenMate", "TeamShare"]))
        put("loanapp", draw.pick(["RupeeNow", "CashMitra", "SpeedLoan", "EasyUdhaar", "KreditBuddy"]))
        put("tradeapp", draw.pick(["VX Prime", "Alpha Wealth Pro", "GrowMax Institutional", "Zenith FX"]))
        put("group", draw.pick(["Stock Gurukul 88", "VIP Analyst Club", "Daily Task 2026", "Wealth Circle B7"]))
        put("company", draw.pick(["a courier company", "FastWings Courier", "the telecom department"]))
        put("agency", draw.pick(["CBI", "Mumbai Crime Branch", "Enforcement Directorate", "Narcotics Control Bureau"]))
        put("online", draw.pick(["OLX", "Facebook Marketplace", "a second hand goods site"]))
        put(
            "url",
            draw.pick([
                "http://kyc-verify-now.example/upd", "https://bill-desk-pay.example", "http://sb1-rewards.example/c",
            ]))
        let total = paid.reduce(Int64(0)) { $0 + $1.amount.rawValue } / 100
        put("total", Self.rupees(total, &draw))
        put("first", Self.rupees((paid.first?.amount.rawValue ?? 0) / 100, &draw))
        put("times", "\(paid.count)")
        put("rrn", paid.first?.rrn ?? "not readily available")
        put("list", Self.list(paid, &draw))
    }

    private mutating func put(_ key: String, _ text: String) { values.append((key, text)) }

    func text(_ key: String) -> String? { values.first { $0.key == key }?.text }

    /// As it is written at police stations: `Rs. 1,25,000/-` and its cousins.
    static func rupees(_ amount: Int64, _ draw: inout Draw) -> String {
        let grouped = String(MinorUnits(amount * 100).rupees.dropFirst())
        switch draw.below(7) {
        case 0, 1: return "Rs. \(grouped)/-"
        case 2: return "Rs.\(amount)/-"
        case 3: return "Rs \(grouped)"
        case 4: return "INR \(grouped)"
        case 5: return "₹\(grouped)"
        default: return amount >= 100_000 && amount % 1_000 == 0 ? "Rs. \(lakhs(amount)) lakh" : "Rs. \(amount)"
        }
    }

    private static func lakhs(_ amount: Int64) -> String {
        let hundredths = amount / 1_000
        let fraction = hundredths % 100
        guard fraction > 0 else { return "\(hundredths / 100)" }
        return "\(hundredths / 100)." + Text.padded(UInt64(fraction), 2)
    }

    private static func date(_ time: Int64, _ draw: inout Draw) -> String {
        let date = LocalTime.date(ofDay: LocalTime.dayNumber(time))
        let day = Text.padded(UInt64(date.day), 2)
        let month = Text.padded(UInt64(date.month), 2)
        return draw.pick([
            "\(day).\(month).\(date.year)", "\(day)/\(month)/\(date.year)", "\(day)-\(month)-\(date.year % 100)",
        ])
    }

    private static func clock(_ time: Int64) -> String {
        let minutes = (time - LocalTime.midnight(before: time)) / LocalTime.minute
        return Text.padded(UInt64(minutes / 60), 2) + "." + Text.padded(UInt64(minutes % 60), 2)
    }

    /// `+919876543210`, `9876543210`, `98765 43210`, `91-9876543210`.
    private static func phone(_ phone: String, _ draw: inout Draw) -> String {
        let digits = String(phone.dropFirst(3))
        switch draw.below(4) {
        case 0: return phone
        case 1: return digits
        case 2: return digits.prefix(5) + " " + digits.suffix(5)
        default: return "91-" + digits
        }
    }

    /// The payments one by one, at most four of them.
    private static func list(_ paid: [FIR.Transfer], _ draw: inout Draw) -> String {
        let parts = paid.prefix(4).enumerated().map { number, transfer in
            var part = "\(number + 1)) " + rupees(transfer.amount.rawValue / 100, &draw)
            if let account = transfer.toAccount { part += " to a/c no. \(account)" }
            if let ifsc = transfer.toIFSC, draw.chance(0.5) { part += " (IFSC \(ifsc))" }
            if let rrn = transfer.rrn { part += draw.pick([" vide RRN ", " ref no. ", " txn id "]) + rrn }
            return part
        }
        return parts.joined(separator: ", ") + (paid.count > 4 ? " and others" : "")
    }
}
