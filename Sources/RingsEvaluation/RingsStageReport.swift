import Records

/// What the rings stage found, held against what is true.
public struct RingsStageReport: Codable, Sendable {
    public var rows: [Row] = []

    public init(rows: [Row]) { self.rows = rows }

    public struct Row: Codable, Sendable {
        public var name: String
        public var bookings: Int
        public var steps: Int
        public var findings: Int
        /// Findings whose account is a true one.
        public var findingsRight: Int
        /// Distinct accounts that findings are about, and the true ones among them.
        public var accounts: Int
        public var accountsRight: Int
        /// Distinct accounts that findings are about or name, and the true ones among them.
        public var named: Int
        public var namedRight: Int
        /// True accounts that could be found.
        public var positives: Int
        /// Of them: with a finding of their own, and named in any.
        public var positivesFound: Int
        public var positivesNamed: Int
        /// Distinct accounts that passed money on at all, whether or not there was a pattern: what one account shows.
        public var passers: Int
        public var passersRight: Int
        public var passersFound: Int
        /// From the first stolen money to the first finding of its account.
        public var medianMinutes: Double?
        public var rings = 0
        public var ringsFound = 0
        public var patterns: [Pattern]
        public var scores: [ScoreRow]
        public var microsecondsPerBooking: Double
        public var changelogBytesPerBooking: Double
        public var stateBytesMean: Double
        public var stateBytesMax: Int
        /// Accounts that have a state.
        public var states: Int
    }

    public struct Pattern: Codable, Sendable {
        public var pattern: String
        public var findings: Int
        public var right: Int
    }

    /// Accounts with a finding of at least this score.
    public struct ScoreRow: Codable, Sendable {
        public var score: Double
        public var accounts: Int
        public var right: Int
        public var found: Int
    }

    public var text: String {
        var lines: [String] = []
        for row in rows {
            lines.append(
                "\(row.name): \(row.bookings) bookings, \(row.steps) steps (\(per(row.steps, row.bookings)) a booking)")
            lines.append(
                "  \(row.findings) findings, precision \(share(row.findingsRight, row.findings)); about "
                    + "\(row.accounts) accounts, precision \(share(row.accountsRight, row.accounts)); naming "
                    + "\(row.named), precision \(share(row.namedRight, row.named))")
            lines.append(
                "  recall of \(row.positives) accounts: \(share(row.positivesFound, row.positives)) by findings of their "
                    + "own, \(share(row.positivesNamed, row.positives)) named"
                    + (row.rings > 0 ? "; rings \(row.ringsFound) of \(row.rings)" : ""))
            if let minutes = row.medianMinutes {
                lines.append("  \(rounded(minutes, 1)) minutes from the first stolen money to the finding, median")
            }
            lines.append(
                "  passing money on alone: precision \(share(row.passersRight, row.passers)), recall "
                    + share(row.passersFound, row.positives))
            for score in row.scores {
                lines.append(
                    "  score \(score.score) and more: accounts' precision \(share(score.right, score.accounts)), recall "
                        + share(score.found, row.positives))
            }
            for pattern in row.patterns {
                lines.append(
                    "  \(pattern.pattern): \(pattern.findings), precision \(share(pattern.right, pattern.findings))")
            }
            lines.append(
                "  \(rounded(row.microsecondsPerBooking, 100)) us of CPU a booking, steps included; at most "
                    + "\(rounded(row.changelogBytesPerBooking, 1)) changelog bytes a booking; \(row.states) states of "
                    + "\(rounded(row.stateBytesMean, 1)) bytes on average, \(row.stateBytesMax) at most")
        }
        return lines.joined(separator: "\n")
    }

    private func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : "\(rounded(Double(part) / Double(whole), 1_000)) (\(part) of \(whole))"
    }

    private func per(_ part: Int, _ whole: Int) -> String { "\(rounded(Double(part) / Double(max(1, whole)), 10_000))" }

    private func rounded(_ value: Double, _ scale: Double) -> Double { (value * scale).rounded() / scale }
}

extension RingsStageReport.Row {
    init(
        name: String, loop: inout RingLoop, seconds: Double, positives: Set<String>, isTrue: (String) -> Bool
    ) {
        let findings = loop.findings
        let own = Set(findings.map(\.account))
        let all = own.union(findings.flatMap(\.accounts))
        let bytes = loop.stateBytes()
        self.init(
            name: name, bookings: loop.bookings, steps: loop.steps, findings: findings.count,
            findingsRight: findings.count { isTrue($0.account) }, accounts: own.count,
            accountsRight: own.count(where: isTrue), named: all.count, namedRight: all.count(where: isTrue),
            positives: positives.count, positivesFound: positives.intersection(own).count,
            positivesNamed: positives.intersection(all).count, passers: loop.passers.count,
            passersRight: loop.passers.count(where: isTrue), passersFound: positives.intersection(loop.passers).count,
            patterns: RingScore.Pattern.allCases.map { pattern in
                let some = findings.filter { $0.pattern == pattern }
                return RingsStageReport.Pattern(
                    pattern: pattern.rawValue, findings: some.count, right: some.count { isTrue($0.account) })
            },
            scores: [0.6, 0.7, 0.8].map { least in
                let some = Set(findings.filter { $0.verdict.score >= least }.map(\.account))
                return RingsStageReport.ScoreRow(
                    score: least, accounts: some.count, right: some.count(where: isTrue),
                    found: positives.intersection(some).count)
            }, microsecondsPerBooking: seconds * 1e6 / Double(max(1, loop.bookings)),
            changelogBytesPerBooking: Double(loop.changed.bytes) / Double(max(1, loop.bookings)),
            stateBytesMean: Double(bytes.reduce(0, +)) / Double(max(1, bytes.count)), stateBytesMax: bytes.max() ?? 0,
            states: bytes.count)
    }
}
