import Testing

@testable import Rings

@Suite struct BoundsTests {
    /// Seeded transfers among few accounts.
    static func random(_ count: Int, accounts: UInt64, seed: UInt64) -> [Transfer] {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        return (0..<count).map { index in
            pay(next() % accounts, next() % accounts, 1 + Double(next() % 50_000) / 100, Int32(index / 20))
        }
    }

    @Test func stateStaysWithinItsBound() {
        var settings = RingSettings()
        settings.contactsPerAccount = 4
        settings.trailsPerAccount = 2
        let rings = streamed(Self.random(3_000, accounts: 60, seed: 7), settings)
        for account in rings.accounts {
            #expect(account.contacts.slots.count <= 4)
            #expect(account.trails.count <= 2)
            #expect(rings.stateBytes(of: account.account) <= rings.stateBytesMax)
        }
    }

    @Test func sameStreamSameFeatures() {
        let transfers = Self.random(600, accounts: 80, seed: 3)
        let one = streamed(transfers)
        let two = streamed(transfers)
        for account in UInt64(0)..<80 {
            let features = one.features(of: account, at: 100)
            #expect(features == two.features(of: account, at: 100))
            #expect(features?.allSatisfy(\.isFinite) ?? true)
        }
    }

    @Test func aggregatesDoNotDependOnAccountIds() {
        let transfers = Self.random(500, accounts: 40, seed: 5)
        let renamed = transfers.map { pay($0.source &* 977 &+ 13, $0.target &* 977 &+ 13, $0.amount, $0.step) }
        let one = streamed(transfers)
        let two = streamed(renamed)
        for account in UInt64(0)..<40 {
            let end = RingFeature.paidCollectorLargest.rawValue
            let first = one.features(of: account, at: 30)?.prefix(end)
            #expect(first == two.features(of: account &* 977 &+ 13, at: 30)?.prefix(end))
        }
    }

    @Test func ringMembersAreForgottenLast() {
        var contacts = Contacts()
        _ = contacts.note(1, .oddlyPaysUs, at: 1, capacity: 2)
        _ = contacts.note(2, .paysUs, at: 2, capacity: 2)
        let isNew = contacts.note(3, .paysUs, at: 3, capacity: 2)
        #expect(isNew)
        #expect(contacts.slots.map(\.account) == [1, 3])
        let isNewAgain = contacts.note(3, .paysUs, at: 4, capacity: 2)
        #expect(!isNewAgain)
    }

    @Test func everyFeatureHasAGroup() {
        #expect(Set(RingFeature.allCases.map(\.group)) == Set(RingFeatureGroup.allCases))
        #expect(RingFeature.allCases.filter { $0.group == .aggregates }.count == 16)
        #expect(Set(RingFeature.allCases.map(\.name)).count == RingFeature.allCases.count)
    }

    @Test func logarithm() {
        for power in -20...20 {
            let x = Double(sign: .plus, exponent: power, significand: 1)
            #expect(RingMath.log2(x) == Double(power))
        }
        #expect(abs(RingMath.log2(10) - 3.321928094887362) < 1e-7)
        #expect(RingMath.log2(0) == -64)
    }
}
