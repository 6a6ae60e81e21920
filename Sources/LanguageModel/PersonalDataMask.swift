/// A text whose identifiers and names were replaced by placeholders such as `[NUMBER_1]`, and the way back.
///
/// What leaves: no run of five or more digits (phones, accounts, cards, Aadhaar, references, pin codes, also when spaces or
/// dashes cut them, also in Indian scripts), no e-mail or UPI address, no URL, no PAN, IFSC or other code of letters and
/// digits, no name after "one", a title or "S/o". What stays: amounts of money, dates, hours, sections of law.
/// The map stays in memory: the same text gives the same placeholders.
///
/// Names that no such word announces are not found. One pass, about a microsecond for ten words.
public struct PersonalDataMask: Sendable, Equatable {
    /// What may leave.
    public let text: String
    /// Placeholder and what it stands for, in order.
    public let replaced: [(placeholder: String, original: String)]

    public init(_ original: String) {
        var scan = MaskScan(original)
        scan.run()
        text = scan.output
        replaced = scan.replaced
    }

    /// `text` with the placeholders turned back.
    public func unmask(_ text: String) -> String {
        guard text.contains("[") else { return text }
        return replaced.reduce(text) { $0.replacing($1.placeholder, with: $1.original) }
    }

    public static func == (a: Self, b: Self) -> Bool {
        a.text == b.text && a.replaced.elementsEqual(b.replaced, by: ==)
    }
}

/// The scan: words between white space, each judged with the word before.
private struct MaskScan {
    private let scalars: [Unicode.Scalar]
    var output = ""
    var replaced: [(placeholder: String, original: String)] = []
    private var known: [String: String] = [:]
    private var counts: [String: Int] = [:]
    /// Lower case, without the punctuation at its end.
    private var before = ""

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func run() {
        var index = 0
        while index < scalars.count {
            if Self.isSpace(scalars[index]) {
                output.unicodeScalars.append(scalars[index])
                index += 1
                continue
            }
            if let end = number(at: index) ?? name(at: index) {
                index = end
                continue
            }
            index = word(at: index)
        }
    }

    // MARK: Numbers

    /// A number with what joins its digits, from `start`; nil when none starts there. Writes it or its placeholder.
    private mutating func number(at start: Int) -> Int? {
        guard
            Self.isDigit(scalars[start])
                || (scalars[start] == "+" && start + 1 < scalars.count && Self.isDigit(scalars[start + 1]))
        else { return nil }
        var end = start + 1
        var digits = Self.isDigit(scalars[start]) ? 1 : 0
        var longest = digits
        var run = digits
        var joints: Set<Unicode.Scalar> = []
        while end < scalars.count {
            if Self.isDigit(scalars[end]) {
                digits += 1
                run += 1
                longest = max(longest, run)
                end += 1
            } else if end + 1 < scalars.count, Self.isDigit(scalars[end + 1]), Self.joints.contains(scalars[end]) {
                joints.insert(scalars[end])
                run = 0
                end += 1
            } else {
                break
            }
        }
        // Letters right after it: a short code or an hour, judged as a word; a long number is one all the same.
        if end < scalars.count, digits < 5 || (scalars[end] == "@" && !joints.contains(" ")),
            Self.isLetter(scalars[end]) || scalars[end] == "@" || scalars[end] == "_"
        {
            return nil
        }
        if let amount = amount(from: start, to: end, digits: digits, joints: joints) { return amount }
        if let date = date(from: start) { return date }
        guard longest >= 5 || digits >= 8 else {
            // Only up to the first gap: what follows may be a number of its own.
            let stop = (start..<end).first { Self.isSpace(scalars[$0]) } ?? end
            copy(start, stop, isSafe: true)
            return stop
        }
        replace("NUMBER", start, end)
        return end
    }

    /// Rs 49,000 stays: how much says something about the crime, not about the victim.
    private mutating func amount(from start: Int, to end: Int, digits: Int, joints: Set<Unicode.Scalar>) -> Int? {
        let isMarked =
            ["rs", "inr", "₹", "rupees", "amount"].contains(before)
            || (end + 1 < scalars.count && scalars[end] == "/" && scalars[end + 1] == "-")
        guard isMarked, digits <= 9, joints.isSubset(of: [",", "."]) else { return nil }
        copy(start, end, isSafe: true)
        return end
    }

    /// 15.12.2024, 15/12/24, 2024-12-15 and nothing longer.
    private mutating func date(from start: Int) -> Int? {
        var parts: [Int] = []
        var index = start
        var joint: Unicode.Scalar?
        while index < scalars.count {
            var value = 0
            var length = 0
            while index < scalars.count, Self.isDigit(scalars[index]), length < 5 {
                value = value * 10 + (Self.value(scalars[index]) ?? 0)
                length += 1
                index += 1
            }
            guard length == 1 || length == 2 || length == 4 else { return nil }
            parts.append(value)
            if parts.count == 3 { break }
            guard index < scalars.count, [".", "/", "-"].contains(scalars[index]),
                joint == nil || joint == scalars[index]
            else { return nil }
            joint = scalars[index]
            index += 1
        }
        guard parts.count == 3 else { return nil }
        if index < scalars.count, Self.isDigit(scalars[index]) { return nil }
        if index + 1 < scalars.count, Self.joints.contains(scalars[index]), !Self.isSpace(scalars[index]),
            Self.isDigit(scalars[index + 1])
        {
            return nil
        }
        let (first, last) = (parts[0], parts[2])
        let isDate = (1...31).contains(first) && (last < 100 || (1900...2100).contains(last))
        let isISO = (1900...2100).contains(first) && (1...31).contains(last)
        guard isDate || isISO, (1...31).contains(parts[1]) else { return nil }
        copy(start, index, isSafe: true)
        return index
    }

