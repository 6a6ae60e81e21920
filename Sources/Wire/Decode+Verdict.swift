import CSimdJSON
import Records

private let entityKinds = Choices<Entity.Kind>()
private let tagOrigins = Choices<Tag.Origin>()

extension ObjectReader {
    /// 0...1.
    func chance(_ field: WireField) throws(DecodeFault) -> Double { try number(field, in: 0...1) }

    /// The moment of a time, whatever its zone.
    func moment(_ field: WireField) throws(DecodeFault) -> EventTime { try time(field).time }

    /// The fields that every scored output carries beside its subject.
    func verdict() throws(DecodeFault) -> Verdict {
        Verdict(
            score: try chance(.score), reasons: try objects(.reasons), versions: try requiredObject(.versions),
            source: try requiredObject(.source), runID: try optionalID(.run_id))
    }
}

extension Reason: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            code: try object.id(.code), contribution: try object.number(.contribution, in: -1e6...1e6),
            evidence: try object.text(.evidence))
    }
}

extension Versions: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            detector: try object.optionalID(.detector), model: try object.optionalID(.model),
            rules: try object.optionalID(.rules), taxonomy: try object.optionalID(.taxonomy))
    }
}

extension SourceRef: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        let partition = try object.integer(.partition, in: 0...Int(Int32.max))
        let offset = try object.integer(.offset, in: 0...Int(Int64.max))
        // Kafka's own limit for a topic name.
        let topic = try object.id(.topic, limit: 249)
        self.init(topic: topic, partition: Partition(Int32(partition)), offset: Offset(Int64(offset)))
    }
}

extension Entity: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        let start = try object.integer(.start, in: 0...Int(Int32.max))
        self.init(
            kind: try object.choice(.kind, entityKinds), value: try object.text(.value),
            masked: try object.text(.masked), confidence: try object.chance(.confidence), start: start,
            end: try object.integer(.end, in: start...Int(Int32.max)))
    }
}

extension Tag: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        let start = try object.optionalInteger(.start, in: 0...Int(Int32.max))
        self.init(
            facet: try object.id(.facet), tag: try object.id(.tag), confidence: try object.chance(.confidence),
            evidence: try object.text(.evidence), start: start,
            end: try object.optionalInteger(.end, in: (start ?? 0)...Int(Int32.max)),
            origin: try object.choice(.origin, tagOrigins), originID: try object.id(.origin_id))
    }
}

extension ScoredTransaction: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            transactionID: try object.id(.transaction_id), account: try object.id(.account),
            amount: try object.amount(.amount, zero: .allowed), direction: try object.direction(),
            channel: try object.channel(), bookedAt: try object.time(.booked_at),
            counterparty: try object.optionalID(.counterparty), verdict: try object.verdict(),
            calibration: try object.object(.calibration), shadow: try object.object(.shadow))
    }
}

extension TaggedFIR: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            firID: try object.id(.fir_id), state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name),
            registeredAt: try object.time(.registered_at),
            lossAmount: try object.optionalAmount(.loss_amount, zero: .allowed), tags: try object.objects(.tags),
            entities: try object.objects(.entities), needsReview: try object.flag(.needs_review),
            verdict: try object.verdict())
    }
}

extension ReviewRequest: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            firID: try object.id(.fir_id), why: try object.text(.why), uncertainty: try object.chance(.uncertainty),
            gist: try object.text(.gist), tags: try object.objects(.tags),
            requestedAt: try object.moment(.requested_at), versions: try object.requiredObject(.versions),
            source: try object.requiredObject(.source))
    }
}

extension ScoredPost: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            postID: try object.id(.post_id), platform: try object.id(.platform),
            author: try object.optionalText(.author, limit: TextLimit.name), postedAt: try object.time(.posted_at),
            category: try object.optionalID(.category), level: try object.optionalID(.level),
            entities: try object.objects(.entities), verdict: try object.verdict())
    }
}
