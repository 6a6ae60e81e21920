import Records
import Testing

@testable import Scenario

/// Money neither appears nor is lost on the way.
@Suite struct MoneyTests {
    @Test func transfersAreADebitAndACredit() {
        for world in World.all {
            var debits: [String: BankTransaction] = [:]
            for booking in world.bookings where booking.direction == .debit {
                guard let reference = booking.rrn ?? booking.utr else { continue }
                #expect(debits[reference] == nil, "reference \(reference) twice, \(world.name)")
                debits[reference] = booking
            }
            for credit in world.bookings where credit.direction == .credit {
                guard let reference = credit.rrn ?? credit.utr, let debit = debits[reference] else { continue }
                #expect(debit.amount == credit.amount)
                #expect(debit.counterparty?.account == credit.account)
                #expect(credit.counterparty?.account == debit.account)
                #expect(debit.bookedAt.time <= credit.bookedAt.time)
                #expect(debit.transactionID != credit.transactionID)
            }
        }
    }

    @Test func whatFIRsNameWasReallyBooked() throws {
        for world in World.all {
            var named = 0
            for fir in world.firs {
                for transfer in fir.transactions {
                    named += 1
                    let debit = world.bookings.first { matches($0, transfer) }
                    let found = try #require(debit, "\(fir.firID), \(world.name)")
                    #expect(found.bookedAt.time < fir.registeredAt.time)
                    guard let payee = transfer.toAccount else {
                        #expect(found.channel == .aeps)
                        continue
                    }
                    let reference = found.rrn ?? found.utr
                    let credit = world.bookings.first {
                        $0.direction == .credit && $0.account == payee && ($0.rrn ?? $0.utr) == reference
                    }
                    #expect(credit?.amount == transfer.amount)
                    if let ifsc = transfer.toIFSC { #expect(credit?.homeIFSC == ifsc) }
                }
                let sum = fir.transactions.reduce(Int64(0)) { $0 + $1.amount.rawValue }
                #expect(fir.lossAmount?.rawValue ?? 0 == sum)
            }
            #expect(named > 60, "\(world.name)")
        }
    }

    private func matches(_ booking: BankTransaction, _ transfer: FIR.Transfer) -> Bool {
        booking.direction == .debit && booking.account == transfer.fromAccount && booking.amount == transfer.amount
            && (transfer.toAccount == nil || booking.counterparty?.account == transfer.toAccount)
            && (transfer.rrn == nil || transfer.rrn == booking.rrn ?? booking.utr)
            && (transfer.at == nil || transfer.at == booking.bookedAt)
    }

    /// At every moment: what left a mule with stolen money is at most what had arrived.
    @Test func mulesPassOnNoMoreThanArrived() {
        for world in World.all {
            let bookings = Dictionary(uniqueKeysWithValues: world.bookings.map { ($0.transactionID, $0) })
            var arrived: [String: Int64] = [:]
            var left: [String: Int64] = [:]
            for event in world.events {
                guard case .groundTruth(let truth) = event.record, let amount = truth.amount?.rawValue else { continue }
                guard let booking = bookings[truth.subject] else { continue }
                let key = "\(truth.ring ?? "") \(booking.account)"
                if truth.kind != "victim_transfer", truth.layer != 0 {
                    left[key, default: 0] += amount
                    #expect(left[key, default: 0] <= arrived[key, default: 0], "\(truth.subject), \(world.name)")
                }
                if truth.kind != "cash_out", let payee = booking.counterparty?.account {
                    arrived["\(truth.ring ?? "") \(payee)", default: 0] += amount
                }
            }
        }
    }

    @Test func noMoreIsDrawnThanWasStolen() {
        for world in World.all {
            let stolen = world.truths("victim_transfer").reduce(Int64(0)) { $0 + ($1.amount?.rawValue ?? 0) }
            let drawn = world.truths("cash_out").filter { $0.layer != 0 }
                .reduce(Int64(0)) { $0 + ($1.amount?.rawValue ?? 0) }
            #expect(drawn <= stolen)
            #expect(drawn > stolen / 5, "\(drawn) of \(stolen), \(world.name)")
        }
    }

    @Test func noOneOverdraws() {
        for world in World.all {
            var engine = Engine(world.stream.parameters, city: world.stream.city)
            while engine.next() != nil {}
            #expect(engine.lives.allSatisfy { $0.balance >= 0 })
        }
    }

    @Test func limitsHold() {
        for booking in World.all.flatMap(\.bookings) {
            #expect(booking.amount.rawValue > 0)
            switch booking.channel {
            case .upi: #expect(booking.amount.rawValue <= 10_000_000)
            case .imps: #expect(booking.amount.rawValue <= 50_000_000)
            case .rtgs: #expect(booking.amount.rawValue >= 20_000_000)
            case .atm, .aeps: #expect(booking.amount.rawValue <= 1_000_000)
            default: break
            }
        }
    }
}
