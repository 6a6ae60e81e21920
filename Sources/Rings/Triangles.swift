/// Triangles of usual payments that an account takes part in, by its part in them.
///
/// A triangle is found when its third payment is made: the message carries the payer's contacts, the payee knows its
/// own, and what both know closes a triangle. Each is thus found once, without any account looking at another's state
/// (local triangle counts on edge streams as a spam signal: Becchetti et al., KDD 2008). Exact while the contact tables
/// hold all counterparties; a forgotten contact's triangles are missed.
struct Triangles: Sendable, Equatable {
    /// Pays both others; paid by one and pays the other; is paid by both; pays one and is paid by the other in a ring.
    var first: UInt16 = 0
    var middle: UInt16 = 0
    var last: UInt16 = 0
    var cyclic: UInt16 = 0

    var all: Int { Int(first) + Int(middle) + Int(last) + Int(cyclic) }

    /// Adds up, up to the largest.
    mutating func add(_ other: Triangles) {
        first = first.addingUpToMax(other.first)
        middle = middle.addingUpToMax(other.middle)
        last = last.addingUpToMax(other.last)
        cyclic = cyclic.addingUpToMax(other.cyclic)
    }
}

/// The triangles that one payment closed: what each of the three parties gains.
struct ClosedTriangles {
    var payer = Triangles()
    var payee = Triangles()
    /// Third parties; the payee sends each its notice.
    var others: [(account: UInt64, gain: Triangles)] = []

    /// The triangles of a payment and two contact tables. Hubs (more than `hubDegree` counterparties) make triangles
    /// by chance and are left out. O(contacts²).
    init(payer: UInt64, payerContacts: Contacts, payee: UInt64, payeeContacts: Contacts, hubDegree: Int) {
        for contact in payeeContacts.slots where contact.account != payer && contact.account != payee {
            guard !contact.links.isDisjoint(with: .usual), contact.standing.degree <= hubDegree,
                let index = payerContacts.index(of: contact.account)
            else { continue }
            let toPayer = payerContacts.slots[index].links
            var gain = Triangles()
            if toPayer.contains(.isPaid), contact.links.contains(.paysUs) {
                self.payer.first.rise()
                gain.middle.rise()
                self.payee.last.rise()
            }
            if toPayer.contains(.isPaid), contact.links.contains(.isPaid) {
                self.payer.first.rise()
                self.payee.middle.rise()
                gain.last.rise()
            }
            if toPayer.contains(.paysUs), contact.links.contains(.paysUs) {
                gain.first.rise()
                self.payer.middle.rise()
                self.payee.last.rise()
            }
            if toPayer.contains(.paysUs), contact.links.contains(.isPaid) {
                gain.cyclic.rise()
                self.payer.cyclic.rise()
                self.payee.cyclic.rise()
            }
            if gain.all > 0 { others.append((contact.account, gain)) }
        }
    }
}

extension UInt16 {
    func addingUpToMax(_ other: UInt16) -> UInt16 {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? .max : sum
    }
}
