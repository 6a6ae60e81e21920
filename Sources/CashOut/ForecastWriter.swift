import Records
import StageKit

/// Makes a forecast of a mixture, with the reasons in words.
struct ForecastWriter {
    let settings: CashOutSettings
    let source: SourceRef
    let runID: String?
    static let versions = Versions(detector: "cashout-1")

    /// The same trail at the same account has the same forecast, made anew by every hop.
    static func id(_ hop: TrailHop) -> String { "\(hop.caseID)/\(hop.account)/\(hop.layer)" }

    func forecast(
        _ hop: TrailHop, account: AccountPlaces, arrivedAt: EventTime, tables: borrowing CashOutTables
    ) -> RiskForecast {
        let now = hop.at.time
        let mixture = TerminalMixture(account: account, hop: hop, now: now, tables: tables, settings: settings)
        let listed = Array(mixture.chances.prefix(settings.terminalsMax)).filter { Rounded.down($0.probability) > 0 }
        let delay = account.delay > 0 ? account.delay : settings.usualDelaySeconds
        let elapsed = Float(max(0, now.milliseconds(since: arrivedAt)) / 1_000)
        let remaining = Int(max(300, min(delay - elapsed, 7 * 86_400)))
        let terminals = listed.map { chance in
            TerminalChance(
                id: chance.id, probability: Rounded.down(chance.probability),
                etaSeconds: remaining + Self.travelSeconds(from: account.lastPlace?.point, to: chance.point),
                location: chance.point, name: chance.name)
        }
        let score = Rounded.near(terminals.reduce(0) { $0 + $1.probability })
        let verdict = Verdict(
            score: score, reasons: reasons(mixture, listed, account: account), versions: Self.versions, source: source,
            runID: runID)
        return RiskForecast(
            forecastID: Self.id(hop), caseID: hop.caseID, account: hop.account, layer: hop.layer, atRisk: hop.atRisk,
            issuedAt: hop.at, expiresAt: now.advanced(byMilliseconds: Int64(max(7_200, 3 * remaining)) * 1_000),
            active: true, terminals: terminals, cell: likeliestCell(terminals), state: hop.state,
            district: hop.district, policeStation: hop.policeStation, verdict: verdict)
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
        _ mixture: TerminalMixture, _ listed: [TerminalMixture.Chance], account: AccountPlaces
    ) -> [Reason] {
        guard let first = listed.first else {
            let words = "no place of this account, no terminal and no recent fraud in its district is known"
            return [Reason(code: "NO_PLACE_KNOWN", contribution: 0, evidence: words)]
        }
        var reasons: [Reason] = []
        for component in TerminalMixture.Component.allCases {
            let mass = listed.reduce(0) { $0 + $1.parts[component.rawValue] }
            guard Rounded.near(mass) > 0 else { continue }
            reasons.append(
                Reason(
                    code: component.code, contribution: Rounded.near(mass),
                    evidence: words(component, mass, mixture, first, account: account)))
        }
        return reasons
    }

    private func words(
        _ component: TerminalMixture.Component, _ mass: Double, _ mixture: TerminalMixture,
        _ first: TerminalMixture.Chance, account: AccountPlaces
    ) -> String {
        let share = Rounded.percent(mass)
        switch component {
        case .own:
            let ownFirst = Rounded.percent(first.parts[0])
            return "\(account.places.count) places where this account drew cash before give \(share), "
                + "\(first.id) alone \(ownFirst)"
        case .fraud:
            let rate = Rounded.tenth(mixture.fraudPerHour)
            return "cells within reach see \(rate) withdrawals of stolen money an hour: they give \(share)"
        case .density:
            return "\(mixture.terminalsInReach) terminals within reach give \(share), the nearer the more"
        }
    }
}
