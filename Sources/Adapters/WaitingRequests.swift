import Records

/// Requests without an answer yet, oldest first; bounded. What a message changes holds once it is committed.
struct WaitingRequests: Sendable {
    private var byID: [String: [BankTransaction]] = [:]
    private var order: [String] = []
    private var head = 0
    /// What the message in hand changed, and what was there before.
    private var journal: [(id: String, before: [BankTransaction]?)] = []
    private(set) var givenUp = 0

    var count: Int { byID.count }

    mutating func put(_ id: String, _ bookings: [BankTransaction]) {
        journal.append((id, byID.updateValue(bookings, forKey: id)))
    }

    mutating func take(_ id: String) -> [BankTransaction]? {
        guard let bookings = byID.removeValue(forKey: id) else { return nil }
        journal.append((id, bookings))
        return bookings
    }

    /// Gives up the oldest beyond `limit`.
    mutating func commit(limit: Int) {
        for change in journal where change.before == nil { order.append(change.id) }
        journal.removeAll(keepingCapacity: true)
        while byID.count > max(1, limit), head < order.count {
            if byID.removeValue(forKey: order[head]) != nil { givenUp += 1 }
            head += 1
        }
        guard head > 1_024, head > order.count / 2 else { return }
        order.removeFirst(head)
        head = 0
    }

    mutating func rollback() {
        for change in journal.reversed() { byID[change.id] = change.before }
        journal.removeAll(keepingCapacity: true)
    }
}
