import Records

@testable import Scenario

/// Whole small scenarios, made once for all tests.
struct World {
    let stream: ScenarioStream
    let events: [ScenarioEvent]

    init(seed: UInt64, city: CityPlan) throws {
        var parameters = ScenarioParameters()
        parameters.seed = seed
        parameters.city = city
        parameters.accounts = 700
        parameters.days = 10
        parameters.victims = 45
        parameters.rings = 5
        parameters.terminals = 90
        stream = try ScenarioStream(parameters)
        events = Array(stream)
    }

    /// Empty when one cannot be made: a test says that there are two.
    static let all = (try? [World(seed: 1, city: .kolkata), World(seed: 99, city: .bengaluru)]) ?? []

    var name: String { "seed \(stream.parameters.seed)" }

    var bookings: [BankTransaction] {
        events.compactMap { if case .bankTransaction(let booking) = $0.record { booking } else { nil } }
    }
    var firs: [FIR] { events.compactMap { if case .fir(let fir) = $0.record { fir } else { nil } } }
    var posts: [SocialPost] { events.compactMap { if case .socialPost(let post) = $0.record { post } else { nil } } }
    var terminals: [ReferenceTerminal] {
        events.compactMap { if case .terminal(let terminal) = $0.record { terminal } else { nil } }
    }

    func truths(_ kind: String) -> [GroundTruth] {
        events.compactMap {
            if case .groundTruth(let truth) = $0.record, truth.kind == kind { truth } else { nil }
        }
    }
}

extension String {
    /// Whether all of it is `count` characters of `allowed`.
    func consists(of allowed: String, count: ClosedRange<Int>) -> Bool {
        count.contains(self.count) && allSatisfy { allowed.contains($0) }
    }

    static let digits = "0123456789"
    static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
