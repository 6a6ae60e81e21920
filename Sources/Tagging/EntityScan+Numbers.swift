import Records

extension EntityScan {
    /// Phones, accounts, references, cards, Aadhaar and IMEI numbers that begin at lexeme `index`, written in one or in groups.
    mutating func number(_ index: Int) -> Int? {
        let start = Int(lexemes[index].start)
        let isPlus = byte(start - 1) == 0x2B
        // Most numbers are short and stand alone.
        if lexemes[index].count < 8 {
            guard let joint = joint(after: index), joint == 0x20 || joint == 0x2D, lexemes[index + 1].isNumber else {
                return nil
            }
        }
        var groups = [lexemes[index].count]
        var last = index
        while groups.count < 5, last + 1 < lexemes.count, lexemes[last + 1].isNumber, !lexemes[last + 1].isTaken,
            let joint = joint(after: last), joint == 0x20 || joint == 0x2D
        {
            last += 1
            groups.append(lexemes[last].count)
        }
        let near = nearestCue(index)
        while !groups.isEmpty {
            let total = groups.reduce(0, +)
            if total >= 9 || (isPlus && total >= 8), total <= 22, Self.isWritten(groups, isPlus: isPlus, near) {
                var digits: [UInt8] = []
                for lexeme in lexemes[index...last] { digits += bytes[Int(lexeme.start)..<Int(lexeme.end)] }
                let isGrouped = groups == [4, 4, 4]
                if let reading = Self.reading(digits, isPlus, isGrouped, near, vocabulary) {
                    let from = isPlus ? start - 1 : start
                    add(
                        reading.kind, reading.value, reading.confidence, from, Int(lexemes[last].end),
                        masked: Self.mask(reading.value, keep: 4))
                    take(index...last)
                    return last + 1
                }
            }
            groups.removeLast()
            last -= 1
        }
        return nil
    }

    /// Ways in which long numbers are cut into groups. One group is always fine.
    private static func isWritten(_ groups: [Int], isPlus: Bool, _ near: Cue) -> Bool {
        if groups.count == 1 { return true }
        let total = groups.reduce(0, +)
        if isPlus { return total <= 15 && groups.allSatisfy { $0 <= 10 } }
        if groups == [4, 4, 4] || groups == [4, 4, 4, 4] || groups == [4, 6, 5] { return true }
        if groups == [5, 5] || groups == [4, 6] || groups == [3, 3, 4] || groups == [4, 3, 3] { return true }
        if groups[0] <= 2, total - groups[0] == 10 { return true }
        // Landlines and toll-free numbers.
        if groups.count == 2, (3...5).contains(groups[0]), total == 11 || (total == 10 && near.contains(.phone)) {
            return true
        }
        return groups[0] == 4 && (total == 10 || total == 11) && groups.count == 3
    }

    struct Reading {
        var kind: Entity.Kind
        var value: String
        var confidence: Double
    }

    private static let numberCues: Cue = [.phone, .account, .card, .reference, .aadhaar, .imei]

    /// The nearest of up to four words before lexeme `index` that tells what a number is.
    func nearestCue(_ index: Int) -> Cue {
        for back in 1...4 {
            let place = index - back
            guard place >= 0 else { return [] }
            let cue = cue(place).intersection(Self.numberCues)
            if !cue.isEmpty { return cue }
            if lexemes[place].isNumber, lexemes[place].count > 3 { return [] }
        }
        return []
    }

    /// What a run of 8 to 22 digits is.
    static func reading(
        _ digits: [UInt8], _ isPlus: Bool, _ isGrouped: Bool, _ near: Cue, _ vocabulary: EntityVocabulary
    ) -> Reading? {
        let text = String(decoding: digits, as: UTF8.self)
        if isPlus {
            return PhoneNumber.international(text, vocabulary).map { Reading(kind: .phone, value: $0, confidence: 1) }
        }
        if near.contains(.reference), digits.count >= 10 {
            return Reading(
                kind: digits.count == 12 ? .rrn : .utr, value: text, confidence: digits.count == 12 ? 0.9 : 0.5)
        }
        if near.contains(.imei), digits.count == 15 {
            return CheckDigits.isLuhn(digits) ? Reading(kind: .imei, value: text, confidence: 1) : nil
        }
        if near.contains(.aadhaar), digits.count == 12 {
            return isAadhaar(digits) ? Reading(kind: .aadhaar, value: text, confidence: 1) : nil
        }
        if near.contains(.card), isCard(digits) { return Reading(kind: .card, value: text, confidence: 1) }
        if near.contains(.account), (9...18).contains(digits.count) {
            return Reading(kind: .account, value: text, confidence: 0.9)
        }
        if let phone = PhoneNumber.indian(text, isTold: near.contains(.phone)) {
            return Reading(kind: .phone, value: phone, confidence: near.contains(.phone) ? 1 : 0.9)
        }
        return bare(digits, text, isGrouped, vocabulary)
    }

