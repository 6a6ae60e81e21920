import Records
import StageKit

/// What is left of a weight after some time: half after each half-life. A time before counts as far away as one after.
enum Decay {
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    static func factor(_ milliseconds: Int64, halfLife: Int64) -> Double {
        PortableMath.exp2(-Double(abs(milliseconds)) / Double(halfLife))
    }

    /// Natural logarithm of 2: turns a decayed sum into a rate.
    static let ln2 = 0.6931471805599453
}

/// Rounding for what is published, so that texts stay short.
enum Rounded {
    static func down(_ value: Double) -> Double { Double(Int(value * 10_000)) / 10_000 }
    static func near(_ value: Double) -> Double { Double(Int(value * 10_000 + 0.5)) / 10_000 }
    static func percent(_ value: Double) -> String { "\(Int(value * 100 + 0.5)) %" }
    /// One decimal.
    static func tenth(_ value: Double) -> String {
        let tenths = Int(value * 10 + 0.5)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