    // MARK: Names

    private static let announcing: Set<String> = [
        "one", "shri", "sri", "smt", "mr", "mrs", "ms", "md", "dr", "kumari", "s/o", "d/o", "w/o", "c/o", "h/o",
        "namely",
        "named", "insp", "si", "asi", "psi",
    ]

    /// The capitalised words after a word that announces a name.
    private mutating func name(at start: Int) -> Int? {
        guard Self.announcing.contains(before), scalars[start].properties.isUppercase else { return nil }
        var end = start
        var words = 0
        var index = start
        while index < scalars.count, words < 4 {
            var stop = index
            while stop < scalars.count, Self.isLetter(scalars[stop]) || scalars[stop] == "." { stop += 1 }
            guard stop > index, scalars[index].properties.isUppercase else { break }
            // "Shri", "Dr." and the like belong to the name that follows; S/o ends it.
            if stop < scalars.count, scalars[stop] == "/" { break }
            while stop > index, scalars[stop - 1] == ".", stop - index > 2 { stop -= 1 }
            words += 1
            end = stop
            guard stop + 1 < scalars.count, scalars[stop] == " " else { break }
            index = stop + 1
        }
        guard end > start else { return nil }
        replace("NAME", start, end)
        before = ""
        return end
    }

    // MARK: Words

    private mutating func word(at start: Int) -> Int {
        var end = start
        while end < scalars.count, !Self.isSpace(scalars[end]), !Self.breaks.contains(scalars[end]) { end += 1 }
        if end == start {
            copy(start, start + 1)
            return start + 1
        }
        var stop = end
        while stop > start, Self.trailing.contains(scalars[stop - 1]) { stop -= 1 }
        if let kind = kind(start, stop) {
            replace(kind, start, stop)
            return stop
        }
        if Self.isDigit(scalars[start]) {
            let stop = (start..<end).first { !Self.isDigit(scalars[$0]) } ?? end
            copy(start, stop)
            return stop
        }
        // Up to a digit inside of it: "No.9876543210" and "Rs.25000" are a word and a number.
        if let digit = (start + 1..<max(start + 1, end)).first(where: { Self.isDigit(scalars[$0]) }) {
            copy(start, digit)
            return digit
        }
        copy(start, end)
        return end
    }

    private func kind(_ start: Int, _ end: Int) -> String? {
        guard end > start else { return nil }
        let part = scalars[start..<end]
        var text = ""
        text.unicodeScalars.append(contentsOf: part)
        let lower = text.lowercased()
        if let at = lower.firstIndex(of: "@"), at > lower.startIndex, lower.index(after: at) < lower.endIndex {
            return "ADDRESS"
        }
        if lower.contains("://") || lower.hasPrefix("www.") || lower.hasPrefix("hxxp") { return "LINK" }
        let digits = part.count { Self.isDigit($0) }
        let isCode = part.allSatisfy { Self.isDigit($0) || Self.isLetter($0) || $0 == "-" || $0 == "_" }
        // PAN, IFSC, vehicle, wallet and reference codes; 66C and 3rd stay.
        if isCode, digits >= 3, part.contains(where: Self.isLetter), part.count >= 6 { return "CODE" }
        return nil
    }

    private mutating func replace(_ kind: String, _ start: Int, _ end: Int) {
        var original = ""
        original.unicodeScalars.append(contentsOf: scalars[start..<end])
        if let placeholder = known[original] {
            output += placeholder
        } else {
            counts[kind, default: 0] += 1
            let placeholder = "[\(kind)_\(counts[kind, default: 1])]"
            known[original] = placeholder
            replaced.append((placeholder, original))
            output += placeholder
        }
        before = ""
    }

    /// - Parameter isSafe: it was recognised as an amount or a date; anything else with many digits is replaced after all.
    private mutating func copy(_ start: Int, _ end: Int, isSafe: Bool = false) {
        if !isSafe, scalars[start..<end].count(where: Self.isDigit) >= 5 { return replace("NUMBER", start, end) }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<end])
        output += text
        let word = text.lowercased().trimmed(of: Self.trailing.union(["("]))
        if !word.isEmpty { before = word }
    }

    // MARK: Characters

    private static let joints: Set<Unicode.Scalar> = [" ", "-", ".", ",", "/", "\u{A0}", "–", "_", "(", ")", ":"]
    private static let breaks: Set<Unicode.Scalar> = [
        "(", ")", "[", "]", "\"", "'", "‘", "’", "“", "”", ";", ",", "<", ">", "|",
    ]
    private static let trailing: Set<Unicode.Scalar> = [".", ",", ":", ";", "-", "!", "?"]

    private static func isSpace(_ s: Unicode.Scalar) -> Bool { s.properties.isWhitespace }
    private static func isLetter(_ s: Unicode.Scalar) -> Bool { s.properties.isAlphabetic }
    private static func isDigit(_ s: Unicode.Scalar) -> Bool { s.properties.numericType == .decimal }
    private static func value(_ s: Unicode.Scalar) -> Int? { s.properties.numericValue.map { Int($0) } }
}

extension String {
    fileprivate func trimmed(of set: Set<Unicode.Scalar>) -> String {
        var view = unicodeScalars[...]
        while let first = view.first, set.contains(first) { view = view.dropFirst() }
        while let last = view.last, set.contains(last) { view = view.dropLast() }
        return String(String.UnicodeScalarView(view))
    }
}
