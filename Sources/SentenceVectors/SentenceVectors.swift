internal import StageKit
internal import TextModel

/// Static sentence vectors: a text is the weighted sum of the vectors of its word pieces, of length 1.
///
/// The vectors are distilled from the sentence encoder all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020; Apache-2.0) by
/// `ops/distill`: a piece's vector is what the encoder makes of it, reduced and weighed by rarity. What the encoder
/// reads from the order of words is lost; `Benchmarks/RESULTS.md` says how much. English only in earnest: other
/// languages in Latin letters are spelt from pieces that mean little, other scripts have no vector.
public struct SentenceVectors: Sendable {
    /// Components of a vector, a multiple of 16.
    public let dimensions: Int
    /// The file, SHA-256 apart.
    private let bytes: [UInt8]
    /// Open addressing, at most half full: hash of a piece and its number plus one.
    private let table: [(hash: UInt64, number: Int32)]
    private let scales: [Float]
    /// Where the vectors begin in `bytes`.
    private let first: Int

    /// Word pieces with a vector.
    public var count: Int { scales.count }

    private static let mark = Array("PRSENT01".utf8)

    /// Reads a file of `ops/distill/distill.py`, which describes its layout.
    ///
    /// - Parameter checksDigest: false for bytes that are part of the program.
    public init(bytes: [UInt8], checksDigest: Bool = true) throws(SentenceVectorsFault) {
        guard bytes.starts(with: Self.mark), bytes.count > 48 else {
            throw SentenceVectorsFault("it does not begin with PRSENT01 or is too short")
        }
        func integer(_ start: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        }
        let end = bytes.count - 32
        if checksDigest, SHA256.digest(Array(bytes[..<end])) != Array(bytes[end...]) {
            throw SentenceVectorsFault("its SHA-256 is not what it ends with")
        }
        let count = integer(8)
        dimensions = integer(12)
        guard (16...1_024).contains(dimensions), dimensions % 16 == 0, count > 0, count < 1 << 22 else {
            throw SentenceVectorsFault("\(count) pieces of \(dimensions) dimensions")
        }
        var size = 16
        while size < count * 2 { size *= 2 }
        var table = [(hash: UInt64, number: Int32)](repeating: (0, 0), count: size)
        var place = 16
        for number in 0..<count {
            guard place < end, place + 1 + Int(bytes[place]) <= end else {
                throw SentenceVectorsFault("it ends within piece \(number)")
            }
            let length = Int(bytes[place])
            let isInner = length > 2 && bytes[place + 1] == 0x23 && bytes[place + 2] == 0x23
            var hash = Self.seed(isInner)
            for index in (place + 1 + (isInner ? 2 : 0))..<(place + 1 + length) {
                hash = Self.mix(hash, UInt32(bytes[index]))
            }
            var slot = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
            while table[slot].number != 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = (hash, Int32(truncatingIfNeeded: number + 1))
            place += 1 + length
        }
        guard place + count * (4 + dimensions) == end else {
            throw SentenceVectorsFault("it has not the \(count) vectors of \(dimensions) that it says")
        }
        scales = (0..<count).map { Float(bitPattern: UInt32(truncatingIfNeeded: integer(place + 4 * $0))) }
        guard scales.allSatisfy(\.isFinite) else { throw SentenceVectorsFault("a scale is not finite") }
        first = place + 4 * count
        self.table = table
        self.bytes = bytes
    }

    @inline(__always) private static func seed(_ isInner: Bool) -> UInt64 {
        isInner ? 0xC2B2_AE3D_27D4_EB4F : 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always) private static func mix(_ hash: UInt64, _ letter: UInt32) -> UInt64 {
        let h = (hash ^ UInt64(letter)) &* 0xFF51_AFD7_ED55_8CCD
        return h ^ (h >> 29)
    }

    @inline(__always) private func number(of hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash >> 32) & (table.count - 1)
        while table[slot].number != 0 {
            if table[slot].hash == hash { return Int(table[slot].number) - 1 }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }

    /// The text's vector, of length 1; all zeros when no piece of it is known.
    ///
    /// - Complexity: linear in the text, of which at most 4,000 characters are read; one to two microseconds for a post.
    public func vector(_ text: Span<UInt8>, _ scratch: inout SentenceScratch) -> SentenceVector {
        scratch.text.read(text, limit: 4_000)
        let units = scratch.text.units
        var sum = SentenceVector(dimensions: dimensions)
        var index = 0
        while index < units.count {
            let unit = units[index]
            guard unit.scalar > 0x20, unit.scalar < 0x7F else {
                index += 1
                continue
            }
            var end = index + 1
            if unit.isLetter || unit.isDigit {
                while end < units.count, units[end].isLetter || units[end].isDigit, units[end].scalar < 0x7F {
                    end += 1
                }
            }
            add(units, index, end, &scratch, to: &sum)
            index = end
        }
        sum.normalize()
        return sum
    }

    /// Longest match first, as WordPiece (Schuster & Nakajima 2012); a word of which a part is unknown is left out.
    private func add(
        _ units: [Unit], _ start: Int, _ end: Int, _ scratch: inout SentenceScratch, to sum: inout SentenceVector
    ) {
        scratch.pieces.removeAll(keepingCapacity: true)
        var from = start
        while from < end {
            scratch.hashes.removeAll(keepingCapacity: true)
            var hash = Self.seed(from > start)
            for index in from..<min(end, from + 24) {
                hash = Self.mix(hash, units[index].scalar)
                scratch.hashes.append(hash)
            }
            var length = scratch.hashes.count
            while length > 0 {
                if let piece = number(of: scratch.hashes[length - 1]) {
                    scratch.pieces.append(piece)
                    break
                }
                length -= 1
            }
            guard length > 0 else { return }
            from += length
        }
        for piece in scratch.pieces {
            sum.add(bytes, first + piece * dimensions, scale: scales[piece])
        }
    }
}

/// Memory of ``SentenceVectors`` that is kept from text to text; one for each thread.
public struct SentenceScratch: Sendable {
    var text = NormalizedText()
    var hashes: [UInt64] = []
    var pieces: [Int] = []

    public init() {}
}

/// Bytes that are no file of sentence vectors.
public struct SentenceVectorsFault: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ reason: String) { description = "not sentence vectors: \(reason)" }
}
