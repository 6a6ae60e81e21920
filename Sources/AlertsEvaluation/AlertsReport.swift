/// What people would have been told, and how much of it was right. Counts are over all cities together.
public struct AlertsReport: Codable, Sendable {
    /// One severity or policy.
    public struct Row: Codable, Sendable, Equatable {
        public var incidents = 0
        public var right = 0
        /// Nil when there was nothing.
        public var precision: Double?
    }

    /// Under one way of reporting.
    public struct Run: Codable, Sendable {
        /// By severity: the highest that the incident reached.
        public var severities: [String: Row]
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
            lines.append("  precision by severity")
            for severity in ["critical", "error", "warning", "info"] {
                guard let row = run.severities[severity] else { continue }
                lines.append("    \(severity): " + Self.words(row))
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

    private static func words(_ row: Row) -> String {
        "\(row.right) of \(row.incidents)" + (row.precision.map { " (\(short($0 * 100)) %)" } ?? "")
    }

    private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
