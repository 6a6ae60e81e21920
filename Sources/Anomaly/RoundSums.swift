import Records
import StageKit

/// Large transfers of whole thousands in a row, against how often the account's are: people who sell accounts and those who
/// empty them think in round figures.
struct RoundSums {
    private static let prior: UInt8 = 192
    /// A run this long is a habit: it is learned, and the next one begins.
    private static let longest: UInt8 = 20

    /// Share of round ones before the run, in 256ths; three quarters before anything is known, for rents are round.
    private(set) var share = Self.prior
    private(set) var run: UInt8 = 0

    init() {}

    /// Bits of surprise at a run this long, were every transfer round with the usual chance.
    var bits: Float {
        run < 3 ? 0 : Float(run) * Float(-PortableMath.log2(max(0.02, Double(share) / 256)))
    }

    mutating func add(isRound: Bool) {
        if isRound {
            run += 1
            guard run >= Self.longest else { return }
        }
        // A sixteenth a transfer, rounded up so that it never stands still.
        var value = Int(share)
        for _ in 0..<run { value += (255 - value + 15) / 16 }
        if !isRound { value -= (value + 15) / 16 }
        share = UInt8(clamping: value)
        run = 0
    }

    /// Nothing is known of most accounts: a byte then.
    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(share == Self.prior && run == 0 ? 255 : run, &at)
        if share != Self.prior || run != 0 { raw.put(share, &at) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let run = try reader.byte()
        guard run != 255 else { return }
        guard run < Self.longest else { throw .invalid("\(run) round sums in a row") }
        self.run = run
        share = try reader.byte()
    }
}
