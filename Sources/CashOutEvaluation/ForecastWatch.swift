import Records
import Scenario

/// Keeps what was published, and when it was heard, and holds it against what happens.
///
/// A forecast counts from the moment it was published, whatever time it states for itself.
struct ForecastWatch {
    /// A forecast as it was heard.
    struct Publication {
        var id: String
        var account: String
        var at: EventTime
        var active: Bool
        var expiresAt: EventTime
        var terminals: [TerminalChance]
        var score: Double
        var rankings: [Baselines.Name: [String]]
        /// Terminal of the first withdrawal since, while the forecast's id stayed active.
        var outcome: String?
        /// The money was gone, or the scenario over, before anything was drawn.
        var isOver = false
    }

    private var baselines: Baselines
    private var heard: [String: [Publication]] = [:]
    /// By account: home branch as its bookings say.
    private var branch: [String: String] = [:]
    private var stolenByCase: [String: Int64] = [:]
    private var drawnByCase: [String: Int64] = [:]
    private var firstForecast: [String: (at: EventTime, drawn: Int64)] = [:]
    private var ids: [String: (isTrue: Bool, isActive: Bool)] = [:]

    /// Cash-outs with a forecast, by unit, ring and terminal.
    private var ringUses: [CountedUnit: [String: [String: Int]]] = [:]
    private var lastDrawn: [String: (terminal: String, at: EventTime)] = [:]

    init(city: City) { baselines = Baselines(city: city) }

    mutating func see(_ booking: BankTransaction) {
        if let ifsc = booking.homeIFSC { branch[booking.account] = ifsc }
        baselines.see(booking)
    }

    mutating func hear(_ forecast: RiskForecast, at time: EventTime) {
        var list = heard[forecast.account] ?? []
        // What was taken back or renewed at the same moment nobody saw.
        if let same = list.lastIndex(where: { $0.id == forecast.forecastID }), list[same].at == time {
            list.remove(at: same)
        }
        let rankings =
            forecast.active ? baselines.rank(account: forecast.account, ifsc: branch[forecast.account]) : [:]
        list.append(
            Publication(
                id: forecast.forecastID, account: forecast.account, at: time, active: forecast.active,
                expiresAt: forecast.expiresAt,
                terminals: forecast.terminals, score: forecast.verdict.score, rankings: rankings))
        heard[forecast.account] = list
        if forecast.active, firstForecast[forecast.caseID] == nil {
            firstForecast[forecast.caseID] = (time, drawnByCase[forecast.caseID] ?? 0)
        }
    }

    mutating func learn(_ truth: GroundTruth, into score: inout CityScore) {
        let amount = truth.amount?.rawValue ?? 0
        if truth.kind == "victim_transfer" {
            score.stolen += amount
            if let id = truth.caseID { stolenByCase[id, default: 0] += amount }
            return
        }
        guard let layer = truth.layer, layer > 0, let (account, terminal) = Self.place(truth) else {
            score.fromVictims += 1
            return
        }
        if let id = truth.caseID { drawnByCase[id, default: 0] += amount }
        settle(account, terminal, at: truth.at.time)
        let notice = truth.at.time.advanced(byMilliseconds: -SimulatedCity.noticeMilliseconds)
        let found = inForce(account, at: notice)
        for unit in units(account, terminal, at: truth.at.time) {
            count(unit, truth, layer, terminal, found, into: &score)
        }
        if found != nil { baselines.seeFraud(at: terminal) }
    }

    /// As what the withdrawal counts.
    private mutating func units(_ account: String, _ terminal: String, at time: EventTime) -> [CountedUnit] {
        let before = lastDrawn.updateValue((terminal, time), forKey: account)
        guard let before else { return [.withdrawals, .visits, .firstVisits] }
        let isSame =
            before.terminal == terminal && time.milliseconds(since: before.at) < SimulatedCity.visitMilliseconds
        return isSame ? [.withdrawals] : [.withdrawals, .visits]
    }

