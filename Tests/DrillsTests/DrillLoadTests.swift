import Testing

@testable import Drills

@Suite struct DrillLoadTests {
    @Test func aLeadHasAnEventTimeOfItsOwnAndTheRestFollowsIt() {
        let load = DrillLoad(
            records: 14, accounts: 1, seed: 1, spanMilliseconds: 100, lead: (records: 4, milliseconds: 4_000))
        let offsets = (0..<14).map { load.offset(of: $0, span: 100) }
        #expect(offsets.prefix(6) == [0, 1_000, 2_000, 3_000, 4_000, 4_010])
        #expect(offsets.last == 4_090)
    }

    @Test func withoutALeadTheSpanIsSharedEvenly() {
        let load = DrillLoad(records: 4, accounts: 1, seed: 1, spanMilliseconds: 100)
        #expect((0..<4).map { load.offset(of: $0, span: 100) } == [0, 25, 50, 75])
    }
}
