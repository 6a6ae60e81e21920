public import Records

/// Elementary functions made of additions, multiplications and square roots only.
///
/// A C library may pick another instruction sequence on another processor and differ in the last bit; a replay on
/// another machine must not. These give the same bits everywhere, and cost a few nanoseconds.
public enum PortableMath {
    /// Binary logarithm; absolute error below 1e-9. 0 or less gives -1,074.
    @inlinable
    public static func log2(_ x: Double) -> Double {
        guard x > 0 else { return -1_074 }
        var exponent = Double(x.exponent)
        var m = x.significand
        if m > 1.414213562373095 {
            m *= 0.5
            exponent += 1
        }
        let s = (m - 1) / (m + 1)
        let q = s * s
        let series = 1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))))
        return exponent + 2.885390081777927 * s * series
    }

    /// 2 to the power of `x`; relative error below 1e-8. Below -1,000 gives 0, above 1,000 is cut there.
    @inlinable
    public static func exp2(_ x: Double) -> Double {
        guard x > -1_000 else { return 0 }
        let bounded = min(x, 1_000)
        let nearest = Int(bounded + (bounded < 0 ? -0.5 : 0.5))
        let whole = Double(nearest)
        let f = (bounded - whole) * 0.6931471805599453
        let low = 1 + f * (1 + f * (1.0 / 2 + f * (1.0 / 6 + f * (1.0 / 24))))
        let f5 = f * f * f * f * f
        let series = low + f5 * (1.0 / 120 + f * (1.0 / 720 + f * (1.0 / 5_040 + f * (1.0 / 40_320))))
        return series * Double(sign: .plus, exponent: nearest, significand: 1)
    }

    /// Sine of `x` in -π/2...π/2; absolute error below 1e-9.
    @inlinable
    static func sine(_ x: Double) -> Double {
        let q = x * x
        let tail = q * (1.0 / 362_880 - q * (1.0 / 39_916_800 - q / 6_227_020_800))
        return x * (1 - q * (1.0 / 6 - q * (1.0 / 120 - q * (1.0 / 5_040 - tail))))
    }

    /// Arc sine of `x` in 0...1; absolute error below 1e-5.
    @inlinable
    static func arcSine(_ x: Double) -> Double {
        if x > 0.5 { return 1.5707963267948966 - 2 * arcSine(((1 - min(x, 1)) * 0.5).squareRoot()) }
        let q = x * x
        let tail = q * (35.0 / 1_152 + q * (63.0 / 2_816 + q * 231.0 / 13_312))
        return x * (1 + q * (1.0 / 6 + q * (3.0 / 40 + q * (15.0 / 336 + tail))))
    }

    /// Great-circle distance on a sphere of 6,371 km (the haversine form, good for small distances too).
    @inlinable
    public static func kilometres(from a: GeoPoint, to b: GeoPoint) -> Double {
        let radians = 0.017453292519943295
        let north = sine((b.latitude - a.latitude) * radians * 0.5)
        var turn = abs(b.longitude - a.longitude)
        if turn > 180 { turn = 360 - turn }
        let east = sine(turn * radians * 0.5)
        let cosines = sine((90 - abs(a.latitude)) * radians) * sine((90 - abs(b.latitude)) * radians)
        let h = north * north + cosines * east * east
        return 12_742 * arcSine(max(0, h).squareRoot())
    }
}
