/// What people would have been told, and how much of it was right. Counts are over all cities together.
public struct AlertsReport: Codable, Sendable {
    /// One severity or policy.
    public struct Row: Codable, Sendable, Equatable {
        public var incidents = 0
        public var right = 0
        /// Nil when there was nothing.
        public var precision: Double?
    }

    /// One severity, of the highest that each incident reached: whether the levels order by what can be saved.
    public struct Level: Codable, Sendable, Equatable {
        public var incidents = 0
        public var right = 0
        /// Nil when there was nothing.
        public var precision: Double?
        /// Stolen money at the accounts when people were first told of them, in rupees. Money that moves on is counted
        /// again at the next account that people are told of.
        public var holdable = 0.0
        /// Of the sum over all severities.
        public var holdableShare: Double?
        /// Incidents about an account and a case; and those told before any cash of the case was drawn.
        public var ofCases = 0
        public var beforeCash = 0
        /// From the account's latest true booking to the first command, the median.
        public var medianMinutes: Double?

        enum CodingKeys: String, CodingKey {
            case incidents, right, precision, holdable
            case holdableShare = "holdable_share"
            case ofCases = "of_cases"
            case beforeCash = "before_cash"
            case medianMinutes = "median_minutes"
        }
    }

    /// Under one way of reporting.
    public struct Run: Codable, Sendable {
        /// By severity: the highest that the incident reached.
        public var severities: [String: Level]
        public var policies: [String: Row]
        /// Incidents a day, by district of the case; payments have none.
        public var perDayByDistrict: [String: Double]
        public var incidentsPerDay: Double
        public var commandsPerDay: Double
        /// By action.
        public var commands: [String: Int]
        public var escalations: Int
        /// Told after their own end: a case that was registered days later.
        public var stale: Int
        public var digests: Int
        /// Reported cases; those with a command about their money; and with one before the first cash was drawn.
        public var cases: Int
        public var casesTold: Int
        public var casesInTime: Int
        public var medianMinutesToCommand: Double?
        public var refused: Int

        enum CodingKeys: String, CodingKey {
            case severities, policies, commands, escalations, stale, digests, cases, refused
            case perDayByDistrict = "per_day_by_district"
            case incidentsPerDay = "incidents_per_day"
            case commandsPerDay = "commands_per_day"
            case casesTold = "cases_told"
            case casesInTime = "cases_in_time"
            case medianMinutesToCommand = "median_minutes_to_command"
        }
    }

    public var seeds: [UInt64]
    public var days: Int
    /// By the name of the ``AlertsEvaluation/Reporting``.
    public var runs: [String: Run]

    public var text: String {
        var lines = ["\(seeds.count) simulated cities, \(days) days each; nobody acknowledges"]
        for (name, run) in runs.sorted(by: { $0.key < $1.key }) {
            lines.append("\nCases are known by their \(name)")
            lines.append(
                "  incidents a day and city \(Self.short(run.incidentsPerDay)), commands \(Self.short(run.commandsPerDay))"
            )
            for (district, count) in run.perDayByDistrict.sorted(by: { $0.key < $1.key }) {
                lines.append("    \(district): \(Self.short(count))")
            }
            lines.append(
                "  by severity: right; stolen money still held at the first command; told before cash; from booking")
            let incidents = run.severities.values.reduce(0) { $0 + $1.incidents }
            for severity in ["critical", "error", "warning", "info"] {
                guard let level = run.severities[severity] else { continue }
                lines.append("    \(severity): " + Self.words(level, of: incidents))
            }
            lines.append("  precision by policy")
            for (policy, row) in run.policies.sorted(by: { $0.key < $1.key }) {
                lines.append("    \(policy): " + Self.words(row))
            }
            lines.append(
                "  of \(run.cases) reported cases people were told of the money of \(run.casesTold), "
                    + "of \(run.casesInTime) before any was drawn")
            lines.append(
                "  median from the first stolen payment to the first command: "
                    + (run.medianMinutesToCommand.map { Self.short($0) + " min" } ?? "-"))
            lines.append(
                "  \(run.escalations) escalations, \(run.commands["resolve"] ?? 0) resolved, \(run.digests) digests, "
                    + "\(run.stale) told after their end, \(run.refused) records refused")
        }
        return lines.joined(separator: "\n")
    }

    private static func words(_ level: Level, of incidents: Int) -> String {
        let share = short(Double(level.incidents) / Double(max(1, incidents)) * 100)
        let right = "\(level.right) of \(level.incidents)" + (level.precision.map { " (\(short($0 * 100)) %)" } ?? "")
        let money =
            "\(short(level.holdable / 100_000)) lakh" + (level.holdableShare.map { " (\(short($0 * 100)) %)" } ?? "")
        let minutes = level.medianMinutes.map { "\(short($0)) min" } ?? "-"
        return "\(right), \(share) % of incidents; \(money); \(level.beforeCash) of \(level.ofCases); \(minutes)"
    }

    private static func words(_ row: Row) -> String {
        "\(row.right) of \(row.incidents)" + (row.precision.map { " (\(short($0 * 100)) %)" } ?? "")
    }

    private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
