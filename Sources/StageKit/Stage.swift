public import Records

/// One decoded input record with where and when it came from.
public struct Envelope: Sendable {
    public var record: DomainRecord
    public var topic: Topic
    public var source: SourceRef
    /// The record's own time, else the Kafka timestamp.
    public var eventTime: EventTime
    /// Set on a replay; copied to every output.
    public var runID: String?

    @inlinable
    public init(record: DomainRecord, topic: Topic, source: SourceRef, eventTime: EventTime, runID: String? = nil) {
        self.record = record
        self.topic = topic
        self.source = source
        self.eventTime = eventTime
        self.runID = runID
    }
}

/// Why a stage refuses a well-formed record. The record goes to the dead letters with this reason.
public struct StageFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Stable, for metrics: `unknown_policy`.
    public var code: String
    /// For a person.
    public var message: String
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
    public var description: String { message }
}

/// Time moving on without a record.
public enum Tick: Sendable, Equatable {
    /// The task's event-time watermark: no record before it is expected any more.
    case watermark(EventTime)
    /// The wall clock, as the runtime read it and recorded it in the changelog.
    case wallClock(EventTime)
}

/// One change of a reference table; `record` is nil for a deletion.
public struct TableChange: Sendable {
    public var topic: Topic
    public var key: String
    public var record: DomainRecord?
    public init(topic: Topic, key: String, record: DomainRecord?) {
        self.topic = topic
        self.key = key
        self.record = record
    }
}

/// A pure function of records and state.
///
/// No I/O, clock, randomness, logging or concurrency: the same records over the same state give the
/// same effects, byte for byte, however they were cut into batches. The runtime performs the effects.
public protocol Stage: Sendable {
    /// Everything the stage remembers about one partition.
    associatedtype State: StageState
    /// Read-only reference data, shared by the tasks of one worker.
    associatedtype Tables: Sendable

    var descriptor: StageDescriptor { get }

    func makeTables() -> Tables

    /// - Parameter cacheEntries: how many keys a cached store may keep decoded in memory.
    func makeState(cacheEntries: Int) -> State

    /// Takes one record. A stage that throws must do so before it changed the state.
    func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault)

    /// Takes the passing of time: fire what is due. Called after every record with the watermark, so keep it cheap
    /// when nothing is due.
    func advance(_ tick: Tick, state: inout State, tables: borrowing Tables, effects: inout Effects)

    /// Takes a change of a reference table.
    func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault)
}

extension Stage {
    public func advance(_ tick: Tick, state: inout State, tables: borrowing Tables, effects: inout Effects) {}
    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {}

    /// The contract in one call: a batch of records of one partition, in offset order. Stops at nothing: refused
    /// records are returned with their index.
    public func step(
        batch: [Envelope], state: inout State, tables: Tables, effects: inout Effects
    ) -> [(index: Int, fault: StageFault)] {
        var faults: [(index: Int, fault: StageFault)] = []
        for (index, envelope) in batch.enumerated() {
            let mark = effects.beginRecord()
            do throws(StageFault) {
                try step(envelope, state: &state, tables: tables, effects: &effects)
            } catch {
                effects.rollBack(to: mark)
                faults.append((index, error))
            }
        }
        return faults
    }
}

extension Stage where Tables == NoTables {
    public func makeTables() -> NoTables { NoTables() }
}

/// For stages without reference data.
public struct NoTables: Sendable {
    public init() {}
}
