import Testing

@testable import Rings

@Suite struct NeighbourTests {
    @Test func oddAmountsMakeARing() throws {
        let rings = streamed(usual(40) + [pay(1, 2, 5, 2), pay(2, 3, 5, 3), pay(4, 5, 200, 3)])
        #expect(try value(rings, 2, .oddCredits, at: 3) == 1)
        #expect(try value(rings, 2, .oddDebits, at: 3) == 1)
        #expect(try value(rings, 4, .oddDebits, at: 3) == 0)
        let names = Set([UInt64(1), 2, 3].compactMap { rings.places[$0] }.map { rings.accounts[$0].standing.ring })
        #expect(names.count == 1)
        #expect(!names.contains(0))
    }

    @Test func amountsAreNotOddBeforeTheWarmUp() throws {
        let rings = streamed(usual(10) + [pay(1, 2, 0.5, 2)])
        #expect(try value(rings, 2, .oddCredits, at: 2) == 0)
    }

    @Test func laterNewsReachesEarlierCounterparties() throws {
        // 7 paid the collector 2 before anything was odd, and sends nothing more.
        let rings = streamed(usual(40) + [pay(7, 2, 200, 2), pay(1, 2, 5, 10), pay(3, 2, 5, 20)])
        #expect(try value(rings, 7, .paidCollectorSources, at: 20) == 2)
        #expect(try value(rings, 7, .ringTargets, at: 20) == 1)
    }

    @Test func missingMemberOfARegularCollector() throws {
        // Every 10 steps one source: by step 40 four are expected, three came.
        let odd = [pay(1, 2, 5, 10), pay(3, 2, 5, 20), pay(4, 2, 5, 30)]
        let rings = streamed(usual(40) + [pay(7, 2, 200, 2)] + odd)
        #expect(try value(rings, 7, .missingPeriod, at: 40) == 10)
        #expect(try value(rings, 7, .missingShare, at: 40) == 1)
    }

    @Test func hubOfARingPointsAtItsOtherTargets() throws {
        let hub = [pay(9, 1, 200, 1), pay(9, 2, 200, 1), pay(9, 3, 200, 1), pay(9, 7, 200, 1)]
        let rings = streamed(usual(40) + hub + [pay(1, 2, 5, 2), pay(2, 3, 5, 3)])
        #expect(try value(rings, 9, .ownHubTargets, at: 3) == 3)
        #expect(try value(rings, 7, .hubTargets, at: 3) == 3)
        #expect(try value(rings, 7, .hubShare, at: 3) == 0.75)
    }

    @Test(arguments: [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]])
    func transitiveTriangleIsFoundOnceInAnyOrder(_ order: [Int]) throws {
        let edges: [(UInt64, UInt64)] = [(1, 2), (2, 3), (1, 3)]
        let rings = streamed(order.enumerated().map { pay(edges[$1].0, edges[$1].1, 200, Int32($0)) })
        #expect(try value(rings, 1, .triangleFirst, at: 3) == 1)
        #expect(try value(rings, 2, .triangleMiddle, at: 3) == 1)
        #expect(try value(rings, 3, .triangleLast, at: 3) == 1)
        for account in [UInt64(1), 2, 3] { #expect(try value(rings, account, .triangles, at: 3) == 1) }
    }

    @Test func cyclicTriangle() throws {
        let rings = streamed([pay(1, 2, 200, 1), pay(2, 3, 400, 2), pay(3, 1, 100, 3), pay(3, 1, 100, 4)])
        for account in [UInt64(1), 2, 3] {
            #expect(try value(rings, account, .triangleCyclic, at: 4) == 1)
            #expect(try value(rings, account, .triangles, at: 4) == 1)
        }
    }

    @Test func selfTransfersMakeNoTriangles() throws {
        let rings = streamed([pay(1, 1, 200, 1), pay(1, 2, 200, 1), pay(2, 1, 200, 2)])
        #expect(try value(rings, 1, .triangles, at: 2) == 0)
        #expect(try value(rings, 1, .mutualContacts, at: 2) >= 1)
    }
}
