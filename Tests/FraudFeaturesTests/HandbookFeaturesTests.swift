import Testing

@testable import FraudFeatures

@Suite struct HandbookFeaturesTests {
    /// The definition, by looking at all payments again for each.
    private func direct(_ all: [(payment: CardTransaction, isFraud: Bool)], _ at: Int) -> [Double] {
        let now = all[at].payment
        var row: [Double] = []
        for days in [1, 7, 30] as [Int64] {
            let window = all[...at].filter {
                $0.payment.customer == now.customer && $0.payment.seconds > now.seconds - days * day
            }
            row.append(Double(window.count))
            row.append(window.reduce(0) { $0 + $1.payment.amount } / Double(window.count))
        }
        let end = now.seconds - 7 * day
        for days in [1, 7, 30] as [Int64] {
            let window = all[...at].filter {
                $0.payment.terminal == now.terminal && $0.payment.seconds <= end
                    && $0.payment.seconds > end - days * day
            }
            row.append(Double(window.count))
            row.append(window.isEmpty ? 0 : Double(window.count { $0.isFraud }) / Double(window.count))
        }
        return row
    }

    @Test(arguments: [1, 2] as [UInt64]) func equalTheDefinition(_ seed: UInt64) {
        let all = simulated(seed: seed)
        var features = HandbookFeatures(calendar: CardCalendar(firstWeekday: 6))
        var labels = DelayedLabels(delaySeconds: features.delaySeconds)
        for at in all.indices {
            while let known = labels.next(knownAt: all[at].payment.seconds) {
                features.learn(known.payment, isFraud: known.isFraud)
            }
            var row: [Double] = []
            features.append(all[at].payment, to: &row)
            labels.add(all[at].payment, isFraud: all[at].isFraud)
            #expect(row.count == HandbookFeatures.names.count)
            guard at % 23 == 0 else { continue }
            for (value, expected) in zip(row[3...], direct(all, at)) {
                #expect(abs(value - expected) < 1e-9, "seed \(seed), row \(at)")
            }
        }
    }

    @Test func weekendAndNight() {
        // Day 0 is a Sunday.
        let calendar = CardCalendar(firstWeekday: 6)
        #expect(calendar.isWeekend(0) && !calendar.isWeekend(day) && calendar.isWeekend(6 * day))
        #expect(calendar.isNight(0) && calendar.isNight(7 * 3_600 - 1) && !calendar.isNight(7 * 3_600))
        #expect(calendar.day(-1) == -1 && calendar.isWeekend(-1))
    }

    @Test func ringForgetsTheOldestBeyondItsCapacity() {
        var ring = WindowRing()
        for time in 0..<Int64(WindowRing.capacity + 10) { ring.push(time, 1) }
        #expect(ring.counts.2 == WindowRing.capacity && ring.sums.2 == Int64(WindowRing.capacity))
        #expect(ring.bytes < WindowRing.capacity * 18)
        let end = Int64(WindowRing.capacity + 9)
        ring.trim(end: end, lengths: (1, 5, 100))
        #expect(ring.counts == (1, 5, 100) && ring.sums == (1, 5, 100))
    }

    @Test func labelsComeInOrderAfterTheDelay() {
        var labels = DelayedLabels(delaySeconds: 10)
        for time in 0..<Int64(20_000) { labels.add(payment(time), isFraud: time % 2 == 0) }
        #expect(labels.next(knownAt: 9) == nil)
        var expected: Int64 = 0
        while let known = labels.next(knownAt: 15_010) {
            #expect(known.payment.seconds == expected && known.isFraud == (expected % 2 == 0))
            expected += 1
        }
        #expect(expected == 15_001)
    }
}