    private mutating func count(
        _ unit: CountedUnit, _ truth: GroundTruth, _ layer: Int, _ terminal: String, _ found: Publication?,
        into total: inout CityScore
    ) {
        var score = total.units[unit] ?? UnitScore()
        defer { total.units[unit] = score }
        let rank = found.flatMap { publication in publication.terminals.firstIndex { $0.id == terminal } }
        score.byLayer[layer, default: HitTally()].add(rank: rank)
        guard let found else { return }
        score.coveredByLayer[layer, default: HitTally()].add(rank: rank)
        for name in Baselines.Name.allCases where name != .uniform {
            score.baselines[name, default: HitTally()].add(rank: found.rankings[name]?.firstIndex(of: terminal))
        }
        score.baselines[.uniform, default: HitTally()].addUniform(terminals: baselines.terminalCount)
        for chance in found.terminals { score.calibration.add(chance.probability, chance.id == terminal) }
        ringUses[unit, default: [:]][truth.ring ?? "", default: [:]][terminal, default: 0] += 1
        if let id = truth.caseID, found.id.hasPrefix(id + "/") { score.sameCase += 1 }
        if let rank, rank < 3 { score.leads.append(lead(terminal, found, until: truth.at.time)) }
    }

    private static func place(_ truth: GroundTruth) -> (account: String, terminal: String)? {
        let words = (truth.detail ?? "").split(separator: " ")
        guard words.count == 2, words[0].hasPrefix("account="), words[1].hasPrefix("terminal=") else { return nil }
        return (String(words[0].dropFirst(8)), String(words[1].dropFirst(9)))
    }

    /// The latest forecast for the account that stood at `time`.
    private func inForce(_ account: String, at time: EventTime) -> Publication? {
        var superseded: Set<String> = []
        for publication in (heard[account] ?? []).reversed() where publication.at <= time {
            guard superseded.insert(publication.id).inserted else { continue }
            if publication.active, publication.expiresAt > time { return publication }
        }
        return nil
    }

    /// Minutes since the terminal first was among the first three of this forecast, without a break.
    private func lead(_ terminal: String, _ found: Publication, until time: EventTime) -> Double {
        var since = found.at
        for publication in (heard[found.account] ?? []).reversed()
        where publication.id == found.id && publication.at <= since {
            guard publication.active, publication.terminals.prefix(3).contains(where: { $0.id == terminal }) else {
                break
            }
            since = publication.at
        }
        return Double(time.milliseconds(since: since)) / 60_000
    }

    /// The account's open forecasts meet their outcome. A forecast that was taken back at this very moment was taken
    /// back by this withdrawal.
    private mutating func settle(_ account: String, _ terminal: String, at time: EventTime) {
        guard var list = heard[account] else { return }
        for index in list.indices where list[index].active && list[index].outcome == nil && !list[index].isOver {
            guard list[index].at < time else { continue }
            let id = list[index].id
            let end = list[(index + 1)...].first { $0.id == id && !$0.active }?.at
            if let end, end < time {
                list[index].isOver = true
            } else {
                list[index].outcome = terminal
                ids[id, default: (false, true)].isTrue = true
            }
        }
        heard[account] = list
    }

    mutating func finish(into score: inout CityScore) {
        for (_, list) in heard.sorted(by: { $0.key < $1.key }) {
            for (index, publication) in list.enumerated() where publication.active {
                score.publications += 1
                ids[publication.id, default: (false, true)].isActive = true
                let isClosed = list[(index + 1)...].contains { $0.id == publication.id && !$0.active }
                // Open at the end of the scenario: nobody knows.
                guard publication.outcome != nil || isClosed else { continue }
                let isHit = publication.terminals.contains { $0.id == publication.outcome }
                score.scores.add(publication.score, isHit)
            }
        }
        for (unit, rings) in ringUses {
            for uses in rings.values {
                for (rank, count) in uses.values.sorted(by: >).enumerated() {
                    for _ in 0..<count { score.units[unit, default: UnitScore()].ceiling.add(rank: rank) }
                }
            }
        }
        score.alarms = ids.count
        score.trueAlarms = ids.values.count { $0.isTrue }
        for (id, first) in firstForecast.sorted(by: { $0.key < $1.key }) {
            score.holdable += max(0, (stolenByCase[id] ?? 0) - first.drawn)
        }
    }
}
