import Alerting
import Anomaly
import CashOut
import Records
import Social
import StageKit
import Tagging
import Trail

/// All stages from booking, post and case to command, with the topics between them, in memory: one partition, every record
/// taken as soon as it is published, watermarks behind the arrivals at the distance that each stage states.
struct CityPipeline {
    private var anomaly = StageRun(AnomalyStage())
    private var tagger = StageRun(TaggerStage())
    private var social = StageRun(SocialStage())
    private var trail = StageRun(TrailStage())
    private var cashOut = StageRun(CashOutStage())
    private var alerts = StageRun(AlertsStage())
    private var offset: Int64 = 0

    init(policies: PolicyTables) { alerts.tables = policies }

    /// Records that a stage refused: none is expected.
    var refused: Int {
        anomaly.refused + tagger.refused + social.refused + trail.refused + cashOut.refused + alerts.refused
    }

    mutating func add(_ terminal: ReferenceTerminal) {
        cashOut.change(TableChange(topic: .refTerminals, key: terminal.id, record: .terminal(terminal)))
    }

    /// Takes a record that arrives at `now` and all that follows from it; returns the commands, in order.
    mutating func take(_ record: DomainRecord, _ topic: Topic, now: EventTime) -> [AlertCommand] {
        var commands: [AlertCommand] = []
        drain([(record, topic)], now: now, &commands)
        for _ in 0..<8 {
            let emitted = advance(to: now)
            if emitted.isEmpty { break }
            drain(emitted, now: now, &commands)
        }
        return commands
    }

    private mutating func drain(
        _ first: [(record: DomainRecord, topic: Topic)], now: EventTime, _ commands: inout [AlertCommand]
    ) {
        var waiting = first
        var next = 0
        while next < waiting.count {
            let (record, topic) = waiting[next]
            next += 1
            if case .alertCommand(let command) = record { commands.append(command) }
            if case .riskCell(let cell) = record {
                cashOut.change(TableChange(topic: .riskCells, key: cell.cell, record: record))
            }
            offset += 1
            let envelope = Envelope(
                record: record, topic: topic,
                source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
                eventTime: record.eventTime ?? now)
            waiting += anomaly.take(envelope)
            waiting += tagger.take(envelope)
            waiting += social.take(envelope)
            waiting += trail.take(envelope)
            waiting += cashOut.take(envelope)
            waiting += alerts.take(envelope)
        }
    }

    private mutating func advance(to now: EventTime) -> [(record: DomainRecord, topic: Topic)] {
        anomaly.advance(now) + tagger.advance(now) + social.advance(now) + trail.advance(now) + cashOut.advance(now)
            + alerts.advance(now)
    }
}

/// One stage with its state.
private struct StageRun<S: Stage> {
    let stage: S
    let descriptor: StageDescriptor
    var state: S.State
    var tables: S.Tables
    var effects = Effects()
    var refused = 0

    init(_ stage: S) {
        self.stage = stage
        descriptor = stage.descriptor
        state = stage.makeState(cacheEntries: 1 << 20)
        tables = stage.makeTables()
    }

    mutating func take(_ envelope: Envelope) -> [(record: DomainRecord, topic: Topic)] {
        guard descriptor.inputs.contains(envelope.topic) else { return [] }
        effects.clear()
        let mark = effects.beginRecord()
        do throws(StageFault) {
            try stage.step(envelope, state: &state, tables: tables, effects: &effects)
        } catch {
            effects.rollBack(to: mark)
            refused += 1
        }
        return effects.emissions.map { ($0.record, $0.topic) }
    }

    mutating func advance(_ now: EventTime) -> [(record: DomainRecord, topic: Topic)] {
        effects.clear()
        let mark = now.advanced(byMilliseconds: -descriptor.outOfOrdernessMilliseconds)
        stage.advance(.watermark(mark), state: &state, tables: tables, effects: &effects)
        return effects.emissions.map { ($0.record, $0.topic) }
    }

    mutating func change(_ change: TableChange) {
        do throws(StageFault) { try stage.apply(change, to: &tables) } catch { refused += 1 }
    }
}
