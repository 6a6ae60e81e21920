import Records

/// Where stolen money lies, by what the scenario tells of its transfers and withdrawals.
struct StolenMoney {
    /// By account, in paise, never below 0. Money that leaves sight in a shop is not told of and stays.
    private(set) var held: [String: Int64] = [:]
    /// By account: its latest transfer or withdrawal of stolen money, the victim's payment among them.
    private(set) var lastBooked: [String: EventTime] = [:]

    mutating func learn(_ truth: GroundTruth) {
        let amount = truth.amount?.rawValue ?? 0
        switch truth.kind {
        case "victim_transfer", "layer_transfer":
            if let from = truth.word("from") { take(amount, of: from, at: truth.at.time) }
            guard let to = truth.word("to"), !to.isEmpty else { return }
            held[to, default: 0] += amount
            lastBooked[to] = truth.at.time
        case "cash_out":
            if let account = truth.word("account") { take(amount, of: account, at: truth.at.time) }
        default: break
        }
    }

    private mutating func take(_ amount: Int64, of account: String, at time: EventTime) {
        if let left = held[account] { held[account] = max(0, left - amount) }
        lastBooked[account] = time
    }
}

extension GroundTruth {
    /// The value of `name=value` in the detail.
    func word(_ name: String) -> String? {
        (detail ?? "").split(separator: " ").first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }
}
