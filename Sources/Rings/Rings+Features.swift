extension Rings {
    /// The features of `account` as known at `step`, in the order of ``RingFeature``; nil for one never seen.
    ///
    /// Reads that account's state alone. O(contacts²).
    public func features(of account: UInt64, at step: Int32) -> [Float]? {
        guard let place = places[account] else { return nil }
        return accounts[place].features(at: step, since: firstStep ?? step)
    }

    /// Bytes of state that `account` takes: the fixed part and its filled table slots.
    public func stateBytes(of account: UInt64) -> Int {
        guard let place = places[account] else { return 0 }
        return Self.fixedBytes + accounts[place].contacts.slots.count * MemoryLayout<Contact>.stride
            + accounts[place].trails.count * MemoryLayout<Trail>.stride
    }

    /// The most bytes of state that an account can take.
    public var stateBytesMax: Int {
        Self.fixedBytes + settings.contactsPerAccount * MemoryLayout<Contact>.stride
            + settings.trailsPerAccount * MemoryLayout<Trail>.stride
    }

    private static var fixedBytes: Int { MemoryLayout<AccountRing>.stride }
}

extension AccountRing {
    func features(at step: Int32, since first: Int32) -> [Float] {
        var found = RingVector()
        addAggregates(&found)
        addTiming(&found)
        addMoney(&found)
        addOdd(&found)
        addNeighbours(&found)
        addTriangles(&found)
        addRings(&found)
        addHubs(&found)
        addMissing(&found, elapsed: Double(max(0, step - first) + 1))
        return found.values
    }

    private func addAggregates(_ found: inout RingVector) {
        found[.creditTransfers] = Double(credits.transfers)
        found[.creditSources] = Double(credits.distinct)
        found[.creditSum] = credits.sum
        found[.creditMean] = credits.mean
        found[.creditDeviation] = credits.amountDeviation
        found[.creditFirst] = Double(credits.firstStep)
        found[.creditLast] = Double(credits.lastStep)
        found[.creditSpread] = credits.stepDeviation
        found[.debitTransfers] = Double(debits.transfers)
        found[.debitTargets] = Double(debits.distinct)
        found[.debitSum] = debits.sum
        found[.debitMean] = debits.mean
        found[.debitDeviation] = debits.amountDeviation
        found[.debitFirst] = Double(debits.firstStep)
        found[.debitLast] = Double(debits.lastStep)
        found[.debitSpread] = debits.stepDeviation
    }

    private func addTiming(_ found: inout RingVector) {
        found[.creditGap] = credits.gap
        found[.creditBurstiness] = credits.burstiness
        found[.creditBusiest] = Double(credits.busiest)
        found[.debitGap] = debits.gap
        found[.debitBurstiness] = debits.burstiness
        found[.debitBusiest] = Double(debits.busiest)
        found[.fanInMax] = Double(fanInMax)
        found[.fanOutMax] = Double(fanOutMax)
        found[.gatherScatter] = Double(gatherScatter)
    }

    private func addMoney(_ found: inout RingVector) {
        let transfers = Double(credits.transfers + debits.transfers)
        found[.passedShare] = credits.sum > 0 ? passed / credits.sum : 0
        found[.keptShare] = credits.sum > 0 ? pool / credits.sum : 0
        found[.repeatShare] = transfers > 0 ? Double(repeats) / transfers : 0
        found[.echoShare] = debits.transfers > 0 ? Double(echoes) / Double(debits.transfers) : 0
        found[.cycles] = Double(findings.cycles)
        found[.cycleShortest] = Double(findings.shortest)
        found[.cycleLongest] = Double(findings.longest)
        found[.trailsPassedOn] = Double(findings.passedOn)
        found[.trailFarthest] = Double(findings.farthest)
        found[.regathered] = Double(findings.regathered)
    }

    private func addOdd(_ found: inout RingVector) {
        found[.creditSmallest] = credits.smallest
        found[.creditLargest] = credits.largest
        found[.debitSmallest] = debits.smallest
        found[.debitLargest] = debits.largest
        found[.largestDeviation] = Double(largestDeviation)
        found[.oddCredits] = Double(oddCredits)
        found[.oddDebits] = Double(oddDebits)
        found[.oddSources] = Double(standing.oddSources)
        found[.oddTargets] = Double(standing.oddTargets)
        found[.oddPeriod] = Double(standing.oddPeriod)
        found[.oddSpan] = Double(lastOddCredit - firstOddCredit)
    }
}
