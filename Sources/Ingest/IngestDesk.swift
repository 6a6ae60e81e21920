public import Records
import StageKit
import Wire

/// A record to publish, and what is remembered of it once Kafka has it.
public struct IngestRecord: Sendable {
    public var key: [UInt8]
    public var value: [UInt8]
    var fingerprint: RecentTransactions.Fingerprint
    var content: UInt64
    /// Of the body, from 1.
    var line: Int
}

/// An answer other than 202.
public struct IngestRefusal: Error, Equatable, Sendable {
    public var status: Int
    /// A stable code: `bad_signature`.
    public var code: String
    public var message: String
    /// The line of the body, from 1.
    public var line: Int?
}

/// Judges a request: who sent it, when, and whether every line is a booking. Pure; the clock is an argument.
///
/// All or nothing: one bad line refuses the body, so that a sender's retry means the same as its first attempt.
public struct IngestDesk: Sendable {
    public struct Headers: Sendable {
        public var key: String?
        public var timestamp: String?
        public var signature: String?
        public init(key: String?, timestamp: String?, signature: String?) {
            self.key = key
            self.timestamp = timestamp
            self.signature = signature
        }
    }

    public struct Taken: Sendable {
        public var records: [IngestRecord]
        /// Said before with the same content; not published again.
        public var duplicates: Int

        /// Without what was accepted before.
        func unknown(to recent: RecentTransactions) throws(IngestRefusal) -> Taken {
            var rest = Taken(records: [], duplicates: duplicates)
            for record in records {
                switch recent.standing(record.fingerprint, content: record.content) {
                case .same: rest.duplicates += 1
                case .different: throw IngestDesk.changed(line: record.line)
                case .new: rest.records.append(record)
                }
            }
            return rest
        }
    }

    private let keys: IngestKeys
    private let settings: IngestSettings

    public init(keys: IngestKeys, settings: IngestSettings = IngestSettings()) {
        self.keys = keys
        self.settings = settings
    }

    /// The value of `Prahari-Signature`: `v1=` and the lower-case hexadecimal HMAC-SHA256, under the secret, of timestamp, full
    /// stop and body, as the gateway's webhooks are signed.
    public static func signature(secret: [UInt8], timestamp: String, body: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        let digest = SHA256.hmac(key: secret, message: Array(timestamp.utf8) + [UInt8(ascii: ".")] + body)
        return "v1=" + String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The sender, or why there is none. An unknown key costs as much as a wrong signature and says the same.
    public func authenticate(
        _ headers: Headers, body: [UInt8], now: EventTime
    ) throws(IngestRefusal) -> IngestKeys.Key {
        guard let id = headers.key, let timestamp = headers.timestamp, let signature = headers.signature else {
            throw IngestRefusal(
                status: 401, code: "not_signed",
                message: "Prahari-Key, Prahari-Timestamp and Prahari-Signature are needed")
        }
        guard let seconds = Int64(timestamp), seconds > 0, seconds < 1 << 40,
            abs(now.milliseconds / 1_000 - seconds) <= settings.clockSkewSeconds
        else {
            throw IngestRefusal(
                status: 401, code: "out_of_window",
                message: "Prahari-Timestamp: Unix seconds within \(settings.clockSkewSeconds) of now are needed")
        }
        let key = keys[id]
        let expected = Self.signature(secret: key?.secret ?? [0], timestamp: timestamp, body: body)
        guard Self.equal(Array(expected.utf8), Array(signature.utf8)), let key else {
            throw IngestRefusal(
                status: 401, code: "bad_signature", message: "the signature is not the key's over this body")
        }
        return key
    }

    /// Time does not depend on where the two differ.
    private static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The bookings of a body of JSON lines.
    public func take(_ body: [UInt8], from key: IngestKeys.Key) throws(IngestRefusal) -> Taken {
        var taken = Taken(records: [], duplicates: 0)
        var inBody: [RecentTransactions.Fingerprint: UInt64] = [:]
        let decoder = WireDecoder()
        var number = 0
        var lines = 0
        for slice in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = slice.last == 0x0D ? Array(slice.dropLast()) : Array(slice)
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            lines += 1
            guard lines <= settings.recordsMax else {
                throw IngestRefusal(
                    status: 413, code: "too_many_records", message: "at most \(settings.recordsMax) lines", line: number
                )
            }
            let booking = try booking(line, number, key, decoder)
            let fingerprint = RecentTransactions.fingerprint(account: booking.account, id: booking.transactionID)
            let content = RecentTransactions.content(line)
            if let earlier = inBody.updateValue(content, forKey: fingerprint) {
                guard earlier == content else { throw Self.changed(line: number) }
                taken.duplicates += 1
            } else {
                taken.records.append(
                    IngestRecord(
                        key: Array(booking.account.utf8), value: line, fingerprint: fingerprint, content: content,
                        line: number))
            }
        }
        guard lines > 0 else {
            throw IngestRefusal(status: 400, code: "empty", message: "there is no line in the body")
        }
        return taken
    }

    private func booking(
        _ line: [UInt8], _ number: Int, _ key: IngestKeys.Key, _ decoder: WireDecoder
    ) throws(IngestRefusal) -> BankTransaction {
        let record: DomainRecord
        do throws(DecodeFault) {
            record = try decoder.decode(.bankTransaction, key: nil, line.span.bytes)
        } catch {
            throw IngestRefusal(status: 400, code: error.code, message: Redaction.mask("\(error)"), line: number)
        }
        guard case .bankTransaction(let booking) = record else {
            throw IngestRefusal(status: 400, code: "not_a_booking", message: "not a booking", line: number)
        }
        if !key.banks.isEmpty {
            let home = booking.homeIFSC ?? ""
            guard key.banks.contains(where: { home.hasPrefix($0) }) else {
                throw IngestRefusal(
                    status: 403, code: "other_bank", message: "home_ifsc is not of a bank that this key may report",
                    line: number)
            }
        }
        return booking
    }

    private static func changed(line: Int) -> IngestRefusal {
        IngestRefusal(
            status: 409, code: "changed",
            message: "transaction_id was accepted before with other content; a correction needs an id of its own",
            line: line)
    }
}
