import Records

/// Money that moves at a planned time: a transfer to be made, a credit on its way, cash to be drawn. No heap.
struct Movement: Sendable {
    enum Kind: UInt8, Sendable {
        /// The payer's side: debits now and sends the credit on its way.
        case transfer
        /// The payee's side.
        case arrival
        case cash
        /// Mule money spent at a shop or on coins: it leaves sight.
        case spend
    }

    /// What a statement says it was for.
    enum Note: String, Sendable {
        case none, remark, rent, shop, supplier, family, salary, pension, wages, benefit, verification, order, fee
        case invest, help, deposit, settlement, closure, refund, test
    }

    var kind: Kind
    var from: Party
    var to: Party
    /// Paise.
    var amount: Int64
    var channel: BankTransaction.Channel
    var note: Note
    /// RRN or digits of the UTR, the same on both sides.
    var reference: UInt64 = 0
    /// Index in ``City/terminals``, or -1.
    var terminal: Int32 = -1
    /// Index of the theft, or -1; which layer the payer's account is (0: the victim).
    var theft: Int32 = -1
    var layer: UInt8 = 0

    /// Whether the payer's own balance pays: a victim's does, a mule only hands through.
    var isOwnMoney: Bool { theft < 0 || layer == 0 }
}

/// Movements by a small number, reused when one is done: memory follows what is under way.
struct MovementStore: Sendable {
    private var slots: [Movement] = []
    private var free: [Int32] = []

    /// The most that were under way at once.
    var capacity: Int { slots.count }

    mutating func add(_ movement: Movement) -> Int {
        if let index = free.popLast() {
            slots[Int(index)] = movement
            return Int(index)
        }
        slots.append(movement)
        return slots.count - 1
    }

    mutating func take(_ index: Int) -> Movement {
        free.append(Int32(index))
        return slots[index]
    }
}
