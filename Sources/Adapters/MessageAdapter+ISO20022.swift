import Records

/// ISO 20022: `FIToFICstmrCdtTrf` (pacs.008), `FIToFIPmtStsRpt` (pacs.002), `BkToCstmrDbtCdtNtfctn` (camt.054).
extension MessageAdapter {
    mutating func readISO20022(_ root: MessageElement, into message: inout AdaptedMessage) throws(AdapterFault) {
        let document = try Self.document(root)
        guard let body = document.children.first else { throw document.fault("has no message") }
        switch body.name {
        case "FIToFICstmrCdtTrf": try readCreditTransfer(body, into: &message)
        case "FIToFIPmtStsRpt": try readStatusReport(body, into: &message)
        case "BkToCstmrDbtCdtNtfctn": try readNotification(body, into: &message)
        default:
            throw body.fault(
                "expected FIToFICstmrCdtTrf (pacs.008), FIToFIPmtStsRpt (pacs.002) or BkToCstmrDbtCdtNtfctn (camt.054)")
        }
    }

    /// `Document`, alone or in any envelope beside its `AppHdr`.
    private static func document(_ root: MessageElement) throws(AdapterFault) -> MessageElement {
        if root.name == "Document" { return root }
        let inside = root.all("Document") + root.children.flatMap { $0.all("Document") }
        guard inside.count == 1 else { throw root.fault("expected one Document, found \(inside.count)") }
        let namespace = inside[0].namespace
        guard namespace.isEmpty || namespace.hasPrefix("urn:iso:std:iso:20022:") else {
            throw inside[0].fault("its namespace is not of ISO 20022")
        }
        return inside[0]
    }

    // MARK: pacs.008

    private mutating func readCreditTransfer(_ body: MessageElement, into message: inout AdaptedMessage)
        throws(AdapterFault)
    {
        let header = try body.required("GrpHdr")
        let transfers = body.all("CdtTrfTxInf")
        guard let count = Int(try header.required("NbOfTxs").requiredValue()), count == transfers.count else {
            throw try header.required("NbOfTxs").fault("is not the number of CdtTrfTxInf, \(transfers.count)")
        }
        guard count > 0 else { throw body.fault("has no CdtTrfTxInf") }
        for element in transfers {
            let transfer = try transfer(element, header: header)
            let bookings = transfer.bookings(settings)
            guard !bookings.isEmpty else { throw element.fault(Self.noSide) }
            take(bookings, id: Self.waitingID(transfer.id), into: &message)
        }
    }

    static let noSide = "neither side is an account of the banks that are reported"
    private static func waitingID(_ id: String) -> String { "pacs:" + id }

    private func transfer(_ element: MessageElement, header: MessageElement) throws(AdapterFault) -> Transfer {
        let id = try identity(element.required("PmtId"))
        let amount = try element.required("IntrBkSttlmAmt")
        let type = element["PmtTpInf"] ?? header["PmtTpInf"]
        let channel = try channel(
            type?.at("LclInstrm"), type?.at("SvcLvl"), type?.at("CtgyPurp"), header.at("SttlmInf", "ClrSys"),
            missing: element)
        let when = element["AccptncDtTm"] ?? element.at("SttlmTmIndctn", "DbtDtTm") ?? header["CreDtTm"]
        guard let when else { throw try header.required("CreDtTm").fault("is missing") }
        return Transfer(
            id: id, amount: try money(amount), currency: try currency(amount), at: try moment(when), channel: channel,
            payer: try side(element["DbtrAcct"], element["DbtrAgt"]),
            payee: try side(element["CdtrAcct"], element["CdtrAgt"]), rrn: rrn(channel, element.at("PmtId")),
            utr: utr(channel, element.at("PmtId")), narration: narration(element))
    }

    /// `TxId`, else `UETR`, else `EndToEndId`.
    private func identity(_ ids: MessageElement) throws(AdapterFault) -> String {
        for name in ["TxId", "UETR", "EndToEndId"] {
            if let value = ids[name]?.value, value != "NOTPROVIDED" { return value }
        }
        throw ids.fault("has none of TxId, UETR and EndToEndId")
    }

    private func rrn(_ channel: BankTransaction.Channel, _ ids: MessageElement?) -> String? {
        guard channel == .upi || channel == .imps else { return nil }
        let texts = ["ClrSysRef", "TxId", "EndToEndId"].compactMap { ids?[$0]?.value }
        return texts.first { Values.isDigits($0, count: 12...12) }
    }

