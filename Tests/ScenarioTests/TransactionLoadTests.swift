import Records
import Testing

@testable import Scenario

@Suite struct TransactionLoadTests {
    let load = TransactionLoad(count: 3_000, accounts: 200, seed: 7)

    @Test func isEqualToItself() {
        let all = Array(load)
        #expect(all.count == 3_000)
        #expect(all == Array(TransactionLoad(count: 3_000, accounts: 200, seed: 7)))
        #expect(all != Array(TransactionLoad(count: 3_000, accounts: 200, seed: 8)))
    }

    @Test func anyPositionIsTheSameAsInOrder() {
        let all = Array(load)
        for position in [2_999, 0, 1_500, 17] { #expect(load[position] == all[position]) }
    }

    @Test func comesInOrderAndIsUnique() {
        let all = Array(load)
        #expect(Set(all.map(\.transactionID)).count == all.count)
        for (earlier, later) in zip(all, all.dropFirst()) { #expect(earlier.bookedAt.time <= later.bookedAt.time) }
        // Every six hours an account on average: 3,000 bookings of 200 accounts are 90 hours.
        let hours = (all.last?.bookedAt.time.milliseconds(since: load.start) ?? 0) / 3_600_000
        #expect((88...90).contains(hours))
    }

    @Test func spreadsOverItsAccounts() {
        let counts = Dictionary(grouping: load, by: \.account).mapValues(\.count)
        #expect(counts.count == 200)
        #expect((counts.values.max() ?? 0) > 40)
    }

    @Test func isEmptyWhenNothingIsAsked() {
        #expect(Array(TransactionLoad(count: -4, accounts: 0, seed: 1)).isEmpty)
        #expect(Array(TransactionLoad(count: 3, accounts: 0, seed: 1)).count == 3)
    }
}
