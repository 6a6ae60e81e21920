public import Replay

extension ReplayDrill {
    public struct Options: Sendable {
        /// Bookings of the past.
        public var records = 1_000_000
        /// Bookings a second of live work.
        public var liveRate = 500
        /// The replays' cap, records a second.
        public var rate = 5_000
        public var partitions = 4
        /// Seconds of live work before and after the replays.
        public var calmSeconds = 30
        public var seed: UInt64 = 1
        /// Records for `ref.models.v1` as `prahari train fraud` writes them: the one in force, and another. Made from two
        /// small cities when left out.
        public var models: [String] = []
        /// Arguments of `prahari replay run` for every replay, such as `--nice 0`.
        public var replayArguments: [String] = []
        public init() {}
    }

    /// Latency of live work in a span of time, milliseconds from the booking's Kafka timestamp to a reader of its score.
    public struct Latency: Sendable, Equatable {
        public var p50 = 0.0
        public var p99 = 0.0
        public var samples = 0
        public init() {}
    }

    /// What one replay did.
    public struct Run: Sendable {
        public var id: String
        /// Records read by its stages together.
        public var records: Int64 = 0
        public var seconds = 0.0
        /// The most records a second over five seconds or more.
        public var peakRate = 0.0
        /// Processor time of its process, microseconds a record.
        public var processorMicroseconds = 0.0
        public var latency = Latency()
        /// Commands of live work that the gateway delivered meanwhile.
        public var liveAlertsDelivered = 0
    }

    /// Counts of a comparison in one topic.
    public struct Difference: Sendable {
        public var name: String
        public var summary: RunDiff.Summary
        public init(name: String, summary: RunDiff.Summary) {
            self.name = name
            self.summary = summary
        }
    }

    public struct Report: Sendable {
        public var records = 0
        public var liveRecords = 0
        public var before = Latency()
        public var after = Latency()
        public var runs: [Run] = []
        /// Whether a gateway ran: else commands are counted, and nothing is said of deliveries.
        public var hasGateway = false
        /// What runs a to d caused: none may be delivered, none published.
        public var alerts = ReplayAlerts()
        /// Marked scores that run d put before the live alerts stage.
        public var markedOutputs = 0
        /// Of these, what met a policy: alerts that were there to be held back.
        public var candidatesHeld = 0
        /// What run e caused, which may alert people: some must be, or the zero of the others says nothing.
        public var asked = ReplayAlerts()
        public var outputs = 0
        public var stateKeys = 0
        public var lost = 0
        public var doubled = 0
        public var different = 0
        public var stateDifferent = 0
        public var differences: [Difference] = []
        public var rate = 0

        public init() {}

        /// A repetition with the same model must find nothing, another model something.
        public var repetitionDiffers: Int { changes("A ") + changes("B ") }
        public var modelsDiffer: Int { changes("C ") }
        private func changes(_ start: String) -> Int {
            differences.filter { $0.name.hasPrefix(start) }
                .reduce(0) { $0 + $1.summary.changes.values.reduce(0, +) }
        }

        /// Of live work, while replays ran.
        public var liveAlertsMeanwhile: Int { runs.reduce(0) { $0 + $1.liveAlertsDelivered } }

        /// Expectations that did not hold, in words.
        public var failures: [String] {
            var failures: [String] = []
            func expect(_ holds: Bool, _ what: String) { if !holds { failures.append(what) } }
            expect(outputs > 0, "nothing was compared")
            expect(
                lost + doubled + different + stateDifferent == 0,
                "live work is not as without replays: \(lost) outputs lost, \(doubled) doubled, \(different) different, "
                    + "\(stateDifferent) of the state different")
            expect(repetitionDiffers == 0, "the same model found \(repetitionDiffers) differences from live work")
            expect(modelsDiffer > 0, "another model found no differences")
            expect(
                alerts.ofRuns(published: true) == 0,
                "\(alerts.ofRuns(published: true)) alerts were published for replays")
            expect(
                alerts.ofRuns(published: false) == 0,
                "\(alerts.ofRuns(published: false)) alerts were delivered for replays")
            expect(markedOutputs > 0, "no marked score was before the live alerts stage")
            expect(candidatesHeld > 0, "no marked score met a policy: nothing was there to be held back")
            expect(asked.ofRuns(published: true) > 0, "a replay that may alert people published no alert")
            if hasGateway {
                expect(liveAlertsMeanwhile > 0, "no alert of live work was delivered while replays ran")
                expect(asked.ofRuns(published: false) > 0, "a replay that may alert people alerted nobody")
            }
            for run in runs where rate > 0 && run.peakRate > Double(rate) * 1.1 {
                failures.append("run \(run.id) read \(Int(run.peakRate)) records a second against a cap of \(rate)")
            }
            return failures
        }

        public var passed: Bool { failures.isEmpty }
    }
}
