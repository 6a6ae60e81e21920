import Records

extension EntityScan {
    /// Identifiers made of letters and digits.
    mutating func code(_ text: String, _ start: Int, _ end: Int) -> Bool {
        let upper = Array(text.uppercased().utf8)
        let letter = { (byte: UInt8) in byte >= 0x41 && byte <= 0x5A }
        let digit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        let alnum = { (byte: UInt8) in letter(byte) || digit(byte) }
        guard upper.allSatisfy(alnum), upper.contains(where: letter) else { return false }
        let value = String(decoding: upper, as: UTF8.self)
        if upper.count == 11, upper[..<4].allSatisfy(letter), upper[4] == 0x30 {
            add(.ifsc, value, 0.95, start, end, keep: 11)
            return true
        }
        if upper.count == 10, upper[..<5].allSatisfy(letter), upper[5..<9].allSatisfy(digit), letter(upper[9]),
            Array("ABCFGHJLPT".utf8).contains(upper[3])
        {
            add(.pan, value, 0.95, start, end)
            return true
        }
        if (16...22).contains(upper.count), upper[..<4].allSatisfy(letter), upper.suffix(9).allSatisfy(digit) {
            add(.utr, value, 0.85, start, end)
            return true
        }
        return crypto(text, start, end)
    }

    /// By form only: the checksums need SHA-256 and Keccak, so the confidence says so.
    private mutating func crypto(_ text: String, _ start: Int, _ end: Int) -> Bool {
        let bytes = Array(text.utf8)
        let isBase58 = bytes.allSatisfy { byte in
            (byte >= 0x31 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A && byte != 0x49 && byte != 0x4F)
                || (byte >= 0x61 && byte <= 0x7A && byte != 0x6C)
        }
        let isHex =
            text.hasPrefix("0x") && bytes.count == 42
            && bytes.dropFirst(2).allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) }
        let isTron = text.hasPrefix("T") && bytes.count == 34 && isBase58
        let isBitcoin = (text.hasPrefix("1") || text.hasPrefix("3")) && (26...35).contains(bytes.count) && isBase58
        let isSegwit = text.hasPrefix("bc1") && (42...62).contains(bytes.count)
        guard isHex || isTron || isBitcoin || isSegwit else { return false }
        add(.crypto, text, 0.7, start, end, keep: 6)
        return true
    }
}
