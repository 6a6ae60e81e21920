import Records

/// How often each tag was given, and by what people kept of it how far to trust it.
public struct CaseReport: Equatable, Sendable {
    public enum Grouping: String, Sendable, CaseIterable { case none, month, district, season }

    public struct Line: Equatable, Sendable {
        /// `2024-12`, a district, a season, or `all`.
        public var group: String
        public var facet: String
        public var tag: String
        public var count: Int
        /// Of the group's cases, 0...100 with two decimals.
        public var percentage: Double
    }

    /// What reviewed cases say of a tag: what readers gave and people kept.
    public struct Trust: Equatable, Sendable {
        public var facet: String
        public var tag: String
        public var kept: Int
        public var removed: Int
        public var added: Int
        /// Of what readers gave, what people kept; nil when nothing was given.
        public var precision: Double? { kept + removed > 0 ? Double(kept) / Double(kept + removed) : nil }
        /// Of what stood in the end, what readers gave; nil when nothing stood.
        public var recall: Double? { kept + added > 0 ? Double(kept) / Double(kept + added) : nil }
    }

    /// Cases a group.
    public var groups: [(name: String, cases: Int)]
    /// By group, facet, then the most frequent first.
    public var lines: [Line]
    /// Over reviewed cases, by facet and tag.
    public var trust: [Trust]
    public var reviewed: Int

    public static func == (a: Self, b: Self) -> Bool {
        a.groups.elementsEqual(b.groups, by: ==) && a.lines == b.lines && a.trust == b.trust && a.reviewed == b.reviewed
    }

    /// Counts; a case counts once a tag. Linear in tags.
    public init(_ cases: [CaseView], by grouping: Grouping = .none) {
        var sizes: [String: Int] = [:]
        var counts: [String: [String: [String: Int]]] = [:]
        var kept: [String: Trust] = [:]
        for view in cases {
            let group = Self.group(view, grouping)
            sizes[group, default: 0] += 1
            for tag in view.tags { counts[group, default: [:]][tag.facet, default: [:]][tag.tag, default: 0] += 1 }
            guard view.reviewedBy != nil else { continue }
            let (before, after) = (Set(view.proposed.map(\.name)), Set(view.tags.map(\.name)))
            for tag in Set(view.proposed.map(Name.init)).union(view.tags.map(Name.init)) {
                let name = tag.facet + "=" + tag.tag
                let key = name
                kept[key, default: Trust(facet: tag.facet, tag: tag.tag, kept: 0, removed: 0, added: 0)].count(
                    wasGiven: before.contains(name), stands: after.contains(name))
            }
        }
        groups = sizes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        lines = groups.flatMap { group in
            (counts[group.name] ?? [:]).sorted { $0.key < $1.key }.flatMap { facet in
                facet.value.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map {
                    Line(
                        group: group.name, facet: facet.key, tag: $0.key, count: $0.value,
                        percentage: (Double($0.value) * 10_000 / Double(group.cases)).rounded() / 100)
                }
            }
        }
        trust = kept.values.sorted { ($0.facet, $0.tag) < ($1.facet, $1.tag) }
        reviewed = cases.count { $0.reviewedBy != nil }
    }

    private struct Name: Hashable {
        var facet: String
        var tag: String
        init(_ tag: CaseTag) {
            facet = tag.facet
            self.tag = tag.tag
        }
    }

    private static func group(_ view: CaseView, _ grouping: Grouping) -> String {
        switch grouping {
        case .none: return "all"
        case .district: return view.district ?? "(no district)"
        case .month, .season:
            guard let milliseconds = view.registeredMilliseconds else { return "(undated)" }
            let month = CaseMonth(
                ZonedTime(time: EventTime(milliseconds: milliseconds), zoneOffsetMinutes: CaseDate.zoneMinutes))
            return grouping == .month ? month.text : month.season
        }
    }

    /// `2024-12-15`, empty for nil.
    static func day(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "" }
        let time = ZonedTime(time: EventTime(milliseconds: milliseconds), zoneOffsetMinutes: CaseDate.zoneMinutes)
        let month = CaseMonth(time)
        let first = CaseDate.dayNumber(month.year, month.month, 1) ?? 0
        let local = time.localMilliseconds
        let day = Int((local - (local < 0 ? 86_399_999 : 0)) / 86_400_000) - first + 1
        return month.text + (day < 10 ? "-0" : "-") + String(day)
    }
}

extension CaseReport.Trust {
    fileprivate mutating func count(wasGiven: Bool, stands: Bool) {
        if wasGiven, stands { kept += 1 } else if wasGiven { removed += 1 } else { added += 1 }
    }
}
