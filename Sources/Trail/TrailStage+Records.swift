import Records
import StageKit

extension TrailStage {
    /// A booking: kept by every account, divided by those that hold stolen money.
    func take(
        _ booking: BankTransaction, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        var kept = KeptBooking(booking)
        // Money that stays is not moved: a transfer to oneself has nothing free for stolen money.
        if kept.toAccount == booking.account { kept.allocated = kept.amount }
        let settings = settings
        let ifsc = booking.homeIFSC
        let needsDivision = state.histories.update(booking.account) { history -> Bool in
            if history == nil { history = BookingHistory() }
            return history?.keep(kept, homeIFSC: ifsc, settings: settings) ?? false
        }
        guard needsDivision else { return }
        var follower = follower(booking.account, source: source, runID: runID, state: &state)
        follower.debit(kept, into: &effects)
        store(follower, state: &state)
    }

    /// A case names an account: stolen money arrives there, unless the case said so before.
    func take(
        _ subject: CaseSubject, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        guard subject.role == .beneficiary, subject.kind == .account, let amount = subject.amount?.rawValue, amount > 0
        else { return }
        var follower = follower(subject.subject, source: source, runID: runID, state: &state)
        var hash = StableHash()
        hash.combine(subject.caseID)
        if let rrn = subject.rrn {
            hash.combine(rrn)
        } else {
            hash.combine(subject.fromAccount ?? "")
            hash.combine(amount)
        }
        let transfer = hash.value
        let new = follower.taints.name(transfer, amount: amount, at: subject.at.time)
        if new > 0 {
            hash.combine(new)
            hash.combine(amount)
            let lot = TaintLot(subject, amount: new, mark: hash.value, source: source)
            follower.arrive(lot, into: &effects)
        }
        store(follower, state: &state)
    }

    /// Stolen money comes from another account, unless it did before.
    func take(
        _ taint: TrailTaint, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        guard taint.amount > .zero else { return }
        var follower = follower(taint.account, source: source, runID: runID, state: &state)
        var hash = StableHash()
        hash.combine(taint.caseID)
        hash.combine(taint.rrn ?? "")
        let transfer = hash.value
        hash.combine(taint.fromAccount)
        hash.combine(Int64(taint.layer))
        hash.combine(taint.amount.rawValue)
        hash.combine(taint.movedAt.time.milliseconds)
        for account in taint.path { hash.combine(account) }
        hash.combine(taint.source.topic)
        hash.combine(Int64(taint.source.partition.rawValue))
        hash.combine(taint.source.offset.rawValue)
        let mark = hash.value
        let new = follower.taints.trace(
            transfer, amount: taint.amount.rawValue, mark: mark, at: taint.movedAt.time)
        if new > 0 {
            let lot = TaintLot(taint, amount: new, mark: mark, source: source)
            follower.arrive(lot, into: &effects)
        }
        store(follower, state: &state)
    }

    /// A timer: stolen money that has lain too long is given up; an account without any is forgotten.
    func expire(_ account: String, at due: EventTime, state: inout State, effects: inout Effects) {
        guard let taints = state.taints.get(account) else { return }
        let source = taints.lots.first?.source ?? SourceRef(topic: "", partition: Partition(0), offset: Offset(0))
        var follower = follower(account, source: source, runID: nil, state: &state)
        if follower.taints.lots.isEmpty {
            guard follower.taints.nextDue(settings) <= due else { return store(follower, state: &state) }
            follower.history.isFollowed = false
            state.histories.put(follower.history, for: account)
            state.taints.delete(account)
            return
        }
        follower.expire(at: due, into: &effects)
        store(follower, state: &state)
    }

    private func follower(_ account: String, source: SourceRef, runID: String?, state: inout State) -> Follower {
        let history = state.histories.get(account) ?? BookingHistory()
        let taints = state.taints.get(account) ?? AccountTaints()
        let writer = HopWriter(account: account, homeIFSC: history.homeIFSC, source: source, runID: runID)
        return Follower(account: account, settings: settings, writer: writer, history: history, taints: taints)
    }

    private func store(_ follower: Follower, state: inout State) {
        var history = follower.history
        history.isFollowed = true
        state.histories.put(history, for: follower.account)
        state.taints.put(follower.taints, for: follower.account)
        state.expiries.schedule(follower.account, at: follower.taints.nextDue(settings))
    }
}
