/// Every metric of the processor, as data. The `kafka_consumergroup_*` names are those that the common lag exporters
/// use, so that existing dashboards and alerts work.
public enum MetricCatalog {
    /// Seconds; from a fast commit to one that a broker's hiccup held up.
    public static let commitBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
    /// Seconds; the commit interval (100 ms) lies in the middle.
    public static let endToEndBuckets = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300]

    public static let lag = MetricDefinition(
        "kafka_consumergroup_lag", .gauge, labels: ["consumergroup", "topic", "partition"],
        help:
            "Records between the group's committed offset and the end of the partition. Gone when the partition is revoked."
    )
    public static let lagSum = MetricDefinition(
        "kafka_consumergroup_lag_sum", .gauge, labels: ["consumergroup", "topic"],
        help: "Sum of the lag of the partitions that this process owns.")
    public static let currentOffset = MetricDefinition(
        "kafka_consumergroup_current_offset", .gauge, labels: ["consumergroup", "topic", "partition"],
        help: "The group's committed offset: the next record to read.")
    public static let lagSeconds = MetricDefinition(
        "kafka_consumergroup_group_lag_seconds", .gauge, labels: ["consumergroup", "topic", "partition"],
        help: "Age of the last processed record while there is lag; 0 when caught up.")
    public static let maxLagSeconds = MetricDefinition(
        "kafka_consumergroup_group_max_lag_seconds", .gauge, labels: ["consumergroup"],
        help: "Largest lag in seconds over the partitions that this process owns.")

    public static let records = MetricDefinition(
        "prahari_records_total", .counter, labels: ["stage", "topic"], help: "Input records processed.")
    public static let emitted = MetricDefinition(
        "prahari_emitted_total", .counter, labels: ["stage", "topic"],
        help: "Records emitted, by the input topic whose records were processed.")
    public static let deadLetters = MetricDefinition(
        "prahari_dead_letters_total", .counter, labels: ["stage", "reason"],
        help: "Records that went to the stage's dead-letter topic, by the code of the reason.")
    public static let lateRecords = MetricDefinition(
        "prahari_late_records_total", .counter, labels: ["stage"],
        help: "Records that came too late and went to the late topic.")
    public static let commitSeconds = MetricDefinition(
        "prahari_commit_seconds", .histogram, labels: ["stage"],
        help: "Duration of a commit, from its begin to its end.",
        buckets: commitBuckets)
    public static let commits = MetricDefinition(
        "prahari_commits_total", .counter, labels: ["stage"], help: "Commits that succeeded.")
    public static let aborts = MetricDefinition(
        "prahari_aborts_total", .counter, labels: ["stage"],
        help: "Transactions rolled back; their records were processed again.")
    public static let checkpointSeconds = MetricDefinition(
        "prahari_checkpoint_seconds", .histogram, labels: ["stage"],
        help: "Duration of writing one task's changed state to its local file.", buckets: commitBuckets)
    public static let checkpointFailures = MetricDefinition(
        "prahari_checkpoint_failures_total", .counter, labels: ["stage"],
        help: "Checkpoints that failed (a full disk); nothing is lost, the next one tries again.")
    public static let endToEndSeconds = MetricDefinition(
        "prahari_e2e_seconds", .histogram, labels: ["stage"],
        help: "From the Kafka timestamp of the oldest record of a commit to the end of the commit.",
        buckets: endToEndBuckets)
    public static let restoreRecords = MetricDefinition(
        "prahari_restore_records_total", .counter, labels: ["stage"], help: "Changelog records read to restore state.")
    public static let restoreRemaining = MetricDefinition(
        "prahari_restore_remaining", .gauge, labels: ["stage"],
        help: "Changelog offsets still to be read by tasks that are restoring.")
    public static let tasks = MetricDefinition(
        "prahari_tasks", .gauge, labels: ["stage", "status"],
        help: "Tasks of this process, by status: restoring or running; standby: copies of other processes' tasks.")
    public static let taskStarts = MetricDefinition(
        "prahari_task_starts_total", .counter, labels: ["stage", "from"],
        help:
            "Tasks opened, by where their state came from: standby (followed until then), file (an older one), changelog (all of it is read)."
    )
    public static let standbyLag = MetricDefinition(
        "prahari_standby_lag", .gauge, labels: ["stage", "partition"],
        help: "Changelog offsets that the standby of a partition has still to read. Gone when it is not followed.")
    public static let standbyRecords = MetricDefinition(
        "prahari_standby_records_total", .counter, labels: ["stage"],
        help: "Changelog records that standbys took.")
    public static let standbyFaults = MetricDefinition(
        "prahari_standby_faults_total", .counter, labels: ["stage"],
        help: "What kept a standby from following; tasks are not touched by it.")
    public static let stateEntries = MetricDefinition(
        "prahari_state_entries", .gauge, labels: ["stage"], help: "State entries decoded in memory.")
    public static let rebalances = MetricDefinition(
        "prahari_rebalances_total", .counter, labels: ["stage"], help: "Assignments received from the group.")
    public static let watermark = MetricDefinition(
        "prahari_watermark_seconds", .gauge, labels: ["stage"],
        help: "How far the event-time watermark is behind the wall clock, the worst task of this process.")

    public static let paused = MetricDefinition(
        "prahari_paused", .gauge, labels: ["stage", "partition"],
        help: "1 while ops.control.v1 holds a partition that this process owns; gone when it goes on.")

    /// All of them, in the order of the documentation.
    public static let all: [MetricDefinition] = [
        lag, lagSum, currentOffset, lagSeconds, maxLagSeconds, records, emitted, deadLetters, lateRecords,
        commitSeconds,
        commits, aborts, checkpointSeconds, checkpointFailures, endToEndSeconds, restoreRecords, restoreRemaining,
        tasks,
        stateEntries, rebalances, watermark, taskStarts, standbyLag, standbyRecords, standbyFaults, paused,
    ]
}
