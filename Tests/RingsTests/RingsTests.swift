import Testing

@testable import Rings

/// A usual payment of about 100 to 400, so that a payment of 5 is odd after the warm-up.
func usual(_ count: Int, from step: Int32 = 1) -> [Transfer] {
    (0..<count).map { index in
        let payer = UInt64(10_000 + 2 * index)
        let amount = Double(100 + index * 37 % 300)
        return Transfer(source: payer, target: payer + 1, amount: amount, step: step)
    }
}

func pay(_ source: UInt64, _ target: UInt64, _ amount: Double, _ step: Int32) -> Transfer {
    Transfer(source: source, target: target, amount: amount, step: step)
}

func value(_ rings: Rings, _ account: UInt64, _ feature: RingFeature, at step: Int32) throws -> Float {
    try #require(rings.features(of: account, at: step))[feature.rawValue]
}

func streamed(_ transfers: [Transfer], _ settings: RingSettings = RingSettings()) -> Rings {
    var rings = Rings(settings: settings)
    for transfer in transfers { rings.observe(transfer) }
    return rings
}

@Suite struct RingsTests {
    @Test func aggregatesOfBothDirections() throws {
        let rings = streamed([pay(1, 2, 100, 1), pay(1, 2, 300, 3), pay(3, 2, 200, 5), pay(2, 4, 50, 5)])
        #expect(try value(rings, 2, .creditTransfers, at: 5) == 3)
        #expect(try value(rings, 2, .creditSources, at: 5) == 2)
        #expect(try value(rings, 2, .creditSum, at: 5) == 600)
        #expect(try value(rings, 2, .creditMean, at: 5) == 200)
        #expect(try value(rings, 2, .creditDeviation, at: 5) == 100)
        #expect(try value(rings, 2, .creditFirst, at: 5) == 1)
        #expect(try value(rings, 2, .creditLast, at: 5) == 5)
        #expect(try value(rings, 2, .debitTargets, at: 5) == 1)
        #expect(try value(rings, 1, .debitSum, at: 5) == 400)
        #expect(rings.features(of: 99, at: 5) == nil)
    }

    @Test func amountsNotAboveZeroArePassedOver() {
        let rings = streamed([pay(1, 2, 0, 1), pay(1, 2, -5, 1), pay(1, 2, .nan, 1)])
        #expect(rings.accountCount == 0)
    }

    @Test func cycleIsSeenByItsOrigin() throws {
        let rings = streamed([pay(1, 2, 100, 1), pay(2, 3, 97, 2), pay(3, 4, 95, 3), pay(4, 1, 93, 4)])
        #expect(try value(rings, 1, .cycles, at: 4) == 1)
        #expect(try value(rings, 1, .cycleShortest, at: 4) == 4)
        #expect(try value(rings, 3, .trailsPassedOn, at: 4) == 1)
        #expect(try value(rings, 4, .trailFarthest, at: 4) == 3)
    }

    @Test func otherAmountsEndATrail() throws {
        let rings = streamed([pay(1, 2, 100, 1), pay(2, 3, 40, 2), pay(3, 1, 40, 3)])
        #expect(try value(rings, 1, .cycles, at: 3) == 0)
    }

    @Test func trailsEndAtTheMostHopsAndAtTheirAge() throws {
        var short = RingSettings()
        short.hopsMax = 2
        let transfers = [pay(1, 2, 100, 1), pay(2, 3, 100, 2), pay(3, 1, 100, 3)]
        #expect(try value(streamed(transfers, short), 1, .cycles, at: 3) == 0)
        var young = RingSettings()
        young.trailSteps = 1
        #expect(try value(streamed(transfers, young), 1, .cycles, at: 3) == 0)
    }

    @Test func moneyGatheredAgainIsSeen() throws {
        let transfers = [
            pay(1, 2, 100, 1), pay(1, 3, 100, 1), pay(2, 4, 99, 2), pay(3, 4, 99, 2),
        ]
        #expect(try value(streamed(transfers), 4, .regathered, at: 2) == 1)
    }

    @Test func passThroughIsTheShareOfCreditThatLeft() throws {
        let rings = streamed([pay(1, 2, 100, 1), pay(2, 3, 75, 2)])
        #expect(try value(rings, 2, .passedShare, at: 2) == 0.75)
        #expect(try value(rings, 2, .keptShare, at: 2) == 0.25)
        let late = streamed([pay(1, 2, 100, 1), pay(2, 3, 75, 200)])
        #expect(try value(late, 2, .passedShare, at: 200) < 0.01)
    }

    @Test func fanInCountsWithinTheWindow() throws {
        let close = streamed((1...5).map { pay(UInt64($0), 9, 100, 1) })
        #expect(try value(close, 9, .fanInMax, at: 1) == 5)
        let apart = streamed((1...5).map { pay(UInt64($0), 9, 100, Int32($0 * 20)) })
        #expect(try value(apart, 9, .fanInMax, at: 100) == 1)
    }

    @Test func burstinessTellsRegularFromBursts() throws {
        let regular = streamed((0..<10).map { pay(1, 2, 100, Int32($0 * 10)) })
        #expect(try value(regular, 2, .creditBurstiness, at: 90) == -1)
        let steps: [Int32] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 90]
        let burst = streamed(steps.map { pay(1, 2, 100, $0) })
        #expect(try value(burst, 2, .creditBurstiness, at: 90) > 0.4)
        #expect(try value(burst, 2, .creditBusiest, at: 90) == 9)
    }
}
