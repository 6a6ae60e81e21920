import Records

extension EntityScan {
    /// `Rs. 1,25,000/-`, `₹49,999.50`, `INR 500`, `1.25 lakh`, `Rs 2 crore 5 lakh`, `Rs5000`, `5,000/-`, `500 rupees`.
    mutating func amount(_ index: Int) -> Int? {
        guard let (value, last) = figure(index) else { return short(index) }
        var paise = value
        let (isMarked, start) = mark(before: index)
        var end = Int(lexemes[last].end)
        var next = last + 1
        var hasUnit = false
        if let factor = unit(at: next), next < lexemes.count {
            hasUnit = true
            paise = paise.multipliedReportingOverflow(by: factor).partialValue
            end = Int(lexemes[next].end)
            next += 1
            while let (more, after, factor) = smaller(at: next, than: paise) {
                paise += more.multipliedReportingOverflow(by: factor).partialValue
                end = Int(lexemes[after].end)
                next = after + 1
            }
        }
        var isClosed = false
        if byte(end) == 0x2F, byte(end + 1) == 0x2D || byte(end + 1) == 0x3D {
            isClosed = true
            end += 2
        }
        let named = next < lexemes.count && cue(next).contains(.currency) && gap(after: next - 1).count <= 2
        guard isMarked || isClosed || named || (hasUnit && paise >= 1_000_000), paise > 0,
            paise <= MinorUnits.largest.rawValue
        else { return nil }
        let confidence = isMarked ? 0.95 : isClosed || named ? 0.9 : 0.85
        add(.amount, MinorUnits(paise).rupees, confidence, start, end)
        take(index...(next - 1))
        return next
    }

    /// `25k`, `5lakh`, `2cr`: the unit is glued to the figure.
    private mutating func short(_ index: Int) -> Int? {
        let lexeme = lexemes[index]
        var split = Int(lexeme.start)
        while split < Int(lexeme.end), bytes[split] &- 0x30 < 10 { split += 1 }
        guard (1...5).contains(split - Int(lexeme.start)), split < Int(lexeme.end) else { return nil }
        let word = vocabulary.trie.word(bytes, split..<Int(lexeme.end))
        guard word >= 0, vocabulary.words[Int(word)].cue.contains(.unit) else { return nil }
        let factor = vocabulary.words[Int(word)].value
        let (isMarked, start) = mark(before: index)
        let paise = number(Int(lexeme.start), split) * 100 * factor
        guard isMarked || factor >= 100_000, paise > 0, paise <= MinorUnits.largest.rawValue else { return nil }
        add(.amount, MinorUnits(paise).rupees, isMarked ? 0.95 : 0.85, start, Int(lexeme.end))
        take(index...index)
        return index + 1
    }

    /// Rs, INR, ₹ or Rupees before lexeme `index`, also glued to it; and where the amount begins.
    private func mark(before index: Int) -> (Bool, Int) {
        let start = Int(lexemes[index].start)
        if lexemes[index].shape & 1 != 0, bytes[start] &- 0x30 >= 10 { return (true, start) }
        if byte(start - 1) == FoldedText.rupee { return (true, start - 1) }
        if byte(start - 1) == 0x20, byte(start - 2) == FoldedText.rupee { return (true, start - 2) }
        guard index > 0 else { return (false, start) }
        let previous = lexemes[index - 1]
        let isNear =
            start - Int(previous.end) <= 3
            && bytes[Int(previous.end)..<start].allSatisfy { $0 == 0x20 || $0 == 0x2E || $0 == 0x3A || $0 == 0x2D }
        return cue(index - 1).contains(.currency) && isNear ? (true, Int(previous.start)) : (false, start)
    }

    /// Paise of a figure that begins at lexeme `index`, with groups and decimals; and its last lexeme.
    private func figure(_ index: Int) -> (Int64, Int)? {
        let lexeme = lexemes[index]
        var start = Int(lexeme.start)
        if !lexeme.isNumber {
            // Glued: Rs5000, INR5000.
            while start < Int(lexeme.end), bytes[start] &- 0x30 >= 10 { start += 1 }
            let word = vocabulary.trie.word(bytes, Int(lexeme.start)..<start)
            let isMark = word >= 0 && vocabulary.words[Int(word)].cue.contains(.currency)
            guard isMark, start < Int(lexeme.end) else { return nil }
            for place in start..<Int(lexeme.end) where bytes[place] &- 0x30 >= 10 { return nil }
        }
        guard Int(lexeme.end) - start <= 13 else { return nil }
        var whole = number(start, Int(lexeme.end))
        var last = index
        // Groups of two or three digits behind commas.
        while last + 1 < lexemes.count, joint(after: last) == 0x2C, lexemes[last + 1].isNumber,
            (2...3).contains(lexemes[last + 1].count), whole < 100_000_000_000
        {
            last += 1
            whole =
                whole * (lexemes[last].count == 2 ? 100 : 1_000)
                + number(Int(lexemes[last].start), Int(lexemes[last].end))
        }
        var paise = whole * 100
        if last + 1 < lexemes.count, joint(after: last) == 0x2E, lexemes[last + 1].isNumber,
            lexemes[last + 1].count <= 2
        {
            last += 1
            let fraction = number(Int(lexemes[last].start), Int(lexemes[last].end))
            paise += lexemes[last].count == 1 ? fraction * 10 : fraction
        }
        return (paise, last)
    }

    private func number(_ start: Int, _ end: Int) -> Int64 {
        var value: Int64 = 0
        for place in start..<end { value = value * 10 + Int64(bytes[place] &- 0x30) }
        return value
    }

    private func unit(at index: Int) -> Int64? {
        guard index > 0, index < lexemes.count, cue(index).contains(.unit), gap(after: index - 1).count <= 2 else {
            return nil
        }
        return value(index)
    }

    /// "5 lakh 20 thousand": a smaller unit that follows.
    private func smaller(at index: Int, than paise: Int64) -> (Int64, Int, Int64)? {
        guard index + 1 < lexemes.count, lexemes[index].isNumber, lexemes[index].count <= 2,
            gap(after: index - 1).count <= 1, let factor = unit(at: index + 1), let value = digits(index),
            value * 100 * factor < paise
        else { return nil }
        return (value * 100, index + 1, factor)
    }
}
