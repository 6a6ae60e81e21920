/// Why a language model gave no usable answer. Every case keeps what was known before.
public enum LanguageModelFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Settings or key; nothing was sent.
    case settings(String)
    /// The next request could cost more than is left.
    case budget(leftNanodollars: Int64, neededNanodollars: Int64)
    /// The provider refuses the key or the request: repeating it would not help.
    case refused(status: Int, detail: String)
    /// The provider was busy or away until the last attempt.
    case unavailable(attempts: Int, detail: String)
    /// An answer came and is not what was asked for. It was paid.
    case malformed(String)
    /// The ledger could not be read or written.
    case ledger(String)

    public var description: String {
        switch self {
        case .settings(let why): "language model settings: \(why)"
        case .budget(let left, let needed):
            "the budget has \(Dollars.text(left)) left and the next request could cost \(Dollars.text(needed)); raise --budget to go on"
        case .refused(let status, let detail): "the provider refused the request (HTTP \(status)): \(detail)"
        case .unavailable(let attempts, let detail):
            "the provider did not answer in \(attempts) attempts (\(detail)); run the command again later"
        case .malformed(let why): "the answer cannot be used: \(why)"
        case .ledger(let why): "the ledger of requests: \(why)"
        }
    }

    /// Whether every further request would fail the same way, so that a run should stop.
    public var stopsRun: Bool {
        switch self {
        case .settings, .budget, .unavailable, .ledger: true
        case .refused(let status, _): status == 401 || status == 403 || status == 404
        case .malformed: false
        }
    }
}

/// Money as whole nanodollars: $1 a million tokens is 1,000 of them a token, so a bill is exact.
public enum Dollars {
    /// `$0.0123`: four decimals, rounded up, so that a cost never looks smaller than it is.
    public static func text(_ nanodollars: Int64) -> String {
        let units = (max(0, nanodollars) + 99_999) / 100_000
        let cents = String(units % 10_000)
        return "$\(units / 10_000)." + String(repeating: "0", count: 4 - cents.count) + cents
    }

    /// Nanodollars of an amount in dollars, nil when it is negative, no number or above a million.
    public static func nanodollars(_ dollars: Double) -> Int64? {
        guard dollars.isFinite, dollars >= 0, dollars <= 1_000_000 else { return nil }
        return Int64((dollars * 1_000_000_000).rounded())
    }
}
