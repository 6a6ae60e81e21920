import Anomaly
import Records
public import Scenario
import Trees

/// What each detector of the anomaly stage adds, on simulated cities: all of them together, without one, one alone.
public struct DetectorEvaluation: Sendable {
    /// What each city is like, but for its seed and its map: even seeds play in Bengaluru, odd ones in Kolkata.
    public var parameters: ScenarioParameters
    /// Bookings before this day teach the accounts and are not counted.
    public var warmUpDays = 7

    /// 2,000 accounts, 6 rings, 120 thefts in 28 days.
    public static var standardParameters: ScenarioParameters {
        var parameters = ScenarioParameters()
        parameters.days = 28
        parameters.victims = 120
        parameters.benignPostsPerDay = 0
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
        return parameters
    }

    public init(parameters: ScenarioParameters = Self.standardParameters) { self.parameters = parameters }

    /// Plays the cities one after the other; what is ranked is ranked within its city. A few seconds a city.
    public func report(seeds: [UInt64], progress: (String) -> Void = { _ in }) throws -> DetectorReport {
        var cities: [Ranking] = []
        for seed in seeds {
            var parameters = parameters
            parameters.seed = seed
            parameters.city = seed % 2 == 0 ? .bengaluru : .kolkata
            cities.append(try play(parameters))
            progress("city \(seed): \(cities.last?.truth.count ?? 0) bookings")
        }
        let codes = Self.codes
        func figures(_ uses: (Int) -> Bool) -> DetectorReport.Figures {
            let used = codes.indices.map(uses)
            let each = cities.map { $0.figures(used) }
            let count = Double(max(1, each.count))
            return DetectorReport.Figures(
                ap: each.reduce(0) { $0 + $1.ap } / count,
                precisionAtStolen: each.reduce(0) { $0 + $1.precisionAtStolen } / count)
        }
        let all = figures { _ in true }
        return DetectorReport(
            seeds: seeds, bookings: cities.reduce(0) { $0 + $1.truth.count },
            stolen: cities.reduce(0) { $0 + $1.truth.count { $0 } }, all: all,
            detectors: codes.indices.map { index in
                progress("without \(codes[index])")
                return DetectorReport.Detector(
                    code: codes[index], without: figures { $0 != index }, alone: figures { $0 == index })
            })
    }

    /// Reason codes of the detectors, in the order of their place in a row.
    static var codes: [String] {
        ModelFeatures.names.prefix { $0.hasPrefix("signal_") }.map { $0.dropFirst(7).uppercased() }
    }

    /// The strengths of a city's bookings after the warm-up, and which of them moved stolen money.
    func play(_ parameters: ScenarioParameters) throws -> Ranking {
        var truth = StolenMoney()
        for event in try ScenarioStream(parameters) {
            if case .groundTruth(let fact) = event.record { truth.learn(fact) }
        }
        var stream = FeatureStream()
        var ranking = Ranking()
        let counted = parameters.start.advanced(byMilliseconds: Int64(warmUpDays) * 86_400_000)
        for event in try ScenarioStream(parameters) {
            guard case .bankTransaction(let booking) = event.record, let found = stream.take(booking),
                booking.bookedAt.time >= counted
            else { continue }
            ranking.strengths.append(contentsOf: found.row[..<Self.codes.count])
            ranking.truth.append(truth.moved(by: booking))
        }
        return ranking
    }
}

/// Which bookings moved stolen money: the debits that the scenario names, and the credits that are their other side.
struct StolenMoney {
    private var debits: Set<String> = []
    /// Transfers of stolen money, from one account to another.
    private var ways: [String: [EventTime]] = [:]

    mutating func learn(_ fact: GroundTruth) {
        switch fact.kind {
        case "cash_out": debits.insert(fact.subject)
        case "victim_transfer", "layer_transfer":
            debits.insert(fact.subject)
            let ends = fact.detail?.split(separator: " ") ?? []
            guard let from = ends.first(where: { $0.hasPrefix("from=") })?.dropFirst(5),
                let to = ends.first(where: { $0.hasPrefix("to=") })?.dropFirst(3)
            else { return }
            ways["\(from) \(to)", default: []].append(fact.at.time)
        default: break
        }
    }

    func moved(by booking: BankTransaction) -> Bool {
        guard booking.direction == .credit else { return debits.contains(booking.transactionID) }
        guard let from = booking.counterparty?.account, let times = ways["\(from) \(booking.account)"] else {
            return false
        }
        return times.contains { (0...7_200_000).contains(booking.bookedAt.time.milliseconds(since: $0)) }
    }
}

/// Bookings with the strengths of their detectors, to be ranked.
struct Ranking {
    /// One row of as many strengths as there are detectors for each booking.
    var strengths: [Float] = []
    var truth: [Bool] = []

    /// Noisy-or of the detectors that are used.
    func scores(_ used: [Bool]) -> [Float] {
        truth.indices.map { booking in
            var quiet: Float = 1
            for index in used.indices where used[index] { quiet *= 1 - strengths[booking * used.count + index] }
            return 1 - quiet
        }
    }

    func figures(_ used: [Bool]) -> DetectorReport.Figures {
        let scores = scores(used)
        let stolen = truth.count { $0 }
        let top = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(stolen)
        return DetectorReport.Figures(
            ap: Scoring.averagePrecision(scores, truth),
            precisionAtStolen: Double(top.count { truth[$0] && scores[$0] > 0 }) / Double(max(1, stolen)))
    }
}
