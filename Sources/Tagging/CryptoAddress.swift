import StageKit

/// Addresses of cryptocurrencies, proved by their own checksums.
enum CryptoAddress {
    /// The normal form of an address, or nil when the checksum says it is none.
    ///
    /// Bitcoin, Litecoin, Dogecoin and TRON by Base58Check; `bc1`, `tb1`, `ltc1` by BIP-173 and BIP-350; `0x` by EIP-55, where an address in one
    /// case has no checksum (`isProved` is false then).
    static func normal(_ text: [UInt8]) -> (value: String, isProved: Bool)? {
        guard let first = text.first else { return nil }
        if text.count == 42, first == 0x30, text[1] | 0x20 == 0x78 { return ethereum(Array(text[2...])) }
        if (26...35).contains(text.count), [0x31, 0x33, 0x4C, 0x4D, 0x44, 0x41, 0x39, 0x54].contains(first),
            isBase58(text)
        {
            return (String(decoding: text, as: UTF8.self), true)
        }
        if (14...90).contains(text.count), [0x62, 0x74, 0x6C].contains(first | 0x20), isBech32(text) {
            return (String(decoding: text.map(ByteTrie.lowered), as: UTF8.self), true)
        }
        return nil
    }

    // MARK: Base58Check

    private static let digits58: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, byte) in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
        }
        return table
    }()

    /// Versions: Bitcoin 0 and 5, Litecoin 48 and 50, Dogecoin 30 and 22, TRON 65.
    static func isBase58(_ text: [UInt8]) -> Bool {
        var number = [UInt8](repeating: 0, count: 25)
        for byte in text {
            guard digits58[Int(byte)] < 58 else { return false }
            var carry = Int(digits58[Int(byte)])
            for index in number.indices.reversed() {
                carry += Int(number[index]) * 58
                number[index] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            guard carry == 0 else { return false }
        }
        guard [0, 5, 48, 50, 30, 22, 65].contains(number[0]) else { return false }
        let leading = text.prefix { $0 == 0x31 }.count
        guard number.prefix(while: { $0 == 0 }).count == leading else { return false }
        let check = SHA256.digest(SHA256.digest(Array(number[..<21])))
        return number[21...].elementsEqual(check[..<4])
    }

    // MARK: Bech32 and Bech32m

    private static let digits32 = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

    static func isBech32(_ text: [UInt8]) -> Bool {
        let isUpper = text.contains { $0 &- 0x41 < 26 }
        guard !(isUpper && text.contains { $0 &- 0x61 < 26 }) else { return false }
        let lower = text.map(ByteTrie.lowered)
        guard let one = lower.lastIndex(of: 0x31), one >= 2, lower.count - one > 7 else { return false }
        let prefix = lower[..<one]
        guard ["bc", "tb", "ltc"].contains(String(decoding: prefix, as: UTF8.self)) else { return false }
        var values = prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
        for byte in lower[(one + 1)...] {
            guard let value = digits32.firstIndex(of: byte) else { return false }
            values.append(UInt8(value))
        }
        let version = values[2 * prefix.count + 1]
        return polymod(values) == (version == 0 ? 1 : 0x2BC8_30A3)
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        var check: UInt32 = 1
        for value in values {
            let top = check >> 25
            check = (check & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { check ^= generator[bit] }
        }
        return check
    }

    // MARK: EIP-55

    private static func ethereum(_ hex: [UInt8]) -> (value: String, isProved: Bool)? {
        let lower = hex.map(ByteTrie.lowered)
        guard lower.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }) else { return nil }
        let hash = Keccak256.digest(lower)
        let checksummed = lower.enumerated().map { position, byte in
            let nibble = hash[position / 2] >> (position % 2 == 0 ? 4 : 0) & 15
            return byte >= 0x61 && nibble >= 8 ? byte - 32 : byte
        }
        let isProved = checksummed == hex
        guard isProved || hex == lower || !hex.contains(where: { $0 &- 0x61 < 6 }) else { return nil }
        return ("0x" + String(decoding: checksummed, as: UTF8.self), isProved)
    }
}

/// Keccak-256 as Ethereum uses it: the sponge of the SHA-3 submission with the padding byte 0x01, not FIPS 202's 0x06.
enum Keccak256 {
    /// 32 bytes.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        let rate = 136
        var padded = message
        padded.append(0x01)
        while padded.count % rate != 0 { padded.append(0) }
        padded[padded.count - 1] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for block in stride(from: 0, to: padded.count, by: rate) {
            for lane in 0..<(rate / 8) {
                var word: UInt64 = 0
                for byte in (0..<8).reversed() { word = word << 8 | UInt64(padded[block + lane * 8 + byte]) }
                state[lane] ^= word
            }
            permute(&state)
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func permute(_ a: inout [UInt64]) {
        var column = [UInt64](repeating: 0, count: 5)
        var moved = [UInt64](repeating: 0, count: 25)
        for constant in constants {
            for x in 0..<5 { column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] }
            for x in 0..<5 {
                let mix = column[(x + 4) % 5] ^ rotate(column[(x + 1) % 5], 1)
                for y in stride(from: 0, to: 25, by: 5) { a[x + y] ^= mix }
            }
            for x in 0..<5 {
                for y in 0..<5 { moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(a[x + 5 * y], rotations[x + 5 * y]) }
            }
            for y in stride(from: 0, to: 25, by: 5) {
                for x in 0..<5 { a[x + y] = moved[x + y] ^ (~moved[(x + 1) % 5 + y] & moved[(x + 2) % 5 + y]) }
            }
            a[0] ^= constant
        }
    }

    private static func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { by == 0 ? x : x << by | x >> (64 - by) }

    private static let rotations: [UInt64] = [
        0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
    ]

    private static let constants: [UInt64] = [
        0x1, 0x8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000, 0x808B, 0x8000_0001, 0x8000_0000_8000_8081,
        0x8000_0000_0000_8009, 0x8A, 0x88, 0x8000_8009, 0x8000_000A, 0x8000_808B, 0x8000_0000_0000_008B,
        0x8000_0000_0000_8089, 0x8000_0000_0000_8003, 0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x800A,
        0x8000_0000_8000_000A, 0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x8000_0001, 0x8000_0000_8000_8008,
    ]
}
