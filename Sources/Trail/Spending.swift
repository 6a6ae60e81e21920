import Records
import StageKit

/// One debit's stolen part, by the lots it comes from.
struct Spending {
    struct Part {
        /// What goes on together: the first of the lots that ``TaintLot/goesWith(_:)`` each other.
        var lot: TaintLot
        var amount: Int64
    }

    private(set) var parts: [Part] = []
    /// Sum of the parts.
    private(set) var total: Int64 = 0

    /// Takes from `lots` what `debit` carries away.
    ///
    /// - Parameters:
    ///   - only: takes from this arrival alone, for a case that arrives after the debit was divided.
    ///   - balance: the known balance before the debit, for ``TaintRule/proportional``.
    init(
        _ debit: KeptBooking, from lots: inout [TaintLot], only: UInt64? = nil, balance: Int64, settings: TrailSettings
    ) {
        var free = debit.free
        let open = lots.indices.filter {
            lots[$0].remaining > 0 && lots[$0].arrivedAt.time <= debit.at.time
                && debit.at.time < lots[$0].expiresAt(settings)
        }
        let tainted = open.reduce(0) { $0 + lots[$1].remaining }
        let order = open.sorted { TaintLot.leavesBefore(lots[$0], lots[$1]) }
        for index in order where free > 0 && (only == nil || lots[index].mark == only) {
            var amount = min(free, lots[index].remaining)
            if settings.rule == .proportional {
                amount = min(amount, Self.share(lots[index].remaining, of: max(balance, tainted), in: debit.amount))
            }
            guard amount > 0 else { continue }
            lots[index].remaining -= amount
            free -= amount
            add(lots[index], amount)
        }
    }

    private mutating func add(_ lot: TaintLot, _ amount: Int64) {
        total += amount
        if let same = parts.firstIndex(where: { $0.lot.goesWith(lot) }) {
            parts[same].amount += amount
        } else {
            parts.append(Part(lot: lot, amount: amount))
        }
    }

    /// `part` of `whole`, applied to `amount`, rounded down: 0 <= part <= whole.
    private static func share(_ part: Int64, of whole: Int64, in amount: Int64) -> Int64 {
        guard whole > 0, part > 0 else { return 0 }
        let product = UInt64(part).multipliedFullWidth(by: UInt64(amount))
        guard product.high < UInt64(whole) else { return amount }
        return Int64(clamping: UInt64(whole).dividingFullWidth(product).quotient)
    }
}
