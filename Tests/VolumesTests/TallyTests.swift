import Records
import StageKit
import Testing

@testable import Volumes

@Suite("Bookings counted by series and window")
struct TallyTests {
    /// Three bookings start the clock.
    private func started(_ settings: VolumeSettings = VolumeSettings()) throws -> Bench<TallyStage> {
        var bench = Bench(TallyStage(settings: settings))
        for second in 0..<3 { try bench.take(booking(at: Int64(second) * 1_000)) }
        return bench
    }

    @Test("A window is published when the bookings are a minute beyond it, each series once")
    func windows() throws {
        var bench = try started()
        try bench.take(booking(at: 4 * minute, account: "B", channel: .upi, .credit, rupees: 7, ifsc: "HDFC0001234"))
        try bench.take(booking(at: window + 59_999, rupees: 50))
        #expect(bench.emissions.isEmpty)
        try bench.take(booking(at: window + minute, currency: "USD"))
        #expect(
            bench.lines == ["0 bank/HDFC/credit 1 7", "0 channel/UPI/credit 1 7", "0 channel/UPI/debit 3 300"])
        #expect(bench.partials.allSatisfy { $0.seconds == 300 && $0.source.partition == Partition(3) })
        try bench.take(booking(at: 2 * window + minute))
        #expect(bench.lines.dropFirst(3) == ["1 channel/UPI/debit 2 50"], "dollars are counted, not added")
        let ids = bench.emissions.map { "\($0.origin) \($0.sequence)" }
        #expect(Set(ids).count == ids.count)
    }

    @Test("A withdrawal counts for its terminal and, where that is known, for its district")
    func places() throws {
        var bench = Bench(TallyStage())
        func tell(_ record: ReferenceTerminal?, _ key: String) throws {
            try bench.stage.apply(
                TableChange(topic: .refTerminals, key: key, record: record.map { .terminal($0) }), to: &bench.tables)
        }
        let place = GeoPoint(latitude: 12.9, longitude: 77.6)
        for id in ["X1", "X2", "X3"] {
            try tell(
                ReferenceTerminal(id: id, kind: "ATM", location: place, district: "Bengaluru", state: "Karnataka"), id)
        }
        try tell(nil, "X3")
        for _ in 0..<3 { try bench.take(booking(at: 0, channel: .atm, terminal: "X1")) }
        try bench.take(booking(at: 0, channel: .atm, terminal: "X2"))
        try bench.take(booking(at: 0, channel: .atm, terminal: "X3"))
        try bench.take(booking(at: 0, channel: .pos, terminal: "X1", ifsc: "not an ifsc"))
        try bench.take(booking(at: 0, channel: .atm, .credit, terminal: "X1"))
        try bench.take(booking(at: 6 * minute))
        #expect(
            bench.lines == [
                "0 channel/ATM/credit 1 100", "0 channel/ATM/debit 5 500", "0 channel/POS/debit 1 100",
                "0 district/Karnataka/Bengaluru 4 400", "0 terminal/ATM/X1 3 300", "0 terminal/ATM/X2 1 100",
                "0 terminal/ATM/X3 1 100", "0 terminal/POS/X1 1 100",
            ])
    }

    @Test("Late bookings correct their window with the next closing; later ones only count as misdated")
    func late() throws {
        var bench = try started()
        try bench.take(booking(at: 8 * window))
        try bench.take(booking(at: 8 * window))
        try bench.take(booking(at: 8 * window))
        #expect(bench.lines == ["0 channel/UPI/debit 3 300"])
        try bench.take(booking(at: window, rupees: 5))
        try bench.take(booking(at: 2 * window, rupees: 5))
        try bench.take(booking(at: 7 * window, rupees: 5))
        #expect(bench.partials.count == 1, "corrections wait for the next closing")
        try bench.take(booking(at: 9 * window + minute))
        // The clock had closed up to window 7: window 1 ended half an hour before that, and one minute.
        #expect(
            bench.lines.dropFirst() == [
                "1 channel/UPI/debit 1 5 *", "2 channel/UPI/debit 1 5 *", "7 channel/UPI/debit 1 5",
                "8 channel/UPI/debit 3 300",
            ])
        try bench.take(booking(at: 0))
        try bench.take(booking(at: 10 * window + minute))
        #expect(bench.lines.suffix(2) == ["9 channel/UPI/debit 1 100", "9 misdated/bookings 1 100"])
    }

    @Test("A booking of tomorrow moves no clock; three after a quiet night do")
    func jumps() throws {
        var bench = try started()
        try bench.take(booking(at: day))
        try bench.take(booking(at: 4 * minute))
        try bench.take(booking(at: day))
        try bench.take(booking(at: day))
        try bench.take(booking(at: 4 * minute))
        #expect(bench.emissions.isEmpty)
        for second in 0..<3 { try bench.take(booking(at: day - window + Int64(second))) }
        #expect(bench.lines == ["0 channel/UPI/debit 5 500"])
        for second in 0..<3 { try bench.take(booking(at: day + window + minute + Int64(second))) }
        #expect(bench.lines.suffix(2) == ["287 channel/UPI/debit 3 300", "288 channel/UPI/debit 3 300"])
    }

    @Test("Beyond the bound the least active terminals go first and are counted together")
    func bounded() throws {
        var settings = VolumeSettings()
        settings.namesMax = 6
        var bench = Bench(TallyStage(settings: settings))
        try bench.take(booking(at: 0, channel: .atm, terminal: "lone", ifsc: "SBIN0000001"))
        for _ in 0..<3 { for id in ["A", "B"] { try bench.take(booking(at: 0, channel: .atm, terminal: id)) } }
        for _ in 0..<2 { try bench.take(booking(at: 0, channel: .atm, terminal: "C")) }
        for id in ["D", "E", "F"] { try bench.take(booking(at: 0, channel: .atm, terminal: id)) }
        try bench.take(booking(at: 6 * minute))
        #expect(
            bench.lines == [
                "0 bank/SBIN/debit 1 100", "0 channel/ATM/debit 12 1200", "0 dropped/bookings 4 400",
                "0 terminal/ATM/A 3 300", "0 terminal/ATM/B 3 300", "0 terminal/ATM/E 1 100",
                "0 terminal/ATM/F 1 100",
            ])
        // Windows are bounded as well.
        settings.openWindowsMax = 3
        bench = try started(settings)
        for number in 1..<9 { try bench.take(booking(at: Int64(number) * day)) }
        #expect(bench.state.tallies.windows.count == 3)
    }

    @Test("Killed after any commit, a task goes on with the same records", arguments: [1 as UInt64, 2, 3])
    func restored(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var settings = VolumeSettings()
        settings.namesMax = 12
        var at: Int64 = 0
        let bookings = (0..<600).map { _ -> BankTransaction in
            at += Int64(random.below(40_000))
            let late = random.below(12) == 0 ? Int64(random.below(3_600_000)) : 0
            let ahead = random.below(60) == 0 ? Int64(random.below(86_400_000)) : 0
            let channel: BankTransaction.Channel = random.below(2) == 0 ? .atm : .upi
            return booking(
                at: at - late + ahead, channel: channel, rupees: Int64(1 + random.below(9_999)),
                terminal: channel == .atm ? "X\(random.below(30))" : nil,
                ifsc: random.below(2) == 0 ? "HDFC0000001" : nil)
        }
        var straight = Bench(TallyStage(settings: settings))
        for booking in bookings { try straight.take(booking) }
        #expect(straight.partials.count > 200 && straight.partials.contains(where: \.corrects))
        for cut in [1, 7, 100] {
            var killed = Bench(TallyStage(settings: settings))
            let log = StoredState()
            let file = StoredState()
            for (index, booking) in bookings.enumerated() {
                try killed.take(booking)
                guard index % cut == 0 else { continue }
                killed.commit(to: log, file: file)
                #expect(log.values == file.values)
                killed.restore(from: index % 2 == 0 ? log : file)
            }
            #expect(killed.partials == straight.partials, "seed \(seed), a kill after \(cut)")
            killed.commit(to: log, file: file)
            #expect(log.faults.isEmpty && log.values[0]?.count == killed.state.tallies.residentCount)
        }
    }

    @Test("Foreign state is told and skipped")
    func foreign() throws {
        let store = StoredState()
        store.values[0] = ["clock": [9], "x": [1], "0/terminal": [1, 1], "5/channel/UPI/debit": [1, 2, 2]]
        var bench = Bench(TallyStage())
        bench.restore(from: store)
        #expect(store.faults.count == 3 && bench.state.tallies.windows.count == 1)
    }
}
