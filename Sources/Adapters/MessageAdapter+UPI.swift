import Records

/// UPI of the NPCI: `ReqPay` asks for a payment, `RespPay` says what became of it; `Txn/@id` joins the two.
///
/// `Creds` (PIN blocks), names and phone numbers are never read; the signature is checked by the bank's UPI switch, not here.
extension MessageAdapter {
    mutating func readUPI(_ root: MessageElement, into message: inout AdaptedMessage) throws(AdapterFault) {
        guard root.namespace.isEmpty || root.namespace.hasPrefix("http://npci.org/upi/schema") else {
            throw root.fault("its namespace is not of UPI")
        }
        switch root.name {
        case "ReqPay": try readRequest(root, into: &message)
        case "RespPay": try readResponse(root, into: &message)
        default: throw root.fault("expected ReqPay or RespPay")
        }
    }

    // MARK: ReqPay

    private mutating func readRequest(_ root: MessageElement, into message: inout AdaptedMessage) throws(AdapterFault) {
        let txn = try root.required("Txn")
        let id = try txn.requiredAttribute("id")
        let type = try txn.requiredAttribute("type")
        guard ["PAY", "COLLECT", "DEBIT", "CREDIT", "REVERSAL"].contains(type) else {
            throw txn.fault("@type is none of PAY, COLLECT, DEBIT, CREDIT, REVERSAL")
        }
        let payer = try root.required("Payer")
        let payees = try root.required("Payees").all("Payee")
        guard !payees.isEmpty else { throw try root.required("Payees", "Payee").fault("is missing") }
        var bookings: [BankTransaction] = []
        var sum = MinorUnits.zero
        for (index, payee) in payees.enumerated() {
            let amount: MessageElement
            if let own = payee["Amount"] { amount = own } else { amount = try payer.required("Amount") }
            var transfer = Transfer(
                id: payees.count == 1 ? id : "\(id):\(index + 1)", amount: try upiAmount(amount),
                currency: try upiCurrency(amount), at: try upiTime(txn, root), channel: .upi, payer: try upiSide(payer),
                payee: try upiSide(payee), device: try device(payer), rrn: rrn(txn),
                narration: txn.attributes["note"].flatMap { $0.isEmpty ? nil : String($0.prefix(500)) })
            sum = sum + transfer.amount
            if type == "DEBIT" { transfer.payee.account = nil }
            if type == "CREDIT" { transfer.payer.account = nil }
            if type == "REVERSAL" {
                transfer.id += ":R"
                transfer.device = nil
                swap(&transfer.payer, &transfer.payee)
            }
            bookings += transfer.bookings(settings)
        }
        if let total = payer["Amount"], try upiAmount(total) != sum {
            throw total.fault("is not the sum of the payees' amounts")
        }
        guard !bookings.isEmpty else { throw root.fault(Self.noSide) }
        take(bookings, id: "upi:" + id, into: &message)
    }

    private func upiSide(_ party: MessageElement) throws(AdapterFault) -> Side {
        var side = Side()
        side.vpa = party.attributes["addr"].flatMap { $0.contains("@") ? $0 : nil }
        for detail in party["Ac"]?.all("Detail") ?? [] {
            let value = detail.attributes["value"] ?? ""
            switch detail.attributes["name"] {
            case "ACNUM":
                guard !value.isEmpty else { throw detail.fault("ACNUM is empty") }
                guard !Values.isMasked(value) else { throw detail.fault("ACNUM is masked; the whole number is needed") }
                side.account = value
            case "IFSC":
                guard Values.isIFSC(value) else { throw detail.fault("IFSC is not four letters, 0 and six more") }
                side.ifsc = value
                side.bank = value
            default: break
            }
        }
        return side
    }

    /// A place that cannot be one is left out: phones send `0,0` and worse, and the payment is real all the same.
    private func device(_ payer: MessageElement) throws(AdapterFault) -> BankTransaction.Device? {
        var device = BankTransaction.Device()
        for tag in payer["Device"]?.all("Tag") ?? [] {
            guard let value = tag.attributes["value"], !value.isEmpty else { continue }
            switch tag.attributes["name"]?.uppercased() {
            case "ID": device.id = value
            case "IP": device.ip = value
            case "GEOCODE": device.location = GeoCode.parse(value)
            default: break
            }
        }
        return device == BankTransaction.Device() ? nil : device
    }

    private func rrn(_ txn: MessageElement) -> String? {
        txn.attributes["custRef"].flatMap { Values.isDigits($0, count: 12...12) ? $0 : nil }
    }

