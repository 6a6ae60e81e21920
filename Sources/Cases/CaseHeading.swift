/// What a heading such as `Park Street P.S. C/No. 156 dated 15,Dec,2024 u/s 66C IT Act` says.
struct CaseHeading: Equatable {
    var station: String?
    /// `156`, or `156/2024` when the heading says so.
    var number: String?
    var sections: [String] = []

    /// Total: what is not found stays nil.
    init(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let plain = words.map { $0.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "/" } }
        if let end = plain.firstIndex(where: { $0 == "ps" || $0 == "policestation" || $0 == "station" }), end > 0 {
            let isWritten = plain[end] == "station" && plain[end - 1] == "police"
            station = words[..<(isWritten ? end - 1 : end)].joined(separator: " ")
        }
        number = Self.number(plain)
        if let mark = plain.firstIndex(where: { $0.hasPrefix("u/s") }) {
            var rest = Array(words[mark...])
            rest[0] = String(rest[0].drop { !$0.isNumber })
            sections = rest.joined(separator: " ").split(separator: ",").map {
                String($0).trimmingSpaces.trimmingPrefixCharacters("-–.: ")
            }.filter { !$0.isEmpty }
        }
        if station?.isEmpty == true { station = nil }
    }

    private static func number(_ words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            let isMark = ["c/no", "caseno", "no", "firno", "c/n"].contains { word.hasPrefix($0) }
            guard isMark else { continue }
            let digits = word.drop { !$0.isNumber }
            if let value = number(String(digits)) { return value }
            if index + 1 < words.count, let value = number(words[index + 1]) { return value }
        }
        return nil
    }

    private static func number(_ text: String) -> String? {
        let parts = text.split(separator: "/")
        guard let first = parts.first, parts.count <= 2, first.count <= 6, Int(first) != nil else { return nil }
        if parts.count == 2, Int(parts[1]) == nil { return nil }
        return text
    }
}

extension String {
    var trimmingSpaces: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }

    fileprivate func trimmingPrefixCharacters(_ set: String) -> String { String(drop { set.contains($0) }) }
}
