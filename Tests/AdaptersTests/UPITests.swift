import Adapters
import Records
import Testing
import Wire

@Suite struct UPITests {
    @Test func aPaymentBecomesBothSidesOnceItSucceeded() throws {
        var adapter = Samples.adapter(.upi)
        #expect(try adapter.read(Samples.reqPay()).bookings.isEmpty)
        let bookings = try adapter.read(Samples.respPay("SUCCESS")).bookings
        #expect(bookings.map(\.account) == ["50100234567812", "38291047562"])
        let debit = try #require(bookings.first)
        #expect(
            debit.device
                == .init(id: "a41f9c0d77", ip: "49.207.12.8", location: GeoPoint(latitude: 12.9719, longitude: 77.6412))
        )
        #expect(debit.counterparty == .init(account: "38291047562", ifsc: "SBIN0004321", vpa: "quickpay.help@oksbi"))
        #expect(debit.rrn == "606010215411" && debit.channel == .upi && debit.homeIFSC == "HDFC0000053")
        #expect(bookings[1].device == nil)
        #expect(bookings[1].counterparty?.vpa == "asha@okhdfc")
    }

    @Test(arguments: [
        ("12.9719,77.6412", GeoPoint(latitude: 12.9719, longitude: 77.6412)),
        ("72.9961, 19.1736", GeoPoint(latitude: 19.1736, longitude: 72.9961)),
        ("0,0", nil), ("51.5,-0.12", nil), ("12.97", nil), ("nan,77", nil), ("12.97,77.59,3", nil),
        ("12.97,12.97", nil),
    ])
    func theOrderOfTheGeocodeIsSeen(_ text: String, _ place: GeoPoint?) throws {
        var adapter = Samples.adapter(.upi, requests: true)
        let bookings = try adapter.read(Samples.reqPay(geocode: text)).bookings
        #expect(bookings.count == 2 && bookings[0].device?.location == place)
    }

    @Test func failuresAreNoBookingsAndDeemedCreditsWait() throws {
        var adapter = Samples.adapter(.upi)
        _ = try adapter.read(Samples.reqPay())
        let failed = try adapter.read(Samples.respPay("FAILURE"))
        #expect(failed.bookings.isEmpty && failed.notes == ["refused: U30"])
        _ = try adapter.read(Samples.reqPay())
        #expect(try adapter.read(Samples.respPay("DEEMED")).bookings.map(\.direction) == [.debit])
    }

    @Test func aResponseAloneStandsForItselfWhenItNamesAccounts() throws {
        let refs = """
            <Ref type="PAYER" addr="asha@okhdfc" acNum="50100234567812" IFSC="HDFC0000053" settAmount="49000.00"/>
            <Ref type="PAYEE" addr="quickpay.help@oksbi" settAmount="49000.00"/>
            """
        var adapter = Samples.adapter(.upi)
        let bookings = try adapter.read(Samples.respPay("SUCCESS", refs: refs)).bookings
        #expect(bookings.count == 1 && bookings[0].counterparty?.vpa == "quickpay.help@oksbi")
        #expect(adapter.refusal(Samples.respPay("SUCCESS"))?.path == "RespPay/Resp")
    }

    @Test func aReversalGoesTheOtherWay() throws {
        var adapter = Samples.adapter(.upi, requests: true, banks: ["HDFC"])
        let bookings = try adapter.read(Samples.reqPay(type: "REVERSAL")).bookings
        #expect(bookings.map(\.direction) == [.credit] && bookings[0].account == "50100234567812")
        #expect(bookings[0].transactionID.hasSuffix(":R:C"))
    }

    @Test func secretsNamesAndPhonesStayBehind() throws {
        var adapter = Samples.adapter(.upi, requests: true)
        var writer = ByteWriter()
        for booking in try adapter.read(Samples.reqPay()).bookings {
            WireEncoder.encode(.bankTransaction(booking), into: &writer)
        }
        let text = String(decoding: writer.bytes, as: UTF8.self)
        for secret in ["c2VjcmV0", "919812345670", "ASHA"] { #expect(!text.contains(secret)) }
    }

    @Test(arguments: [
        (
            "<Amount value=\"49000.00\" curr=\"INR\"/>\n</Payer>", "<Amount value=\"1\" curr=\"INR\"/>\n</Payer>",
            "Payer/Amount"
        ),
        ("type=\"PAY\"", "type=\"PAID\"", "Txn"),
        ("HDFC0000053", "HDFC1", "Payer/Ac/Detail"),
        ("id=\"HDF0000000000000000000000000000001\" ", "", "Txn/@id"),
    ])
    func faultsNameTheElement(_ text: String, _ other: String, _ path: String) {
        var adapter = Samples.adapter(.upi)
        let message = Samples.reqPay().changing("curr=\"INR\"/>\n</Payer>", to: "curr=\"INR\"/>\n</Payer>")
        #expect(adapter.refusal(message.changing(text, to: other))?.path == "ReqPay/" + path)
    }
}
