/// SHA-256 (FIPS 180-4), so that `sha256sum` of a model file gives the model card's figure. About 10 ns a byte.
public struct SHA256: Sendable {
    private var state: [UInt32] = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]

    /// 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String {
        words(bytes).map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// The 32 bytes of the digest.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        words(bytes).flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        var hash = SHA256()
        let whole = bytes.count / 64 * 64
        for block in stride(from: 0, to: whole, by: 64) { hash.mix(bytes[block..<block + 64]) }
        var tail = Array(bytes[whole...]) + [0x80]
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = UInt64(bytes.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        for block in stride(from: 0, to: tail.count, by: 64) { hash.mix(tail[block..<block + 64]) }
        return hash.state
    }

    private mutating func mix(_ block: ArraySlice<UInt8>) {
        var w = [UInt32](repeating: 0, count: 64)
        for (index, byte) in block.enumerated() { w[index / 4] = w[index / 4] << 8 | UInt32(byte) }
        for t in 16..<64 {
            let a = Self.rotate(w[t - 15], 7) ^ Self.rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
            let b = Self.rotate(w[t - 2], 17) ^ Self.rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
            w[t] = w[t - 16] &+ a &+ w[t - 7] &+ b
        }
        var v = state
        for t in 0..<64 {
            let s1 = Self.rotate(v[4], 6) ^ Self.rotate(v[4], 11) ^ Self.rotate(v[4], 25)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let one = v[7] &+ s1 &+ choice &+ Self.constants[t] &+ w[t]
            let s0 = Self.rotate(v[0], 2) ^ Self.rotate(v[0], 13) ^ Self.rotate(v[0], 22)
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            (v[7], v[6], v[5], v[4]) = (v[6], v[5], v[4], v[3] &+ one)
            (v[3], v[2], v[1], v[0]) = (v[2], v[1], v[0], one &+ s0 &+ majority)
        }
        for index in state.indices { state[index] &+= v[index] }
    }

    private static func rotate(_ x: UInt32, _ by: UInt32) -> UInt32 { x >> by | x << (32 - by) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, by integer search.
    private static let constants: [UInt32] = primes.map { prime in
        // The largest r with r³ <= prime · 2^96 has the root's first 32 fractional bits at its end.
        var low: UInt64 = 0
        var high: UInt64 = 1 << 36
        while high - low > 1 {
            let middle = (low + high) / 2
            if isCube(middle, atMost: prime) { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static func isCube(_ root: UInt64, atMost prime: UInt64) -> Bool {
        let cube = UInt128(root) * UInt128(root) * UInt128(root)
        return cube <= UInt128(prime) << 96
    }

    private static let primes: [UInt64] = {
        var found: [UInt64] = []
        var candidate: UInt64 = 2
        while found.count < 64 {
            if !found.contains(where: { candidate % $0 == 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }()
}
