import Records
import Runtime
import StageKit
import TestKit
import Testing

/// A running worker that is given another pace.
@Suite struct PaceTests {
    @Test func anotherCommitIntervalHoldsFromTheNextTurnOn() throws {
        var settings = RuntimeSettings()
        settings.commitIntervalMilliseconds = 60_000
        let driver = StageDriver(LedgerStage(), settings: settings)
        GoldenRunTests.bookings.produce(to: driver.cluster)
        let worker = try driver.startWorker()
        func commits() -> Int {
            driver.observer.events.count { if case .committed = $0 { true } else { false } }
        }
        for _ in 0..<100 { try worker.cycle() }
        let before = commits()
        driver.cluster.clock.advance(milliseconds: 50)
        for _ in 0..<20 { try worker.cycle() }
        #expect(commits() == before)

        var pace = settings.pace
        pace.commitIntervalMilliseconds = 40
        worker.adopt(pace)
        for _ in 0..<20 { try worker.cycle() }
        #expect(commits() > before)
    }
}
