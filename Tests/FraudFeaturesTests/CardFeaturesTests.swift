import Testing

@testable import FraudFeatures

@Suite struct CardFeaturesTests {
    private func value(_ feature: CardFeature, _ row: [Float]) -> Float { row[feature.rawValue] }

    @Test func rowsHaveOneValueAFeature() {
        let (rows, _) = replay(simulated(seed: 5))
        #expect(rows.allSatisfy { $0.count == CardFeature.allCases.count })
        #expect(Set(CardFeatures.names).count == CardFeature.allCases.count)
        let groups = Set(CardFeature.allCases.map(\.group))
        #expect(groups == Set(FeatureGroup.allCases))
    }

    @Test func valuesStandUnderTheirNames() {
        var features = CardFeatures(calendar: CardCalendar(firstWeekday: 6))
        var row: [Float] = []
        features.append(payment(13 * 3_600 + 5, 20), to: &row)
        #expect(value(.amount, row) == 20 && value(.weekend, row) == 1 && value(.hourOfDay, row) == 13)
        #expect(value(.customerDaysSinceLast, row).isNaN && value(.pairVisits, row) == 0)
        #expect(value(.terminalDaysSinceKnown, row).isNaN && value(.customerSeen, row) == 0)
        features.learn(payment(13 * 3_600 + 5, 20), isFraud: true)
        row = []
        features.append(payment(13 * 3_600 + 5 + 8 * day, 40), to: &row)
        #expect(value(.customerRatio, row) == 2 && value(.pairVisits, row) == 1 && value(.customerSeen, row) == 1)
        #expect(value(.customerDaysSinceFraud, row) == 8 && value(.terminalDaysSinceFraud, row) == 8)
        #expect(value(.customerDaysSinceLast, row) == 8 && value(.terminalRun, row) > 0.9)
    }

    @Test func theFutureChangesNothing() {
        let all = simulated(seed: 6)
        let cut = all.count * 2 / 3
        let changed =
            all[..<cut]
            + all[cut...].map { late in
                (payment(late.payment.seconds, customer: 2, terminal: 3, 500), true)
            }
        let whole = replay(all)
        let other = replay(Array(changed))
        #expect(bits(whole.rows[..<cut]) == bits(other.rows[..<cut]))
    }

    @Test func labelsCountOnlyWhenKnown() {
        let all = simulated(seed: 7)
        let cut = all.count / 2
        let flipped = all.enumerated().map { ($1.payment, $0 == cut ? !$1.isFraud : $1.isFraud) }
        let known = all[cut].payment.seconds + 7 * day
        let before = all.indices.filter { all[$0].payment.seconds < known }
        let (one, other) = (replay(all), replay(flipped))
        #expect(bits(before.map { one.rows[$0] }) == bits(before.map { other.rows[$0] }))
        #expect(bits(one.rows) != bits(other.rows))
        #expect(one.unsupervised == other.unsupervised)
    }

    @Test func aCompromisedTerminalIsFoundOnceLabelsAreKnown() {
        let all = simulated(seed: 8)
        let (rows, _) = replay(all)
        func mean(_ days: Range<Int64>, terminal: UInt64) -> Float {
            let at = all.indices.filter {
                days.contains(all[$0].payment.seconds / day) && all[$0].payment.terminal.rawValue == terminal
            }
            return at.reduce(0) { $0 + value(.terminalCompromised, rows[$1]) } / Float(at.count)
        }
        #expect(mean(20..<27, terminal: 3) < 0.05)
        #expect(mean(30..<48, terminal: 3) > 0.6)
        #expect(mean(57..<60, terminal: 3) < 0.05)
        #expect(mean(30..<48, terminal: 4) < 0.05)
    }

    @Test func aLeakedCardIsFoundWithoutLabels() {
        var features = CardFeatures(calendar: CardCalendar(firstWeekday: 0))
        var random = Randomness(state: 9)
        var usual: [Float] = []
        for hour in 0..<Int64(200) {
            var row: [Float] = []
            usual.append(features.append(payment(hour * 9_000, 10 + Double(random.below(2_000)) / 100), to: &row))
        }
        var row: [Float] = []
        let first = features.append(payment(200 * 9_000, 100), to: &row)
        #expect(value(.customerLeaked, row) < 0.05)
        row = []
        let second = features.append(payment(201 * 9_000, 100), to: &row)
        #expect(value(.customerLeaked, row) > 0.5 && value(.customerSurprise2d, row) > 0.9)
        #expect(first > (usual[20...].max() ?? 0) && second > first)
    }

    @Test func aFraudThatItsAmountExplainsDoesNotAccuseTheTerminal() {
        func compromised(_ amount: Double) -> Float {
            var features = CardFeatures(calendar: CardCalendar(firstWeekday: 0))
            var ignored: [Float] = []
            for hour in 0..<Int64(100) {
                features.append(payment(hour * 9_000, terminal: 2, 15 + Double(hour % 10)), to: &ignored)
            }
            let fraud = payment(100 * 9_000, terminal: 1, amount)
            features.append(fraud, to: &ignored)
            features.learn(fraud, isFraud: true)
            var row: [Float] = []
            features.append(payment(100 * 9_000 + 7 * day, customer: 2, terminal: 1), to: &row)
            return value(.terminalCompromised, row)
        }
        #expect(compromised(20) > 4 * compromised(120))
    }

    @Test func stateIsSmall() {
        #expect(CardFeatures.bytes.customer <= 256 && CardFeatures.bytes.terminal <= 256)
    }
}
