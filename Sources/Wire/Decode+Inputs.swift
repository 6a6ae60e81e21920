import CSimdJSON
import Records

private let directions = Choices<BankTransaction.Direction>()
private let channels = Choices<BankTransaction.Channel>()

extension ObjectReader {
    func direction() throws(DecodeFault) -> BankTransaction.Direction { try choice(.direction, directions) }
    func channel() throws(DecodeFault) -> BankTransaction.Channel { try choice(.channel, channels) }
}

extension BankTransaction: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            transactionID: try object.id(.transaction_id), account: try object.id(.account),
            direction: try object.direction(), amount: try object.amount(.amount, zero: .refused),
            currency: try object.currency(.currency, fallback: "INR"), bookedAt: try object.time(.booked_at),
            channel: try object.channel(), counterparty: try object.object(.counterparty),
            terminal: try object.object(.terminal), device: try object.object(.device),
            homeIFSC: try object.optionalID(.home_ifsc), rrn: try object.optionalID(.rrn),
            utr: try object.optionalID(.utr), narration: try object.optionalText(.narration))
    }
}

extension BankTransaction.Counterparty: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            account: try object.optionalID(.account), ifsc: try object.optionalID(.ifsc),
            vpa: try object.optionalID(.vpa))
    }
}

extension BankTransaction.Terminal: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.id(.id), kind: try object.optionalID(.kind), location: try object.optionalPoint())
    }
}

extension BankTransaction.Device: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.optionalID(.id), ip: try object.optionalID(.ip), location: try object.optionalPoint())
    }
}

extension SocialPost: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            postID: try object.id(.post_id), platform: try object.id(.platform),
            author: try object.optionalText(.author, limit: TextLimit.name), text: try object.text(.text),
            lang: try object.optionalID(.lang), postedAt: try object.time(.posted_at),
            urls: try object.texts(.urls, limit: 8_192), media: try object.texts(.media, limit: 8_192))
    }
}

extension FIR: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            firID: try object.id(.fir_id), state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name), firNo: try object.id(.fir_no),
            registeredAt: try object.time(.registered_at),
            sections: try object.texts(.sections, limit: TextLimit.name), gist: try object.text(.gist),
            lossAmount: try object.optionalAmount(.loss_amount, zero: .allowed),
            complainant: try object.object(.complainant), transactions: try object.objects(.transactions))
    }
}

extension FIR.Complainant: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            age: try object.optionalInteger(.age, in: 0...150),
            occupation: try object.optionalText(.occupation, limit: TextLimit.name))
    }
}

extension FIR.Transfer: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            rrn: try object.optionalID(.rrn), amount: try object.amount(.amount, zero: .refused),
            fromAccount: try object.optionalID(.from_account), toAccount: try object.optionalID(.to_account),
            toIFSC: try object.optionalID(.to_ifsc), at: try object.optionalTime(.at))
    }
}
