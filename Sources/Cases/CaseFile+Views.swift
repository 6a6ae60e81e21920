import GRDB
public import Records

extension CaseFile {
    /// Which cases.
    public enum Selection: Sendable, Equatable {
        /// Read by somebody and reviewed by nobody, the most doubtful first.
        case toReview(limit: Int)
        case reviewed
        /// Read by somebody.
        case classified
        case key(String)
    }

    /// Cases with their tags. `toReview` in the order of doubt, the others in the order of their ids.
    public func cases(_ selection: Selection) throws(CasesFault) -> [CaseView] {
        try read("read cases") { db in
            switch selection {
            case .toReview(let limit):
                try CaseLoader(db: db).load(
                    "uncertainty IS NOT NULL AND reviewed_by IS NULL ORDER BY uncertainty DESC, rank LIMIT \(max(0, limit))",
                    [])
            case .reviewed: try CaseLoader(db: db).load("reviewed_by IS NOT NULL ORDER BY id", [])
            case .classified: try CaseLoader(db: db).load("uncertainty IS NOT NULL ORDER BY id", [])
            case .key(let key): try CaseLoader(db: db).load("key = ?", [key])
            }
        }
    }

    /// What people said of FIRs, as `labels.v1` wants it: `tag_added`, `tag_removed`, and `tag_confirmed` for each tag that stood
    /// when a person accepted the rest. In the order it was said.
    public func labels() throws(CasesFault) -> [Label] {
        let views = try read("read corrections") { db in
            try CaseLoader(db: db).load(
                "EXISTS (SELECT 1 FROM corrections k WHERE k.\"case\" = cases.id) ORDER BY id", [])
        }
        return views.flatMap(Self.labels(of:))
    }

    private static func labels(of view: CaseView) -> [Label] {
        func label(_ what: String, _ detail: String, _ correction: Correction) -> Label {
            Label(
                subject: view.key, subjectKind: "fir", label: what, detail: detail, by: correction.reviewer,
                at: ZonedTime(
                    time: EventTime(milliseconds: correction.milliseconds), zoneOffsetMinutes: CaseDate.zoneMinutes))
        }
        var labels: [Label] = []
        for (index, correction) in view.corrections.enumerated() {
            switch correction.kind {
            case .add:
                labels.append(label("tag_added", "\(correction.facet ?? "")=\(correction.tag ?? "")", correction))
            case .remove:
                labels.append(label("tag_removed", "\(correction.facet ?? "")=\(correction.tag ?? "")", correction))
            case .accept:
                let standing = CaseView.corrected(view.proposed, by: Array(view.corrections[..<index]))
                labels += standing.filter { !$0.source.hasPrefix("person:") }.map {
                    label("tag_confirmed", $0.name, correction)
                }
            case .note: break
            }
        }
        return labels
    }
}

/// Loads cases with three queries, however many they are.
struct CaseLoader {
    let db: Database

    func load(_ condition: String, _ arguments: StatementArguments) throws -> [CaseView] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, key, state, district, station, number, registered_ms, gist, uncertainty, why, reviewed_by
                FROM cases WHERE \(condition)
                """, arguments: arguments)
        let wanted = "SELECT id FROM cases WHERE \(condition)"
        var readings: [Int64: [CaseTag]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: "SELECT \"case\", tags FROM readings WHERE error IS NULL AND \"case\" IN (\(wanted)) ORDER BY reader",
            arguments: arguments)
        {
            readings[row["case"], default: []] += try TagCoding.tags(row["tags"])
        }
        var corrections: [Int64: [Correction]] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT * FROM corrections WHERE \"case\" IN (\(wanted)) ORDER BY id", arguments: arguments)
        {
            guard let kind = Correction.Kind(rawValue: row["kind"]) else { continue }
            corrections[row["case"], default: []].append(
                Correction(
                    kind: kind, facet: row["facet"], tag: row["tag"], note: row["note"], reviewer: row["reviewer"],
                    milliseconds: row["at_ms"]))
        }
        return rows.map { row in
            let id: Int64 = row["id"]
            let proposed = TagCoding.merged(readings[id] ?? [])
            return CaseView(
                id: id, key: row["key"], state: row["state"], district: row["district"], station: row["station"],
                number: row["number"], registeredMilliseconds: row["registered_ms"], gist: row["gist"],
                proposed: proposed,
                tags: CaseView.corrected(proposed, by: corrections[id] ?? []), corrections: corrections[id] ?? [],
                uncertainty: row["uncertainty"], why: row["why"], reviewedBy: row["reviewed_by"])
        }
    }
}
