import GRDB
public import Records

/// What the stage asked on `review.firs.v1` beside what the case file says: the same rules should say the same, and what
/// people decided answers the question.
public struct ReviewComparison: Equatable, Sendable {
    /// Cases of the topic that the file has not.
    public var missing: [String] = []
    public var same = 0
    /// Cases whose tags differ: what only the topic has, and what only the readings in the file have.
    public var different: [(key: String, onlyTopic: [String], onlyFile: [String])] = []
    /// Questions that people have answered.
    public var answered = 0

    public static func == (a: Self, b: Self) -> Bool {
        a.missing == b.missing && a.same == b.same && a.answered == b.answered
            && a.different.elementsEqual(b.different, by: ==)
    }
}

extension CaseFile {
    /// Compares requests with the readings in the file, before people's corrections. The last request for a case counts.
    public func compare(_ requests: [ReviewRequest]) throws(CasesFault) -> ReviewComparison {
        var result = ReviewComparison()
        let last = Dictionary(requests.map { ($0.firID, $0) }, uniquingKeysWith: { _, last in last })
        for (key, request) in last.sorted(by: { $0.key < $1.key }) {
            guard let view = try cases(.key(key)).first else {
                result.missing.append(key)
                continue
            }
            if view.reviewedBy != nil { result.answered += 1 }
            let theirs = Set(request.tags.map { $0.facet + "=" + $0.tag })
            let ours = Set(view.proposed.map(\.name))
            if theirs == ours {
                result.same += 1
            } else {
                result.different.append((key, theirs.subtracting(ours).sorted(), ours.subtracting(theirs).sorted()))
            }
        }
        return result
    }

    /// Takes the topic's questions in as cases that the stage has read, for those the file has not. Returns how many were new.
    public func take(_ requests: [ReviewRequest]) throws(CasesFault) -> Int {
        try write("take requests in") { db in
            var report = ImportReport()
            for request in requests {
                let fir = FIR(
                    firID: request.firID, state: "", district: "", policeStation: "", firNo: "",
                    registeredAt: ZonedTime(time: request.requestedAt, zoneOffsetMinutes: CaseDate.zoneMinutes),
                    gist: request.gist)
                var row = CaseRow(fir)
                (row.state, row.district, row.station, row.number) = (nil, nil, nil, nil)
                guard try Bool.fetchOne(db, sql: "SELECT 1 FROM cases WHERE key = ?", arguments: [row.key]) == nil
                else { continue }
                try CaseWriter(db: db).put(row, import: nil, line: 0, report: &report)
                let tags = request.tags.map {
                    CaseTag(
                        facet: $0.facet, tag: $0.tag, confidence: $0.confidence, evidence: $0.evidence,
                        source: $0.origin.rawValue + ":" + $0.originID)
                }
                let id = db.lastInsertedRowID
                try db.execute(
                    sql: "INSERT INTO readings (\"case\", reader, version, tags) VALUES (?, 'rules', ?, ?)",
                    arguments: [
                        id, "rules \(request.versions.rules ?? "?"), taxonomy \(request.versions.taxonomy ?? "?")",
                        try TagCoding.text(tags),
                    ])
                try db.execute(
                    sql: "UPDATE cases SET uncertainty = ?, why = ? WHERE id = ?",
                    arguments: [request.uncertainty, request.why, id])
            }
            return report.added
        }
    }
}
