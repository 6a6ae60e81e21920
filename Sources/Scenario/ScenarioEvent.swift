public import Records

/// One record of the scenario, where it belongs and when it happens.
public struct ScenarioEvent: Sendable, Equatable {
    public var topic: Topic
    public var record: DomainRecord
    /// The record's own event time; for reference records, which have none, the scenario's start.
    public var time: EventTime
}
