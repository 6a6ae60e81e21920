import Foundation
import Records
import Testing

@testable import Scenario

@Suite struct GrownParametersTests {
    static func small(_ change: (inout ScenarioParameters) -> Void) -> ScenarioParameters {
        var parameters = ScenarioParameters()
        parameters.accounts = 400
        parameters.days = 12
        parameters.terminals = 60
        parameters.rings = 3
        parameters.victims = 30
        parameters.benignPostsPerDay = 0
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
        change(&parameters)
        return parameters
    }

    static func bookings(_ parameters: ScenarioParameters) throws -> [BankTransaction] {
        try ScenarioStream(parameters).compactMap {
            if case .bankTransaction(let booking) = $0.record { booking } else { nil }
        }
    }

    /// Truth of withdrawals: account and terminal, in their order.
    static func cashOuts(_ parameters: ScenarioParameters) throws -> [(ring: String, terminal: String, at: Int64)] {
        try ScenarioStream(parameters).compactMap {
            guard case .groundTruth(let truth) = $0.record, truth.kind == "cash_out", let ring = truth.ring,
                let terminal = truth.detail?.split(separator: "=").last
            else { return nil }
            return (ring, String(terminal), truth.at.time.milliseconds)
        }
    }

    @Test func aFestivalMakesPeoplePayMoreWhileItLasts() throws {
        let plain = try Self.bookings(Self.small { _ in })
        let season = try Self.bookings(
            Self.small {
                $0.festivalDay = 5
                $0.festivalDays = 4
                $0.festivalSpending = 2
            })
        func count(_ bookings: [BankTransaction], _ days: ClosedRange<Int64>) -> Double {
            let start = ScenarioParameters.defaultStart.milliseconds
            return Double(
                bookings.count { days.contains(($0.bookedAt.time.milliseconds - start) / LocalTime.day + 1) })
        }
        #expect(count(season, 1...4) == count(plain, 1...4), "the same until it begins")
        #expect((1.6...2.4).contains(count(season, 6...8) / count(plain, 6...8)))
        #expect((0.8...1.25).contains(count(season, 10...12) / count(plain, 10...12)))
    }

    @Test func paydaysAreFollowedByPayments() throws {
        let plain = try Self.bookings(Self.small { _ in })
        let paid = try Self.bookings(Self.small { $0.paydaySpending = 3 })
        #expect(Double(paid.count) > 1.15 * Double(plain.count))
    }

