import Records
import Testing

@testable import FraudTraining

@Suite struct ScoreReportTests {
    private func scored(_ id: String, _ score: Double, day: Int64, model: String? = nil) -> ScoredTransaction {
        let time = EventTime(milliseconds: 1_772_323_200_000 + day * 86_400_000)
        return ScoredTransaction(
            transactionID: id, account: "a", amount: MinorUnits(100), direction: .debit, channel: .upi,
            bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330), counterparty: nil,
            verdict: Verdict(
                score: score, reasons: [], versions: Versions(detector: "d", model: model),
                source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0))))
    }

    private func label(_ id: String, _ label: String) -> Label {
        Label(
            subject: id, subjectKind: "transaction", label: label, by: "desk",
            at: ZonedTime(time: EventTime(milliseconds: 0), zoneOffsetMinutes: 0))
    }

    @Test func figuresAreThoseOfHand() throws {
        var book = ScoreBook()
        for (id, score) in [("a", 0.95), ("b", 0.85), ("c", 0.6), ("d", 0.1)] {
            book.add(scored(id, score, day: id == "d" ? 2 : 0))
        }
        for (id, word) in [("a", "fraud"), ("b", "false_alarm"), ("c", "fraud"), ("d", "fraud")] {
            book.add(label(id, word))
        }
        // The last word counts.
        book.add(label("d", "false_alarm"))
        let version = try #require(book.report.versions.first)
        #expect(version.frauds == 2)
        #expect(version.falseAlarms == 2)
        #expect(version.days == 2)
        #expect(abs((version.ap ?? 0) - (1 + 2.0 / 3) / 2) < 1e-9)
        let point = try #require(version.points.first { $0.threshold == 0.8 })
        #expect(point.alarms == 2)
        #expect(point.alarmsPerDay == 1)
        #expect(point.precision == 0.5)
        #expect(point.recall == 0.5)
        #expect(version.drift == nil)
    }

    @Test func modelsAreToldApart() {
        var book = ScoreBook()
        book.add(scored("a", 0.5, day: 0))
        book.add(scored("a", 0.7, day: 0, model: "1"))
        #expect(book.report.versions.map(\.version) == ["d", "d, model 1"])
        #expect(book.report.versions[0].ap == nil)
    }

    @Test func aShiftOfTheScoresIsDrift() throws {
        var calm = ScoreBook()
        var shifted = ScoreBook()
        for number in 0..<1_000 {
            let day = Int64(number / 100)
            calm.add(scored("t\(number)", Double(number % 10) / 10, day: day))
            shifted.add(scored("t\(number)", day < 5 ? 0.05 : 0.85, day: day))
        }
        #expect(try #require(calm.report.versions.first?.drift) < 0.01)
        #expect(try #require(shifted.report.versions.first?.drift) > 1)
    }

    @Test func alarmsAndTrialsAreCounted() throws {
        var book = ScoreBook()
        let levels: [AlarmLevel?] = [nil, .alert, .alert, .interdiction]
        for (number, level) in levels.enumerated() {
            var one = scored("t\(number)", 0.4, day: 0)
            one.calibration = level.map {
                Calibration(segment: "UPI/debit", tail: 0, alarm: $0, alertRate: 0.001, interdictionRate: 0.000_05)
            }
            if number > 1 { one.shadow = ShadowScore(model: "7", score: number == 2 ? 0.9 : 0.1, threshold: 0.5) }
            book.add(one)
        }
        book.add(label("t3", "fraud"))
        let version = try #require(book.report.versions.first)
        #expect(version.alarms.map(\.level) == ["alert", "interdiction"])
        #expect(version.alarms.map(\.count) == [3, 1])
        #expect(version.alarms.map(\.share) == [0.75, 0.25])
        #expect(version.alarms.map(\.precision) == [1.0 / 3, 1])
        let trial = try #require(version.trials.first)
        #expect(trial.model == "7")
        #expect(trial.onlyTrial == 1 && trial.onlyTrialFrauds == 0)
        #expect(trial.onlyInForce == 1 && trial.onlyInForceFrauds == 1)
    }
}
