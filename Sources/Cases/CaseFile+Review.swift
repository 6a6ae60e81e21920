import GRDB

/// What one person says of one case at one time.
public struct ReviewEntry: Equatable, Sendable {
    public var key: String
    public var accepts: Bool
    /// `facet=tag`, or a tag that only one facet has.
    public var add: [String]
    public var remove: [String]
    public var note: String?
    public var reviewer: String

    public init(
        key: String, accepts: Bool = false, add: [String] = [], remove: [String] = [], note: String? = nil,
        reviewer: String
    ) {
        self.key = key
        self.accepts = accepts
        self.add = add
        self.remove = remove
        self.note = note
        self.reviewer = reviewer
    }

    var isEmpty: Bool { !accepts && add.isEmpty && remove.isEmpty && note == nil }
}

/// What came of an entry.
public enum ReviewOutcome: Equatable, Sendable {
    /// Written down; the tags that stand now.
    case taken([CaseTag])
    /// Said before.
    case known
    case refused(String)
}

extension CaseFile {
    /// Writes down what a person says. A case with anything accepted, added or removed counts as reviewed: what was not
    /// touched stands. All of an entry is taken or nothing. Saying the same again changes nothing.
    ///
    /// A tag that the taxonomy does not know is taken as a proposal when it names its facet.
    public func review(
        _ entry: ReviewEntry, reader: TagReader, sheet: String? = nil, milliseconds: Int64
    ) throws(CasesFault) -> ReviewOutcome {
        guard !entry.isEmpty else { return .known }
        let reviewer = entry.reviewer.trimmingSpaces
        guard !reviewer.isEmpty, reviewer.utf8.count <= 128 else { return .refused("the reviewer's name is missing") }
        return try write("write a review") { db in
            guard let view = try CaseLoader(db: db).load("key = ?", [entry.key]).first else {
                return .refused("there is no case '\(entry.key)'")
            }
            var said: [Correction] = []
            do throws(TagSyntax.Fault) {
                for text in entry.remove {
                    let name = try TagSyntax.parse(text, reader, preferring: view.tags)
                    if view.tags.contains(where: { $0.facet == name.facet && $0.tag == name.tag }) {
                        said.append(correction(.remove, name, entry, reviewer, milliseconds))
                    } else if !view.corrections.contains(where: {
                        $0.kind == .remove && $0.facet == name.facet && $0.tag == name.tag
                    }) {
                        return .refused("it has no tag \(name.facet)=\(name.tag) that could be removed")
                    }
                }
                for text in entry.add {
                    let name = try TagSyntax.parse(text, reader, preferring: [])
                    if !view.tags.contains(where: {
                        $0.facet == name.facet && $0.tag == name.tag && $0.source.hasPrefix("person:")
                    }) {
                        said.append(correction(.add, name, entry, reviewer, milliseconds))
                    }
                }
            } catch {
                return .refused(error.message)
            }
            if let note = entry.note, !view.corrections.contains(where: { $0.kind == .note && $0.note == note }) {
                said.append(
                    Correction(kind: .note, note: note, reviewer: reviewer, milliseconds: milliseconds))
            }
            let decides = entry.accepts || !entry.add.isEmpty || !entry.remove.isEmpty
            if decides, view.reviewedBy == nil || !said.isEmpty,
                !(said.isEmpty && view.corrections.last?.kind == .accept && view.reviewedBy != nil)
            {
                said.append(Correction(kind: .accept, reviewer: reviewer, milliseconds: milliseconds))
            }
            guard !said.isEmpty else { return .known }
            try store(said, view.id, sheet, db)
            if decides {
                try db.execute(
                    sql: "UPDATE cases SET reviewed_by = ?, reviewed_ms = ? WHERE id = ?",
                    arguments: [reviewer, milliseconds, view.id])
            }
            return .taken(CaseView.corrected(view.proposed, by: view.corrections + said))
        }
    }

    private func correction(
        _ kind: Correction.Kind, _ name: (facet: String, tag: String), _ entry: ReviewEntry, _ reviewer: String,
        _ at: Int64
    ) -> Correction {
        Correction(kind: kind, facet: name.facet, tag: name.tag, reviewer: reviewer, milliseconds: at)
    }

