/// The banks of the city: their IFSC prefix, and how they write account numbers and terminal ids.
struct Bank: Sendable {
    /// First four letters of its IFSCs.
    var code: String
    var name: String
    /// Prefix of its terminals' ids.
    var short: String
    /// Digits of an account number, 11...16, the first two of them ``lead``. No two banks share both.
    var digits: Int
    var lead: UInt64
    /// Share of accounts and terminals.
    var weight: Double

    static let all: [Bank] = [
        Bank(code: "SBIN", name: "State Bank of India", short: "SBI", digits: 11, lead: 38, weight: 24),
        Bank(code: "HDFC", name: "HDFC Bank", short: "HDFC", digits: 14, lead: 50, weight: 15),
        Bank(code: "ICIC", name: "ICICI Bank", short: "ICIC", digits: 12, lead: 17, weight: 12),
        Bank(code: "UTIB", name: "Axis Bank", short: "AXIS", digits: 15, lead: 91, weight: 10),
        Bank(code: "PUNB", name: "Punjab National Bank", short: "PNB", digits: 16, lead: 42, weight: 10),
        Bank(code: "BARB", name: "Bank of Baroda", short: "BOB", digits: 14, lead: 27, weight: 8),
        Bank(code: "CNRB", name: "Canara Bank", short: "CNRB", digits: 13, lead: 11, weight: 8),
        Bank(code: "UBIN", name: "Union Bank of India", short: "UBI", digits: 15, lead: 52, weight: 6),
        Bank(code: "BDBL", name: "Bandhan Bank", short: "BDBL", digits: 14, lead: 60, weight: 4),
        Bank(code: "YESB", name: "Yes Bank", short: "YES", digits: 15, lead: 64, weight: 3),
    ]

    static let cumulativeWeights = Draw.cumulative(all.map(\.weight))
}
