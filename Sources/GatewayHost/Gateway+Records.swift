import Delivery
import Records
import Runtime
import Wire

/// The records of a transaction.
extension Gateway {
    func write(_ entry: CommandEntry?, id: String, partition: Partition) throws(LogFault) {
        value.clear()
        if let entry { codec.write(entry, to: &value) }
        try change(Array(id.utf8), hasValue: entry != nil, partition: partition)
    }

    func write(_ tallies: [DayTally], partition: Partition) throws(LogFault) {
        value.clear()
        DayTally.append(tallies, to: &value)
        try change(Self.tallyKey, hasValue: true, partition: partition)
    }

    func write(_ receipt: AlertReceipt) throws(LogFault) {
        value.clear()
        WireEncoder.encode(.alertReceipt(receipt), into: &value)
        var headers = HeaderBlock()
        headers.append("ce_specversion", "1.0")
        headers.append("ce_type", "prahari." + Topic.alertReceipts.rawValue)
        headers.append("ce_source", "/prahari/gateway")
        headers.append("content-type", "application/json")
        let key = Array(receipt.dedupKey.utf8)
        try headers.withBytes { (headers) throws(LogFault) in
            try value.withBytes { (bytes) throws(LogFault) in
                try log.produce(
                    topic: topics.receipts, partition: nil, key: key.span.bytes, value: bytes, headers: headers,
                    timestamp: receipt.at.time)
            }
        }
    }

    func deadLetter(_ record: RawRecord, _ why: String) throws(LogFault) {
        var headers = HeaderBlock()
        for header in record.headers { headers.append(header) }
        headers.append("__streams.errors.exception", "decode")
        headers.append("__streams.errors.message", Redaction.mask(why))
        headers.append("__streams.errors.topic", record.topic)
        headers.append("__streams.errors.partition", String(record.partition.rawValue))
        headers.append("__streams.errors.offset", String(record.offset.rawValue))
        headers.append("prahari-stage", "gateway")
        try headers.withBytes { (headers) throws(LogFault) in
            try record.withKey { (key) throws(LogFault) in
                try record.withValue { (value) throws(LogFault) in
                    try log.produce(
                        topic: topics.deadLetters, partition: nil, key: key, value: value, headers: headers,
                        timestamp: record.timestamp)
                }
            }
        }
    }
}