    private func store(_ said: [Correction], _ id: Int64, _ sheet: String?, _ db: Database) throws {
        for correction in said {
            try db.execute(
                sql: """
                    INSERT INTO corrections ("case", kind, facet, tag, note, reviewer, at_ms, sheet)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, correction.kind.rawValue, correction.facet, correction.tag, correction.note,
                    correction.reviewer,
                    correction.milliseconds, sheet,
                ])
        }
    }
}

/// How people write tags: `digital_arrest`, `Digital Arrest`, `crime_type=digital_arrest`.
enum TagSyntax {
    struct Fault: Error, Equatable { var message: String }

    static func parse(
        _ text: String, _ reader: TagReader, preferring given: [CaseTag]
    ) throws(Fault) -> (facet: String, tag: String) {
        let parts = text.split(whereSeparator: { $0 == "=" || $0 == "/" }).map { identifier(String($0)) }
        if parts.count == 2, !parts[1].isEmpty {
            guard let facet = reader.facetIDs.first(where: { $0.lowercased() == parts[0].lowercased() }) else {
                throw Fault(
                    message: "there is no facet '\(parts[0])'; one of: "
                        + reader.facetIDs.joined(separator: ", "))
            }
            return current(parts[1], facet, reader)
        }
        guard parts.count == 1, !parts[0].isEmpty else {
            throw Fault(message: "'\(text)' is no tag; expected facet=tag")
        }
        let held = given.filter { $0.tag.lowercased() == parts[0].lowercased() }
        if held.count == 1 { return (held[0].facet, held[0].tag) }
        let facets = reader.facets(of: known(parts[0], reader))
        if facets.count == 1 { return current(parts[0], facets[0], reader) }
        guard facets.isEmpty else {
            throw Fault(
                message: "'\(parts[0])' is a tag of \(facets.joined(separator: " and ")): write facet=\(parts[0])")
        }
        let near = Likeness.nearest(parts[0], among: reader.tagIDs).map { "; did you mean \($0)?" } ?? ""
        throw Fault(message: "the taxonomy has no tag '\(parts[0])'\(near) To propose it write facet=\(parts[0])")
    }

    private static func current(_ tag: String, _ facet: String, _ reader: TagReader) -> (facet: String, tag: String) {
        let tag = known(tag, reader)
        return reader.current(tag, in: facet) ?? (facet: facet, tag: tag)
    }

    /// The taxonomy's own spelling, where it differs in the case of letters.
    private static func known(_ tag: String, _ reader: TagReader) -> String {
        reader.tagIDs.first { $0.lowercased() == tag.lowercased() } ?? tag
    }

    /// `Digital Arrest` as `Digital_Arrest`: letters, digits and underscores, at most 64.
    static func identifier(_ text: String) -> String {
        String(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.joined(separator: "_").prefix(64))
    }
}

enum Likeness {
    /// The name that most resembles `text`, if at least two thirds of its letter pairs agree (Dice).
    static func nearest(_ text: String, among names: [String]) -> String? {
        let best = Set(names).map { (name: $0, score: score(text, $0)) }
            .max { $0.score != $1.score ? $0.score < $1.score : $0.name > $1.name }
        return best.flatMap { $0.score >= 0.66 ? $0.name : nil }
    }

    static func score(_ a: String, _ b: String) -> Double {
        let (x, y) = (pairs(a), pairs(b))
        guard !x.isEmpty, !y.isEmpty else { return a == b ? 1 : 0 }
        var left = y
        var common = 0
        for pair in x {
            if let place = left.firstIndex(of: pair) {
                left.remove(at: place)
                common += 1
            }
        }
        return 2 * Double(common) / Double(x.count + y.count)
    }

    private static func pairs(_ text: String) -> [String] {
        let letters = Array(text.lowercased().filter { $0.isLetter || $0.isNumber })
        return zip(letters, letters.dropFirst()).map { String([$0, $1]) }
    }
}