    /// Without a word that tells.
    private static func bare(_ digits: [UInt8], _ text: String, _ isGrouped: Bool, _ vocabulary: EntityVocabulary)
        -> Reading?
    {
        if text.hasPrefix("00"), let phone = PhoneNumber.international(String(text.dropFirst(2)), vocabulary) {
            return Reading(kind: .phone, value: phone, confidence: 0.8)
        }
        if digits.count == 12 {
            if isAadhaar(digits), isGrouped || !looksLikeRRN(digits) {
                return Reading(kind: .aadhaar, value: text, confidence: isGrouped ? 1 : 0.7)
            }
            return isGrouped ? nil : Reading(kind: .rrn, value: text, confidence: looksLikeRRN(digits) ? 0.6 : 0.5)
        }
        if (14...19).contains(digits.count), isCard(digits) {
            return Reading(kind: .card, value: text, confidence: 0.9)
        }
        if digits.count == 15, CheckDigits.isLuhn(digits), ["35", "86", "01", "99"].contains(text.prefix(2)) {
            return Reading(kind: .imei, value: text, confidence: 0.6)
        }
        return (11...18).contains(digits.count) && !isGrouped
            ? Reading(kind: .account, value: text, confidence: 0.5) : nil
    }

    /// First digit 2...9, not a palindrome, Verhoeff.
    static func isAadhaar(_ digits: [UInt8]) -> Bool {
        digits.count == 12 && digits[0] >= 0x32 && !digits.elementsEqual(digits.reversed())
            && CheckDigits.isVerhoeff(digits)
    }

    /// Last digit of the year, day of the year, hour: the first six digits of a retrieval reference number.
    private static func looksLikeRRN(_ digits: [UInt8]) -> Bool {
        let value = { (range: Range<Int>) in range.reduce(0) { $0 * 10 + Int(digits[$1]) - 0x30 } }
        return (1...366).contains(value(1..<4)) && value(4..<6) < 24
    }

    /// Luhn, and the issuer's range with its length: Visa, Mastercard, American Express, Diners, JCB, Discover, RuPay, Maestro.
    static func isCard(_ digits: [UInt8]) -> Bool {
        guard (13...19).contains(digits.count) else { return false }
        let head = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let count = digits.count
        let isIssued =
            switch head {
            case 4000...4999: count == 13 || count == 16 || count == 19
            case 5100...5599, 2221...2720, 6011, 6500...6599, 6000...6010, 6012...6099, 8100...8299, 5080...5089,
                3528...3589,
                3536:
                count == 16
            case 3400...3499, 3700...3799: count == 15
            case 3000...3059, 3600...3699, 3800...3899: count == 14
            case 5000...5079, 5600...5999, 6100...6499, 6600...6999: count == 16 || count == 19
            default: false
            }
        return isIssued && CheckDigits.isLuhn(digits)
    }
}

/// Telephone numbers in international form.
enum PhoneNumber {
    /// An Indian number: ten digits from 6, with 0 or 91 before them; a landline with its area code; 1800 and 1860.
    static func indian(_ digits: String, isTold: Bool) -> String? {
        let bytes = Array(digits.utf8)
        let isMobile = { (from: Int) in bytes.count == from + 10 && bytes[from] >= 0x36 && !isOneDigit(bytes[from...]) }
        if isMobile(0) { return "+91" + digits }
        if isMobile(1), bytes[0] == 0x30 { return "+91" + digits.dropFirst() }
        if isMobile(2), bytes[0] == 0x39, bytes[1] == 0x31 { return "+" + digits }
        if isMobile(3), digits.hasPrefix("091") { return "+" + digits.dropFirst() }
        if digits.hasPrefix("1800") || digits.hasPrefix("1860"), (10...11).contains(bytes.count) {
            return "+91" + digits
        }
        let isLandline = bytes.count == 11 && bytes[0] == 0x30 && bytes[1] >= 0x31 && bytes[1] <= 0x38 && isTold
        return isLandline ? "+91" + digits.dropFirst() : nil
    }

    private static func isOneDigit(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 == bytes.first } }

    /// Behind a plus: the calling code and a number of its length.
    static func international(_ digits: String, _ vocabulary: EntityVocabulary) -> String? {
        guard (8...15).contains(digits.utf8.count) else { return nil }
        for length in [3, 2, 1] {
            guard let lengths = vocabulary.callingCodes[String(digits.prefix(length))] else { continue }
            let rest = digits.utf8.count - length
            guard lengths.contains(rest) else { return nil }
            if digits.hasPrefix("91"), let first = digits.dropFirst(2).utf8.first, first < 0x31 { return nil }
            return "+" + digits
        }
        return nil
    }
}
