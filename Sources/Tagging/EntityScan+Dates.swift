import Records

extension EntityScan {
    /// `15.12.2024`, `15/12/24`, `15-12-2024`, `2024-12-15`, `15,Dec,2024`, `15th of December 2024`; normal form `2024-12-15`.
    mutating func date(_ index: Int) -> Int? {
        guard index + 1 < lexemes.count else { return nil }
        if let joint = joint(after: index), [0x2E, 0x2F, 0x2D].contains(joint), index + 2 < lexemes.count,
            self.joint(after: index + 1) == joint, let a = digits(index), let b = digits(index + 1),
            let c = digits(index + 2), !continues(index + 2, joint),
            !(index > 0 && self.joint(after: index - 1) == joint)
        {
            if lexemes[index].count == 4 { return addDate(c, b, a, index...(index + 2)) }
            guard lexemes[index].count <= 2, lexemes[index + 1].count <= 2, let year = year(index + 2) else {
                return nil
            }
            return addDate(a, b, year, index...(index + 2))
        }
        // Day, month's name, year.
        guard let day = day(index) else { return nil }
        var next = index + 1
        if next < lexemes.count, cue(next).contains(.ordinal) { next += 1 }
        guard next + 1 < lexemes.count, cue(next).contains(.month), gap(after: next - 1).count <= 2,
            gap(after: next).count <= 2, let year = year(next + 1)
        else { return nil }
        return addDate(day, value(next), year, index...(next + 1))
    }

    /// `December 15, 2024`.
    mutating func dateFromMonth(_ index: Int) -> Int? {
        guard index + 2 < lexemes.count, let day = day(index + 1), gap(after: index).count <= 2,
            gap(after: index + 1).count <= 2, lexemes[index + 2].count == 4, let year = year(index + 2)
        else { return nil }
        return addDate(day, value(index), year, index...(index + 2))
    }

    private func continues(_ index: Int, _ joint: UInt8) -> Bool {
        self.joint(after: index) == joint && lexemes[index + 1].isNumber
    }

    /// `15` or `15th`.
    private func day(_ index: Int) -> Int64? {
        guard index < lexemes.count else { return nil }
        let lexeme = lexemes[index]
        if lexeme.isNumber { return lexeme.count <= 2 ? digits(index) : nil }
        guard lexeme.shape & 0x12 == 2, (3...4).contains(lexeme.count) else { return nil }
        let tail = [ByteTrie.lowered(bytes[Int(lexeme.end) - 2]), ByteTrie.lowered(bytes[Int(lexeme.end) - 1])]
        guard ["st", "nd", "rd", "th"].contains(String(decoding: tail, as: UTF8.self)) else { return nil }
        var value: Int64 = 0
        for place in Int(lexeme.start)..<(Int(lexeme.end) - 2) {
            guard bytes[place] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int64(bytes[place] - 0x30)
        }
        return value
    }

    private func year(_ index: Int) -> Int64? {
        guard let value = digits(index) else { return nil }
        if lexemes[index].count == 2 { return value + (value < 50 ? 2_000 : 1_900) }
        return lexemes[index].count == 4 && (1_900...2_100).contains(value) ? value : nil
    }

    private mutating func addDate(_ day: Int64, _ month: Int64, _ year: Int64, _ range: ClosedRange<Int>) -> Int? {
        guard (1...12).contains(month), day >= 1, (1_900...2_100).contains(year) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let longest: Int64 = [4, 6, 9, 11].contains(month) ? 30 : month == 2 ? (isLeap ? 29 : 28) : 31
        guard day <= longest else { return nil }
        let two = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
        let start = Int(lexemes[range.lowerBound].start)
        add(.date, "\(year)-\(two(month))-\(two(day))", 0.95, start, Int(lexemes[range.upperBound].end))
        take(range)
        return range.upperBound + 1
    }

    // MARK: Times

