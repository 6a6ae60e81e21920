import Records
public import StageKit

/// Counts bookings and sums by channel, bank, district and terminal, in windows of five minutes of event time.
///
/// Subscribes to `bank.transactions.v1` and publishes ``VolumePartial`` records: what this partition saw of a series in a
/// window, for accounts of one terminal are in many partitions. The stage `volumes` adds them up. Only series with
/// bookings are published, sorted, when a window is closed: the partition's clock (``TallyClock``) passed its end by
/// `outOfOrdernessMilliseconds`. Bookings up to half an hour later go to a correction with the next closing; what is later still
/// counts as ``SeriesName/misdated``. A window holds 4,096 banks, districts and terminals; beyond that the least active
/// terminals go first and count as ``SeriesName/dropped``.
///
/// A partition without bookings closes nothing: its last window waits for the next booking. A transaction delivered twice
/// counts twice. Rupees are summed; bookings in other currencies are counted.
///
/// Cost: six microseconds a booking where it makes one and a half partials; state is the open windows.
public struct TallyStage: Stage {
    /// The districts of the terminals.
    public struct Tables: Sendable {
        /// By the terminal's id: the name of its district's series.
        var districts: [String: String] = [:]
    }

    /// State of one partition.
    public struct State: StageState {
        public var tallies: TallyStore

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&tallies) }
    }

    public let descriptor: StageDescriptor
    public let settings: VolumeSettings

    public init(settings: VolumeSettings = VolumeSettings()) {
        // Never late for the runtime: its watermark follows a single booking of tomorrow, the stage's clock does not.
        descriptor = StageDescriptor(
            name: "tally", version: "1", inputs: [.bankTransactions], tables: [.refTerminals],
            outputs: [.volumesPartial])
        self.settings = settings
    }

    public func makeTables() -> Tables { Tables() }

    public func makeState(cacheEntries: Int) -> State { State(tallies: TallyStore(id: 0)) }

    public func apply(_ change: TableChange, to tables: inout Tables) throws(StageFault) {
        guard change.topic == .refTerminals else { return }
        var district: String?
        if case .terminal(let terminal)? = change.record { district = SeriesName.district(of: terminal) }
        tables.districts[change.key] = district
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Tables, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else {
            throw StageFault(code: "unexpected_record", message: "the tally stage takes bank transactions only")
        }
        count(booking, districts: tables.districts, &state.tallies)
        state.tallies.clock.observe(booking.bookedAt.time.milliseconds, settings)
        guard let boundary = state.tallies.clock.boundary(settings) else { return }
        let closedUntil = state.tallies.clock.closedUntil
        if let closedUntil, boundary <= closedUntil { return }
        publish(until: boundary, after: closedUntil, state.tallies.close(until: boundary, settings), input, &effects)
        state.tallies.clock.closedUntil = boundary
    }

    private func count(_ booking: BankTransaction, districts: [String: String], _ store: inout TallyStore) {
        let tally = Tally(count: 1, sum: booking.currency == "INR" ? booking.amount.rawValue : 0)
        let start = settings.start(of: booking.bookedAt.time.milliseconds)
        let closedUntil = store.clock.closedUntil
        let isOver = closedUntil.map { start + settings.windowMilliseconds <= $0 - settings.latenessMilliseconds }
        if isOver == true || (store.windows.count >= settings.openWindowsMax && !store.hasWindow(start)) {
            guard let closedUntil else { return }
            return store.add(tally, to: SeriesName.misdated, in: closedUntil, settings)
        }
        SeriesName.visit(booking, districts: districts) { store.add(tally, to: $0, in: start, settings) }
    }

    private func publish(
        until boundary: Int64, after closedUntil: Int64?, _ closed: [TallyWindow], _ input: borrowing Envelope,
        _ effects: inout Effects
    ) {
        for window in closed {
            let end = window.start + settings.windowMilliseconds
            let corrects = closedUntil.map { end <= $0 } ?? false
            effects.beginTimer(
                key: "\(input.source.partition.rawValue)/\(window.start)", at: EventTime(milliseconds: boundary))
            for cell in window.sorted {
                effects.emit(
                    .volumePartial(
                        VolumePartial(
                            series: cell.series, start: EventTime(milliseconds: window.start),
                            seconds: Int(settings.windowMilliseconds / 1_000), count: Int(cell.tally.count),
                            sum: MinorUnits(cell.tally.sum), corrects: corrects, source: input.source,
                            runID: input.runID)),
                    to: .volumesPartial, at: EventTime(milliseconds: end))
            }
        }
    }
}
