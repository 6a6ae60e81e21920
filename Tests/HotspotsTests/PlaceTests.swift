import Testing

@testable import Hotspots

@Suite struct PlaceTests {
    private func event(_ time: Double, _ x: Double, _ y: Double, kind: Int = 0) -> SpotEvent {
        SpotEvent(time: time, point: PlanarPoint(x: x, y: y), cell: 0, kind: kind)
    }

    @Test func aRepeatHasAnEarlierEventOfItsKindAtItsPlace() {
        var memory = PlaceMemory(reach: 2)
        #expect(memory.remember([event(1, 10, 10), event(1, 50, 50)]) == [false, false])
        #expect(
            memory.remember([
                event(2, 10, 10), event(2, 11.9, 10), event(2, 12.1, 10), event(2, 50, 50, kind: 1),
                event(2, 48.1, 50.1),
            ]) == [true, true, false, false, true])
    }

    @Test func whatHappensAtTheSameTimeIsNoRepeatInWhateverOrder() {
        let day = [event(3, -4, -4), event(3, -4, -4), event(4, -4, -4), event(5, -4.5, -4)]
        var forward = PlaceMemory(reach: 1)
        #expect(forward.remember(day) == [false, false, true, true])
        var backward = PlaceMemory(reach: 1)
        #expect(backward.remember(day.reversed()) == [true, true, false, false])
    }

    @Test func onlyRepeatsExciteTheComponentsOfRepeats() {
        let cells = CellSet(centres: [PlanarPoint(x: 0, y: 0)], area: 100)
        let components = [false, true].map {
            ExcitationComponent(kind: 0, reach: 0, halfLife: nil, isOfRepeats: $0)
        }
        var bank = ExcitationBank(cells: cells, components: components, start: 0)
        bank.advance(to: 9)
        bank.add(event(8, 0, 0))
        bank.add(event(9, 0, 0), isRepeat: true)
        #expect(bank.column(0) == [2, 1])
    }
}
