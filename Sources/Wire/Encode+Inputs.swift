import Records

extension BankTransaction {
    func write(to w: inout JSONCursor) {
        w.json("{\"transaction_id\":", transactionID)
        w.json(",\"account\":", account)
        w.json(",\"direction\":", direction.rawValue)
        w.json(",\"amount\":", amount)
        w.json(",\"currency\":", currency)
        w.json(",\"booked_at\":", bookedAt)
        w.json(",\"channel\":", channel.rawValue)
        if let counterparty {
            w.append(",\"counterparty\":{")
            var isFirst = true
            w.json("\"account\":", counterparty.account, isFirst: &isFirst)
            w.json("\"ifsc\":", counterparty.ifsc, isFirst: &isFirst)
            w.json("\"vpa\":", counterparty.vpa, isFirst: &isFirst)
            w.append("}")
        }
        if let terminal { terminal.write(",\"terminal\":", to: &w) }
        if let device { device.write(to: &w) }
        w.json(",\"home_ifsc\":", homeIFSC)
        w.json(",\"rrn\":", rrn)
        w.json(",\"utr\":", utr)
        w.json(",\"narration\":", narration)
        w.append("}")
    }
}

extension BankTransaction.Terminal {
    func write(_ key: StaticString, to w: inout JSONCursor) {
        w.append(key)
        w.json("{\"id\":", id)
        w.json(",\"kind\":", kind)
        if let location {
            w.append(",")
            w.json(location)
        }
        w.append("}")
    }
}

extension BankTransaction.Device {
    func write(to w: inout JSONCursor) {
        w.append(",\"device\":{")
        var isFirst = true
        w.json("\"id\":", id, isFirst: &isFirst)
        w.json("\"ip\":", ip, isFirst: &isFirst)
        if let location {
            if !isFirst { w.append(",") }
            w.json(location)
        }
        w.append("}")
    }
}

extension SocialPost {
    func write(to w: inout JSONCursor) {
        w.json("{\"post_id\":", postID)
        w.json(",\"platform\":", platform)
        w.json(",\"author\":", author)
        w.json(",\"text\":", text)
        w.json(",\"lang\":", lang)
        w.json(",\"posted_at\":", postedAt)
        w.json(",\"urls\":", urls)
        w.json(",\"media\":", media)
        w.append("}")
    }
}

extension FIR {
    func write(to w: inout JSONCursor) {
        w.json("{\"fir_id\":", firID)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        w.json(",\"fir_no\":", firNo)
        w.json(",\"registered_at\":", registeredAt)
        w.json(",\"sections\":", sections)
        w.json(",\"gist\":", gist)
        w.json(",\"loss_amount\":", lossAmount)
        if let complainant {
            w.append(",\"complainant\":{")
            var isFirst = complainant.age == nil
            w.json("\"age\":", complainant.age)
            w.json("\"occupation\":", complainant.occupation, isFirst: &isFirst)
            w.append("}")
        }
        w.json(",\"transactions\":", list: transactions) { w, transfer in transfer.write(to: &w) }
        w.append("}")
    }
}

extension FIR.Transfer {
    func write(to w: inout JSONCursor) {
        w.json("{\"amount\":", amount)
        w.json(",\"rrn\":", rrn)
        w.json(",\"from_account\":", fromAccount)
        w.json(",\"to_account\":", toAccount)
        w.json(",\"to_ifsc\":", toIFSC)
        if let at { w.json(",\"at\":", at) }
        w.append("}")
    }
}
