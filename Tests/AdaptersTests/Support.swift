import Adapters
import Records

/// Messages as banks send them; people and numbers are invented.
enum Samples {
    static let pacs008 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.10">
          <FIToFICstmrCdtTrf>
            <GrpHdr>
              <MsgId>HDFC20260301A1</MsgId>
              <CreDtTm>2026-03-01T10:15:00+05:30</CreDtTm>
              <NbOfTxs>1</NbOfTxs>
              <SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf>
            </GrpHdr>
            <CdtTrfTxInf>
              <PmtId><EndToEndId>NOTPROVIDED</EndToEndId><TxId>HDFCN52026030112345678</TxId></PmtId>
              <PmtTpInf><LclInstrm><Prtry>NEFT/N06</Prtry></LclInstrm></PmtTpInf>
              <IntrBkSttlmAmt Ccy="INR">49000.00</IntrBkSttlmAmt>
              <AccptncDtTm>2026-03-01T10:14:58.500+05:30</AccptncDtTm>
              <Dbtr><Nm>A. Sharma</Nm></Dbtr>
              <DbtrAcct><Id><Othr><Id>50100234567812</Id></Othr></Id></DbtrAcct>
              <DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>HDFC0000053</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>
              <CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>SBIN0004321</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>
              <Cdtr><Nm>B &amp; Sons</Nm></Cdtr>
              <CdtrAcct><Id><Othr><Id>38291047562</Id></Othr></Id></CdtrAcct>
              <RmtInf><Ustrd>rent &#x2014; march</Ustrd></RmtInf>
            </CdtTrfTxInf>
          </FIToFICstmrCdtTrf>
        </Document>
        """

    static func pacs002(_ status: String, id: String = "HDFCN52026030112345678") -> String {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.12"><FIToFIPmtStsRpt>
        <GrpHdr><MsgId>S1</MsgId></GrpHdr>
        <TxInfAndSts><OrgnlTxId>\(id)</OrgnlTxId><TxSts>\(status)</TxSts>
        <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>
        </FIToFIPmtStsRpt></Document>
        """
    }

    static let camt054 = """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
        <GrpHdr><MsgId>C1</MsgId><CreDtTm>2026-03-01T10:20:00+05:30</CreDtTm></GrpHdr>
        <Ntfctn><Id>N1</Id><CreDtTm>2026-03-01T10:20:00+05:30</CreDtTm>
        <Acct><Id><Othr><Id>38291047562</Id></Othr></Id>
          <Svcr><FinInstnId><ClrSysMmbId><MmbId>SBIN0004321</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>
        <Ntry><Amt Ccy="INR">49000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
          <BookgDt><Dt>2026-03-01</Dt></BookgDt><BkTxCd><Prtry><Cd>NEFT</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><TxId>HDFCN52026030112345678</TxId></Refs><Amt Ccy="INR">49000.00</Amt>
            <RltdPties><DbtrAcct><Id><Othr><Id>50100234567812</Id></Othr></Id></DbtrAcct></RltdPties>
            <RltdAgts><DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>HDFC0000053</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt></RltdAgts>
          </TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="INR">10000</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
          <BookgDt><DtTm>2026-03-01T10:19:30</DtTm></BookgDt>
          <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>CWDL</SubFmlyCd></Fmly></Domn></BkTxCd>
          <AcctSvcrRef>W-88</AcctSvcrRef></Ntry>
        <Ntry><Amt Ccy="INR">5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
        </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """

    static func reqPay(geocode: String = "12.9719,77.6412", type: String = "PAY", payeeAccount: String = "38291047562")
        -> String
    {
        """
        <upi:ReqPay xmlns:upi="http://npci.org/upi/schema/">
        <Head ver="2.0" ts="2026-03-01T10:15:00+05:30" orgId="159001" msgId="M1"/>
        <Txn id="HDF0000000000000000000000000000001" note="verification" custRef="606010215411" \
        ts="2026-03-01T10:15:01.250+05:30" type="\(type)"/>
        <Payer addr="asha@okhdfc" name="ASHA" seqNum="1" type="PERSON" code="0000">
          <Device><Tag name="MOBILE" value="919812345670"/><Tag name="GEOCODE" value="\(geocode)"/>
            <Tag name="IP" value="49.207.12.8"/><Tag name="ID" value="a41f9c0d77"/></Device>
          <Ac addrType="ACCOUNT"><Detail name="IFSC" value="HDFC0000053"/><Detail name="ACTYPE" value="SAVINGS"/>
            <Detail name="ACNUM" value="50100234567812"/></Ac>
          <Creds><Cred type="PIN"><Data>c2VjcmV0</Data></Cred></Creds>
          <Amount value="49000.00" curr="INR"/>
        </Payer>
        <Payees><Payee addr="quickpay.help@oksbi" seqNum="2"><Ac addrType="ACCOUNT">
          <Detail name="IFSC" value="SBIN0004321"/><Detail name="ACNUM" value="\(payeeAccount)"/></Ac>
          <Amount value="49000.00" curr="INR"/></Payee></Payees>
        </upi:ReqPay>
        """
    }

    static func respPay(_ result: String, refs: String = "") -> String {
        """
        <upi:RespPay xmlns:upi="http://npci.org/upi/schema/"><Head ver="2.0" ts="2026-03-01T10:15:03+05:30"/>
        <Txn id="HDF0000000000000000000000000000001" type="PAY" ts="2026-03-01T10:15:01.250+05:30" custRef="606010215411"/>
        <Resp reqMsgId="M1" result="\(result)" errCode="U30">\(refs)</Resp></upi:RespPay>
        """
    }

    static func withdrawal(
        type: String = "0210", code: String = "01", response: String = "00", account: String? = "38291047562"
    ) -> String {
        let own = account.map { ",\"102\":\"\($0)\"" } ?? ""
        return """
            {"mti":"\(type)","fields":{"2":"4111111111111111","DE3":"\(code)1000","4":"000001000000","7":"0301050241",\
            "11":"004217","12":"103241","13":"0301","18":"6011","037":"606010502977","39":"\(response)","41":"BLR00417",\
            "42":"SBI000000000001","43":"MG ROAD ATM              BENGALURU    IN","49":"356"\(own)}}
            """
    }

    static func adapter(
        _ format: MessageAdapter.Format, requests: Bool = false, banks: [String] = [], cardKey: [UInt8]? = nil
    ) -> MessageAdapter {
        var settings = AdapterSettings()
        settings.takesRequests = requests
        settings.banks = banks
        settings.cardKey = cardKey
        // 2026-03-01T00:00:00Z
        settings.reference = EventTime(milliseconds: 1_772_323_200_000)
        return MessageAdapter(format, settings: settings)
    }
}

extension MessageAdapter {
    mutating func read(_ text: String) throws(AdapterFault) -> AdaptedMessage { try read(Array(text.utf8)) }

    /// What it says of a message that it must refuse.
    mutating func refusal(_ text: String) -> AdapterFault? {
        do throws(AdapterFault) {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }
}

extension String {
    func changing(_ text: String, to other: String) -> String {
        guard let range = firstRange(of: text) else { return "" }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
