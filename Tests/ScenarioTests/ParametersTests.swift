import Records
import Testing

@testable import Scenario

@Suite struct ParametersTests {
    @Test func theDefaultsAreLegal() throws { try ScenarioParameters().validate() }

    @Test(arguments: CityPlan.allCases) func everyCityIsLegal(_ city: CityPlan) throws {
        var parameters = ScenarioParameters()
        parameters.city = city
        let map = try ScenarioStream(parameters).city
        #expect(map.terminals.count == parameters.terminals)
        #expect(Set(map.terminals.map(\.id)).count == map.terminals.count)
        #expect(Set(map.stations.map(\.id)).count == map.stations.count)
    }

    @Test func illegalValuesAreNamed() {
        func fault(_ change: (inout ScenarioParameters) -> Void) -> ScenarioFault? {
            var parameters = ScenarioParameters()
            change(&parameters)
            do { try parameters.validate() } catch { return error }
            return nil
        }
        #expect(fault { $0.accounts = 3 }?.key == "accounts")
        #expect(fault { $0.days = 0 }?.key == "days")
        #expect(fault { $0.terminals = -1 }?.key == "terminals")
        #expect(fault { $0.rings = 0 }?.key == "rings")
        #expect(fault { $0.rings = 500 }?.key == "rings")
        #expect(fault { $0.victims = 501 }?.key == "victims")
        #expect(fault { $0.layersMax = 5 }?.key == "layersMax")
        #expect(fault { $0.reportedShare = .nan }?.key == "reportedShare")
        #expect(fault { $0.activity = -1 }?.key == "activity")
        #expect(fault { $0.start = EventTime(milliseconds: 0) }?.key == "start")
        #expect(
            fault { $0.days = 0 }?.description == "days is 0: it must be between 1 and 3660")
    }

    @Test func extremesRun() throws {
        var parameters = ScenarioParameters()
        parameters.accounts = 50
        parameters.days = 2
        parameters.terminals = 30
        parameters.rings = 1
        parameters.mulesPerRing = 2
        parameters.victims = 12
        for seed in 0..<30 as Range<UInt64> {
            parameters.seed = seed
            parameters.layersMax = Int(seed % 4) + 1
            let events = Array(try ScenarioStream(parameters))
            #expect(events.count > 50, "seed \(seed)")
        }
    }
}
