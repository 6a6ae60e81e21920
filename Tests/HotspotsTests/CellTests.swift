import Testing

@testable import Hotspots

@Suite struct CellTests {
    private func grid(_ side: Double = 10) throws -> PlanarGrid {
        try #require(
            PlanarGrid(origin: PlanarPoint(x: 0, y: 0), end: PlanarPoint(x: 190, y: 90), side: side) {
                $0.x < 150 || $0.y < 50
            })
    }

    @Test func aPointLiesInTheCellWhoseSquareHoldsIt() throws {
        let grid = try grid()
        for (cell, centre) in grid.cells.centres.enumerated() {
            #expect(grid.cell(at: centre) == cell)
            #expect(grid.cell(at: PlanarPoint(x: centre.x - 5, y: centre.y - 5)) == cell)
            #expect(grid.cell(at: PlanarPoint(x: centre.x + 4.99, y: centre.y + 4.99)) == cell)
        }
        #expect(grid.cell(at: PlanarPoint(x: -0.01, y: 5)) == nil)
        #expect(grid.cell(at: PlanarPoint(x: 1e9, y: 5)) == nil)
        #expect(grid.cell(at: PlanarPoint(x: 180, y: 80)) == nil)
    }

    @Test func theSearchFindsWhatALookAtEveryCellFinds() throws {
        let cells = try grid().cells
        var generator = SplitMix(seed: 7)
        for _ in 0..<200 {
            let point = PlanarPoint(
                x: Double.random(in: -60...260, using: &generator), y: Double.random(in: -60...160, using: &generator))
            let reach = Double.random(in: 1...80, using: &generator)
            var found: [Int] = []
            cells.forEach(within: reach, of: point) { cell, squared in
                found.append(cell)
                #expect(squared == cells.centres[cell].squaredDistance(to: point))
            }
            let expected = cells.centres.indices.filter {
                cells.centres[$0].squaredDistance(to: point) < reach * reach
            }
            #expect(found.sorted() == expected)
        }
    }

    @Test func theInfluenceOfAnEventIsOneInAll() throws {
        let grid = try #require(
            PlanarGrid(origin: PlanarPoint(x: 0, y: 0), end: PlanarPoint(x: 1_000, y: 1_000), side: 10))
        let components = [0.0, 60, 200].flatMap { reach in
            [30, nil].map { ExcitationComponent(kind: 0, reach: reach, halfLife: $0) }
        }
        var bank = ExcitationBank(cells: grid.cells, components: components, start: 0)
        bank.advance(to: 10)
        bank.add(grid.event(time: 10, x: 503, y: 498))
        for mass in bank.masses() { #expect(abs(mass - 1) < 0.01) }
        // All of a fading influence falls in the windows from now to the end of time; after a half-life half is left.
        bank.advance(to: 40)
        for (component, mass) in zip(components, bank.masses()) {
            #expect(abs(mass - (component.halfLife == nil ? 1 : 0.5)) < 0.01)
        }
        let far = components[0].share(window: 1e6, elapsed: 40)
        #expect(abs(far - 1) < 1e-9)
        #expect(components[1].share(window: 4, elapsed: 40) == 0.1)
    }

    @Test func itDoesNotMatterInHowManyStepsTimeGoesBy() throws {
        let grid = try grid()
        let components = [ExcitationComponent(kind: 0, reach: 30, halfLife: 9)]
        var once = ExcitationBank(cells: grid.cells, components: components, start: 0)
        var often = once
        let event = grid.event(time: 2, x: 42, y: 37)
        once.advance(to: 30)
        once.add(event)
        often.advance(to: 5)
        often.add(event)
        for day in 6...30 { often.advance(to: Double(day)) }
        for cell in 0..<grid.cells.count { #expect(abs(once.column(cell)[0] - often.column(cell)[0]) < 1e-6) }
    }
}
