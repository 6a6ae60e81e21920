extension AccountRing {
    func addNeighbours(_ found: inout RingVector) {
        var paid = 0.0
        var payers = 0.0
        for contact in contacts.slots {
            let other = contact.standing
            let collector = Double(other.oddSources)
            let starter = Double(other.oddTargets)
            if contact.links.contains(.isPaid) {
                let degree = Double(max(1, other.sources))
                paid += 1
                found[.paidDegreeMean] += degree
                found.raise(.paidCollectorLargest, .paidCollectorSum, by: collector / degree)
                found[.paidCollectorSources] = max(found[.paidCollectorSources], collector)
                found.raise(.paidStarterLargest, .paidStarterSum, by: starter / degree)
                if starter > 0, collector == 0 { found[.paidLooseEnds] += 1 / degree }
            }
            if contact.links.contains(.paysUs) {
                let degree = Double(max(1, other.targets))
                payers += 1
                found[.payerDegreeMean] += degree
                found.raise(.payerCollectorLargest, .payerCollectorSum, by: collector / degree)
                found.raise(.payerStarterLargest, .payerStarterSum, by: starter / degree)
                if collector > 0, starter == 0 { found[.payerLooseEnds] += 1 / degree }
            }
            if contact.links.isSuperset(of: [.isPaid, .paysUs]) { found[.mutualContacts] += 1 }
        }
        found[.paidDegreeMean] /= max(1, paid)
        found[.payerDegreeMean] /= max(1, payers)
    }

    func addTriangles(_ found: inout RingVector) {
        let own = standing.triangles
        found[.triangleFirst] = Double(own.first)
        found[.triangleMiddle] = Double(own.middle)
        found[.triangleLast] = Double(own.last)
        found[.triangleCyclic] = Double(own.cyclic)
        found[.triangles] = Double(own.all)
        for contact in contacts.slots where contact.standing.triangles.all > 0 {
            let theirs = contact.standing.triangles
            let count = Double(theirs.all)
            let density = count / Double(max(1, contact.standing.degree))
            if contact.links.contains(.paysUs) {
                found[.payerTriangles] = max(found[.payerTriangles], count)
                found[.payerTriangleFirst] = max(found[.payerTriangleFirst], Double(theirs.first))
                found.raise(.payerTriangleDensity, .payerTriangleDensitySum, by: density)
            }
            if contact.links.contains(.isPaid) {
                found[.paidTriangles] = max(found[.paidTriangles], count)
                found.raise(.paidTriangleDensity, .paidTriangleDensitySum, by: density)
            }
        }
    }

    /// The ring of others that the account has most to do with, a ring on both sides before one on one side.
    func addRings(_ found: inout RingVector) {
        var best = RingTies()
        for (index, contact) in contacts.slots.enumerated() {
            let ring = contact.standing.ring
            guard ring != 0 else { continue }
            if ring == standing.ring {
                if !contact.links.isDisjoint(with: [.isPaid, .paysUs]) { found[.ownRingContacts] += 1 }
                continue
            }
            if contacts.slots[..<index].contains(where: { $0.standing.ring == ring }) { continue }
            best = best.stronger(ties(to: ring))
        }
        found[.ringPayers] = Double(best.payers)
        found[.ringTargets] = Double(best.targets)
        found[.ringBothWays] = best.payers > 0 && best.targets > 0 ? 1 : 0
        found[.ringWeight] = best.weight
        found[.ringShare] = Double(best.payers + best.targets) / Double(max(1, contacts.slots.count))
    }

    /// The payer that pays most into one ring: a member that sent nothing odd yet is likely among its other targets.
    func addHubs(_ found: inout RingVector) {
        for contact in contacts.slots where contact.links.contains(.paysUs) {
            let hub = contact.standing
            guard hub.hubTargets >= 2, hub.hubRing != standing.ring else { continue }
            let share = Double(hub.hubTargets) / Double(max(hub.targets, hub.hubTargets))
            let count = Double(hub.hubTargets)
            guard (count, share) > (found[.hubTargets], found[.hubShare]) else { continue }
            found[.hubTargets] = count
            found[.hubShare] = share
            let own = ties(to: hub.hubRing)
            found[.hubRingContacts] = Double(own.payers + own.targets)
        }
        found[.ownHubTargets] = Double(standing.hubTargets)
        found[.ownHubShare] = Double(standing.hubTargets) / Double(max(1, standing.targets))
    }

    /// A collector whose odd credits come regularly should have had `elapsed` / period sources; those it lacks are
    /// likely among its other payers.
    func addMissing(_ found: inout RingVector, elapsed: Double) {
        for contact in contacts.slots where contact.links.contains(.isPaid) {
            let other = contact.standing
            guard other.oddSources > 0, other.ring != standing.ring else { continue }
            let sources = Double(other.oddSources)
            let others = max(1, Double(other.sources) - sources + 1)
            let period = Double(other.oddPeriod)
            let expected = period > 0 ? (elapsed / period).rounded() : sources + 0.5
            let share = max(0, expected - sources) / others
            guard (share, sources) > (found[.missingShare], found[.missingSources]) else { continue }
            found[.missingShare] = share
            found[.missingPeriod] = period
            found[.missingSources] = sources
        }
    }

    private func ties(to ring: UInt32) -> RingTies {
        var ties = RingTies()
        for contact in contacts.slots where contact.standing.ring == ring {
            if contact.links.contains(.paysUs) {
                ties.payers += 1
                ties.weight += 1 / Double(max(1, contact.standing.targets))
            }
            if contact.links.contains(.isPaid) {
                ties.targets += 1
                ties.weight += 1 / Double(max(1, contact.standing.sources))
            }
        }
        return ties
    }
}

/// Usual payments between an account and one ring. The weight counts each counterparty by one over its degree.
struct RingTies {
    var payers = 0
    var targets = 0
    var weight = 0.0

    func stronger(_ other: RingTies) -> RingTies {
        (other.rank, other.weight) > (rank, weight) ? other : self
    }

    private var rank: Int { payers + targets + (payers > 0 && targets > 0 ? 1 : 0) }
}

extension RingVector {
    /// Takes `value` into a largest and a sum.
    mutating func raise(_ largest: RingFeature, _ sum: RingFeature, by value: Double) {
        self[largest] = max(self[largest], value)
        self[sum] += value
    }
}
