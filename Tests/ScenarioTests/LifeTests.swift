import Records
import Testing

@testable import Scenario

/// The city lives as cities do.
@Suite struct LifeTests {
    @Test func nightsAreQuietAndEveningsBusy() {
        for world in World.all {
            var hours = [Int](repeating: 0, count: 24)
            for booking in world.bookings where booking.direction == .debit { hours[booking.bookedAt.localHour] += 1 }
            let night = hours[1...4].reduce(0, +)
            let evening = hours[18...21].reduce(0, +)
            #expect(evening > 8 * night, "\(hours), \(world.name)")
        }
    }

    @Test func cashIsDrawnNearHome() {
        for world in World.all {
            let engine = Engine(world.stream.parameters, city: world.stream.city)
            var names = engine
            var homes: [String: GeoPoint] = [:]
            for index in engine.people.indices where engine.people[index].ring < 0 {
                homes[names.account(.resident(index))] = engine.people[index].home
            }
            var near = 0
            var far = 0
            for booking in world.bookings where booking.channel == .atm && booking.isCashWithdrawal {
                guard let home = homes[booking.account], let place = booking.terminal?.location else { continue }
                let degrees = max(abs(home.latitude - place.latitude), abs(home.longitude - place.longitude))
                if degrees < 0.04 { near += 1 } else { far += 1 }
            }
            #expect(near > far, "\(near) near, \(far) far, \(world.name)")
        }
    }

    @Test func salariesAndRentArrive() {
        for world in World.all {
            let salaries = world.bookings.filter { $0.narration?.hasSuffix("salary") == true }
            #expect(salaries.count > 50)
            #expect(salaries.allSatisfy { $0.direction == .credit && $0.channel == .neft })
            #expect(world.bookings.contains { $0.narration?.hasSuffix("/rent") == true && $0.direction == .credit })
        }
    }

    @Test func everyChannelIsUsed() {
        let used = Set(World.all.flatMap(\.bookings).map(\.channel))
        for channel in BankTransaction.Channel.allCases where channel != .rtgs {
            #expect(used.contains(channel), "\(channel.rawValue)")
        }
    }

    @Test func activityIsARate() throws {
        for activity in [0.5, 2.0] {
            var parameters = World.all[0].stream.parameters
            parameters.activity = activity
            let count = try ScenarioStream(parameters).count { $0.topic == .bankTransactions }
            let ratio = Double(count) / Double(World.all[0].bookings.count)
            #expect(ratio > 0.65 * activity && ratio < 1.5 * activity, "\(ratio) at \(activity)")
        }
    }

    @Test func aQuietWorldHasNoCrime() throws {
        var parameters = World.all[0].stream.parameters
        parameters.victims = 0
        parameters.rings = 0
        parameters.otherFIRsPerDay = 0
        let topics = Set(try ScenarioStream(parameters).map(\.topic))
        #expect(topics == [.bankTransactions, .socialPosts, .refTerminals, .refStations])
    }

    @Test func datesAreRight() {
        #expect(LocalTime.date(ofDay: 0) == (1970, 1, 1))
        #expect(LocalTime.date(ofDay: 20_513) == (2026, 3, 1))
        for day in stride(from: Int64(-200_000), to: 200_000, by: 37) {
            let date = LocalTime.date(ofDay: day)
            #expect(LocalTime.dayNumber(year: date.year, month: date.month, day: date.day) == day)
        }
        let start = ScenarioParameters.defaultStart.milliseconds
        #expect(LocalTime.midnight(before: start) == start)
        #expect(LocalTime.weekday(ofDay: LocalTime.dayNumber(start)) == 6)
        let next = LocalTime.nextMonthly(dayOfMonth: 1, offset: 0, after: start)
        #expect(LocalTime.date(ofDay: LocalTime.dayNumber(next)) == (2026, 4, 1))
    }

    @Test func distributionsHaveTheirMeans() {
        var draw = Draw(seed: 8, .city)
        let count = 20_000.0
        var sums = (unit: 0.0, normal: 0.0, square: 0.0, exponential: 0.0)
        for _ in 0..<Int(count) {
            sums.unit += draw.unit()
            let normal = draw.normal()
            sums.normal += normal
            sums.square += normal * normal
            sums.exponential += draw.exponential()
        }
        #expect(abs(sums.unit / count - 0.5) < 0.01)
        #expect(abs(sums.normal / count) < 0.03)
        #expect(abs(sums.square / count - 1) < 0.04)
        #expect(abs(sums.exponential / count - 1) < 0.03)
        for value in [0.001, 0.5, 1, 2.718281828, 12_345] {
            #expect(abs(Draw.exponential(Draw.logarithm(value)) / value - 1) < 1e-5)
        }
        #expect(abs(Draw.exponential(1) - 2.718281828) < 1e-6)
    }
}
