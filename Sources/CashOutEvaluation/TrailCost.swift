import Records
public import Scenario
import StageKit
import Trail

/// What following stolen money costs: the trail stage alone, in memory, on simulated cities.
public struct TrailCost: Sendable, Equatable {
    /// Records of each sort that the stage took, its own loop included.
    public var bookings = 0
    public var subjects = 0
    public var taints = 0
    /// Hops it published.
    public var hops = 0
    public var seconds = 0.0
    /// Accounts with kept bookings, those among them that hold or held stolen money, and the bytes of both, as the
    /// changelog holds them.
    public var accounts = 0
    public var historyBytes = 0
    public var taintedAccounts = 0
    public var taintBytes = 0

    public var recordsPerSecond: Double { seconds > 0 ? Double(bookings + subjects + taints) / seconds : 0 }
    public var hopsPerSecond: Double { seconds > 0 ? Double(hops) / seconds : 0 }
    public var historyBytesPerAccount: Double { accounts > 0 ? Double(historyBytes) / Double(accounts) : 0 }
    public var taintBytesPerAccount: Double { taintedAccounts > 0 ? Double(taintBytes) / Double(taintedAccounts) : 0 }

    /// Plays the cities of `seeds` through the stage; `clock` gives seconds of any origin.
    ///
    /// Only the stage's steps are in the time: the city is made before, state is encoded after.
    public init(
        seeds: [UInt64], parameters: ScenarioParameters = CashOutEvaluation.standardParameters,
        clock: () -> Double
    ) throws {
        for seed in seeds {
            var parameters = parameters
            parameters.seed = seed
            let arrivals = try Self.arrivals(ScenarioStream(parameters))
            try play(arrivals, clock)
        }
    }

    private static func arrivals(_ stream: ScenarioStream) -> [Envelope] {
        var envelopes: [Envelope] = []
        for event in stream {
            let source = SourceRef(
                topic: event.topic.rawValue, partition: Partition(0), offset: Offset(Int64(envelopes.count)))
            switch event.record {
            case .bankTransaction:
                envelopes.append(
                    Envelope(record: event.record, topic: event.topic, source: source, eventTime: event.time))
            case .fir(let fir):
                for subject in CaseSubject.beneficiaries(of: fir, source: source) {
                    envelopes.append(
                        Envelope(
                            record: .caseSubject(subject), topic: .caseSubjects, source: source, eventTime: event.time))
                }
            default: continue
            }
        }
        return envelopes
    }

    private mutating func play(_ arrivals: [Envelope], _ clock: () -> Double) throws(StageFault) {
        let stage = TrailStage()
        var state = stage.makeState(cacheEntries: 1 << 20)
        var effects = Effects()
        var loop: [Envelope] = []
        let began = clock()
        for arrival in arrivals {
            loop.append(arrival)
            var next = 0
            while next < loop.count {
                effects.clear()
                _ = effects.beginRecord()
                try stage.step(loop[next], state: &state, tables: NoTables(), effects: &effects)
                count(loop[next].record)
                next += 1
                for emission in effects.emissions {
                    if case .trailHop = emission.record { hops += 1 }
                    guard case .trailTaint = emission.record else { continue }
                    loop.append(
                        Envelope(
                            record: emission.record, topic: .trailTaints, source: arrival.source,
                            eventTime: arrival.eventTime))
                }
            }
            loop.removeAll(keepingCapacity: true)
        }
        seconds += clock() - began
        measure(&state)
    }

    private mutating func count(_ record: DomainRecord) {
        switch record {
        case .bankTransaction: bookings += 1
        case .caseSubject: subjects += 1
        default: taints += 1
        }
    }

    /// What the changelog would hold: keys and values of all accounts.
    private mutating func measure(_ state: inout TrailStage.State) {
        var sink = SizeSink()
        state.histories.drainChanges(into: &sink)
        accounts += sink.keys
        historyBytes += sink.bytes
        sink = SizeSink()
        state.taints.drainChanges(into: &sink)
        taintedAccounts += sink.keys
        taintBytes += sink.bytes
    }

    private struct SizeSink: ChangeSink {
        var keys = 0
        var bytes = 0
        mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
            switch value {
            case .some(let writer):
                keys += 1
                bytes += key.utf8.count + writer.count
            case .none: break
            }
        }
    }

    /// A table row for a person.
    public var text: String {
        func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
        return """
            trail, in memory, one thread: \(bookings) bookings, \(subjects) case subjects, \(taints) taints, \(hops) hops
              \(whole(recordsPerSecond)) records/s, \(whole(hopsPerSecond)) hops/s of a whole city's bookings
              \(accounts) accounts: \(whole(historyBytesPerAccount)) bytes of kept bookings each
              \(taintedAccounts) of them with stolen money: \(whole(taintBytesPerAccount)) bytes more each
            """
    }
}

extension CaseSubject {
    /// The accounts that a case says were paid, each transfer once.
    static func beneficiaries(of fir: FIR, source: SourceRef) -> [CaseSubject] {
        var told: Set<String> = []
        return fir.transactions.compactMap { transfer in
            guard let account = transfer.toAccount, told.insert(account + "/" + (transfer.rrn ?? "")).inserted else {
                return nil
            }
            return CaseSubject(
                caseID: fir.firID, kind: .account, subject: account, role: .beneficiary, amount: transfer.amount,
                rrn: transfer.rrn, fromAccount: transfer.fromAccount, at: transfer.at ?? fir.registeredAt,
                state: fir.state, district: fir.district, policeStation: fir.policeStation, source: source)
        }
    }
}
