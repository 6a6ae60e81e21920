/// Review on a terminal, a line a case. Reads nothing and writes nothing itself.
///
///     show ── enter, +tag, -tag ──▶ next case
///       ├──── n words ────────────▶ note kept, same case
///       ├──── s ──────────────────▶ next case, nothing said
///       ├──── ? or an error ──────▶ told, same case
///       └──── q ──────────────────▶ end
public struct ReviewDialogue: Sendable {
    public enum Step: Equatable, Sendable {
        /// Write this down, then go on with the next case.
        case decide(ReviewEntry)
        /// Write this down and stay.
        case note(ReviewEntry)
        case skip
        case say(String)
        case quit
    }

    public static let help =
        "enter = accept | +tag add | -tag remove (several: +aeps_fraud -otp_fraud) | n words = note | s = skip | q = quit"

    private let reviewer: String

    public init(reviewer: String) { self.reviewer = reviewer }

    /// What a person sees of a case.
    public func show(_ view: CaseView, number: Int, of total: Int) -> String {
        var lines = [
            "[\(number)/\(total)] \(view.key)  \(view.district ?? "")  \(CaseReport.day(view.registeredMilliseconds))"
        ]
        lines.append(Self.printable(view.gist))
        if let why = view.why { lines.append("? " + Self.printable(why)) }
        for tag in view.tags {
            let words = tag.evidence.isEmpty ? "" : "  \"" + Self.printable(tag.evidence) + "\""
            lines.append("  \(tag.name)  \(ReviewSheet.percent(tag.confidence))  \(tag.source)\(words)")
        }
        if view.tags.isEmpty { lines.append("  (no tags)") }
        return lines.joined(separator: "\n")
    }

    /// What a line means for a case; nil is the end of the input.
    public func answer(_ line: String?, to view: CaseView) -> Step {
        guard let line = line?.trimmingSpaces else { return .quit }
        switch line {
        case "": return .decide(ReviewEntry(key: view.key, accepts: true, reviewer: reviewer))
        case "q", "quit": return .quit
        case "s", "skip": return .skip
        case "?", "h", "help": return .say(Self.help)
        default: break
        }
        if line.hasPrefix("n ") {
            return .note(ReviewEntry(key: view.key, note: String(line.dropFirst(2)).trimmingSpaces, reviewer: reviewer))
        }
        var entry = ReviewEntry(key: view.key, reviewer: reviewer)
        for word in line.split(whereSeparator: \.isWhitespace) {
            switch word.first {
            case "+" where word.count > 1: entry.add.append(String(word.dropFirst()))
            case "-" where word.count > 1: entry.remove.append(String(word.dropFirst()))
            default: return .say("'\(word)' is not understood. " + Self.help)
            }
        }
        return .decide(entry)
    }

    /// Without control characters: a gist comes from anybody, and a terminal obeys them.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}
