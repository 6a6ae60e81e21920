import Adapters
import Records
import StageKit
import Testing
import Wire

@Suite struct ISO20022Tests {
    @Test func aCreditTransferBecomesBothSidesOnceItIsSettled() throws {
        var adapter = Samples.adapter(.iso20022)
        let request = try adapter.read(Samples.pacs008)
        #expect(request.bookings.isEmpty)
        #expect(adapter.waitingCount == 1)
        let settled = try adapter.read(Samples.pacs002("ACSC"))
        #expect(adapter.waitingCount == 0)
        #expect(settled.bookings.map(\.transactionID) == ["HDFCN52026030112345678:D", "HDFCN52026030112345678:C"])
        let debit = try #require(settled.bookings.first)
        #expect(
            debit
                == BankTransaction(
                    transactionID: "HDFCN52026030112345678:D", account: "50100234567812", direction: .debit,
                    amount: MinorUnits(4_900_000), currency: "INR",
                    bookedAt: try #require(Timestamp.parse("2026-03-01T10:14:58.500+05:30")), channel: .neft,
                    counterparty: .init(account: "38291047562", ifsc: "SBIN0004321"), homeIFSC: "HDFC0000053",
                    utr: "HDFCN52026030112345678", narration: "rent \u{2014} march"))
        let credit = settled.bookings[1]
        #expect(credit.account == "38291047562" && credit.direction == .credit && credit.homeIFSC == "SBIN0004321")
        #expect(credit.counterparty?.account == "50100234567812")
    }

    @Test func aRefusedTransferIsNoBooking() throws {
        var adapter = Samples.adapter(.iso20022)
        _ = try adapter.read(Samples.pacs008)
        let answer = try adapter.read(Samples.pacs002("RJCT"))
        #expect(answer.bookings.isEmpty && answer.notes == ["refused: AC04"])
        #expect(adapter.waitingCount == 0)
        let refused = adapter.refusal(Samples.pacs002("ACSC"))
        let late = try #require(refused)
        #expect(late.path == "Document/FIToFIPmtStsRpt/TxInfAndSts" && late.line == 3)
    }

    @Test func pendingKeepsItWaiting() throws {
        var adapter = Samples.adapter(.iso20022)
        _ = try adapter.read(Samples.pacs008)
        #expect(try adapter.read(Samples.pacs002("ACSP")).bookings.isEmpty)
        #expect(try adapter.read(Samples.pacs002("ACCC")).bookings.count == 2)
    }

    @Test func onlyAccountsOfOurBankAreReported() throws {
        var adapter = Samples.adapter(.iso20022, requests: true, banks: ["SBIN"])
        #expect(try adapter.read(Samples.pacs008).bookings.map(\.direction) == [.credit])
        var neither = Samples.adapter(.iso20022, requests: true, banks: ["ICIC"])
        #expect(neither.refusal(Samples.pacs008)?.reason.contains("neither side") == true)
    }

    @Test func aNotificationGivesTheIdsOfTheTransferItTellsOf() throws {
        var adapter = Samples.adapter(.iso20022)
        let message = try adapter.read(Samples.camt054)
        #expect(message.bookings.map(\.transactionID) == ["HDFCN52026030112345678:C", "W-88:D"])
        #expect(message.bookings.map(\.channel) == [.neft, .atm])
        #expect(message.bookings[0].counterparty?.ifsc == "HDFC0000053")
        #expect(message.bookings[0].bookedAt == Timestamp.parse("2026-03-01T10:20:00+05:30"))
        #expect(message.bookings[1].bookedAt == Timestamp.parse("2026-03-01T10:19:30+05:30"))
        #expect(message.notes == ["an entry that is not booked: PDNG"])
    }

    @Test func theOriginalIsKnownByItsHash() throws {
        var adapter = Samples.adapter(.iso20022)
        #expect(try adapter.read(Samples.camt054).sha256 == SHA256.hex(Array(Samples.camt054.utf8)))
    }

    @Test(arguments: [
        ("49000.00<", "49000.005<", "CdtTrfTxInf/IntrBkSttlmAmt", 13),
        ("49000.00<", "-1<", "CdtTrfTxInf/IntrBkSttlmAmt", 13),
        ("Ccy=\"INR\"", "Ccy=\"rs\"", "CdtTrfTxInf/IntrBkSttlmAmt", 13),
        ("<NbOfTxs>1", "<NbOfTxs>2", "GrpHdr/NbOfTxs", 7),
        ("10:14:58.500", "25:14:58", "CdtTrfTxInf/AccptncDtTm", 14),
        ("NEFT/N06", "SALA", "CdtTrfTxInf/PmtTpInf", 10),
        ("50100234567812", "XXXXXXXXXX7812", "CdtTrfTxInf/DbtrAcct/Id/Othr/Id", 16),
        ("<TxId>HDFCN52026030112345678</TxId>", "", "CdtTrfTxInf/PmtId", 11),
    ])
    func faultsNameElementAndLine(_ text: String, _ other: String, _ path: String, _ line: Int) throws {
        var adapter = Samples.adapter(.iso20022)
        let refused = adapter.refusal(Samples.pacs008.changing(text, to: other))
        let fault = try #require(refused)
        #expect(fault.path == "Document/FIToFICstmrCdtTrf/" + path)
        #expect(fault.line == line)
        #expect(!"\(fault)".contains("7812"))
        #expect(adapter.waitingCount == 0)
    }

    @Test func aFaultInTheSecondTransferTakesTheFirstBack() throws {
        let one = Samples.pacs008
        let start = try #require(one.firstRange(of: "<CdtTrfTxInf>")?.lowerBound)
        let end = try #require(one.firstRange(of: "</CdtTrfTxInf>")?.upperBound)
        let second = String(one[start..<end]).changing("49000.00", to: "free")
        let both = (one[..<end] + second + one[end...]).description.changing("<NbOfTxs>1", to: "<NbOfTxs>2")
        var adapter = Samples.adapter(.iso20022)
        #expect(adapter.refusal(both)?.path.hasSuffix("CdtTrfTxInf[2]/IntrBkSttlmAmt") == true)
        #expect(adapter.waitingCount == 0)
    }

    @Test func waitingIsBounded() throws {
        var settings = AdapterSettings()
        settings.waitingMax = 2
        var adapter = MessageAdapter(.iso20022, settings: settings)
        for number in 1...3 { _ = try adapter.read(Samples.pacs008.changing("<TxId>HDFC", to: "<TxId>\(number)HDFC")) }
        #expect(adapter.waitingCount == 2 && adapter.givenUpCount == 1)
        #expect(adapter.refusal(Samples.pacs002("ACSC", id: "1HDFCN52026030112345678")) != nil)
        #expect(try adapter.read(Samples.pacs002("ACSC", id: "3HDFCN52026030112345678")).bookings.count == 2)
    }
}
