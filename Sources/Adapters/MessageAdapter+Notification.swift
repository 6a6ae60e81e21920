import Records

/// camt.054: what the bank tells the holder of one account. One side, booked.
extension MessageAdapter {
    func readNotification(_ body: MessageElement, into message: inout AdaptedMessage) throws(AdapterFault) {
        let notifications = body.all("Ntfctn")
        guard !notifications.isEmpty else { throw body.fault("has no Ntfctn") }
        for notification in notifications {
            let own = try side(notification["Acct"], notification.at("Acct", "Svcr"))
            guard own.account != nil else { throw try notification.required("Acct", "Id").fault("names no account") }
            guard settings.isOurs(own.bank) else { throw notification.fault(Self.noSide) }
            for entry in notification.all("Ntry") {
                let status = try entry.required("Sts")
                let code = status["Cd"]?.value ?? status.value
                guard code == "BOOK" else {
                    message.notes.append("an entry that is not booked: \(code ?? "no status")")
                    continue
                }
                message.bookings += try bookings(of: entry, own: own, notification: notification)
            }
        }
    }

    private func bookings(
        of entry: MessageElement, own: Side, notification: MessageElement
    ) throws(AdapterFault) -> [BankTransaction] {
        let total = try entry.required("Amt")
        let details = entry.all("NtryDtls").flatMap { $0.all("TxDtls") }
        guard !details.isEmpty else {
            return [try booking(entry, detail: nil, amount: total, own: own, notification: notification)]
        }
        var bookings: [BankTransaction] = []
        var sum = MinorUnits.zero
        for detail in details {
            let amount = detail["Amt"] ?? detail.at("AmtDtls", "TxAmt", "Amt")
            guard let amount = amount ?? (details.count == 1 ? total : nil) else {
                throw try detail.required("Amt").fault("is missing")
            }
            let made = try booking(entry, detail: detail, amount: amount, own: own, notification: notification)
            bookings.append(made)
            sum = sum + made.amount
        }
        let expected = try money(total)
        guard sum == expected else { throw total.fault("is not the sum of its TxDtls") }
        return bookings
    }

    private func booking(
        _ entry: MessageElement, detail: MessageElement?, amount: MessageElement, own: Side,
        notification: MessageElement
    ) throws(AdapterFault) -> BankTransaction {
        let direction = try direction(entry)
        let parties = detail?["RltdPties"]
        let agents = detail?["RltdAgts"]
        let other =
            direction == .debit
            ? try side(parties?["CdtrAcct"], agents?["CdtrAgt"]) : try side(parties?["DbtrAcct"], agents?["DbtrAgt"])
        let channel = try channel(of: entry, detail: detail)
        let references = detail?["Refs"]
        let texts = ["ClrSysRef", "TxId", "EndToEndId", "AcctSvcrRef"].compactMap { references?[$0]?.value }
        let isInstant = channel == .upi || channel == .imps
        let isTransfer = channel == .neft || channel == .rtgs
        return BankTransaction(
            transactionID: try identity(entry, detail) + (direction == .debit ? ":D" : ":C"),
            account: own.account ?? "", direction: direction, amount: try money(amount),
            currency: try currency(amount), bookedAt: try bookedAt(entry, detail, notification), channel: channel,
            counterparty: other.counterparty, homeIFSC: own.ifsc,
            rrn: isInstant ? texts.first { Values.isDigits($0, count: 12...12) } : nil,
            utr: isTransfer ? texts.first : nil,
            narration: detail.flatMap(narration) ?? entry["AddtlNtryInf"]?.value.map { String($0.prefix(500)) })
    }

    /// Of the entry; a reversal goes the other way already in `CdtDbtInd`.
    private func direction(_ entry: MessageElement) throws(AdapterFault) -> BankTransaction.Direction {
        let indicator = try entry.required("CdtDbtInd")
        switch indicator.value {
        case "DBIT": return .debit
        case "CRDT": return .credit
        default: throw indicator.fault("expected DBIT or CRDT")
        }
    }

    /// As in the pacs.008 of the same transfer where it is named, so that both give one id. A reversal is another booking.
    private func identity(_ entry: MessageElement, _ detail: MessageElement?) throws(AdapterFault) -> String {
        let isReversal = entry["RvslInd"]?.value == "true" || entry["RvslInd"]?.value == "1"
        let mark = isReversal ? ":R" : ""
        for name in ["TxId", "UETR", "EndToEndId", "AcctSvcrRef"] {
            if let value = detail?.at("Refs")?[name]?.value, value != "NOTPROVIDED" { return value + mark }
        }
        for name in ["AcctSvcrRef", "NtryRef"] {
            if detail == nil, let value = entry[name]?.value { return value + mark }
        }
        throw (detail ?? entry).fault(
            "has no reference that tells it from others (TxId, UETR, EndToEndId, AcctSvcrRef)")
    }

    /// A date without a time is no moment: then the notification's own, on the same day.
    private func bookedAt(
        _ entry: MessageElement, _ detail: MessageElement?, _ notification: MessageElement
    ) throws(AdapterFault) -> ZonedTime {
        if let time = detail?.at("RltdDts", "TxDtTm") ?? detail?.at("RltdDts", "AccptncDtTm") {
            return try moment(time)
        }
        let booked = try entry.required("BookgDt")
        if let time = booked["DtTm"] { return try moment(time) }
        let day = try booked.required("Dt").requiredValue()
        if let created = notification["CreDtTm"], created.value?.hasPrefix(day) == true { return try moment(created) }
        throw booked.fault("has a date without a time, and the notification was not made on that day")
    }

    /// The proprietary words first, then the families of the bank transaction codes.
    private func channel(
        of entry: MessageElement, detail: MessageElement?
    ) throws(AdapterFault) -> BankTransaction.Channel {
        let codes = detail?["BkTxCd"] ?? entry["BkTxCd"]
        if let named = Values.channel(codes?.at("Prtry", "Cd")?.value) { return named }
        let family = codes?.at("Domn", "Fmly", "Cd")?.value
        let sub = codes?.at("Domn", "Fmly", "SubFmlyCd")?.value
        switch (family, sub) {
        case (_, "CWDL") where family == "CCRD" || family == "MCRD": return .atm
        case (_, "POSD"): return .pos
        case ("CNTR", _): return .branch
        case ("ICHQ", _), ("RCHQ", _): return .cheque
        case ("CCRD", _), ("MCRD", _): return .card
        default: break
        }
        if let channel = settings.channel { return channel }
        throw AdapterFault(
            path: entry.path + "/BkTxCd", line: entry.line, "names no channel; set one for the feed")
    }
}
