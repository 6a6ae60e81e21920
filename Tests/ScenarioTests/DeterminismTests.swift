import Records
import Testing

@testable import Scenario

@Suite struct DeterminismTests {
    @Test func theWorldsAreMade() { #expect(World.all.count == 2) }

    @Test func theSameSeedGivesTheSameRecords() throws {
        for world in World.all {
            let again = try ScenarioStream(world.stream.parameters)
            #expect(Array(again) == world.events, "\(world.name)")
        }
    }

    @Test func anotherSeedGivesAnotherScenario() throws {
        var parameters = World.all[0].stream.parameters
        parameters.seed += 1
        let other = Array(try ScenarioStream(parameters))
        let accounts = Set(World.all[0].bookings.map(\.account))
        let same = other.filter {
            if case .bankTransaction(let booking) = $0.record { accounts.contains(booking.account) } else { false }
        }
        #expect(other != World.all[0].events)
        #expect(same.count < 20)
    }

    /// Fails when anything that is generated changes, on purpose or not; equal in every process and build mode.
    @Test func theRecordsAreTheOnesTheyHaveAlwaysBeen() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        for event in World.all[0].events {
            add(event.topic.rawValue)
            add(event.record.key)
            add(String(event.time.milliseconds))
            switch event.record {
            case .bankTransaction(let booking):
                add("\(booking.amount.rawValue) \(booking.narration ?? "") \(booking.device?.id ?? "")")
            case .fir(let fir): add(fir.gist)
            case .socialPost(let post): add(post.text)
            default: break
            }
        }
        #expect(hash == 15_918_105_670_441_296_600, "now \(hash)")
    }

    @Test func recordsComeInTheOrderOfEventTime() {
        for world in World.all {
            var latest = world.stream.parameters.start
            for event in world.events {
                #expect(event.time >= latest, "\(world.name)")
                latest = event.time
                if let own = event.record.eventTime { #expect(own == event.time) }
                #expect(event.topic.recordKind == kind(event.record))
            }
        }
    }

    private func kind(_ record: DomainRecord) -> RecordKind? {
        switch record {
        case .bankTransaction: .bankTransaction
        case .socialPost: .socialPost
        case .fir: .fir
        case .terminal: .terminal
        case .station: .station
        case .groundTruth: .groundTruth
        default: nil
        }
    }

    @Test func onlyCreditsUnderWayComeAfterTheEnd() {
        for world in World.all {
            let end = world.stream.parameters.end
            for event in world.events where event.time >= end {
                guard case .bankTransaction(let booking) = event.record else {
                    Issue.record("\(event.topic) after the end, \(world.name)")
                    continue
                }
                #expect(booking.direction == .credit)
                #expect(event.time.milliseconds(since: end) <= 3_600_000)
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aHugeScenarioBeginsAtOnce() throws {
        var parameters = ScenarioParameters()
        parameters.accounts = 40_000
        parameters.days = 3_660
        parameters.victims = 1_000
        parameters.rings = 50
        #expect(Array(try ScenarioStream(parameters).prefix(1_000)).count == 1_000)
    }

    @Test func memoryFollowsWhatIsUnderWay() throws {
        var engine = Engine(World.all[0].stream.parameters, city: World.all[0].stream.city)
        var most = 0
        while engine.next() != nil { most = max(most, engine.movements.capacity) }
        #expect(most < 400)
    }
}
