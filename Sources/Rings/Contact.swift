/// How money went between an account and a counterparty.
struct Links: OptionSet, Sendable, Equatable {
    let rawValue: UInt8
    static let paysUs = Links(rawValue: 1)
    static let isPaid = Links(rawValue: 2)
    static let oddlyPaysUs = Links(rawValue: 4)
    static let isOddlyPaid = Links(rawValue: 8)
    static let odd: Links = [.oddlyPaysUs, .isOddlyPaid]
    static let usual: Links = [.paysUs, .isPaid]
}

/// A counterparty that an account remembers, with what it last told of itself.
struct Contact: Sendable, Equatable {
    var account: UInt64
    var standing = Standing()
    var lastStep: Int32 = 0
    var links: Links = []
}

/// The bounded table of an account's counterparties. When full, the one longest unheard of goes, those in a ring last.
struct Contacts: Sendable, Equatable {
    private(set) var slots: [Contact] = []

    func index(of account: UInt64) -> Int? { slots.firstIndex { $0.account == account } }

    /// Notes a transfer; O(slots).
    ///
    /// - Returns: whether the link is a new one.
    mutating func note(_ account: UInt64, _ link: Links, at step: Int32, capacity: Int) -> Bool {
        if let index = index(of: account) {
            let isNew = !slots[index].links.contains(link)
            slots[index].links.insert(link)
            slots[index].lastStep = step
            return isNew
        }
        let fresh = Contact(account: account, lastStep: step, links: link)
        guard slots.count >= capacity else {
            slots.append(fresh)
            return true
        }
        var victim = 0
        for index in slots.indices where Self.goesBefore(slots[index], slots[victim]) { victim = index }
        slots[victim] = fresh
        return true
    }

    mutating func hear(_ standing: Standing, from index: Int) { slots[index].standing = standing }

    private static func goesBefore(_ a: Contact, _ b: Contact) -> Bool {
        let first = worth(a), second = worth(b)
        return first != second ? first < second : a.lastStep < b.lastStep
    }

    private static func worth(_ contact: Contact) -> Int {
        if !contact.links.isDisjoint(with: .odd) { return 2 }
        return contact.standing.ring != 0 || contact.standing.hubTargets >= 2 ? 1 : 0
    }
}
