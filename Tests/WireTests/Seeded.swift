/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func flip() -> Bool { next() & 1 == 0 }
    mutating func pick<C: Collection>(_ from: C) -> C.Element where C.Index == Int { from[int(0...from.count - 1)] }
    mutating func maybe<T>(_ make: (inout Self) -> T) -> T? { flip() ? make(&self) : nil }
    mutating func list<T>(_ make: (inout Self) -> T) -> [T] { (0..<int(0...3)).map { _ in make(&self) } }
}
