internal import CRdKafka
internal import Synchronization

/// What librdkafka's callbacks write to and read from. One a client.
final class KafkaCallbacks {
    let client: String
    let log: KafkaLogSink
    /// Errors told outside of a call, oldest first. Touched only by the thread that polls the client.
    var errors: [KafkaError] = []
    /// Records that could not be delivered since the last look, and the first reason.
    var undelivered = 0
    var firstUndelivered: KafkaError?
    var onRebalance: ((rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> Void)?

    /// Why connections fail, as far as it is known, and when that was last told. Written on librdkafka's threads.
    private let trouble = Mutex<(what: ConnectionTrouble, at: Int64)?>(nil)

    init(client: String, log: @escaping KafkaLogSink) {
        self.client = client
        self.log = log
    }

    func note(_ line: KafkaLogLine) {
        guard line.facility == "FAIL", let what = ConnectionTrouble(line: line.message) else { return }
        trouble.withLock { known in
            // A guess does not take the place of what was known.
            if let known, known.what.isRefusal, !what.isRefusal, Self.isFresh(known.at) { return }
            known = (what, KafkaPatience.monotonicMilliseconds())
        }
    }

    /// What was told lately; librdkafka repeats itself once in half a minute.
    var lately: ConnectionTrouble? {
        trouble.withLock { known in known.flatMap { Self.isFresh($0.at) ? $0.what : nil } }
    }

    private static func isFresh(_ at: Int64) -> Bool { KafkaPatience.monotonicMilliseconds() - at < 45_000 }

    static func from(_ opaque: UnsafeMutableRawPointer?) -> KafkaCallbacks? {
        opaque.map { Unmanaged<KafkaCallbacks>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// Owns a native client. Destroyed when the last user of it (a client object or a batch of records) is gone.
///
/// Invariant of `@unchecked Sendable`: librdkafka's client is thread-safe; ``callbacks`` is only touched by the thread
/// that polls, except `log`, which is Sendable and immutable, and `note` and `lately`, which lock.
final class KafkaHandle: @unchecked Sendable {
    let rk: OpaquePointer
    let callbacks: KafkaCallbacks
    let credentials: (username: String, password: String)

    init(
        _ type: rd_kafka_type_t, _ configuration: KafkaConfiguration, log: @escaping KafkaLogSink
    ) throws(KafkaError) {
        let callbacks = KafkaCallbacks(client: configuration["client.id"] ?? "rdkafka", log: log)
        let conf: OpaquePointer
        do {
            conf = try configuration.makeConf()
        } catch {
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: error.description, isFatal: true)
        }
        Self.register(callbacks, on: conf, type)
        var text = [CChar](repeating: 0, count: 512)
        guard let rk = rd_kafka_new(type, conf, &text, text.count) else {
            rd_kafka_conf_destroy(conf)
            let told = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: Self.advice(told), isFatal: true)
        }
        self.rk = rk
        credentials = (configuration["sasl.username"] ?? "", configuration["sasl.password"] ?? "")
        self.callbacks = callbacks
    }

    /// Shortest time between two fetches that brought little. A tenth of the default commit interval: what it adds to the
    /// way of a record is small beside the transaction.
    private static let restMilliseconds: Int32 = 10

    deinit {
        // Without closing: a client that was not closed goes as in a crash, and no callback may run from here.
        rd_kafka_destroy_flags(rk, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
    }

    private static func register(_ callbacks: KafkaCallbacks, on conf: OpaquePointer, _ type: rd_kafka_type_t) {
        rd_kafka_conf_set_opaque(conf, Unmanaged.passUnretained(callbacks).toOpaque())
        rd_kafka_conf_set_log_cb(conf) { rk, level, facility, text in
            guard let rk, let callbacks = KafkaCallbacks.from(rd_kafka_opaque(rk)) else { return }
            let line = KafkaLogLine(
                level: Int(level), facility: facility.map { String(cString: $0) } ?? "",
                message: text.map { String(cString: $0) } ?? "", client: callbacks.client)
            callbacks.note(line)
            callbacks.log(line)
        }
        rd_kafka_conf_set_error_cb(conf) { rk, code, reason, opaque in
            guard let callbacks = KafkaCallbacks.from(opaque) else { return }
            callbacks.errors.append(
                KafkaHandle.told(rk, rd_kafka_resp_err_t(rawValue: code), reason.map { String(cString: $0) }))
        }
        if type == RD_KAFKA_CONSUMER { prk_rest_between_fetches(conf, restMilliseconds) }
        if type == RD_KAFKA_PRODUCER {
            // With delivery.report.only.error this hears of failures alone.
            rd_kafka_conf_set_dr_msg_cb(conf) { _, message, opaque in
                guard let message, message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR,
                    let callbacks = KafkaCallbacks.from(opaque)
                else { return }
                callbacks.undelivered += 1
                if callbacks.firstUndelivered == nil { callbacks.firstUndelivered = KafkaError(message.pointee.err) }
            }
        } else {
            rd_kafka_conf_set_rebalance_cb(conf) { _, code, partitions, opaque in
                KafkaCallbacks.from(opaque)?.onRebalance?(code, partitions)
            }
        }
    }

    /// An error told by a callback; a fatal one is replaced by the error that made the client fatal.
    static func told(_ rk: OpaquePointer?, _ code: rd_kafka_resp_err_t, _ reason: String?) -> KafkaError {
        guard code == RD_KAFKA_RESP_ERR__FATAL, let rk else { return KafkaError(code, message: reason) }
        var text = [CChar](repeating: 0, count: 512)
        let cause = rd_kafka_fatal_error(rk, &text, text.count)
        let told = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        return KafkaError(cause, message: told, isFatal: true)
    }

    /// `code` as an error; a fatal one is replaced by its cause, and one about a broker that does not answer by the
    /// reason for that, where it is known.
    func error(_ code: rd_kafka_resp_err_t, message: String? = nil) -> KafkaError {
        explained(Self.told(rk, code, message))
    }

    func explained(_ error: KafkaError) -> KafkaError {
        guard KafkaError.Code.unreachable.contains(error.code), let trouble = callbacks.lately else { return error }
        if trouble.isRefusal { return KafkaError(RD_KAFKA_RESP_ERR__AUTHENTICATION, message: trouble.message) }
        let code = rd_kafka_resp_err_t(rawValue: error.code)
        return KafkaError(code, message: "\(error.message); \(trouble.message)")
    }

    /// Takes over what a transactional call returns; nil is success.
    func check(_ error: OpaquePointer?) throws(KafkaError) {
        do { try KafkaError.check(error) } catch { throw explained(error) }
    }

    /// librdkafka's words on a client it does not make, with the setting that they leave out.
    private static func advice(_ told: String) -> String {
        guard told.hasPrefix("ssl.") else { return told }
        let isKey = told.hasPrefix("ssl.key")
        return "kafka.\(told). Is it a PEM file that this user may read"
            + (isKey ? ", and kafka.ssl.key.password the password of its key?" : "?")
    }

    func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw error(code)
    }

    /// Makes broker threads that stopped fetching look again; see `prk_wake_brokers`.
    func wakeBrokers() { prk_wake_brokers(rk, credentials.username, credentials.password) }

    func takeErrors() -> [KafkaError] {
        guard !callbacks.errors.isEmpty else { return [] }
        defer { callbacks.errors.removeAll() }
        // One broker of several that refuses is not the end; all of them are.
        return callbacks.errors.map { $0.code == KafkaError.Code.allBrokersDown ? explained($0) : $0 }
    }

    /// The range of offsets in the log: first, and the one after the last.
    func range(of partition: KafkaPartition, timeoutMilliseconds: Int32) throws(KafkaError) -> (
        start: Int64, end: Int64
    ) {
        var low: Int64 = 0
        var high: Int64 = 0
        try check(
            rd_kafka_query_watermark_offsets(
                rk, partition.topic, partition.partition, &low, &high, timeoutMilliseconds))
        return (low, high)
    }

    func clusterID(timeoutMilliseconds: Int32) -> String? {
        guard let id = rd_kafka_clusterid(rk, timeoutMilliseconds) else { return nil }
        defer { rd_kafka_mem_free(rk, id) }
        return String(cString: id)
    }
}
