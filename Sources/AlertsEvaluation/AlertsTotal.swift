import Records

/// Cities added up.
struct AlertsTotal {
    var severities: [String: AlertsReport.Level] = [:]
    var minutes: [String: [Double]] = [:]
    var policies: [String: AlertsReport.Row] = [:]
    var districts: [String: Int] = [:]
    var commands: [String: Int] = [:]
    var delays: [Double] = []
    var escalations = 0
    var stale = 0
    var digests = 0
    var incidents = 0
    var told = (cases: 0, told: 0, inTime: 0)
    var refused = 0

    mutating func add(_ watch: AlertsWatch, refused: Int) {
        for incident in watch.incidents {
            guard let isTrue = watch.isTrue(incident) else {
                digests += 1
                continue
            }
            incidents += 1
            districts[incident.district, default: 0] += 1
            if incident.isStale { stale += 1 }
            severities[incident.severity.rawValue, default: .init()].add(incident, isTrue)
            if let elapsed = incident.minutes { minutes[incident.severity.rawValue, default: []].append(elapsed) }
            policies[incident.policy, default: .init()].add(isTrue)
        }
        commands.merge(watch.commands, uniquingKeysWith: +)
        delays += watch.delays
        escalations += watch.escalations
        let cases = watch.told
        told = (told.cases + cases.cases, told.told + cases.told, told.inTime + cases.inTime)
        self.refused += refused
    }

    func run(days: Int) -> AlertsReport.Run {
        let days = Double(max(1, days))
        let holdable = severities.values.map(\.holdable).sorted().reduce(0, +)
        var levels = severities
        for name in severities.keys.sorted() {
            levels[name]?.rate(of: holdable, median: Self.median(minutes[name] ?? []))
        }
        return AlertsReport.Run(
            severities: levels, policies: policies.mapValues(\.rated),
            perDayByDistrict: districts.mapValues { Double($0) / days }, incidentsPerDay: Double(incidents) / days,
            commandsPerDay: Double(commands.values.reduce(0, +)) / days, commands: commands, escalations: escalations,
            stale: stale, digests: digests, cases: told.cases, casesTold: told.told, casesInTime: told.inTime,
            medianMinutesToCommand: Self.median(delays), refused: refused)
    }

    private static func median(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

extension AlertsReport.Row {
    fileprivate mutating func add(_ isTrue: Bool) {
        incidents += 1
        if isTrue { right += 1 }
    }

    fileprivate var rated: AlertsReport.Row {
        var row = self
        row.precision = incidents > 0 ? Double(right) / Double(incidents) : nil
        return row
    }
}

extension AlertsReport.Level {
    fileprivate mutating func add(_ incident: AlertsWatch.Incident, _ isTrue: Bool) {
        incidents += 1
        if isTrue { right += 1 }
        holdable += Double(incident.holdable) / 100
        guard let isBeforeCash = incident.isBeforeCash else { return }
        ofCases += 1
        if isBeforeCash { beforeCash += 1 }
    }

    fileprivate mutating func rate(of all: Double, median: Double?) {
        precision = incidents > 0 ? Double(right) / Double(incidents) : nil
        holdableShare = all > 0 ? holdable / all : nil
        medianMinutes = median
    }
}
