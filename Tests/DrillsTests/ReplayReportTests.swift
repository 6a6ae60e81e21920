import Testing

@testable import Drills
@testable import Replay

/// What the drill makes of a replay that alerted somebody.
@Suite struct ReplayReportTests {
    private func line(_ command: String) -> [UInt8] {
        Array(#"{"recipient":"all","attempt":1,"command":\#(command)}"#.utf8)
    }

    /// As of a drill in which everything was right.
    private func sound() -> ReplayDrill.Report {
        var report = ReplayDrill.Report()
        report.outputs = 100
        report.hasGateway = true
        report.markedOutputs = 10
        report.candidatesHeld = 2
        report.alerts.take(published: Array(#"{"dedup_key":"account/1"}"#.utf8), mark: nil)
        report.alerts.take(delivered: line(#"{"dedup_key":"account/1"}"#))
        report.asked.take(published: Array(#"{"run_id":"e"}"#.utf8), mark: "e")
        report.asked.take(delivered: line(#"{"run_id":"e"}"#))
        var run = ReplayDrill.Run(id: "a")
        run.liveAlertsDelivered = 12
        report.runs = [run]
        var summary = RunDiff.Summary()
        summary.changes = [.score: 3]
        report.differences = [.init(name: "C scored.transactions.v1", summary: summary)]
        return report
    }

    @Test func aSoundReportPasses() {
        #expect(sound().failures == [])
    }

    @Test(arguments: [
        #"{"run_id":"d","dedup_key":"account/1@d"}"#, #"{"dedup_key":"account/1@d"}"#, #"{"group_key":"account/1@d"}"#,
    ])
    func anAlertOfAReplayFailsByAnyOfItsSigns(command: String) {
        var report = sound()
        report.alerts = ReplayAlerts(runs: ["d"])
        report.alerts.take(delivered: line(command))
        #expect(report.failures == ["1 alerts were delivered for replays"])
        report.alerts = ReplayAlerts(runs: ["d"])
        report.alerts.take(published: Array(command.utf8), mark: nil)
        #expect(report.failures == ["1 alerts were published for replays"])
        report.alerts = ReplayAlerts()
        report.alerts.take(published: Array("{}".utf8), mark: "d")
        #expect(report.failures == ["1 alerts were published for replays"])
    }

    @Test func aLineThatIsNoneIsNotTakenForLiveWork() {
        var alerts = ReplayAlerts()
        alerts.take(delivered: Array("{".utf8))
        #expect(alerts.ofRuns(published: false) == 1 && alerts.live.delivered == 0)
    }

    @Test func aKeyWithAnAtSignIsLiveWork() {
        var alerts = ReplayAlerts(runs: ["a"])
        alerts.take(delivered: line(#"{"dedup_key":"account/me@bank"}"#))
        #expect(alerts.ofRuns(published: false) == 0 && alerts.live.delivered == 1)
    }

    /// A zero proves nothing where nothing could have come.
    @Test func silenceWithoutContrastFails() {
        for change in [
            { $0.runs[0].liveAlertsDelivered = 0 }, { $0.candidatesHeld = 0 }, { $0.markedOutputs = 0 },
            { $0.asked = ReplayAlerts() },
        ] as [(inout ReplayDrill.Report) -> Void] {
            var report = sound()
            change(&report)
            #expect(!report.passed)
        }
        var without = sound()
        without.hasGateway = false
        without.runs[0].liveAlertsDelivered = 0
        #expect(without.passed)
    }

    @Test func theSameModelMustRepeatItsAlertsToo() {
        var report = sound()
        var summary = RunDiff.Summary()
        summary.changes = [.lost: 11]
        report.differences.append(.init(name: "B alerts.commands.v1", summary: summary))
        #expect(report.failures == ["the same model found 11 differences from live work"])
    }
}
