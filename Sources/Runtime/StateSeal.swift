public import Records
public import StageKit

/// The key that state is sealed under, as an operator gave it. See ``StateSeal``.
public protocol StateSealKey: Sendable {
    /// Tells keys apart and nothing else of them: stands in the state and in messages.
    var check: [UInt8] { get }
    /// Where the key came from, for messages: a file's path.
    var source: String { get }
    /// A seal of its own for one thread. Stages have keys of their own: the same account has another token in each.
    func seal(for stage: String) -> any StateSeal
}

/// Makes the entries of a stage's state unreadable before they leave the process, for the changelog and the local file alike.
///
/// Deterministic: the same entry gives the same bytes, in any process, so that runs can be compared and a changelog record
/// can go into a local file as it is. Used by one thread.
public protocol StateSeal: AnyObject {
    var key: any StateSealKey { get }
    /// What stands for `key` of `store`: 22 characters, equal for equal keys.
    func token(_ store: StoreID, _ key: String) -> String
    /// Appends `key` and `value`, sealed and bound to store and token; false when libcrypto fails (out of memory).
    func seal(
        _ store: StoreID, token: String, key: String, value: borrowing ByteWriter, into sealed: inout ByteWriter
    ) -> Bool
    /// Nil when the bytes were sealed under another key, for another entry, or were changed.
    func open(_ store: StoreID, token: String, _ sealed: [UInt8]) -> (key: String, value: [UInt8])?
}

/// The entry that says under which key a state is sealed: in the task's own store, in clear, the first that a changelog gets.
public enum SealMark {
    public static let store = StoreID.task
    public static let key = "seal"

    /// A check value for people.
    public static func text(_ check: [UInt8]) -> String {
        check.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Why a state may not be used with the key that was given, if it may not; and what to do.
    ///
    /// - Parameters:
    ///   - mark: the check value found in the state.
    ///   - key: nil when none was given.
    ///   - isEmpty: whether the state has no entry; asked only where it counts.
    ///   - state: whose and where, for the message.
    public static func refusal(
        mark: [UInt8]?, key: (any StateSealKey)?, of state: String, isEmpty: () -> Bool
    ) -> String? {
        let rebuild = "or rebuild it (runbook, \"Sealed state\")"
        switch (mark, key) {
        case (nil, nil): return nil
        case (let mark?, nil):
            return "\(state) is sealed under the key with check value \(text(mark)), and no key is set: set "
                + "state.encryption.key.file to that key, \(rebuild)"
        case (let mark?, let key?):
            guard mark != key.check else { return nil }
            return "\(state) is sealed under the key with check value \(text(mark)); the key in '\(key.source)' has "
                + "\(text(key.check)): name the right file in state.encryption.key.file, \(rebuild)"
        case (nil, let key?):
            guard !isEmpty() else { return nil }
            return "\(state) is in clear, but state.encryption.key.file is set ('\(key.source)'): unset it, \(rebuild)"
        }
    }
}

/// Seals what goes into another sink.
struct SealingSink<Base: ChangeSink>: ChangeSink {
    private(set) var base: Base
    private let seal: any StateSeal
    private var sealed: ByteWriter? = ByteWriter(capacity: 512)
    /// An entry could not be sealed. What stands for it does not open: better a state that is refused than one in clear.
    private(set) var failed = false

    init(_ base: Base, _ seal: any StateSeal) {
        self.base = base
        self.seal = seal
    }

    mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
        let token = seal.token(store, key)
        guard let value = copy value else {
            base.change(store: store, key: token, value: nil)
            return
        }
        sealed?.clear()
        if sealed != nil, !seal.seal(store, token: token, key: key, value: value, into: &sealed!) {
            sealed?.clear()
            failed = true
        }
        base.change(store: store, key: token, value: sealed)
    }
}

/// Opens what another loader finds.
final class SealedLoader: StateLoader {
    private let base: any StateLoader
    private let seal: any StateSeal

    init(_ base: any StateLoader, _ seal: any StateSeal) {
        self.base = base
        self.seal = seal
    }

    private static let fault = StateFault.invalid("it does not open with this key, or was changed")

    func load(store: StoreID, key: String) -> [UInt8]? {
        let token = seal.token(store, key)
        guard let sealed = base.load(store: store, key: token) else { return nil }
        guard let entry = seal.open(store, token: token, sealed) else {
            base.report(Self.fault, store: store, key: token)
            return nil
        }
        return entry.value
    }

    /// In the order of the tokens, which is none of the keys'.
    func scan(store: StoreID, _ body: (_ key: String, _ value: [UInt8]) -> Void) {
        base.scan(store: store) { token, sealed in
            guard let entry = seal.open(store, token: token, sealed) else {
                return base.report(Self.fault, store: store, key: token)
            }
            body(entry.key, entry.value)
        }
    }

    func count(store: StoreID) -> Int { base.count(store: store) }
    func report(_ fault: StateFault, store: StoreID, key: String) { base.report(fault, store: store, key: key) }
}
