/// The quartic (biweight) kernel of the plane: 3 / (π r²) · (1 − d²/r²)², zero from the reach r on; its mass is 1.
enum QuarticKernel {
    /// The density at distance 0.
    static func peak(reach: Double) -> Double { 3 / (3.141592653589793 * reach * reach) }
}
