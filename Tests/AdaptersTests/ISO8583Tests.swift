import Adapters
import Records
import Testing
import Wire

@Suite struct ISO8583Tests {
    @Test func anApprovedWithdrawal() throws {
        var adapter = Samples.adapter(.iso8583)
        let bookings = try adapter.read(Samples.withdrawal()).bookings
        let booking = try #require(bookings.first)
        #expect(
            booking
                == BankTransaction(
                    transactionID: "8583-0301-BLR00417-606010502977-004217:D", account: "38291047562",
                    direction: .debit, amount: MinorUnits(1_000_000), currency: "INR",
                    bookedAt: try #require(Timestamp.parse("2026-03-01T10:32:41+05:30")), channel: .atm,
                    terminal: .init(id: "BLR00417", kind: "ATM"), rrn: "606010502977",
                    narration: "card 411111******1111; SBI000000000001; MG ROAD ATM BENGALURU IN"))
    }

    @Test func requestsWaitForTheirResponse() throws {
        var adapter = Samples.adapter(.iso8583)
        #expect(try adapter.read(Samples.withdrawal(type: "0200")).bookings.isEmpty)
        #expect(try adapter.read(Samples.withdrawal(response: "51")).notes == ["refused: 51"])
        #expect(adapter.waitingCount == 0)
        // An advice tells what was done.
        #expect(try adapter.read(Samples.withdrawal(type: "0220")).bookings.count == 1)
    }

    @Test func aReversalIsACredit() throws {
        var adapter = Samples.adapter(.iso8583)
        let bookings = try adapter.read(Samples.withdrawal(type: "0420")).bookings
        let booking = try #require(bookings.first)
        #expect(booking.direction == .credit && booking.transactionID.hasSuffix(":D:R"))
    }

    @Test func inquiriesAndNetworkMessagesAreNoBookings() throws {
        var adapter = Samples.adapter(.iso8583)
        #expect(try adapter.read(Samples.withdrawal(code: "31")).notes == ["no booking: processing code 311000"])
        #expect(try adapter.read("{\"mti\":\"0800\",\"70\":\"301\"}").notes == ["no booking: message type 0800"])
    }

    @Test func aTransferHasBothSides() throws {
        var adapter = Samples.adapter(.iso8583)
        let text = Samples.withdrawal(code: "40").changing("\"102\"", to: "\"103\":\"99887766554\",\"102\"")
        let bookings = try adapter.read(text).bookings
        #expect(bookings.map(\.account) == ["38291047562", "99887766554"])
        #expect(bookings.map(\.direction) == [.debit, .credit])
    }

    @Test func aCardIsAnAccountOnlyUnderAKey() throws {
        var without = Samples.adapter(.iso8583)
        #expect(without.refusal(Samples.withdrawal(account: nil))?.path == "DE102")
        var one = Samples.adapter(.iso8583, cardKey: [1, 2, 3])
        var other = Samples.adapter(.iso8583, cardKey: [1, 2, 4])
        let firsts = try one.read(Samples.withdrawal(account: nil)).bookings
        let first = try #require(firsts.first)
        let seconds = try other.read(Samples.withdrawal(account: nil)).bookings
        let second = try #require(seconds.first)
        #expect(first.account.hasPrefix("card-") && first.account.count == 37)
        #expect(first.account != second.account)
        var writer = ByteWriter()
        WireEncoder.encode(.bankTransaction(first), into: &writer)
        #expect(!String(decoding: writer.bytes, as: UTF8.self).contains("4111111111111111"))
    }

    @Test func theYearIsTheLastThatFits() throws {
        var settings = AdapterSettings()
        // 2026-01-01T00:30:00+05:30
        settings.reference = EventTime(milliseconds: 1_767_207_600_000)
        var adapter = MessageAdapter(.iso8583, settings: settings)
        let text = Samples.withdrawal().changing(
            "\"12\":\"103241\",\"13\":\"0301\"", to: "\"12\":\"235900\",\"13\":\"1231\"")
        #expect(try adapter.read(text).bookings.first?.bookedAt == Timestamp.parse("2025-12-31T23:59:00+05:30"))
        let utc = Samples.withdrawal().changing("\"12\":\"103241\",\"13\":\"0301\",", to: "")
        #expect(try adapter.read(utc).bookings.first?.bookedAt == Timestamp.parse("2025-03-01T10:32:41+05:30"))
    }

    @Test(arguments: [
        ("000001000000", "10000.00", "DE4"), ("\"49\":\"356\"", "\"49\":\"999\"", "DE49"), ("103241", "253241", "DE13"),
        ("\"037\":\"606010502977\"", "\"64\":\"0\"", "DE37"), ("38291047562", "XXXXXXX7562", "DE102"),
        ("\"39\":\"00\"", "\"4\":\"00\"", "DE4"), ("0210", "21", "mti"), ("\"fields\"", "\"field\"", ""),
    ])
    func faultsNameTheField(_ text: String, _ other: String, _ path: String) {
        var adapter = Samples.adapter(.iso8583)
        #expect(adapter.refusal(Samples.withdrawal().changing(text, to: other))?.path == path)
    }
}
