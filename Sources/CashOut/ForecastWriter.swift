import Records
import StageKit

/// Makes a forecast of a mixture, with the reasons in words.
struct ForecastWriter {
    let settings: CashOutSettings
    let source: SourceRef
    let runID: String?
    static let versions = Versions(detector: "cashout-3")

    /// The same trail at the same account has the same forecast, made anew by every hop.
    static func id(_ hop: TrailHop) -> String { "\(hop.caseID)/\(hop.account)/\(hop.layer)" }

    /// The forecast, and what is kept of it until its outcome is known. Made at the latest time that the partition
    /// has seen: the hops of a case that was told late are as old as its money.
    func forecast(
        _ hop: TrailHop, account: AccountPlaces, balance: AccountPlaces.Balance, situation: Knowledge.Situation,
        knowledge: Knowledge, tables: borrowing CashOutTables
    ) -> Made {
        let now = max(hop.at.time, knowledge.clock)
        var mixture = TerminalMixture(
            account: account, hop: hop, now: now, knowledge: knowledge, tables: tables, settings: settings)
        mixture.scale(first: settings.terminalsMax, by: knowledge.listedScale(mixture.experience))
        let listed = Array(mixture.chances.prefix(settings.terminalsMax)).filter { Rounded.down($0.probability) > 0 }
        let wait = Wait(
            account: account, layer: hop.layer, elapsed: now.milliseconds(since: balance.arrivedAt.time), knowledge)
        let terminals = listed.map { chance in
            TerminalChance(
                id: chance.id, probability: Rounded.down(chance.probability),
                etaSeconds: wait.median + Self.travelSeconds(from: account.lastPlace?.point, to: chance.point),
                location: chance.point, name: chance.name)
        }
        let features = Outlook.Features(
            account, layer: hop.layer, situation: situation, atRisk: balance.atRisk,
            waited: now.milliseconds(since: balance.arrivedAt.time), now: now)
        let drawn = knowledge.outlook.chance(features)
        let score = Rounded.near(drawn * terminals.reduce(0) { $0 + $1.probability })
        let verdict = Verdict(
            score: score, reasons: reasons(mixture, listed, drawn: drawn, account: account), versions: Self.versions,
            source: source, runID: runID)
        let forecast = RiskForecast(
            forecastID: Self.id(hop), caseID: hop.caseID, account: hop.account, layer: hop.layer, atRisk: hop.atRisk,
            issuedAt: ZonedTime(time: now, zoneOffsetMinutes: hop.at.zoneOffsetMinutes),
            expiresAt: now.advanced(byMilliseconds: Int64(wait.longest) * 1_000),
            active: true, terminals: terminals, cell: likeliestCell(terminals), state: hop.state,
            district: hop.district, policeStation: hop.policeStation, verdict: verdict)
        let open = AccountPlaces.OpenForecast(
            caseID: hop.caseID, layer: hop.layer, issuedAt: now, features: features)
        return Made(
            forecast: forecast, pending: AccountPlaces.Pending(mixture, listed: listed.count, issuedAt: now), open: open
        )
    }

    /// A forecast, and what is kept of it until its outcome is known: of where, and of whether.
    struct Made {
        var forecast: RiskForecast
        var pending: AccountPlaces.Pending
        var open: AccountPlaces.OpenForecast
    }

    /// How long until the money is drawn, in seconds.
    private struct Wait {
        /// Five minutes to a week.
        var median: Int
        /// Nearly all such money was drawn earlier; two hours to a week.
        var longest: Int

        init(account: AccountPlaces, layer: Int, elapsed milliseconds: Int64, _ knowledge: Knowledge) {
            let week = 7 * 86_400.0
            let elapsed = Double(max(0, milliseconds) / 1_000)
            // The account's own habit, then its layer's; beyond them, what is usual for money that waited so long.
            let habit = account.delay > 0 ? Double(account.delay) : nil
            let usual = habit ?? knowledge.delay(layer: layer, quantile: 0.5, after: 0) ?? 0
            let later = knowledge.delay(layer: layer, quantile: 0.5, after: elapsed) ?? elapsed
            median = Int(max(300, min(week, (usual > elapsed ? usual : later) - elapsed)))
            let last = knowledge.delay(layer: layer, quantile: 0.95, after: elapsed) ?? elapsed
            longest = Int(min(week, max(7_200, last - elapsed, Double(3 * median))))
        }
    }

