/// An amount of money in minor units (paise, cents): exact, never a floating-point number.
public struct MinorUnits: Hashable, Comparable, Sendable, Codable {
    public var rawValue: Int64

    @inlinable
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    public static let zero = MinorUnits(0)

    /// The largest amount a record may carry: 10^15 minor units (ten trillion rupees). Larger is a decode fault.
    public static let largest = MinorUnits(1_000_000_000_000_000)

    @inlinable
    public static func < (a: MinorUnits, b: MinorUnits) -> Bool { a.rawValue < b.rawValue }

    @inlinable
    public static func + (a: MinorUnits, b: MinorUnits) -> MinorUnits { MinorUnits(a.rawValue + b.rawValue) }

    @inlinable
    public static func - (a: MinorUnits, b: MinorUnits) -> MinorUnits { MinorUnits(a.rawValue - b.rawValue) }

    /// The amount in major units, for statistics only.
    @inlinable
    public var major: Double { Double(rawValue) / 100 }

    /// Indian reading of the amount for a person: `₹1,25,000` or `₹1,25,000.50`.
    public var rupees: String {
        let magnitude = rawValue.magnitude
        var whole = String(magnitude / 100)
        let paise = magnitude % 100
        if whole.count > 3 {
            let tail = whole.suffix(3)
            var head = String(whole.dropLast(3))
            var groups: [String] = []
            while head.count > 2 {
                groups.insert(String(head.suffix(2)), at: 0)
                head = String(head.dropLast(2))
            }
            if !head.isEmpty { groups.insert(head, at: 0) }
            whole = groups.joined(separator: ",") + "," + tail
        }
        let fraction = paise == 0 ? "" : "." + (paise < 10 ? "0" : "") + String(paise)
        return (rawValue < 0 ? "-" : "") + "₹" + whole + fraction
    }
}
