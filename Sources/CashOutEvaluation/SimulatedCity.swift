import CashOut
import Records
import Scenario
import StageKit

/// One simulated city, played through the trail and the forecaster and scored against what really happened.
struct SimulatedCity {
    /// How long after the last payment a victim calls.
    static let callMinutes: Int64 = 15
    /// A forecast counts from this long before the withdrawal.
    static let noticeMilliseconds: Int64 = 5 * 60_000

    /// Withdrawals of one account at one terminal that are closer are one visit.
    static let visitMilliseconds: Int64 = 30 * 60_000

    /// Something that reaches the stages or the scorer.
    private struct Arrival {
        var record: DomainRecord
        var topic: Topic
        var at: EventTime
    }

    let stream: ScenarioStream
    private var arrivals: [Arrival] = []

    /// Reads the scenario once: bookings and truth in their order, the cases when they are told.
    init(_ parameters: ScenarioParameters, reporting: Reporting) throws(ScenarioFault) {
        stream = try ScenarioStream(parameters)
        var lastPayment: [String: EventTime] = [:]
        var cases: [(fir: FIR, at: EventTime)] = []
        for event in stream {
            switch event.record {
            case .bankTransaction: arrivals.append(Arrival(record: event.record, topic: event.topic, at: event.time))
            case .groundTruth(let truth):
                guard truth.kind == "cash_out" || truth.kind == "victim_transfer" else { continue }
                arrivals.append(Arrival(record: event.record, topic: event.topic, at: event.time))
                if truth.kind == "victim_transfer", let id = truth.caseID { lastPayment[id] = event.time }
            case .fir(let fir): cases.append((fir, event.time))
            default: continue
            }
        }
        for (fir, registered) in cases {
            let called = lastPayment[fir.firID]?.advanced(byMilliseconds: Self.callMinutes * 60_000)
            tell(fir, at: reporting == .call ? min(called ?? registered, registered) : registered)
        }
        // Stable: what happens at one moment stays in the scenario's order, a case comes after the bookings of its moment.
        arrivals = arrivals.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// The accounts that a case says were paid: the tagger's `case.subjects.v1`, beneficiaries only.
    private mutating func tell(_ fir: FIR, at time: EventTime) {
        let source = SourceRef(topic: Topic.policeFIRs.rawValue, partition: Partition(0), offset: Offset(0))
        for subject in CaseSubject.beneficiaries(of: fir, source: source) {
            arrivals.append(Arrival(record: .caseSubject(subject), topic: .caseSubjects, at: time))
        }
    }

    /// Plays the city. Deterministic; O(bookings).
    func play(_ settings: CashOutSettings) throws(StageFault) -> CityScore {
        var pipeline = StagePipeline(cashOut: settings)
        for terminal in stream.city.terminals { try pipeline.add(terminal) }
        for branch in stream.city.branches { try pipeline.add(Self.reference(branch, stream.city)) }
        var watch = ForecastWatch(city: stream.city)
        var score = CityScore()
        for arrival in arrivals {
            switch arrival.record {
            case .groundTruth(let truth): watch.learn(truth, into: &score)
            default:
                if case .bankTransaction(let booking) = arrival.record { watch.see(booking) }
                for forecast in pipeline.take(arrival.record, arrival.topic, now: arrival.at) {
                    watch.hear(forecast, at: arrival.at)
                }
            }
        }
        watch.finish(into: &score)
        score.refused = pipeline.refused
        return score
    }

    /// What is forecast up to `limit`; `cutsInput`: from a world that ends there.
    func forecasts(
        _ settings: CashOutSettings, until limit: EventTime, cutsInput: Bool
    ) throws(StageFault) -> [RiskForecast] {
        var pipeline = StagePipeline(cashOut: settings)
        for terminal in stream.city.terminals { try pipeline.add(terminal) }
        var heard: [RiskForecast] = []
        for arrival in arrivals where !cutsInput || arrival.at <= limit {
            if case .groundTruth = arrival.record { continue }
            let forecasts = pipeline.take(arrival.record, arrival.topic, now: arrival.at)
            if arrival.at <= limit { heard += forecasts }
        }
        return heard
    }

    /// A branch in `ref.terminals`: an office, named by its IFSC, where no machine stands.
    private static func reference(_ branch: City.Branch, _ city: City) -> ReferenceTerminal {
        ReferenceTerminal(
            id: branch.ifsc, kind: "OFFICE", name: branch.bank + " " + branch.locality, bank: branch.bank,
            location: branch.location)
    }
}