    private func upiAmount(_ element: MessageElement) throws(AdapterFault) -> MinorUnits {
        guard let amount = Values.amount(try element.requiredAttribute("value")) else {
            throw element.fault("@value is not an amount above zero with at most two decimals")
        }
        return amount
    }

    private func upiCurrency(_ element: MessageElement) throws(AdapterFault) -> String {
        let code = try element.requiredAttribute("curr")
        guard Values.isCurrency(code) else { throw element.fault("@curr is not an ISO 4217 code") }
        return code
    }

    /// `Txn/@ts`, else `Head/@ts`.
    private func upiTime(_ txn: MessageElement, _ root: MessageElement) throws(AdapterFault) -> ZonedTime {
        let element = txn.attributes["ts"] != nil ? txn : try root.required("Head")
        let text = try element.requiredAttribute("ts")
        guard let time = Values.moment(text, zoneOffsetMinutes: settings.zoneOffsetMinutes) else {
            throw element.fault("@ts is not a date and time such as 2026-03-01T10:15:00+05:30")
        }
        return time
    }

    // MARK: RespPay

    private mutating func readResponse(_ root: MessageElement, into message: inout AdaptedMessage) throws(AdapterFault)
    {
        let txn = try root.required("Txn")
        let id = try txn.requiredAttribute("id")
        let response = try root.required("Resp")
        let result = try response.requiredAttribute("result")
        let waited = waiting.take("upi:" + id)
        switch result {
        case "SUCCESS", "DEEMED", "PARTIAL":
            if settings.takesRequests {
                message.notes.append("done, was published as a request: \(result)")
                return
            }
            var bookings: [BankTransaction]
            if let waited {
                bookings = waited
            } else {
                bookings = try self.bookings(of: response, txn: txn, root: root)
            }
            if result != "SUCCESS" {
                // The payer was debited; that the payee was credited is not confirmed.
                bookings.removeAll { $0.direction == .credit }
                message.notes.append("credit not confirmed: \(result)")
            }
            message.bookings += bookings
        case "FAILURE":
            let code = response.attributes["errCode"].flatMap { $0.isEmpty ? nil : $0 } ?? "no code"
            message.notes.append("refused: \(code)")
        default: throw response.fault("@result is none of SUCCESS, DEEMED, PARTIAL, FAILURE")
        }
    }

    /// Without its request a response stands for itself, when its `Ref`s name the accounts.
    private func bookings(
        of response: MessageElement, txn: MessageElement, root: MessageElement
    ) throws(AdapterFault) -> [BankTransaction] {
        var payer = Side()
        var payee = Side()
        var settled: MessageElement?
        for ref in response.all("Ref") {
            var side = Side()
            side.vpa = ref.attributes["addr"].flatMap { $0.contains("@") ? $0 : nil }
            side.account = ref.attributes["acNum"].flatMap { $0.isEmpty ? nil : $0 }
            if let account = side.account, Values.isMasked(account) { throw ref.fault("@acNum is masked") }
            side.ifsc = ref.attributes["IFSC"].flatMap { Values.isIFSC($0) ? $0 : nil }
            side.bank = side.ifsc
            switch ref.attributes["type"] {
            case "PAYER":
                payer = side
                settled = ref
            case "PAYEE":
                guard payee.account == nil, payee.vpa == nil else {
                    throw ref.fault("a second payee: its ReqPay is needed")
                }
                payee = side
                if settled == nil { settled = ref }
            default: throw ref.fault("@type is neither PAYER nor PAYEE")
            }
        }
        guard let settled, payer.account != nil || payee.account != nil else {
            throw response.fault("its ReqPay did not come before it, and its Ref elements name no account")
        }
        guard let amount = Values.amount(try settled.requiredAttribute("settAmount")) else {
            throw settled.fault("@settAmount is not an amount above zero with at most two decimals")
        }
        let currency = settled.attributes["settCurrency"] ?? "INR"
        guard Values.isCurrency(currency) else { throw settled.fault("@settCurrency is not an ISO 4217 code") }
        let isReversal = txn.attributes["type"] == "REVERSAL"
        let id = try txn.requiredAttribute("id") + (isReversal ? ":R" : "")
        let transfer = Transfer(
            id: id, amount: amount, currency: currency, at: try upiTime(txn, root), channel: .upi,
            payer: isReversal ? payee : payer, payee: isReversal ? payer : payee, rrn: rrn(txn))
        let bookings = transfer.bookings(settings)
        guard !bookings.isEmpty else { throw response.fault(Self.noSide) }
        return bookings
    }
}
