import Records
public import Scenario

/// Measures what people are told on simulated cities: how often, how much of it is right, and how soon.
public struct AlertsEvaluation: Sendable {
    /// When the police learn of a case.
    public enum Reporting: String, Sendable, CaseIterable {
        /// By a call 15 minutes after the last payment, with what the FIR will say; the simulator has no such call.
        case call
        /// By its registration, days later.
        case fir
    }

    static let callMilliseconds: Int64 = 15 * 60_000
    /// The longest life of a built-in alert that can come again.
    static let lifeMilliseconds: Int64 = 24 * 3_600_000

    /// What each city is like, but for its seed and its map: even seeds play in Bengaluru, odd ones in Kolkata.
    public var parameters: ScenarioParameters

    public init(parameters: ScenarioParameters = ScenarioParameters()) { self.parameters = parameters }

    /// O(records) a city: seconds of CPU for the default city of 14 days, optimised.
    public func report(
        seeds: [UInt64], reportings: [Reporting] = Reporting.allCases, progress: (String) -> Void = { _ in }
    ) throws -> AlertsReport {
        var runs: [String: AlertsReport.Run] = [:]
        for reporting in reportings {
            var total = Total()
            for seed in seeds {
                progress("seed \(seed), reported by \(reporting.rawValue)")
                var parameters = parameters
                parameters.seed = seed
                parameters.city = seed % 2 == 0 ? .bengaluru : .kolkata
                try play(parameters, reporting, into: &total)
            }
            runs[reporting.rawValue] = total.run(days: parameters.days * seeds.count)
        }
        return AlertsReport(seeds: seeds, days: parameters.days, runs: runs)
    }

    private func play(
        _ parameters: ScenarioParameters, _ reporting: Reporting, into total: inout Total
    ) throws {
        let stream = try ScenarioStream(parameters)
        var arrivals: [(record: DomainRecord, topic: Topic, at: EventTime)] = []
        var lastPayment: [String: EventTime] = [:]
        for event in stream {
            arrivals.append((event.record, event.topic, event.time))
            guard case .groundTruth(let truth) = event.record, truth.kind == "victim_transfer" else { continue }
            if let id = truth.caseID { lastPayment[id] = event.time }
        }
        if reporting == .call {
            for place in arrivals.indices {
                guard case .fir(var fir) = arrivals[place].record, let paid = lastPayment[fir.firID] else { continue }
                let called = min(paid.advanced(byMilliseconds: Self.callMilliseconds), fir.registeredAt.time)
                fir.registeredAt = ZonedTime(time: called, zoneOffsetMinutes: fir.registeredAt.zoneOffsetMinutes)
                arrivals[place].record = .fir(fir)
                arrivals[place].at = called
            }
        }
        // Stable: what happens at one moment stays in the scenario's order.
        let ordered = arrivals.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        var pipeline = CityPipeline()
        var watch = AlertsWatch()
        for terminal in stream.city.terminals { pipeline.add(terminal) }
        for (_, arrival) in ordered {
            switch arrival.record {
            case .groundTruth(let truth): watch.learn(truth)
            case .bankTransaction, .fir, .socialPost:
                if case .fir(let fir) = arrival.record { watch.report(fir.firID) }
                for command in pipeline.take(arrival.record, arrival.topic, now: arrival.at) {
                    watch.hear(command, at: arrival.at)
                }
                watch.close(until: arrival.at, life: Self.lifeMilliseconds)
            default: continue
            }
        }
        total.add(watch, refused: pipeline.refused)
    }
}

/// Cities added up.
private struct Total {
    var severities: [String: AlertsReport.Row] = [:]
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
            severities[incident.severity.rawValue, default: .init()].add(isTrue)
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
        let sorted = delays.sorted()
        let middle = sorted.count / 2
        return AlertsReport.Run(
            severities: severities.mapValues(\.rated), policies: policies.mapValues(\.rated),
            perDayByDistrict: districts.mapValues { Double($0) / days }, incidentsPerDay: Double(incidents) / days,
            commandsPerDay: Double(commands.values.reduce(0, +)) / days, commands: commands, escalations: escalations,
            stale: stale, digests: digests, cases: told.cases, casesTold: told.told, casesInTime: told.inTime,
            medianMinutesToCommand: sorted.isEmpty
                ? nil : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
            refused: refused)
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
