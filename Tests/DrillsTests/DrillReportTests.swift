import Testing

@testable import Drills

@Suite struct DrillReportTests {
    @Test func aDrillThatComparedNothingHasNotPassed() {
        #expect(DrillReport("x").verdict == .failed)
    }

    @Test func eachKindOfDifferenceFailsByItself() {
        var sound = DrillReport("x")
        sound.outputs = 10
        #expect(sound.verdict == .passed)
        for field in [\DrillReport.lost, \.doubled, \.different, \.stateDifferent] {
            var broken = sound
            broken[keyPath: field] = 1
            #expect(broken.verdict == .failed)
        }
        var late = sound
        late.expect(false, "too late")
        #expect(late.verdict == .failed && late.text.contains("too late"))
    }

    @Test func whatCouldNotBeTriedIsNeitherPassedNorFailed() {
        var report = DrillReport("disk")
        report.skipped = "no room"
        #expect(report.verdict == .skipped)
        #expect(DrillReport.table([report]).contains("skipped"))
        #expect(DrillReport.table([report]).contains("no room"))
    }

    @Test func theTableHasARowForEachDrillInEqualColumns() {
        var one = DrillReport("kill")
        (one.outputs, one.done, one.lost) = (5, "12 kills", 3)
        let lines = DrillReport.table([one, DrillReport("storm")]).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("kill   3     0        0          failed"))
    }
}

@Suite struct RunOutcomeTests {
    @Test func offsetsAreTakenOutAndNothingElse() {
        let text = #"k {"id":7,"source":{"partition":3,"offset":1842},"x":[1,2]} "offset":-1}"#
        #expect(
            RunOutcome.withoutOffsets(text) == #"k {"id":7,"source":{"partition":3,"offset":},"x":[1,2]} "offset":}"#)
    }
}
