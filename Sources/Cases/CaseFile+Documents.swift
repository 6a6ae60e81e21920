import GRDB
import Tagging

/// What a taxonomy migration did, or would do.
public struct TaxonomyChange: Equatable, Sendable {
    public struct Step: Equatable, Sendable {
        /// `renamed`, `replaced`, `split`, `dropped`, `unknown`.
        public var kind: String
        public var from: String
        public var to: [String]
        public var count: Int
    }
    public var from: String
    public var to: String
    /// Most frequent first.
    public var steps: [Step]
    /// Readings and corrections that were rewritten.
    public var rewritten: Int
    /// Cases put back to review: one of their tags was split, dropped or is unknown.
    public var toReview: Int
}

extension CaseFile {
    /// The documents in force: what `taxonomy apply` put into the file, the built-in ones otherwise.
    public func reader() throws(CasesFault) -> TagReader {
        let found = try read("read documents") { db in
            try ["taxonomy", "rules"].map {
                try String.fetchOne(
                    db, sql: "SELECT json FROM documents WHERE kind = ? ORDER BY id DESC", arguments: [$0])
            }
        }
        return try TagReader(taxonomyJSON: found[0], rulesJSON: found[1])
    }

    /// Puts a taxonomy, and the rules that go with it, in force and brings every tag in the file to it, in one transaction.
    ///
    /// - Parameter dryRun: only says what it would do.
    /// - Throws: `document` when the two do not fit together; nothing is changed then.
    public func apply(
        taxonomyJSON: String, rulesJSON: String? = nil, why: String, milliseconds: Int64, dryRun: Bool = false
    ) throws(CasesFault) -> TaxonomyChange {
        let old = try reader()
        let new = try TagReader(taxonomyJSON: taxonomyJSON, rulesJSON: rulesJSON ?? old.rulesJSON)
        guard new.taxonomy.version != old.taxonomy.version || taxonomyJSON == old.taxonomyJSON else {
            throw .document(
                "taxonomy: version \(new.taxonomy.version) is in force with other contents; give the new one its own version"
            )
        }
        var change = TaxonomyChange(
            from: old.taxonomy.version, to: new.taxonomy.version, steps: [], rewritten: 0, toReview: 0)
        do {
            try write("apply a taxonomy") { db in
                var migration = TagMigration(db: db, old: old.taxonomy, new: new.taxonomy)
                try migration.run()
                change.steps = migration.steps
                change.rewritten = migration.rewritten
                change.toReview = migration.toReview.count
                for (kind, version, json) in [
                    ("taxonomy", new.taxonomy.version, new.taxonomyJSON), ("rules", new.version, new.rulesJSON),
                ] {
                    try db.execute(
                        sql: "INSERT INTO documents (kind, version, json, at_ms, why) VALUES (?, ?, ?, ?, ?)",
                        arguments: [kind, version, json, milliseconds, why])
                }
                if dryRun { throw CasesFault.document(Self.dryRunMark) }
            }
        } catch {
            guard error == .document(Self.dryRunMark) else { throw error }
        }
        return change
    }

    private static let dryRunMark = "dry run"
}

private struct TagMigration {
    let db: Database
    let old: Taxonomy
    let new: Taxonomy
    var rewritten = 0
    var toReview: Set<Int64> = []
    private var counts: [String: TaxonomyChange.Step] = [:]

    init(db: Database, old: Taxonomy, new: Taxonomy) {
        self.db = db
        self.old = old
        self.new = new
    }

    var steps: [TaxonomyChange.Step] {
        counts.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0.from < $1.from }
    }

    mutating func run() throws {
        for row in try Row.fetchAll(db, sql: "SELECT \"case\", reader, tags FROM readings") {
            let tags = try TagCoding.tags(row["tags"])
            let moved = TagCoding.merged(
                tags.flatMap { tag in
                    names(tag.facet, tag.tag, row["case"]).map { name in
                        var heir = tag
                        (heir.facet, heir.tag) = name
                        return heir
                    }
                })
            guard moved != TagCoding.merged(tags) else { continue }
            rewritten += 1
            try db.execute(
                sql: "UPDATE readings SET tags = ? WHERE \"case\" = ? AND reader = ?",
                arguments: [try TagCoding.text(moved), row["case"] as Int64, row["reader"] as String])
        }
        for row in try Row.fetchAll(db, sql: "SELECT * FROM corrections WHERE tag IS NOT NULL") {
            let (facet, tag): (String, String) = (row["facet"], row["tag"])
            let heirs = names(facet, tag, row["case"], keepsUnknown: true)
            guard !heirs.elementsEqual([(facet, tag)], by: ==) else { continue }
            rewritten += 1
            try db.execute(sql: "DELETE FROM corrections WHERE id = ?", arguments: [row["id"] as Int64])
            for (index, heir) in heirs.enumerated() {
                // The first keeps the id, and with it the order in which things were said.
                try db.execute(
                    sql: """
                        INSERT INTO corrections (id, "case", kind, facet, tag, note, reviewer, at_ms, sheet)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        index == 0 ? row["id"] as Int64? : nil, row["case"] as Int64, row["kind"] as String, heir.0,
                        heir.1,
                        row["note"] as String?, row["reviewer"] as String, row["at_ms"] as Int64,
                        row["sheet"] as String?,
                    ])
            }
        }
        for id in toReview.sorted() {
            try db.execute(
                sql: """
                    UPDATE cases SET reviewed_by = NULL, reviewed_ms = NULL, uncertainty = max(coalesce(uncertainty, 0), 0.7),
                        why = 'a tag of it was split, dropped or is unknown in taxonomy \(new.version.filter { $0 != "'" })'
                    WHERE id = ?
                    """, arguments: [id])
        }
    }

    /// What a tag is called in the new taxonomy, by `Taxonomy.migrate`. A person's word on a tag nobody knows stays: it may be a proposal.
    private mutating func names(
        _ facet: String, _ tag: String, _ id: Int64, keepsUnknown: Bool = false
    ) -> [(String, String)] {
        let result = TagReader.migrate(facet: facet, tag: tag, from: old, to: new)
        for step in result.steps {
            if step.kind == "unknown", keepsUnknown { return [(facet, tag)] }
            let key = step.kind + step.from + step.to.joined()
            counts[key, default: TaxonomyChange.Step(kind: step.kind, from: step.from, to: step.to, count: 0)].count +=
                1
            if ["split", "dropped", "unknown"].contains(step.kind) { toReview.insert(id) }
        }
        return result.names
    }
}
