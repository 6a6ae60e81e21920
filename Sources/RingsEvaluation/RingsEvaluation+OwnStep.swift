import Rings

extension RingsEvaluation {
    /// Features of each account at the end of a step of its own: what a stream would have known just then.
    ///
    /// An account with a fraud step is taken `lead` steps before it. An honest one is taken at a step drawn, seeded,
    /// from the fraud accounts' steps, so that time itself tells nothing. Fraud accounts without a step, who sent no
    /// fraudulent payment, are left out.
    public func ownStepTable(_ graph: AMLSimGraph, lead: Int32) -> Table {
        let fraudSteps = graph.fraudSteps.filter { $0 >= 0 }
        var random = SplitMix(state: seed)
        var due: [Int32: [Int]] = [:]
        for account in graph.labels.indices {
            let drawn = fraudSteps.randomElement(using: &random) ?? 0
            if graph.labels[account] > 0.5, graph.fraudSteps[account] < 0 { continue }
            let step = graph.labels[account] > 0.5 ? graph.fraudSteps[account] : drawn
            due[step - lead, default: []].append(account)
        }
        var table = Table()
        var rings = Rings(settings: settings)
        var next = 0
        for (step, accounts) in due.sorted(by: { $0.key < $1.key }) {
            while next < graph.transfers.count, graph.transfers[next].step <= step {
                rings.observe(graph.transfers[next])
                next += 1
            }
            let none = [Float](repeating: 0, count: table.columns)
            for account in accounts {
                table.rows += rings.features(of: UInt64(account), at: step) ?? none
                table.labels.append(graph.labels[account])
            }
        }
        return table
    }
}
