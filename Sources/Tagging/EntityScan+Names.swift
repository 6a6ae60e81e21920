import Records

extension EntityScan {
    /// Persons, organisations and places, by the words around them and by lists.
    ///
    /// Confidence: 0.6; for an organisation with a word in capitals 0.2 more; for a name of several words 0.1 more.
    mutating func names() {
        knownNames()
        var index = 0
        while index < lexemes.count { index = name(index) }
    }

    /// Names of several words from the lists, in the order of their last words, of these in the order of their first.
    private mutating func knownNames() {
        var known: [(first: Int, last: Int, isPlace: Bool)] = []
        for first in lexemes.indices where lexemes[first].isCapital && lexemes[first].word >= 0 {
            guard vocabulary.words[Int(lexemes[first].word)].beginsName else { continue }
            vocabulary.names.phrases(
                in: bytes, count: min(12, lexemes.count - first),
                token: { Int(lexemes[first + $0].start)..<Int(lexemes[first + $0].end) },
                body: { known.append((first, first + $1 - 1, vocabulary.isPlace[$0])) })
        }
        known.sort { ($0.last, $0.first) < ($1.last, $1.first) }
        for name in known where !lexemes[name.first...name.last].contains(where: \.isTaken) {
            give(name.isPlace ? .place : .organisation, name.first...name.last)
        }
    }

    private mutating func name(_ index: Int) -> Int {
        guard !lexemes[index].isTaken else { return index + 1 }
        let cues = cue(index)
        if cues.contains(.title), isTitle(index),
            let range = capitals(from: afterTitle(index), most: 4, stopsAt: [.title, .organisation])
        {
            // "S/o" is two lexemes, the title the first.
            give(.person, range)
            return range.upperBound + 1
        }
        guard lexemes[index].isWord, lexemes[index].isCapital, lexemes[index].count > 1 else { return index + 1 }
        guard let range = capitals(from: index, most: 6, stopsAt: [.title]) else { return index + 1 }
        if let end = range.last(where: { cue($0).contains(.organisationEnd) }), end > range.lowerBound {
            give(.organisation, max(range.lowerBound, end - 3)...end)
            return end + 1
        }
        if let end = range.last(where: { cue($0).contains(.placeEnd) }), end > range.lowerBound {
            give(.place, max(range.lowerBound, end - 3)...end)
            return end + 1
        }
        if cues.contains(.organisation) {
            give(.organisation, index...index)
            return index + 1
        }
        if cues.contains(.given), range.upperBound > index, !cue(index + 1).contains(.place) {
            let last = min(range.upperBound, index + 2)
            give(.person, index...last)
            return last + 1
        }
        let isBehindPlaceWord = index > 0 && cue(index - 1).contains(.placeBefore) && gap(after: index - 1).count <= 3
        if cues.contains(.place) || (isBehindPlaceWord && cues.isEmpty) {
            give(.place, index...index)
            return index + 1
        }
        return index + 1
    }

    /// One letter is a title only before a stroke: "S/o", not "D.O-".
    private func isTitle(_ index: Int) -> Bool { lexemes[index].count > 1 || joint(after: index) == 0x2F }

    /// Behind "S/o", "Md.", "complainant Smt": the first lexeme of the name.
    private func afterTitle(_ index: Int) -> Int {
        var next = index + 1
        if next < lexemes.count, joint(after: index) == 0x2F, lexemes[next].count == 1 { next += 1 }
        if next < lexemes.count, lexemes[next].count > 1, cue(next).contains(.title), gap(after: next - 1).count <= 2 {
            next += 1
        }
        return next
    }

    /// Words with a capital, one space (or an initial's full stop) between, from `start`.
    private func capitals(from start: Int, most: Int, stopsAt stops: Cue) -> ClosedRange<Int>? {
        var last = start - 1
        while last + 1 < lexemes.count, last - start + 1 < most {
            let next = lexemes[last + 1]
            guard next.isWord, next.isCapital, !next.isTaken else { break }
            let cues = cue(last + 1)
            guard cues.isDisjoint(with: [.ordinary, .month, .currency]), last < start || cues.isDisjoint(with: stops)
            else { break }
            if last >= start {
                let gap = gap(after: last)
                let isInitial = lexemes[last].count <= 2 && gap.count <= 2 && bytes[gap.lowerBound] == 0x2E
                guard joint(after: last) == 0x20 || isInitial else { break }
            } else if start > 0, gap(after: start - 1).count > 3 {
                break
            }
            last += 1
        }
        return last >= start ? start...last : nil
    }

    private mutating func give(_ kind: Entity.Kind, _ range: ClosedRange<Int>) {
        let start = Int(lexemes[range.lowerBound].start)
        let end = Int(lexemes[range.upperBound].end)
        guard end - start <= 120 else { return }
        let value = string(start, end)
        var confidence = 0.6
        if kind == .organisation, lexemes[range].contains(where: { $0.shape & 8 == 0 && $0.count > 1 }) {
            confidence += 0.2
        }
        if range.count > 1 { confidence += 0.1 }
        let masked = kind == .person ? Self.initials(value) : value
        add(kind, value, (confidence * 10).rounded() / 10, start, end, masked: masked)
        take(range)
    }

    /// `P**** B*****`
    private static func initials(_ name: String) -> String {
        guard name.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else {
            return name.split(separator: " ")
                .map { $0.prefix(1) + String(repeating: "*", count: max(0, $0.count - 1)) }.joined(separator: " ")
        }
        var masked: [UInt8] = []
        masked.reserveCapacity(name.utf8.count)
        var isInside = false
        for byte in name.utf8 {
            if byte == 0x20 {
                isInside = false
                continue
            }
            if !isInside, !masked.isEmpty { masked.append(0x20) }
            masked.append(isInside ? 0x2A : byte)
            isInside = true
        }
        return String(decoding: masked, as: UTF8.self)
    }
}