    private func utr(_ channel: BankTransaction.Channel, _ ids: MessageElement?) -> String? {
        guard channel == .neft || channel == .rtgs else { return nil }
        return ids?["ClrSysRef"]?.value ?? ids?["TxId"]?.value
    }

    // MARK: pacs.002

    private mutating func readStatusReport(_ body: MessageElement, into message: inout AdaptedMessage)
        throws(AdapterFault)
    {
        let statuses = body.all("TxInfAndSts")
        guard !statuses.isEmpty else { throw body.fault("has no TxInfAndSts") }
        for element in statuses {
            let name = ["OrgnlTxId", "OrgnlUETR", "OrgnlEndToEndId"].first { element[$0]?.value != nil }
            guard let name, let id = element[name]?.value else {
                throw element.fault("has none of OrgnlTxId, OrgnlUETR and OrgnlEndToEndId")
            }
            let status = try element.required("TxSts")
            let code = try status.requiredValue()
            switch code {
            case "ACSC", "ACCC", "ACWC":
                if settings.takesRequests {
                    message.notes.append("settled, was published as a request: \(code)")
                } else if let bookings = waiting.take(Self.waitingID(id)) {
                    message.bookings += bookings
                } else {
                    throw element.fault("settles a pacs.008 that did not come before it")
                }
            case "RJCT", "CANC":
                let reason = element.at("StsRsnInf", "Rsn", "Cd")?.value ?? "no reason"
                if waiting.take(Self.waitingID(id)) == nil, settings.takesRequests {
                    message.notes.append("refused after it was published as a request: \(reason)")
                } else {
                    message.notes.append("refused: \(reason)")
                }
            case "ACCP", "ACSP", "ACTC", "ACPT", "RCVD", "PDNG", "PART", "ACFC", "ACIS":
                message.notes.append("not settled yet: \(code)")
            default: throw status.fault("is no status of ISO 20022 that says settled, refused or pending")
            }
        }
    }

    // MARK: Parts

    func money(_ element: MessageElement) throws(AdapterFault) -> MinorUnits {
        guard let amount = Values.amount(try element.requiredValue()) else {
            throw element.fault("is not an amount above zero with at most two decimals")
        }
        return amount
    }

    func currency(_ element: MessageElement) throws(AdapterFault) -> String {
        let code = try element.requiredAttribute("Ccy")
        guard Values.isCurrency(code) else { throw element.fault("@Ccy is not an ISO 4217 code") }
        return code
    }

    func moment(_ element: MessageElement) throws(AdapterFault) -> ZonedTime {
        guard let time = Values.moment(try element.requiredValue(), zoneOffsetMinutes: settings.zoneOffsetMinutes)
        else { throw element.fault("is not a date and time such as 2026-03-01T10:15:00+05:30") }
        return time
    }

    /// The first of the elements, and of what stands in them, that names a channel.
    func channel(_ elements: MessageElement?..., missing: MessageElement) throws(AdapterFault)
        -> BankTransaction.Channel
    {
        for element in elements {
            guard let element else { continue }
            for text in [element.value] + element.children.map(\.value) {
                if let channel = Values.channel(text) { return channel }
            }
        }
        if let channel = settings.channel { return channel }
        throw AdapterFault(
            path: missing.path + "/PmtTpInf", line: missing.line,
            "names no channel (UPI, IMPS, NEFT, RTGS, ...); set one for the feed")
    }

    /// An account and its bank. An account whose digits are masked is no account.
    func side(_ account: MessageElement?, _ agent: MessageElement?) throws(AdapterFault) -> Side {
        var side = Side()
        if let id = account?.at("Id", "IBAN") ?? account?.at("Id", "Othr", "Id") {
            let number = try id.requiredValue()
            guard !Values.isMasked(number) else { throw id.fault("is masked; the whole account number is needed") }
            side.account = number
        }
        if let proxy = account?.at("Prxy", "Id")?.value, proxy.contains("@") { side.vpa = proxy }
        let bank = agent?["FinInstnId"]
        let member = bank?.at("ClrSysMmbId", "MmbId")?.value
        side.bank = member ?? bank?["BICFI"]?.value ?? bank?["BIC"]?.value
        if let member, Values.isIFSC(member) { side.ifsc = member }
        return side
    }

    func narration(_ element: MessageElement) -> String? {
        let lines = element.at("RmtInf")?.all("Ustrd").compactMap(\.value) ?? []
        return lines.isEmpty ? nil : String(lines.joined(separator: " ").prefix(500))
    }
}