    /// Takes the forecast back: the money is gone.
    func withdrawal(_ hop: TrailHop) -> RiskForecast {
        let words = "\(hop.amount.rupees) \(Self.fate(hop.kind)): nothing of it is left at this account"
        let verdict = Verdict(
            score: 0, reasons: [Reason(code: "MONEY_GONE", contribution: 0, evidence: words)],
            versions: Self.versions, source: source, runID: runID)
        return RiskForecast(
            forecastID: Self.id(hop), caseID: hop.caseID, account: hop.account, layer: hop.layer, atRisk: hop.atRisk,
            issuedAt: hop.at, expiresAt: hop.at.time, active: false, terminals: [], cell: nil, state: hop.state,
            district: hop.district, policeStation: hop.policeStation, verdict: verdict)
    }

    private static func fate(_ kind: TrailHop.Kind) -> String {
        switch kind {
        case .arrived: "arrived"
        case .moved: "moved on"
        case .cashedOut: "was drawn in cash"
        case .dispersed: "dispersed"
        case .expired: "is too old to follow"
        }
    }

    /// At 25 km/h, the pace of a city.
    private static func travelSeconds(from here: GeoPoint?, to there: GeoPoint?) -> Int {
        guard let here, let there else { return 0 }
        return Int(PortableMath.kilometres(from: here, to: there) * 144)
    }

    private func likeliestCell(_ terminals: [TerminalChance]) -> String? {
        var mass: [S2Cell: Double] = [:]
        for terminal in terminals {
            guard let point = terminal.location, let cell = S2Cell(point, level: settings.cellLevel) else { continue }
            mass[cell, default: 0] += terminal.probability
        }
        let best = mass.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }
        return best?.key.token
    }

    private func reasons(
        _ mixture: TerminalMixture, _ listed: [TerminalMixture.Chance], drawn: Double, account: AccountPlaces
    ) -> [Reason] {
        guard let first = listed.first else {
            let words = "no place of this account, no terminal and no recent fraud in its district is known"
            return [Reason(code: "NO_PLACE_KNOWN", contribution: 0, evidence: words)]
        }
        var reasons: [Reason] = []
        for component in TerminalMixture.Component.allCases {
            let mass = listed.reduce(0) { $0 + $1.parts[component.rawValue] }
            guard Rounded.near(drawn * mass) > 0 else { continue }
            reasons.append(
                Reason(
                    code: component.code, contribution: Rounded.near(drawn * mass),
                    evidence: words(component, mass, mixture, first, account: account)))
        }
        return reasons.sorted { ($1.contribution, $0.code) < ($0.contribution, $1.code) }
    }

    private func words(
        _ component: TerminalMixture.Component, _ mass: Double, _ mixture: TerminalMixture,
        _ first: TerminalMixture.Chance, account: AccountPlaces
    ) -> String {
        let share = Rounded.percent(mass)
        switch component {
        case .ownFraud:
            let visits = Rounded.tenth(mixture.ownFraudVisits)
            return "about \(visits) visits at which this account drew stolen money before give \(share)"
        case .own:
            let ownFirst = Rounded.percent(first.parts[component.rawValue])
            return "\(account.places.count) places where this account drew cash before give \(share), "
                + "\(first.id) alone \(ownFirst)"
        case .crew:
            let visits = Rounded.tenth(mixture.crewVisits)
            return "about \(visits) visits of accounts whose money came through the same collectors give \(share)"
        case .fraudNearby:
            let rate = Rounded.tenth(mixture.fraudPerHour)
            return "of \(rate) withdrawals of stolen money an hour in all cells, those near this account give \(share)"
        case .fraudElsewhere:
            let rate = Rounded.tenth(mixture.fraudPerHour)
            return "all cells see \(rate) withdrawals of stolen money an hour: they give \(share)"
        case .density:
            return "\(mixture.terminalsInReach) terminals within reach give \(share), the nearer the more"
        case .elsewhere:
            return "\(share) for places that are not known"
        }
    }
}
