import Foundation

extension CaseReport {
    /// A table for people.
    public func text(top: Int = 20) -> String {
        var out: [String] = []
        for group in groups {
            out.append("\(group.name): \(group.cases) cases")
            let mine = lines.filter { $0.group == group.name }
            for facet in Set(mine.map(\.facet)).sorted() {
                out.append("  \(facet)")
                let tags = mine.filter { $0.facet == facet }
                for line in tags.prefix(top) {
                    out.append(
                        "    " + Self.left(line.tag, 44) + Self.right("\(line.count)", 7)
                            + Self.right(Self.two(line.percentage), 8) + " %")
                }
                if tags.count > top { out.append("    and \(tags.count - top) more") }
            }
        }
        guard reviewed > 0 else { return out.joined(separator: "\n") }
        out.append("")
        out.append("what people kept, over \(reviewed) reviewed cases")
        out.append("    " + Self.left("", 44) + "   kept  removed  added  precision  recall")
        for line in trust {
            out.append(
                "    " + Self.left(line.facet + "=" + line.tag, 44) + Self.right("\(line.kept)", 7)
                    + Self.right("\(line.removed)", 9) + Self.right("\(line.added)", 7)
                    + Self.right(line.precision.map(Self.two) ?? "-", 11)
                    + Self.right(line.recall.map(Self.two) ?? "-", 8))
        }
        return out.joined(separator: "\n")
    }

    /// One line a group, facet and tag.
    public func csv() -> String {
        var writer = CSVWriter()
        writer.row(["group", "cases", "facet", "tag", "count", "percentage"])
        let sizes = Dictionary(groups.map { ($0.name, $0.cases) }, uniquingKeysWith: { first, _ in first })
        for line in lines {
            writer.row(
                [
                    line.group, "\(sizes[line.group] ?? 0)", line.facet, line.tag, "\(line.count)",
                    Self.two(line.percentage),
                ],
                guarded: true)
        }
        return writer.text
    }

    /// The same as JSON, keys sorted: groups with facets with tags, and what people kept.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let document = Document(
            groups: groups.map { group in
                Document.Group(
                    name: group.name, total_cases: group.cases,
                    tag_distribution: Dictionary(
                        grouping: lines.filter { $0.group == group.name }, by: \.facet
                    ).mapValues { $0.map { Document.Tag(tag: $0.tag, count: $0.count, percentage: $0.percentage) } })
            },
            reviewed: reviewed,
            kept: trust.map {
                Document.Kept(
                    facet: $0.facet, tag: $0.tag, kept: $0.kept, removed: $0.removed, added: $0.added,
                    precision: $0.precision, recall: $0.recall)
            })
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private struct Document: Encodable {
        struct Tag: Encodable {
            var tag: String
            var count: Int
            var percentage: Double
        }
        struct Group: Encodable {
            var name: String
            var total_cases: Int
            var tag_distribution: [String: [Tag]]
        }
        struct Kept: Encodable {
            var facet: String
            var tag: String
            var kept: Int
            var removed: Int
            var added: Int
            var precision: Double?
            var recall: Double?
        }
        var groups: [Group]
        var reviewed: Int
        var kept: [Kept]
    }

    private static func two(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
