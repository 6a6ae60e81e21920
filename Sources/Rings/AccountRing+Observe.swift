/// What the message of a transfer carries to its target, besides the transfer.
struct Carried {
    var standing: Standing
    /// Trails that go on with the money, this payment's own first.
    var trail: Trail
    /// The payer's contacts, when the payment is the first usual one between the two and the payer is no hub.
    var contacts: Contacts?
}

/// A transfer's amount against the usual ones.
struct Oddity {
    var deviation: Float
    var isOdd: Bool
}

extension AccountRing {
    /// Sends money. O(contacts + trails).
    mutating func pay(_ transfer: Transfer, _ oddity: Oddity, _ settings: RingSettings) -> Carried {
        let amount = transfer.amount
        drain(at: transfer.step, settings)
        let gone = min(pool, amount)
        pool -= gone
        passed += gone
        if debits.transfers > 0, amount == lastDebit { repeats += 1 }
        if credits.transfers > 0, settings.passedShare.contains(amount / lastCredit) { echoes += 1 }
        lastDebit = amount
        debits.add(amount, at: transfer.step)
        note(oddity)
        let link: Links = oddity.isOdd ? .isOddlyPaid : .isPaid
        let isNew = contacts.note(
            transfer.target, link, at: transfer.step, capacity: settings.contactsPerAccount)
        if isNew {
            debits.distinct += 1
            if oddity.isOdd { standing.oddTargets.rise() } else { standing.targets.rise() }
        }
        if oddity.isOdd {
            oddDebits += 1
            join(ownRing)
        }
        recount(at: transfer.step, settings)
        let closes = isNew && !oddity.isOdd && standing.degree <= settings.hubDegree
        return Carried(
            standing: standing, trail: follow(transfer, settings), contacts: closes ? contacts : nil)
    }

    /// Receives money. O(contacts + trails).
    mutating func receive(_ transfer: Transfer, _ carried: Carried, _ oddity: Oddity, _ settings: RingSettings) {
        let step = transfer.step
        drain(at: step, settings)
        pool += transfer.amount
        if credits.transfers > 0, transfer.amount == lastCredit { repeats += 1 }
        lastCredit = transfer.amount
        credits.add(transfer.amount, at: step)
        note(oddity)
        let link: Links = oddity.isOdd ? .oddlyPaysUs : .paysUs
        if contacts.note(transfer.source, link, at: step, capacity: settings.contactsPerAccount) {
            credits.distinct += 1
            if oddity.isOdd { noteOddSource(at: step) } else { standing.sources.rise() }
        }
        if oddity.isOdd {
            oddCredits += 1
            join(carried.standing.ring)
        }
        recount(at: step, settings)
        keep(carried.trail, at: step, settings)
    }

    private mutating func note(_ oddity: Oddity) {
        if abs(oddity.deviation) > abs(largestDeviation) { largestDeviation = oddity.deviation }
    }

    private mutating func noteOddSource(at step: Int32) {
        if standing.oddSources == 0 {
            firstOddCredit = step
        } else if step > lastOddCredit {
            let gap = UInt16(clamping: step - lastOddCredit)
            standing.oddPeriod = standing.oddPeriod == 0 ? gap : min(standing.oddPeriod, gap)
        }
        lastOddCredit = step
        standing.oddSources.rise()
    }

    /// Credit older than the window is settled: it halves with every window that goes by.
    private mutating func drain(at step: Int32, _ settings: RingSettings) {
        var steps = step - poolStep
        poolStep = step
        while steps >= settings.windowSteps, pool > 0.01 {
            pool *= 0.5
            steps -= settings.windowSteps
        }
    }

    private mutating func recount(at step: Int32, _ settings: RingSettings) {
        var sources: UInt16 = 0
        var targets: UInt16 = 0
        for contact in contacts.slots where step - contact.lastStep < settings.windowSteps {
            if !contact.links.isDisjoint(with: [.paysUs, .oddlyPaysUs]) { sources += 1 }
            if !contact.links.isDisjoint(with: [.isPaid, .isOddlyPaid]) { targets += 1 }
        }
        fanInMax = max(fanInMax, sources)
        fanOutMax = max(fanOutMax, targets)
        gatherScatter = max(gatherScatter, min(sources, targets))
    }

    /// The trail that this payment carries on, or a new one.
    private mutating func follow(_ transfer: Transfer, _ settings: RingSettings) -> Trail {
        var best: Trail?
        for trail in trails where settings.passedShare.contains(transfer.amount / trail.amount) {
            guard trail.hops < settings.hopsMax, transfer.step - trail.startStep <= settings.trailSteps else {
                continue
            }
            if best.map({ (trail.hops, trail.step) > ($0.hops, $0.step) }) ?? true { best = trail }
        }
        guard var trail = best else {
            return Trail(
                origin: account, via: account, amount: transfer.amount, startStep: transfer.step, step: transfer.step,
                hops: 1)
        }
        findings.passedOn.rise()
        trail.via = account
        trail.amount = transfer.amount
        trail.step = transfer.step
        trail.hops += 1
        return trail
    }

    private mutating func keep(_ trail: Trail, at step: Int32, _ settings: RingSettings) {
        findings.farthest = max(findings.farthest, trail.hops)
        if trail.origin == account {
            findings.cycles.rise()
            findings.longest = max(findings.longest, trail.hops)
            findings.shortest = findings.shortest == 0 ? trail.hops : min(findings.shortest, trail.hops)
            return
        }
        trails.removeAll { step - $0.startStep > settings.trailSteps }
        if trails.contains(where: { $0.origin == trail.origin && $0.via != trail.via }) { findings.regathered.rise() }
        trails.removeAll { $0.origin == trail.origin && $0.via == trail.via }
        if trails.count >= settings.trailsPerAccount { trails.removeFirst() }
        trails.append(trail)
    }
}

extension UInt16 {
    /// Adds one, up to the largest.
    mutating func rise() { if self < .max { self += 1 } }
}