    /// `14:30hrs`, `14.30 hrs`, `2:30 pm`, `14:30`, `11 am`, `1430 hrs`; normal form `14:30`.
    mutating func time(_ index: Int) -> Int? {
        guard let (head, isGluedHead) = leading(index), lexemes[index].count <= 6 else { return nil }
        let count = lexemes[index].count
        if !isGluedHead, let joint = joint(after: index), joint == 0x3A || joint == 0x2E, index + 1 < lexemes.count,
            count <= 2, let (minute, isGlued) = leading(index + 1), lexemes[index + 1].shape & 2 != 0,
            digitCount(index + 1) == 2
        {
            // Seconds are read over.
            var last = index + 1
            if joint == 0x3A, !isGlued, last + 1 < lexemes.count, self.joint(after: last) == 0x3A,
                digitCount(last + 1) == 2
            {
                last += 1
            }
            let (suffix, end) = suffix(
                after: last, isGlued: isGlued || (last > index + 1 && lexemes[last].shape & 1 != 0))
            let isTold = suffix != nil || joint == 0x3A || cue(index - 1).contains(.clock)
            guard isTold else { return nil }
            return addTime(head, minute, suffix, index...end, suffix != nil ? 0.95 : joint == 0x3A ? 0.9 : 0.7)
        }
        let (suffix, end) = suffix(after: index, isGlued: isGluedHead)
        guard let suffix else { return nil }
        if digitCount(index) == 4 { return addTime(head / 100, head % 100, suffix, index...end, 0.9) }
        guard digitCount(index) <= 2, suffix != .hours || isGluedHead || cue(index - 1).contains(.clock) else {
            return nil
        }
        return addTime(head, 0, suffix, index...end, 0.85)
    }

    private enum Suffix { case morning, evening, hours }

    private func digitCount(_ index: Int) -> Int {
        bytes[Int(lexemes[index].start)..<Int(lexemes[index].end)].prefix { $0 &- 0x30 < 10 }.count
    }

    /// The leading digits, and whether letters are glued to them.
    private func leading(_ index: Int) -> (Int64, Bool)? {
        let lexeme = lexemes[index]
        let count = digitCount(index)
        guard (1...4).contains(count), lexeme.count <= 9 else { return nil }
        var value: Int64 = 0
        for place in 0..<count { value = value * 10 + Int64(bytes[Int(lexeme.start) + place] - 0x30) }
        return (value, count < lexeme.count)
    }

    private func suffix(after index: Int, isGlued: Bool) -> (Suffix?, Int) {
        if isGlued {
            let range = (Int(lexemes[index].start) + digitCount(index))..<Int(lexemes[index].end)
            let word = vocabulary.trie.word(bytes, range)
            guard word >= 0 else { return (nil, index) }
            return (suffix(vocabulary.words[Int(word)]), index)
        }
        guard index + 1 < lexemes.count, gap(after: index).count <= 1 else { return (nil, index) }
        // "a.m." is two lexemes.
        if index + 2 < lexemes.count, lexemes[index + 1].count == 1, joint(after: index + 1) == 0x2E,
            lexemes[index + 2].count == 1, bytes[Int(lexemes[index + 2].start)] | 0x20 == 0x6D
        {
            let letter = bytes[Int(lexemes[index + 1].start)] | 0x20
            if letter == 0x61 { return (.morning, index + 2) }
            if letter == 0x70 { return (.evening, index + 2) }
        }
        guard lexemes[index + 1].word >= 0 else { return (nil, index) }
        let found = suffix(vocabulary.words[Int(lexemes[index + 1].word)])
        return (found, found == nil ? index : index + 1)
    }

    private func suffix(_ word: EntityVocabulary.Word) -> Suffix? {
        guard word.cue.contains(.hours) else { return nil }
        return word.value == 1 ? .morning : word.value == 2 ? .evening : .hours
    }

    private mutating func addTime(
        _ hour: Int64, _ minute: Int64, _ suffix: Suffix?, _ range: ClosedRange<Int>, _ confidence: Double
    ) -> Int? {
        var hour = hour
        if suffix == .evening, hour < 12 { hour += 12 }
        if suffix == .morning, hour == 12 { hour = 0 }
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        let two = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
        add(
            .time, two(hour) + ":" + two(minute), confidence, Int(lexemes[range.lowerBound].start),
            Int(lexemes[range.upperBound].end))
        take(range)
        return range.upperBound + 1
    }
}
