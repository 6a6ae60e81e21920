import Records
import Runtime
import SQLiteStore
import StageKit

extension StateDesk {
    static func isMark(_ change: StateChange) -> Bool { change.store == SealMark.store && change.key == SealMark.key }

    /// Refuses to read state with another key than its own.
    func checkSeal(_ about: Partitioned, isEmpty: () throws -> Bool) throws {
        let isEmpty = about.sealMark == nil && seal != nil ? try isEmpty() : false
        let whose = "the state of \(stage.name) partition \(about.partition.rawValue)"
        let refusal = SealMark.refusal(mark: about.sealMark, key: seal?.key, of: whose) { isEmpty }
        if let refusal { throw ClusterFault((about.file.map { "\($0.path): " } ?? "") + refusal) }
    }

    /// A stored entry in clear.
    func entry(_ name: Name, _ value: [UInt8]) throws -> Entry? {
        let id = StoreID(name.store)
        let store = StateInspector.Store(id: id, name: inspector.name(of: id))
        guard let seal, id != .task else { return Entry(store: store, key: name.key, value: value) }
        guard let entry = seal.open(id, token: name.key, value) else {
            throw ClusterFault(
                "an entry of store '\(store.name)' does not open with the key in '\(seal.key.source)', or was changed")
        }
        return Entry(store: store, key: entry.key, value: entry.value)
    }
}

/// How keys that a person asks for stand in a state: as they are, or as tokens.
struct StoredNames {
    private let key: String
    private let isPrefix: Bool
    /// By store; nil in clear.
    private let tokens: [StoreID: String]?

    init(_ key: String, isPrefix: Bool, seal: (any StateSeal)?, stores: [StoreID]) {
        self.key = key
        self.isPrefix = isPrefix
        tokens = seal.map { seal in
            Dictionary(
                stores.map { ($0, $0 == .task ? key : seal.token($0, key)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// A beginning of keys is not to be seen in tokens.
    var readsAll: Bool { tokens != nil && isPrefix && !key.isEmpty }

    func isMatch(_ change: StateChange) -> Bool {
        guard let tokens else { return isPrefix ? change.key.hasPrefix(key) : change.key == key }
        return isPrefix || tokens[change.store] == change.key
    }

    /// What to ask a local file for.
    func names(of store: StoreID?) -> [(store: StoreID?, key: String)] {
        guard let tokens else { return [(store, key)] }
        if isPrefix { return [(store, "")] }
        return tokens.filter { store == nil || $0.key == store }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ($0.key, $0.value) }
    }
}
