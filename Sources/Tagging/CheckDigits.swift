/// The check digits of identifiers. Each takes plain digits or upper-case ASCII and never traps on others.
enum CheckDigits {
    /// Verhoeff's dihedral check (1969), as Aadhaar uses it.
    static func isVerhoeff(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var check = 0
        for (position, byte) in digits.reversed().enumerated() {
            guard byte &- 0x30 < 10 else { return false }
            check = multiplied[check * 10 + permuted[position % 8 * 10 + Int(byte) - 0x30]]
        }
        return check == 0
    }

    private static let multiplied: [Int] = (0..<100).map { pair in
        let (a, b) = (pair / 10, pair % 10)
        return switch (a < 5, b < 5) {
        case (true, true): (a + b) % 5
        case (true, false): (a + b - 5) % 5 + 5
        case (false, true): (a - b) % 5 + 5
        case (false, false): (a - b + 5) % 5
        }
    }

    private static let permuted: [Int] = {
        let base = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var rows = [Array(0..<10)]
        while rows.count < 8 { rows.append((rows.last ?? []).map { base[$0] }) }
        return rows.flatMap(\.self)
    }()

    /// Luhn's mod-10 check (ISO/IEC 7812-1): cards, IMEI.
    static func isLuhn(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        for (position, byte) in digits.reversed().enumerated() {
            guard byte &- 0x30 < 10 else { return false }
            let digit = Int(byte) - 0x30
            let doubled = position % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// The last character of a GSTIN: each of the first 14 times 1, 2, 1, 2 ..., digits of base 36 added (as the tax portal checks it).
    static func isGSTIN(_ text: [UInt8]) -> Bool {
        guard text.count == 15 else { return false }
        var sum = 0
        var last = 0
        for (position, byte) in text.enumerated() {
            guard let value = base36(byte) else { return false }
            last = value
            guard position < 14 else { break }
            let product = value * (position % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        return (36 - sum % 36) % 36 == last
    }

    private static func base36(_ byte: UInt8) -> Int? {
        if byte &- 0x30 < 10 { return Int(byte) - 0x30 }
        return byte &- 0x41 < 26 ? Int(byte) - 0x41 + 10 : nil
    }
}
