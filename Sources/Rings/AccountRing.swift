/// All that is kept of one account. Bounded: the contact and trail tables have a capacity, the rest is of fixed size.
struct AccountRing: Sendable, Equatable {
    let account: UInt64
    var credits = Flow()
    var debits = Flow()
    var oddCredits: UInt32 = 0
    var oddDebits: UInt32 = 0
    var repeats: UInt32 = 0
    var echoes: UInt32 = 0
    var lastCredit = 0.0
    var lastDebit = 0.0
    /// Credit not yet gone and its last change; credit gone within the window.
    var pool = 0.0
    var poolStep: Int32 = 0
    var passed = 0.0
    var fanInMax: UInt16 = 0
    var fanOutMax: UInt16 = 0
    var gatherScatter: UInt16 = 0
    var largestDeviation: Float = 0
    var firstOddCredit: Int32 = 0
    var lastOddCredit: Int32 = 0
    var findings = TrailFindings()
    var standing = Standing()
    /// What counterparties were last told.
    var told = Standing()
    var contacts = Contacts()
    var trails: [Trail] = []

    init(account: UInt64) { self.account = account }

    /// A ring's first name: the account's hash mixed (SplitMix64), never 0.
    var ownRing: UInt32 {
        var z = account &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt32(truncatingIfNeeded: z ^ (z >> 31)) | 1
    }

    /// Joins the ring named `ring`; of two names the smaller stays, so that all members come to agree.
    mutating func join(_ ring: UInt32) {
        guard ring != 0 else { return }
        standing.ring = standing.ring == 0 ? min(ring, ownRing) : min(standing.ring, ring)
    }

    /// Hears from a counterparty.
    mutating func hear(_ news: Standing, from other: UInt64) {
        guard let index = contacts.index(of: other) else { return }
        contacts.hear(news, from: index)
        if !contacts.slots[index].links.isDisjoint(with: .odd) { join(news.ring) }
        findHub()
    }

    /// Finds the ring that most of the account's usual targets belong to. O(contacts²), on news only.
    private mutating func findHub() {
        var best: (count: UInt16, ring: UInt32) = (0, 0)
        let slots = contacts.slots
        for contact in slots where contact.links.contains(.isPaid) {
            let ring = contact.standing.ring
            guard ring != 0, ring != standing.ring, ring != best.ring else { continue }
            var count: UInt16 = 0
            for other in slots where other.links.contains(.isPaid) && other.standing.ring == ring { count += 1 }
            if count > best.count || (count == best.count && ring < best.ring) { best = (count, ring) }
        }
        standing.hubTargets = best.count
        standing.hubRing = best.ring
    }
}
