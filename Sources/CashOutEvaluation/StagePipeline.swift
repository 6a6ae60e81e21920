import CashOut
import Records
import StageKit
import Trail

/// The trail and cashout stages with the topics between them, in memory: one partition, every record taken as soon as
/// it is published.
///
/// A booking reaches both stages, a case the trail; the trail's taints come back to it, its hops go to the forecaster,
/// whose withdrawals come back to their cells and whose cells become its table. Both stages' watermarks follow the
/// bookings at the distance that their descriptors state.
struct StagePipeline {
    private let trail: TrailStage
    private let cashOut: CashOutStage
    private var trailState: TrailStage.State
    private var cashOutState: CashOutStage.State
    private var tables: CashOutStage.Tables
    private var offset: Int64 = 0
    private var effects = Effects()
    /// Records that a stage refused: none is expected.
    private(set) var refused = 0

    init(cashOut settings: CashOutSettings, trail trailSettings: TrailSettings = TrailSettings()) {
        trail = TrailStage(settings: trailSettings)
        cashOut = CashOutStage(settings: settings)
        trailState = trail.makeState(cacheEntries: 1 << 20)
        cashOutState = cashOut.makeState(cacheEntries: 1 << 20)
        tables = cashOut.makeTables()
    }

    mutating func add(_ terminal: ReferenceTerminal) throws(StageFault) {
        try cashOut.apply(TableChange(topic: .refTerminals, key: terminal.id, record: .terminal(terminal)), to: &tables)
    }

    /// Takes a record that arrives at `now` and all that follows from it; returns the forecasts, in order.
    mutating func take(_ record: DomainRecord, _ topic: Topic, now: EventTime) -> [RiskForecast] {
        var forecasts: [RiskForecast] = []
        var waiting: [(record: DomainRecord, topic: Topic)] = [(record, topic)]
        var next = 0
        while next < waiting.count {
            let (record, topic) = waiting[next]
            next += 1
            effects.clear()
            offset += 1
            let envelope = Envelope(
                record: record, topic: topic,
                source: SourceRef(topic: topic.rawValue, partition: Partition(0), offset: Offset(offset)),
                eventTime: record.eventTime ?? now)
            if [.bankTransactions, .trailHops, .riskWithdrawals].contains(topic) {
                refused += Self.step(cashOut, envelope, &cashOutState, tables, &effects)
            }
            if [.bankTransactions, .caseSubjects, .trailTaints].contains(topic) {
                refused += Self.step(trail, envelope, &trailState, NoTables(), &effects)
            }
            route(into: &waiting, &forecasts)
        }
        tick(now, &forecasts)
        return forecasts
    }

    /// Returns how many records were refused: 0 or 1.
    private static func step<S: Stage>(
        _ stage: S, _ envelope: Envelope, _ state: inout S.State, _ tables: S.Tables, _ effects: inout Effects
    ) -> Int {
        let mark = effects.beginRecord()
        do throws(StageFault) {
            try stage.step(envelope, state: &state, tables: tables, effects: &effects)
            return 0
        } catch {
            effects.rollBack(to: mark)
            return 1
        }
    }

    private mutating func tick(_ now: EventTime, _ forecasts: inout [RiskForecast]) {
        var waiting: [(record: DomainRecord, topic: Topic)] = []
        effects.clear()
        let late = trail.descriptor.outOfOrdernessMilliseconds
        trail.advance(
            .watermark(now.advanced(byMilliseconds: -late)), state: &trailState, tables: NoTables(), effects: &effects)
        cashOut.advance(
            .watermark(now.advanced(byMilliseconds: -cashOut.descriptor.outOfOrdernessMilliseconds)),
            state: &cashOutState, tables: tables, effects: &effects)
        guard !effects.emissions.isEmpty else { return }
        route(into: &waiting, &forecasts)
        for (record, topic) in waiting { forecasts += take(record, topic, now: now) }
    }

    private mutating func route(
        into waiting: inout [(record: DomainRecord, topic: Topic)], _ forecasts: inout [RiskForecast]
    ) {
        for emission in effects.emissions {
            switch emission.record {
            case .riskForecast(let forecast): forecasts.append(forecast)
            case .riskCell(let cell):
                let change = TableChange(topic: .riskCells, key: cell.cell, record: emission.record)
                do throws(StageFault) { try cashOut.apply(change, to: &tables) } catch { refused += 1 }
            default: waiting.append((emission.record, emission.topic))
            }
        }
    }
}