    @Test func waryCrewsMoveAndOthersStay() throws {
        let still = try Self.cashOuts(Self.small { _ in })
        let wary = try Self.cashOuts(
            Self.small {
                $0.crewMoveShare = 1
                $0.crewMoveAfter = 10
            })
        func most(_ cashOuts: [(ring: String, terminal: String, at: Int64)]) -> Int {
            Dictionary(grouping: cashOuts, by: \.ring).values.map { Set($0.map(\.terminal)).count }.max() ?? 0
        }
        #expect(still.count > 60)
        // A victim's own fingers are used anywhere, so a ring's machines are not all its crew's.
        #expect(most(wary) > most(still) + 4)
        #expect(
            Array(wary.prefix(8)).map(\.terminal) == Array(still.prefix(8)).map(\.terminal), "the first are the same")
    }

    @Test func limitsAndNightsAreKept() throws {
        /// Withdrawals by mules: the largest, the share at night, and the days on which each account drew, added up.
        func figures(_ parameters: ScenarioParameters) throws -> (largest: Int64, nights: Double, days: Int) {
            var days: Set<String> = []
            var (nights, all, largest) = (0, 0, Int64(0))
            for event in try ScenarioStream(parameters) {
                guard case .groundTruth(let truth) = event.record, truth.kind == "cash_out", truth.layer ?? 0 > 0,
                    let amount = truth.amount?.rawValue, let account = truth.detail?.split(separator: " ").first
                else { continue }
                let time = truth.at.time.milliseconds
                let hour = LocalTime.hourOfDay(time)
                if hour >= 22 || hour < 6 { nights += 1 }
                largest = max(largest, amount)
                all += 1
                days.insert("\(account) \(LocalTime.dayNumber(time))")
            }
            return (largest, Double(nights) / Double(all), days.count)
        }
        let plain = try figures(Self.small { _ in })
        let tight = try figures(
            Self.small {
                $0.machineLimit = 5_000
                $0.nightShare = 1
            })
        #expect(plain.largest == 1_000_000 && tight.largest == 500_000)
        #expect(tight.nights > plain.nights + 0.2)
        // What the day's limit holds back is drawn on the days after.
        let limited = try figures(Self.small { $0.dailyLimit = 10_000 })
        #expect(limited.days > plain.days, "\(limited) \(plain)")
    }

    @Test func realTerminalsStandInTheirQuarters() throws {
        let real = (0..<50).map { number in
            ReferenceTerminal(
                id: "osm:node/\(number)", kind: "ATM",
                location: GeoPoint(latitude: 22.49 + Double(number) * 0.003, longitude: 88.36), attribution: "OSM")
        }
        let parameters = Self.small { $0.realTerminals = real }
        let city = try ScenarioStream(parameters).city
        #expect(Array(city.terminals.prefix(50)) == real)
        #expect(city.terminals.contains { $0.kind == "AEPS" }, "kinds that the file lacks are made up")
        #expect(Set(city.terminals.map(\.id)).count == city.terminals.count)
        let made = city.terminals.dropFirst(50).filter { $0.kind == "ATM" }
        #expect(made.contains { $0.district == "Malda" }, "and quarters that it leaves empty")
        #expect(!made.contains { $0.name?.hasSuffix("Gariahat") ?? false })
        let used = Set(try Self.bookings(parameters).compactMap(\.terminal?.id))
        #expect(used.intersection(real.map(\.id)).count > 20)
    }

    @Test func everyFieldIsReadBackAsItWasWritten() throws {
        var parameters = Self.small {
            $0.city = .delhi
            $0.nightShare = 0.25
            $0.dailyLimit = 10_000
            $0.start = EventTime(milliseconds: 1_793_212_200_000)
            $0.seed = 77
        }
        parameters.days = 31
        var again = ScenarioParameters()
        for field in ScenarioField.allCases { try field.set(field.value(in: parameters), in: &again) }
        #expect(again == parameters)
        #expect(ScenarioField.start.value(in: parameters) == .text("2026-10-29"))
    }

    /// Rewrite with: prahari simulate --show-parameters > examples/scenario.json
    @Test func theExampleShowsEveryFieldWithItsDefault() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var parameters = ScenarioParameters()
        parameters.days = 3
        let example = try String(contentsOf: root.appendingPathComponent("examples/scenario.json"), encoding: .utf8)
        #expect(example == ScenarioField.file(parameters))
    }

    @Test func wrongSortsAreNamed() {
        func fault(_ field: ScenarioField, _ value: ScenarioField.Value) -> String? {
            var parameters = ScenarioParameters()
            do { try field.set(value, in: &parameters) } catch { return error.description }
            return nil
        }
        #expect(fault(.days, .number(1.5)) == "days is 1.5: it must be a whole number")
        #expect(fault(.activity, .text("much")) == "activity is \"much\": it must be a number")
        #expect(fault(.activity, .null) == "activity is null: it must be a number")
        #expect(fault(.nightShare, .null) == nil)
        #expect(
            fault(.city, .text("pune")) == "city is \"pune\": it must be one of kolkata, bengaluru, delhi, hyderabad")
        #expect(fault(.start, .text("2026-02-30")) == "start is \"2026-02-30\": it must be a day as 2026-03-01")
        #expect(fault(.seed, .number(-1)) == "seed is -1: it must be a whole number from 0 to 2^53")
    }

    @Test func newRangesAreChecked() {
        func key(_ change: (inout ScenarioParameters) -> Void) -> String? {
            var parameters = ScenarioParameters()
            change(&parameters)
            do { try parameters.validate() } catch { return error.key }
            return nil
        }
        #expect(key { $0.festivalSpending = 0 } == "festivalSpending")
        #expect(key { $0.crewMoveShare = 1.5 } == "crewMoveShare")
        #expect(key { $0.nightShare = .nan } == "nightShare")
        #expect(key { $0.machineLimit = 750 } == "machineLimit")
        #expect(key { $0.dailyLimit = 100 } == "dailyLimit")
    }
}
