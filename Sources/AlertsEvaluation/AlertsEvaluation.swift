import Alerting
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

    /// Which documents of `ref.policies.v1` are in force.
    private let tables: PolicyTables

    public init(parameters: ScenarioParameters = ScenarioParameters()) {
        self.parameters = parameters
        tables = PolicyTables()
    }

    /// - Parameter policies: a file of documents, an array or one object, each in place of the built-in one of its id.
    public init(parameters: ScenarioParameters = ScenarioParameters(), policies: String) throws {
        self.parameters = parameters
        tables = try PolicyTables(file: policies)
    }

    /// O(records) a city: seconds of CPU for the default city of 14 days, optimised.
    public func report(
        seeds: [UInt64], reportings: [Reporting] = Reporting.allCases, progress: (String) -> Void = { _ in }
    ) throws -> AlertsReport {
        var runs: [String: AlertsReport.Run] = [:]
        for reporting in reportings {
            var total = AlertsTotal()
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
        _ parameters: ScenarioParameters, _ reporting: Reporting, into total: inout AlertsTotal
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
        var pipeline = CityPipeline(policies: tables)
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
