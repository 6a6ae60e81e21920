public import Records

/// Finds identifiers, amounts, dates and names in a text, each validated, normalised and masked.
///
/// No regular expressions: the text is folded (``FoldedText``), cut into words and numbers once, and every recogniser looks a bounded number of
/// words ahead and behind. Time and memory are linear in the text.
public enum EntityExtractor {
    /// Entities in text order, each normal form of a kind once, with its highest confidence.
    public static func extract(_ text: String) -> [Entity] { extract(FoldedText(text)) }

    static func extract(_ text: FoldedText) -> [Entity] {
        var scan = EntityScan(text)
        scan.run()
        return merged(scan.found)
    }

    private static func merged(_ found: [Entity]) -> [Entity] {
        var places: [Entity.Kind: [String: Int]] = [:]
        var merged: [Entity] = []
        merged.reserveCapacity(found.count)
        // A handful is compared with each other; a hash is worth its cost for more.
        let isFew = found.count <= 32
        for entity in found.sorted(by: {
            $0.start != $1.start ? $0.start < $1.start : $0.kind.rawValue < $1.kind.rawValue
        }) {
            let known: Int?
            if isFew {
                known = merged.firstIndex { $0.kind == entity.kind && isSame($0, entity) }
            } else {
                let key = entity.kind.isName ? entity.value.lowercased() : entity.value
                known = places[entity.kind, default: [:]][key]
                if known == nil { places[entity.kind, default: [:]][key] = merged.count }
            }
            if let known {
                merged[known].confidence = max(merged[known].confidence, entity.confidence)
            } else {
                merged.append(entity)
            }
        }
        return merged
    }

    private static func isSame(_ a: Entity, _ b: Entity) -> Bool {
        if a.value == b.value { return true }
        return a.kind.isName && a.value.utf8.count == b.value.utf8.count && a.value.lowercased() == b.value.lowercased()
    }
}

extension Entity.Kind {
    /// Names are equal without regard to case.
    var isName: Bool { self == .person || self == .organisation || self == .place }
}
