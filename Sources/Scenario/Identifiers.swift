import Records

/// Writes the names that banks give to accounts, people and bookings: right in form, invented in substance.
struct Identifiers: Sendable {
    private let seed: UInt64
    private var text = Text()
    private var bookings: UInt64 = 0
    private var references: UInt64 = 0
    private var batches: UInt64 = 0
    // The parts of the current day, computed once a day.
    private var day = Int64.min
    private var yearMonthDay: UInt64 = 0
    private var yearAndDay: UInt64 = 0

    init(seed: UInt64) { self.seed = seed }

    private mutating func turn(to time: Int64) {
        let number = LocalTime.dayNumber(time)
        guard number != day else { return }
        day = number
        let date = LocalTime.date(ofDay: number)
        yearMonthDay = UInt64(max(0, date.year * 10_000 + date.month * 100 + date.day))
        let first = LocalTime.dayNumber(year: date.year, month: 1, day: 1)
        yearAndDay = UInt64(max(0, date.year % 100 * 1_000 + Int(number - first) + 1))
    }

    /// The bank's name for a booking; never twice the same in a scenario.
    mutating func transactionID(bank: Int, at time: Int64) -> String {
        turn(to: time)
        bookings += 1
        text.add(Bank.all[bank].code)
        text.add(byte: UInt8(ascii: "-"))
        text.add(yearMonthDay, width: 8)
        text.add(byte: UInt8(ascii: "-"))
        text.add(bookings, width: 9)
        return text.take()
    }

    /// A retrieval reference number as a number of 12 digits: last digit of the year, day of the year, hour, sequence.
    /// Unique as long as an hour has less than a million.
    mutating func reference(at time: Int64) -> UInt64 {
        turn(to: time)
        references += 1
        let sequence = (references &* 618_033) % 1_000_000
        let hour = UInt64(LocalTime.hourOfDay(time))
        return ((yearAndDay % 10_000) * 100 + hour) * 1_000_000 + sequence
    }

    /// Year (2), day of the year (3) and sequence (8): the digits of a UTR.
    mutating func batchReference(at time: Int64) -> UInt64 {
        turn(to: time)
        batches += 1
        return yearAndDay * 100_000_000 + batches % 100_000_000
    }

    mutating func rrn(_ reference: UInt64) -> String {
        text.add(reference, width: 12)
        return text.take()
    }

    /// NEFT: bank, `N`, 13 digits. RTGS: bank, `R5`, 16 digits.
    mutating func utr(_ reference: UInt64, bank: Int, rtgs: Bool) -> String {
        text.add(Bank.all[bank].code)
        text.add(rtgs ? "R5" : "N")
        text.add(reference, width: rtgs ? 16 : 13)
        return text.take()
    }

    /// 11...16 digits. Multiplying by a number without common factors keeps numbers of different parties apart.
    mutating func account(_ party: Party, bank: Int) -> String {
        let bank = Bank.all[bank]
        var size: UInt64 = 1
        for _ in 2..<bank.digits { size *= 10 }
        let number = (party.identity &* 387_420_489 &+ seed % size) % size
        text.add(bank.lead)
        text.add(number, width: bank.digits - 2)
        return text.take()
    }

    func outsideBank(_ party: Party) -> Int {
        Int(Draw.mix(seed ^ party.identity) % UInt64(Bank.all.count))
    }

    /// A branch in another part of the country.
    mutating func outsideIFSC(_ party: Party) -> String {
        text.add(Bank.all[outsideBank(party)].code)
        text.add("08")
        text.add(Draw.mix(party.identity) % 100_000, width: 5)
        return text.take()
    }

    /// A UPI id: a given name, a number that only this party has, and a handle.
    mutating func vpa(_ party: Party) -> String {
        let hash = Draw.mix(seed &+ party.identity)
        let given = hash & 1 == 0 ? Names.men : Names.women
        for byte in given[Int(hash >> 8 & 0xFFFF) % given.count].utf8 { text.add(byte: byte | 0x20) }
        return finishVPA(party, hash: hash)
    }

    /// A shop's UPI id.
    mutating func shopVPA(_ party: Party) -> String {
        let hash = Draw.mix(seed &+ party.identity)
        text.add(Names.shops[Int(hash >> 8 & 0xFFFF) % Names.shops.count])
        return finishVPA(party, hash: hash)
    }

    private mutating func finishVPA(_ party: Party, hash: UInt64) -> String {
        text.add(party.mark, width: 3)
        text.add(byte: UInt8(ascii: "@"))
        text.add(Names.handles[Int(hash >> 32 & 0xFFFF) % Names.handles.count])
        return text.take()
    }

    mutating func device(_ key: UInt64) -> String {
        text.add(hex: Draw.mix(key &* 3 &+ seed), width: 10)
        return text.take()
    }

    /// An address of a block that Indian providers use.
    mutating func ip(_ key: UInt64) -> String {
        let hash = Draw.mix(key &+ seed)
        let blocks: [(UInt64, UInt64)] = [(49, 207), (103, 48), (106, 215), (117, 194), (157, 40), (223, 190)]
        let block = blocks[Int(hash % 6)]
        text.add(block.0)
        text.add(byte: UInt8(ascii: "."))
        text.add(block.1)
        text.add(byte: UInt8(ascii: "."))
        text.add(hash >> 16 & 0xFF)
        text.add(byte: UInt8(ascii: "."))
        text.add((hash >> 32) % 254 + 1)
        return text.take()
    }

    /// `+91` and ten digits.
    static func phone(_ draw: inout Draw) -> String {
        "+91" + String(draw.within(6...9)) + Text.padded(UInt64(draw.below(1_000_000_000)), 9)
    }

    /// `kind/reference/party/remark`, as a statement shows it.
    mutating func narration(_ kind: StaticString, _ reference: String, _ party: String, _ remark: String) -> String {
        text.add(kind)
        if !reference.isEmpty {
            text.add(byte: UInt8(ascii: "/"))
            text.add(reference)
        }
        text.add(byte: UInt8(ascii: "/"))
        text.add(party)
        if !remark.isEmpty {
            text.add(byte: UInt8(ascii: "/"))
            text.add(remark)
        }
        return text.take()
    }

    // MARK: For bookings that know their position, and nothing of each other

    mutating func loadID(bank: Int, position: Int, at time: Int64) -> String {
        turn(to: time)
        text.add(Bank.all[bank].code)
        text.add(byte: UInt8(ascii: "-"))
        text.add(yearMonthDay, width: 8)
        text.add(byte: UInt8(ascii: "-"))
        text.add(UInt64(position), width: 9)
        return text.take()
    }

    mutating func loadReference(position: Int, at time: Int64) -> UInt64 {
        turn(to: time)
        let hour = UInt64(LocalTime.hourOfDay(time))
        return ((yearAndDay % 10_000) * 100 + hour) * 1_000_000 + UInt64(position) % 1_000_000
    }

    mutating func ifsc(bank: Int, branch: UInt64) -> String {
        text.add(Bank.all[bank].code)
        text.add("07")
        text.add(branch, width: 5)
        return text.take()
    }
}
