import StageKit

/// The scales that baselines work on: octaves of rupees and of seconds.
enum PortableLog {
    /// Binary logarithm of 1 + rupees.
    static func rupees(_ amount: Double) -> Double { PortableMath.log2(amount + 1) }

    /// Binary logarithm of 1 + seconds.
    static func seconds(milliseconds: Int64) -> Double { PortableMath.log2(Double(max(0, milliseconds)) / 1_000 + 1) }

    /// Rupees of an octave.
    static func rupees(ofOctave octave: Float) -> Double { max(0, PortableMath.exp2(Double(octave)) - 1) }
}

/// 0 at or below `low`, 1 at or above `high`, straight between.
@inline(__always)
func ramp(_ x: Float, _ low: Float, _ high: Float) -> Float { min(1, max(0, (x - low) / (high - low))) }
