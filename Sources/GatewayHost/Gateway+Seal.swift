import Records
import Runtime
import StageKit

/// The gateway's changelog, sealed as the stages' are: a command names accounts in its keys, summary and evidence.
extension Gateway {
    /// Beside the tally's key; no command's id and no token begins with such a byte.
    static let sealMarkKey = [UInt8(2)] + Array(SealMark.key.utf8)
    private static let commandStore = StoreID(0)
    private static let tallyStore = StoreID(1)

    /// What a key in clear is sealed as: its store and name.
    private static func name(_ key: [UInt8]) -> (store: StoreID, key: String) {
        (key == tallyKey ? tallyStore : commandStore, String(decoding: key, as: UTF8.self))
    }

    /// Writes what `value` holds under `key`; without a value the key is deleted.
    func change(_ key: [UInt8], hasValue: Bool, partition: Partition) throws(LogFault) {
        guard let seal else { return try produce(key, hasValue ? value : nil, partition) }
        if unmarked.remove(partition) != nil {
            var mark = ByteWriter()
            mark.bytes = seal.key.check
            try produce(Self.sealMarkKey, mark, partition)
        }
        let name = Self.name(key)
        let token = seal.token(name.store, name.key)
        var sealed = ByteWriter(capacity: value.count + 64)
        guard !hasValue || seal.seal(name.store, token: token, key: name.key, value: value, into: &sealed) else {
            throw LogFault(
                kind: .fatal, operation: "write the changelog",
                message: "libcrypto cannot seal an entry: out of memory?",
                nativeName: "SEAL", nativeCode: 0)
        }
        try produce(Array(token.utf8), hasValue ? sealed : nil, partition)
    }

    private func produce(_ key: [UInt8], _ value: ByteWriter?, _ partition: Partition) throws(LogFault) {
        let bytes = value?.bytes ?? []
        try log.produce(
            topic: topics.changelog, partition: partition, key: key.span.bytes,
            value: value == nil ? nil : bytes.span.bytes, headers: nil, timestamp: nil)
    }

    /// The entries of a partition's changelog in clear.
    ///
    /// - Throws: `.fatal` when they were sealed under another key, or one of the two is in clear.
    func opened(_ entries: [[UInt8]: [UInt8]], of source: TopicPartition) throws(LogFault) -> [[UInt8]: [UInt8]] {
        var entries = entries
        let mark = entries.removeValue(forKey: Self.sealMarkKey)
        if let refusal = SealMark.refusal(mark: mark, key: seal?.key, of: "\(source)", isEmpty: { entries.isEmpty }) {
            throw Self.otherKey(refusal, source)
        }
        guard let seal else { return entries }
        if mark == nil { unmarked.insert(source.partition) }
        let tally = Array(seal.token(Self.tallyStore, Self.name(Self.tallyKey).key).utf8)
        var opened: [[UInt8]: [UInt8]] = [:]
        for (token, bytes) in entries {
            let store = token == tally ? Self.tallyStore : Self.commandStore
            guard let entry = seal.open(store, token: String(decoding: token, as: UTF8.self), bytes) else {
                throw Self.otherKey("an entry of \(source) does not open with its key, or was changed", source)
            }
            opened[Array(entry.key.utf8)] = entry.value
        }
        return opened
    }

    /// What ``GatewayHost`` ends with exit code 4 for.
    static let otherKeyName = "OTHER_KEY"

    private static func otherKey(_ message: String, _ source: TopicPartition) -> LogFault {
        LogFault(
            kind: .fatal, operation: "restore \(source)", message: message, nativeName: otherKeyName, nativeCode: 0)
    }
}
