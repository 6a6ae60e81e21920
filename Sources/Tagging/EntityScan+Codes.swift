import Records

extension EntityScan {
    /// Identifiers of letters and digits in one word: IFSC, PAN, GSTIN, UTR, crypto addresses.
    mutating func code(_ index: Int) -> Int? {
        let lexeme = lexemes[index]
        guard lexeme.shape & 0x13 == 3, lexeme.count >= 10 else { return nil }
        if lexeme.count >= 26, let next = crypto(index) { return next }
        guard lexeme.count <= 22 else { return nil }
        let upper = bytes[Int(lexeme.start)..<Int(lexeme.end)].map { $0 &- 0x61 < 26 ? $0 - 32 : $0 }
        guard let reading = reading(upper, near: nearestCue(index)) else { return nil }
        let masked = reading.kind == .ifsc ? reading.value : Self.mask(reading.value, keep: 4)
        add(reading.kind, reading.value, reading.confidence, Int(lexeme.start), Int(lexeme.end), masked: masked)
        take(index...index)
        return index + 1
    }

    private func reading(_ upper: [UInt8], near: Cue) -> Reading? {
        let letters = { (range: Range<Int>) in upper[range].allSatisfy { $0 &- 0x41 < 26 } }
        let digits = { (range: Range<Int>) in upper[range].allSatisfy { $0 &- 0x30 < 10 } }
        let value = String(decoding: upper, as: UTF8.self)
        switch upper.count {
        case 11 where letters(0..<4) && upper[4] == 0x30:
            let isKnown = vocabulary.bankCodes.contains(String(value.prefix(4)))
            return Reading(kind: .ifsc, value: value, confidence: isKnown ? 0.95 : 0.8)
        case 10 where letters(0..<5) && digits(5..<9) && letters(9..<10) && Self.holders.contains(upper[3]):
            return Reading(kind: .pan, value: value, confidence: 0.95)
        case 15 where digits(0..<2) && letters(2..<7) && digits(7..<11) && letters(11..<12) && upper[13] == 0x5A:
            let state = Int(upper[0] - 0x30) * 10 + Int(upper[1] - 0x30)
            guard (1...38).contains(state) || state == 97 || state == 99, CheckDigits.isGSTIN(upper) else { return nil }
            return Reading(kind: .gstin, value: value, confidence: 1)
        case 16...22 where letters(0..<4) && digits((upper.count - 9)..<upper.count):
            let isKnown = vocabulary.bankCodes.contains(String(value.prefix(4)))
            return Reading(kind: .utr, value: value, confidence: near.contains(.reference) || isKnown ? 0.95 : 0.8)
        default: return nil
        }
    }

    /// Kinds of holders: association, body, company, firm, government, family, artificial person, local authority, person, trust.
    private static let holders = Array("ABCFGHJLPT".utf8)

    mutating func crypto(_ index: Int) -> Int? {
        let lexeme = lexemes[index]
        guard (26...90).contains(lexeme.count), lexeme.shape & 16 == 0,
            let (value, isProved) = CryptoAddress.normal(Array(bytes[Int(lexeme.start)..<Int(lexeme.end)]))
        else { return nil }
        add(
            .crypto, value, isProved ? 1 : 0.8, Int(lexeme.start), Int(lexeme.end), masked: Self.mask(value, keep: 6))
        take(index...index)
        return index + 1
    }

    // MARK: Vehicles

    /// `WB 02 AB 1234`, `DL-3C-AB-1234`, `MH12DE1433`, `22 BH 1234 AA`; normal form without spaces.
    mutating func vehicle(_ index: Int) -> Int? {
        guard lexemes[index].shape & 16 == 0, lexemes[index].count <= 10, mayBeVehicle(index) else { return nil }
        let isTold = context(index).contains(.vehicle)
        var compact: [UInt8] = []
        var best: (last: Int, value: [UInt8])?
        for last in index..<min(index + 4, lexemes.count) {
            if last > index {
                guard let joint = joint(after: last - 1), joint == 0x20 || joint == 0x2D else { break }
            }
            guard !lexemes[last].isTaken, lexemes[last].shape & 16 == 0, compact.count + lexemes[last].count <= 11
            else { break }
            compact += bytes[Int(lexemes[last].start)..<Int(lexemes[last].end)]
            if isTold || !compact.contains(where: { $0 &- 0x61 < 26 }), isVehicle(compact, isTold: isTold) {
                best = (last, compact.map { $0 &- 0x61 < 26 ? $0 - 32 : $0 })
            }
        }
        guard let best else { return nil }
        let value = String(decoding: best.value, as: UTF8.self)
        add(
            .vehicle, value, isTold ? 0.95 : 0.85, Int(lexemes[index].start), Int(lexemes[best.last].end),
            masked: Self.mask(value, keep: 4))
        take(index...best.last)
        return best.last + 1
    }

    /// A glance before anything is built: digits stand in the word or begin the next one.
    private func mayBeVehicle(_ index: Int) -> Bool {
        let lexeme = lexemes[index]
        let next = index + 1 < lexemes.count ? lexemes[index + 1] : lexeme
        if lexeme.isNumber {
            return lexeme.count == 2 && next.count == 2 && bytes[Int(next.start)] | 0x20 == 0x62
        }
        return lexeme.count > 5 || (bytes[Int(next.start)] &- 0x30 < 10 && gap(after: index).count == 1)
    }

    /// State, district's number, up to three letters, number; or the BH series.
    private func isVehicle(_ text: [UInt8], isTold: Bool) -> Bool {
        let upper = text.map { $0 &- 0x61 < 26 ? $0 - 32 : $0 }
        guard upper.count >= 7 else { return false }
        var index = 0
        func run(_ base: UInt8, _ count: UInt8) -> Int {
            let start = index
            while index < upper.count, upper[index] &- base < count { index += 1 }
            return index - start
        }
        if upper[0] &- 0x30 < 10 {
            return run(0x30, 10) == 2 && run(0x41, 26) == 2 && upper[2] == 0x42 && upper[3] == 0x48
                && run(0x30, 10) == 4
                && (1...2).contains(run(0x41, 26)) && index == upper.count
        }
        guard run(0x41, 26) == 2, vocabulary.vehicleStates.contains(String(decoding: upper[..<2], as: UTF8.self)),
            (1...2).contains(run(0x30, 10))
        else { return false }
        let series = run(0x41, 26)
        let number = run(0x30, 10)
        guard index == upper.count, series <= 3 else { return false }
        return number == 4 ? series > 0 || isTold : isTold && series > 0 && number > 0
    }
}
