import Records

extension EntityScan {
    /// Phones, accounts, references, cards, Aadhaar numbers and amounts.
    mutating func number(_ text: String, _ lower: String, _ start: Int, _ end: Int) {
        if amount(lower, start, end) { return }
        let digits = String(decoding: lower.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
        let others = lower.utf8.filter {
            !($0 >= 0x30 && $0 <= 0x39) && $0 != 0x2B && $0 != 0x2D && $0 != 0x2E && $0 != 0x2F
        }
        guard digits.count >= 9, others.isEmpty else { return }
        let isReference = follows(["rrn", "ref", "reference", "utr", "txn", "transaction"])
        let isAccount =
            follows(["a/c", "ac", "account", "acct", "a/c.", "acc", "no", "number"])
            && follows(["a/c", "ac", "account", "acct", "a/c.", "acc"])
        if digits.count == 12, isReference {
            add(.rrn, digits, 0.9, start, end)
        } else if isAccount, (9...18).contains(digits.count) {
            add(.account, digits, 0.9, start, end)
        } else if let phone = Self.phone(digits, plus: lower.hasPrefix("+")) {
            add(.phone, phone, lower.hasPrefix("+91") ? 1 : 0.9, start, end)
        } else if digits.count == 12, Self.isVerhoeff(digits), let first = digits.utf8.first, first >= 0x32 {
            add(.aadhaar, digits, 1, start, end)
        } else if (13...19).contains(digits.count), Self.isLuhn(digits), let first = digits.utf8.first, first >= 0x33,
            first <= 0x36
        {
            add(.card, digits, 1, start, end)
        } else if digits.count == 12 {
            add(.rrn, digits, 0.5, start, end)
        } else if (11...18).contains(digits.count) {
            add(.account, digits, 0.5, start, end)
        }
    }

    private func follows(_ words: Set<String>) -> Bool {
        context.contains { word in words.contains(word.trimming(":.-")) || words.contains(word) }
    }

    static func phone(_ digits: String, plus: Bool) -> String? {
        let bytes = Array(digits.utf8)
        let isMobile = { (from: Int) in bytes.count == from + 10 && bytes[from] >= 0x36 }
        if isMobile(0), !plus { return "+91" + digits }
        if isMobile(1), bytes[0] == 0x30 { return "+91" + digits.dropFirst() }
        if isMobile(2), bytes[0] == 0x39, bytes[1] == 0x31 { return "+" + digits }
        return plus && (10...15).contains(bytes.count) ? "+" + digits : nil
    }

    // MARK: Amounts

    private mutating func amount(_ lower: String, _ start: Int, _ end: Int) -> Bool {
        var rest = Substring(lower)
        var isMarked = false
        for mark in ["rs.", "rs", "inr", "₹"] where rest.hasPrefix(mark) {
            rest = rest.dropFirst(mark.count)
            isMarked = true
            break
        }
        if !isMarked { isMarked = ["rs", "rs.", "inr", "₹", "rupees"].contains(context.last ?? "") }
        if rest.hasSuffix("/-") {
            rest = rest.dropLast(2)
            isMarked = true
        }
        let plain = rest.filter { $0 != "," }
        guard isMarked, !plain.isEmpty, plain.first != ".", let value = Self.paise(plain) else { return false }
        var paise = value
        let after = wordAfter(end)
        if ["lakh", "lakhs", "lac", "lacs"].contains(after) {
            paise = paise.multipliedReportingOverflow(by: 100_000).partialValue
        }
        if ["crore", "crores", "cr"].contains(after) {
            paise = paise.multipliedReportingOverflow(by: 10_000_000).partialValue
        }
        guard paise > 0, paise <= MinorUnits.largest.rawValue else { return false }
        add(.amount, MinorUnits(paise).rupees, 0.95, start, end, keep: 32)
        return true
    }

    private static func paise(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0, whole < 10_000_000_000_000 else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard !parts[1].isEmpty, parts[1].count <= 2, let fraction = Int64(parts[1]) else { return nil }
        return whole * 100 + (parts[1].count == 1 ? fraction * 10 : fraction)
    }

    // MARK: Checksums

    /// Verhoeff's dihedral check (1969), as Aadhaar uses it.
    static func isVerhoeff(_ digits: String) -> Bool {
        let multiply: [[Int]] = (0..<10).map { a in
            (0..<10).map { b in
                switch (a < 5, b < 5) {
                case (true, true): (a + b) % 5
                case (true, false): (a + b - 5) % 5 + 5
                case (false, true): (a - 5 - b + 5) % 5 + 5
                case (false, false): (a - b + 5) % 5
                }
            }
        }
        let base = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var check = 0
        for (position, byte) in digits.utf8.reversed().enumerated() {
            var digit = Int(byte) - 0x30
            for _ in 0..<(position % 8) { digit = base[digit] }
            check = multiply[check][digit]
        }
        return check == 0
    }

    /// Luhn's mod-10 check (ISO/IEC 7812-1).
    static func isLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (position, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte) - 0x30
            let doubled = position % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}

extension String {
    func trimming(_ characters: String) -> String {
        var text = Substring(self)
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
