import Records

/// Breaks records in the ways that records break.
struct Mutator {
    struct Output {
        var key: [UInt8]
        var value: [UInt8]?
        var timestamp: EventTime
    }

    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

    mutating func mutate(_ seed: SeedRecords.Seed) -> Output {
        var output = Output(key: seed.key, value: seed.value, timestamp: seed.timestamp)
        var bytes = seed.value
        switch below(14) {
        case 0: break
        case 1: bytes = randomBytes(below(400))
        case 2: flip(&bytes, times: 1 + below(4))
        case 3: bytes.removeLast(min(bytes.count, 1 + below(bytes.count)))
        case 4: insert(&bytes)
        case 5: swapToken(&bytes)
        case 6: duplicateSlice(&bytes)
        case 7: bytes = Array(repeating: UInt8(ascii: "["), count: below(5_000)) + bytes
        case 8: output.key = randomBytes(below(20))
        case 9:
            output.value = nil
            return output
        case 10: digits(&bytes)
        case 11: bytes += randomBytes(1 + below(8))
        case 12:
            output.timestamp = EventTime(milliseconds: Int64(truncatingIfNeeded: random.next() % 4_000_000_000_000))
        default: nest(&bytes)
        }
        output.value = bytes
        return output
    }

    private mutating func randomBytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    private mutating func flip(_ bytes: inout [UInt8], times: Int) {
        for _ in 0..<times where !bytes.isEmpty {
            bytes[below(bytes.count)] ^= UInt8(1 << below(8))
        }
    }

    private mutating func insert(_ bytes: inout [UInt8]) {
        let pieces: [[UInt8]] = [
            [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], Array("\\u0000".utf8), Array("\\ud800".utf8),
            Array("\"".utf8),
            Array("NaN".utf8), Array("1e999".utf8), Array("-".utf8), Array("null".utf8), Array("{}".utf8),
            Array(",".utf8),
        ]
        bytes.insert(contentsOf: pieces[below(pieces.count)], at: below(bytes.count + 1))
    }

    /// Replaces one JSON token by another kind.
    private mutating func swapToken(_ bytes: inout [UInt8]) {
        let tokens = [
            "null", "true", "-1", "0", "1e308", "99999999999999999999", "\"\"", "[]", "{}", "\"2026-02-30T00:00:00Z\"",
            "NaN",
        ]
        let colons = bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }
        guard !colons.isEmpty else { return }
        let start = colons[below(colons.count)] + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ","), bytes[end] != UInt8(ascii: "}") { end += 1 }
        bytes.replaceSubrange(start..<end, with: Array(tokens[below(tokens.count)].utf8))
    }

    private mutating func duplicateSlice(_ bytes: inout [UInt8]) {
        guard bytes.count > 2 else { return }
        let start = below(bytes.count - 1)
        let end = min(bytes.count, start + 1 + below(60))
        bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count))
    }

    private mutating func digits(_ bytes: inout [UInt8]) {
        for index in bytes.indices where bytes[index] >= 0x30 && bytes[index] <= 0x39 && below(4) == 0 {
            bytes[index] = 0x30 + UInt8(below(10))
        }
    }

    private mutating func nest(_ bytes: inout [UInt8]) {
        let depth = 1 + below(200)
        bytes = Array("{\"a\":".utf8).repeated(depth) + bytes + Array(repeating: UInt8(ascii: "}"), count: depth)
    }
}

extension [UInt8] {
    fileprivate func repeated(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        for _ in 0..<count { out += self }
        return out
    }
}
