import Records

extension BankTransaction {
    func write(to w: inout ByteWriter) {
        w.json("{\"transaction_id\":", transactionID)
        w.json(",\"account\":", account)
        w.json(",\"direction\":", direction.rawValue)
        w.json(",\"amount\":", amount)
        w.json(",\"currency\":", currency)
        w.json(",\"booked_at\":", bookedAt)
        w.json(",\"channel\":", channel.rawValue)
        if let counterparty {
            w.append(",\"counterparty\":{")
            w.jsonFirst("\"account\":", counterparty.account)
            w.jsonFirst("\"ifsc\":", counterparty.ifsc)
            w.jsonFirst("\"vpa\":", counterparty.vpa)
            w.append(UInt8(ascii: "}"))
        }
        if let terminal { terminal.write(",\"terminal\":", to: &w) }
        if let device { device.write(to: &w) }
        w.json(",\"home_ifsc\":", homeIFSC)
        w.json(",\"rrn\":", rrn)
        w.json(",\"utr\":", utr)
        w.json(",\"narration\":", narration)
        w.append(UInt8(ascii: "}"))
    }
}

extension BankTransaction.Terminal {
    func write(_ key: StaticString, to w: inout ByteWriter) {
        w.append(key)
        w.json("{\"id\":", id)
        w.json(",\"kind\":", kind)
        if let location { w.json(location) }
        w.append(UInt8(ascii: "}"))
    }
}

extension BankTransaction.Device {
    func write(to w: inout ByteWriter) {
        w.append(",\"device\":{")
        w.jsonFirst("\"id\":", id)
        w.jsonFirst("\"ip\":", ip)
        if let location {
            if w.bytes.last != UInt8(ascii: "{") { w.append(UInt8(ascii: ",")) }
            w.append("\"lat\":")
            NumberText.append(degrees: location.latitude, to: &w)
            w.append(",\"lon\":")
            NumberText.append(degrees: location.longitude, to: &w)
        }
        w.append(UInt8(ascii: "}"))
    }
}

extension SocialPost {
    func write(to w: inout ByteWriter) {
        w.json("{\"post_id\":", postID)
        w.json(",\"platform\":", platform)
        w.json(",\"author\":", author)
        w.json(",\"text\":", text)
        w.json(",\"lang\":", lang)
        w.json(",\"posted_at\":", postedAt)
        w.json(",\"urls\":", urls)
        w.json(",\"media\":", media)
        w.append(UInt8(ascii: "}"))
    }
}

extension FIR {
    func write(to w: inout ByteWriter) {
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
            w.json("\"age\":", complainant.age)
            w.jsonFirst("\"occupation\":", complainant.occupation)
            w.append(UInt8(ascii: "}"))
        }
        w.json(",\"transactions\":", list: transactions) { w, transfer in transfer.write(to: &w) }
        w.append(UInt8(ascii: "}"))
    }
}

extension FIR.Transfer {
    func write(to w: inout ByteWriter) {
        w.json("{\"amount\":", amount)
        w.json(",\"rrn\":", rrn)
        w.json(",\"from_account\":", fromAccount)
        w.json(",\"to_account\":", toAccount)
        w.json(",\"to_ifsc\":", toIFSC)
        if let at { w.json(",\"at\":", at) }
        w.append(UInt8(ascii: "}"))
    }
}
