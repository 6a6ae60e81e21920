import Records
import Testing
import Wire

/// Bytes that were never meant to be records: each gives a record or a fault, and both parsers agree on what JSON is.
@Suite struct MutationTests {
    private static let seed: UInt64 = 20_260_301

    @Test func mutatedRecordsAreDecodedOrRefused() {
        let decoder = WireDecoder()
        var random = SplitMix64(seed: Self.seed)
        var originals: [(RecordKind, [UInt8])] = []
        for kind in RecordKind.allCases {
            for _ in 0..<8 {
                var writer = ByteWriter()
                WireEncoder.encode(random.record(kind), into: &writer)
                originals.append((kind, writer.bytes))
            }
        }
        var decoded = 0
        for round in 0..<50_000 {
            let (kind, original) = random.pick(originals)
            let bytes = random.mutated(original)
            var fault: DecodeFault?
            do throws(DecodeFault) {
                _ = try decoder.decode(kind, key: "k", bytes.span.bytes)
                decoded += 1
            } catch {
                fault = error
            }
            let grammatical = isJSONObject(bytes)
            let refusedAsJSON = fault.map {
                ["empty", "invalid_json", "invalid_utf8", "not_an_object"].contains($0.code)
            }
            if grammatical == (refusedAsJSON ?? false) {
                let text = String(decoding: bytes, as: UTF8.self)
                Issue.record("seed \(Self.seed), round \(round), \(kind): \(fault?.description ?? "accepted")\n\(text)")
            }
            if let offset = fault?.byteOffset {
                #expect(offset >= 0 && offset <= bytes.count, "seed \(Self.seed), round \(round)")
            }
        }
        // Some mutations do no harm, most do.
        #expect(decoded > 1_000 && decoded < 45_000, "seed \(Self.seed)")
    }

    @Test func whatIsDecodedFromMutatedBytesIsStable() {
        let decoder = WireDecoder()
        var random = SplitMix64(seed: Self.seed + 1)
        for round in 0..<5_000 {
            let kind = random.pick(RecordKind.allCases)
            var writer = ByteWriter()
            WireEncoder.encode(random.record(kind), into: &writer)
            let bytes = random.mutated(writer.bytes)
            guard let record = try? decoder.decode(kind, key: "k", bytes.span.bytes) else { continue }
            writer.clear()
            WireEncoder.encode(record, into: &writer)
            let again = writer.bytes
            // What was written is readable, though numbers may have lost decimals; from then on nothing changes.
            guard let second = try? decoder.decode(kind, key: "k", again.span.bytes) else {
                Issue.record("seed \(Self.seed + 1), round \(round): \(String(decoding: again, as: UTF8.self))")
                continue
            }
            writer.clear()
            WireEncoder.encode(second, into: &writer)
            let third = try? decoder.decode(kind, key: "k", writer.bytes.span.bytes)
            #expect(third == second, "seed \(Self.seed + 1), round \(round)")
        }
    }

    @Test func everyPrefixOfARecordIsRefused() {
        let decoder = WireDecoder()
        var random = SplitMix64(seed: 3)
        for kind in RecordKind.allCases {
            var writer = ByteWriter()
            WireEncoder.encode(random.record(kind), into: &writer)
            for length in 0..<writer.count {
                let prefix = Array(writer.bytes[..<length])
                #expect(throws: DecodeFault.self) { try decoder.decode(kind, key: "k", prefix.span.bytes) }
            }
        }
    }
}

extension SplitMix64 {
    /// One to four small harms: bits, bytes, tokens, cuts, repeats.
    mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        let tokens = [
            "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-", "1e309", "0", "\\u0000", "\\ud800", "\u{7F}",
            " ", "\n",
            "NaN", "\\\"", "٣", "99999999999999999999",
        ]
        for _ in 0..<int(1...4) where !bytes.isEmpty {
            let at = int(0...bytes.count - 1)
            switch int(0...6) {
            case 0: bytes[at] ^= 1 << UInt8(int(0...7))
            case 1: bytes[at] = UInt8(int(0...255))
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(contentsOf: Array(pick(tokens).utf8), at: at)
            case 4: bytes.removeSubrange(at..<min(bytes.count, at + int(1...12)))
            case 5: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + int(1...40))], at: int(0...bytes.count))
            default: if int(0...3) == 0 { bytes.removeSubrange(at...) }
            }
        }
        return bytes
    }
}
