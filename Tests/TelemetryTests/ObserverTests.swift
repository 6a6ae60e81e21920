import Records
import Testing

@testable import Runtime
@testable import Telemetry

@Suite struct ObserverTests {
    @Test func recordsCommitsAndDeadLettersAreCounted() {
        let bench = Bench()
        let source = SourceRef(topic: "bank.transactions.v1", partition: Partition(0), offset: Offset(7))
        bench.tell(
            .processed(ProcessedReport(topic: "bank.transactions.v1", records: 10, emitted: 9)),
            .processed(ProcessedReport(topic: "bank.transactions.v1", records: 5, emitted: 5)),
            .deadLetter(source, code: "missing_field", message: "amount is missing"),
            .late(source, behindMilliseconds: 5_000), .aborted(reason: "a test"),
            committed(records: 15, milliseconds: 30, endToEnd: 120, entries: 42),
            .checkpointed(task(0), milliseconds: 4))
        #expect(
            bench.lines("prahari_records_total") == [
                "prahari_records_total{stage=\"anomaly\",topic=\"bank.transactions.v1\"} 15"
            ])
        #expect(
            bench.lines("prahari_emitted_total") == [
                "prahari_emitted_total{stage=\"anomaly\",topic=\"bank.transactions.v1\"} 14"
            ])
        #expect(
            bench.lines("prahari_dead_letters_total") == [
                "prahari_dead_letters_total{reason=\"missing_field\",stage=\"anomaly\"} 1"
            ])
        #expect(bench.lines("prahari_late_records_total") == ["prahari_late_records_total{stage=\"anomaly\"} 1"])
        #expect(bench.lines("prahari_aborts_total") == ["prahari_aborts_total{stage=\"anomaly\"} 1"])
        #expect(bench.lines("prahari_commits_total") == ["prahari_commits_total{stage=\"anomaly\"} 1"])
        #expect(bench.lines("prahari_commit_seconds_sum") == ["prahari_commit_seconds_sum{stage=\"anomaly\"} 0.03"])
        #expect(bench.lines("prahari_e2e_seconds_sum") == ["prahari_e2e_seconds_sum{stage=\"anomaly\"} 0.12"])
        #expect(
            bench.lines("prahari_checkpoint_seconds_count") == ["prahari_checkpoint_seconds_count{stage=\"anomaly\"} 1"]
        )
        #expect(bench.lines("prahari_state_entries") == ["prahari_state_entries{stage=\"anomaly\"} 42"])
    }

    @Test func lagIsExposedPerPartitionAndSummed() {
        let bench = Bench()
        bench.tell(.assigned([Partition(0), Partition(1)]), lag(0, committed: 10, end: 15, milliseconds: 2_500))
        bench.tell(lag(1, committed: 20, end: 21, milliseconds: 100))
        #expect(
            bench.lines("kafka_consumergroup_") == [
                "kafka_consumergroup_current_offset{consumergroup=\"prod.anomaly\",partition=\"0\",topic=\"bank.transactions.v1\"} 10",
                "kafka_consumergroup_current_offset{consumergroup=\"prod.anomaly\",partition=\"1\",topic=\"bank.transactions.v1\"} 20",
                "kafka_consumergroup_group_lag_seconds{consumergroup=\"prod.anomaly\",partition=\"0\",topic=\"bank.transactions.v1\"} 2.5",
                "kafka_consumergroup_group_lag_seconds{consumergroup=\"prod.anomaly\",partition=\"1\",topic=\"bank.transactions.v1\"} 0.1",
                "kafka_consumergroup_group_max_lag_seconds{consumergroup=\"prod.anomaly\"} 2.5",
                "kafka_consumergroup_lag{consumergroup=\"prod.anomaly\",partition=\"0\",topic=\"bank.transactions.v1\"} 5",
                "kafka_consumergroup_lag{consumergroup=\"prod.anomaly\",partition=\"1\",topic=\"bank.transactions.v1\"} 1",
                "kafka_consumergroup_lag_sum{consumergroup=\"prod.anomaly\",topic=\"bank.transactions.v1\"} 6",
            ])
    }

    /// The commit inside a revocation still reports lag: it must not bring the gauge back.
    @Test func lagIsGoneAfterARevocation() {
        let bench = Bench()
        bench.tell(
            .assigned([Partition(0), Partition(1)]), lag(0, committed: 10, end: 15), lag(1, committed: 20, end: 21))
        bench.tell(.revoked([Partition(0)]), lag(0, committed: 15, end: 15))
        #expect(bench.lines("kafka_consumergroup_lag{").count == 1)
        #expect(bench.lines("kafka_consumergroup_lag_sum")[0].hasSuffix(" 1"))
        bench.tell(.lost([Partition(1)]))
        #expect(bench.lines("kafka_consumergroup").isEmpty)
    }

    @Test func aPartitionThatMovesBetweenWorkersStays() {
        let bench = Bench()
        bench.tell(.assigned([Partition(0)]), lag(0, committed: 10, end: 15))
        bench.tell(.revoked([Partition(0)]))
        bench.tell(.assigned([Partition(0)]), lag(0, committed: 12, end: 15), worker: 1)
        bench.tell(.stopped(reason: "asked to stop"))
        #expect(bench.lines("kafka_consumergroup_lag{").count == 1)
        #expect(bench.lines("kafka_consumergroup_lag_sum")[0].hasSuffix(" 3"))
    }

    @Test func restoreAndTasksAreVisible() {
        let bench = Bench()
        bench.tell(
            .assigned([Partition(0), Partition(1)]),
            .restoreStarted(task(0), from: Offset(100), end: Offset(1_100), local: false),
            .restoreStarted(task(1), from: Offset(0), end: Offset(10), local: true),
            .restoreProgress(task(0), records: 400, remaining: 600),
            .restoreFinished(task(1), records: 10, milliseconds: 3))
        #expect(
            bench.lines("prahari_tasks") == [
                "prahari_tasks{stage=\"anomaly\",status=\"restoring\"} 1",
                "prahari_tasks{stage=\"anomaly\",status=\"running\"} 1",
            ])
        #expect(bench.lines("prahari_restore_remaining") == ["prahari_restore_remaining{stage=\"anomaly\"} 600"])
        #expect(
            bench.lines("prahari_restore_records_total") == ["prahari_restore_records_total{stage=\"anomaly\"} 410"])
        bench.tell(.restoreFinished(task(0), records: 1_000, milliseconds: 9))
        #expect(
            bench.lines("prahari_restore_records_total") == ["prahari_restore_records_total{stage=\"anomaly\"} 1010"])
        bench.tell(.revoked([Partition(0), Partition(1)]))
        #expect(bench.lines("prahari_tasks").allSatisfy { $0.hasSuffix(" 0") })
        #expect(bench.lines("prahari_rebalances_total") == ["prahari_rebalances_total{stage=\"anomaly\"} 1"])
    }

    @Test func copiesAndWhereTasksFoundTheirStateAreVisible() {
        let bench = Bench()
        bench.tell(
            .standbyStarted(task(3), from: Offset(5), end: Offset(45), local: false),
            .standbyProgress(task(3), records: 30, lag: 10), .taskStarted(task(0), from: .changelog),
            .taskStarted(task(1), from: .standby), .standbyFault("no space left"))
        #expect(bench.lines("prahari_standby_lag") == ["prahari_standby_lag{partition=\"3\",stage=\"anomaly\"} 10"])
        #expect(bench.lines("prahari_standby_records_total").allSatisfy { $0.hasSuffix(" 30") })
        #expect(bench.lines("prahari_standby_faults_total").allSatisfy { $0.hasSuffix(" 1") })
        #expect(bench.lines("prahari_task_starts_total").count == 2)
        #expect(bench.lines("prahari_tasks").contains { $0.contains("standby") && $0.hasSuffix(" 1") })
        bench.tell(.standbyStopped(task(3)))
        #expect(bench.lines("prahari_standby_lag").isEmpty)
        #expect(bench.lines("prahari_tasks").contains { $0.contains("standby") && $0.hasSuffix(" 0") })
    }

    @Test func everyMetricOfTheCatalogIsKnownFromTheStart() {
        let text = Bench().registry.exposition()
        for definition in MetricCatalog.all {
            #expect(text.contains("# TYPE \(definition.name) \(definition.kind.rawValue)\n"))
        }
    }

    @Test func nothingOutsideOfTheCatalogIsExposed() {
        let bench = Bench()
        bench.tell(.assigned([Partition(0)]), lag(0, committed: 1, end: 2), committed(records: 1, milliseconds: 1))
        bench.tell(.watermark(behindMilliseconds: 3_000))
        let known = Set(MetricCatalog.all.map(\.name))
        for line in bench.registry.exposition().split(separator: "\n") where line.hasPrefix("# TYPE ") {
            #expect(known.contains(String(line.split(separator: " ")[2])))
        }
        #expect(bench.lines("prahari_watermark_seconds") == ["prahari_watermark_seconds{stage=\"anomaly\"} 3"])
    }

    @Test func aFloodOfDeadLettersIsAFewLines() {
        let bench = Bench()
        for offset in 0..<1_000 {
            let source = SourceRef(topic: "t", partition: Partition(0), offset: Offset(Int64(offset)))
            bench.tell(.deadLetter(source, code: "not_json", message: "no"))
        }
        #expect(bench.sink.lines.count == LogLimiter.linesPerWindow)
        bench.clock.advance(seconds: 11)
        let source = SourceRef(topic: "t", partition: Partition(0), offset: Offset(1_000))
        bench.tell(.deadLetter(source, code: "not_json", message: "no"))
        #expect(bench.sink.lines.last?.contains("\"suppressed\":\"995\"") == true)
        #expect(bench.lines("prahari_dead_letters_total")[0].hasSuffix(" 1001"))
    }
}
