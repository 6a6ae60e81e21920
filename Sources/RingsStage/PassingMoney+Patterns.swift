import Records
import StageKit

/// What the state of one account shows. Each is O(credits x debits) or O(credits x trails x path).
extension PassingMoney {
    /// Credits that were passed on and what became of them, and the debits that they paid for.
    private struct Flow {
        var payers: Set<String> = []
        var targets: Set<String> = []
        var arrived: Int64 = 0
        var left: Int64 = 0
        /// Amount times milliseconds, over all parts.
        var staying = 0.0
        var sent: Int64 = 0
        var start = EventTime(milliseconds: .max)

        var stayed: Int64 { left > 0 ? Int64(staying / Double(left)) : 0 }
        var share: Double { arrived > 0 ? Double(left) / Double(arrived) : 0 }
    }

    private func flow(_ settings: RingsStageSettings) -> Flow {
        var flow = Flow()
        var passed: [UInt32: EventTime] = [:]
        for credit in credits where credit.isPassedOn(settings) {
            passed[credit.number] = credit.at
            if let payer = credit.payer { flow.payers.insert(payer) }
            flow.arrived += credit.amount
            flow.left += credit.amount - credit.remaining
            flow.start = min(flow.start, credit.at)
        }
        for debit in debits {
            var from: Int64 = 0
            for part in debit.parts {
                guard let arrived = passed[part.credit] else { continue }
                from += part.amount
                flow.staying += Double(part.amount) * Double(debit.at.time.milliseconds(since: arrived))
            }
            // Mostly the account's own money is no money passed on.
            guard let target = debit.target, 2 * from >= debit.amount else { continue }
            flow.targets.insert(target)
            flow.sent += from
        }
        return flow
    }

    /// Fans at the account, after a booking at `at`.
    func fans(at: ZonedTime, _ settings: RingsStageSettings) -> [FoundPattern] {
        guard credits.contains(where: { $0.isPassedOn(settings) }) else { return [] }
        let flow = flow(settings)
        let isGathering = flow.payers.count >= settings.fanMin
        let isScattering = flow.targets.count >= settings.fanMin
        guard isGathering || isScattering else { return [] }
        let window = Words.duration(settings.windowMilliseconds)
        func arrived() -> String { MinorUnits(flow.arrived).rupees }
        func left() -> String {
            "\(Words.percent(flow.share)) of it left again after \(Words.duration(flow.stayed)) on average"
        }
        var found = FoundPattern(
            pattern: .fanIn, name: "", size: flow.payers.count, sizeMin: settings.fanMin,
            accounts: flow.payers.sorted(), amount: flow.arrived, share: flow.share, stayed: flow.stayed,
            start: flow.start, at: at,
            words: { "\(arrived()) came from \(flow.payers.count) payers within \(window); \(left())" })
        guard isScattering else { return [found] }
        found.pattern = .fanOut
        found.size = flow.targets.count
        found.accounts = flow.targets.sorted()
        found.amount = flow.sent
        found.words = {
            "\(MinorUnits(flow.sent).rupees) of \(arrived()) that came in went on to \(flow.targets.count) payees within "
                + "\(window); \(left())"
        }
        guard isGathering else { return [found] }
        found.pattern = .gatherScatter
        found.size = min(flow.payers.count, flow.targets.count)
        found.accounts = flow.payers.union(flow.targets).sorted()
        found.amount = flow.arrived
        found.words = {
            "\(arrived()) came from \(flow.payers.count) payers and went on to \(flow.targets.count) payees within "
                + "\(window); \(left())"
        }
        return [found]
    }

    /// Money of one account that arrived through several. The middle accounts are those that paid; of accounts that
    /// scattered to as many of them, the one nearest to them is named.
    func regathered(at: ZonedTime, _ settings: RingsStageSettings) -> FoundPattern? {
        struct Origin {
            var middles: Set<String> = []
            var amount: Int64 = 0
            var start = EventTime(milliseconds: .max)
            var depth = Int.max
            var staying = 0.0
        }
        var origins: [String: Origin] = [:]
        for credit in credits {
            for trail in credit.trails where trail.path.count >= 2 {
                guard let middle = trail.path.last else { continue }
                for (place, account) in trail.path.dropLast().enumerated() {
                    var origin = origins[account] ?? Origin()
                    origin.middles.insert(middle)
                    origin.amount += trail.amount.rawValue
                    origin.start = min(origin.start, trail.start)
                    origin.depth = min(origin.depth, trail.path.count - 1 - place)
                    origin.staying += Double(trail.amount.rawValue) * Double(credit.at.milliseconds(since: trail.start))
                    origins[account] = origin
                }
            }
        }
        let best = origins.filter { $0.value.middles.count >= settings.middleMin && !$0.value.middles.contains($0.key) }
            .min {
                let (a, b) = ($0.value, $1.value)
                if a.middles.count != b.middles.count { return a.middles.count > b.middles.count }
                return a.depth != b.depth ? a.depth < b.depth : $0.key < $1.key
            }
        guard let (account, origin) = best else { return nil }
        let middles = origin.middles.sorted()
        let took = Int64(origin.staying / Double(max(1, origin.amount)))
        return FoundPattern(
            pattern: .scatterGather, name: account, size: middles.count, sizeMin: settings.middleMin,
            accounts: [account] + middles, amount: origin.amount, share: 1, stayed: took, start: origin.start, at: at,
            words: {
                "\(MinorUnits(origin.amount).rupees) of \(account) arrived through \(middles.count) accounts, "
                    + "\(Words.duration(took)) on the way on average"
            })
    }

    /// Money that `step` brings back to its account, as a share of what the account sent on that way. Trails of which
    /// the account has forgotten its own debit are held against what their first account sent.
    func cycles(_ step: RingStep, _ settings: RingsStageSettings) -> [FoundPattern] {
        step.trails.compactMap { trail in
            guard let place = trail.path.firstIndex(of: step.account) else { return nil }
            let others = Array(trail.path[(place + 1)...])
            guard others.count >= 2 else { return nil }
            let debit = debits.filter { $0.target == others[0] && $0.at.time <= step.at.time }
                .max { ($0.amount, $0.mark) < ($1.amount, $1.mark) }
            let sent = debit?.amount ?? trail.startAmount.rawValue
            let start = debit?.at.time ?? trail.start
            let share = Double(trail.amount.rawValue) / Double(max(1, sent))
            guard share >= settings.cycleShareMin else { return nil }
            let away = step.at.time.milliseconds(since: start)
            let way = others.joined(separator: " -> ")
            return FoundPattern(
                pattern: .cycle, name: way, size: others.count, sizeMin: 2, accounts: others,
                amount: trail.amount.rawValue, share: min(1, share), stayed: away, start: start, at: step.at,
                words: {
                    "\(trail.amount.rupees) came back through \(others.count) others (\(way)), "
                        + "\(Words.percent(share)) of \(MinorUnits(sent).rupees) sent \(Words.duration(away)) before"
                })
        }
    }
}

/// Figures as people say them.
enum Words {
    static func percent(_ share: Double) -> String { "\(Int(share * 100 + 0.5)) %" }

    static func duration(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) days"
        }
    }
}
