import Anomaly
public import Records
import Runtime
public import StageKit

/// The stores of a stage's state by name, and what their bytes say.
public struct StateInspector {
    /// One store.
    public struct Store: Sendable, Equatable {
        public var id: StoreID
        /// As the stage calls it: `accounts`.
        public var name: String
    }

    /// By number; the task's own entry comes last.
    public let stores: [Store]
    private let decoders: [StoreID: any StateStore]
    private let inputs: Int

    init(_ state: some StageState, inputs: Int) {
        var stores: [Store] = []
        var decoders: [StoreID: any StateStore] = [:]
        for child in Mirror(reflecting: state).children {
            guard let store = child.value as? any StateStore else { continue }
            stores.append(Store(id: store.id, name: child.label ?? "store \(store.id.rawValue)"))
            decoders[store.id] = store
        }
        self.stores = stores.sorted { $0.id.rawValue < $1.id.rawValue } + [Store(id: .task, name: "task")]
        self.decoders = decoders
        self.inputs = inputs
    }

    /// A store that this version does not know has its number for a name.
    public func name(of store: StoreID) -> String {
        stores.first { $0.id == store }?.name ?? "store \(store.rawValue)"
    }

    /// Nil when bytes of that store are not known to mean anything.
    public func decode(_ store: StoreID, key: String, _ bytes: [UInt8]) throws(StateFault) -> StateReading? {
        if store == .task { return StateReading(try TaskClock(bytes, inputs: inputs)) }
        guard let value = try decoders[store]?.decoded(key, bytes) else { return nil }
        return switch value {
        case let account as AccountState:
            StateReading(account.portrait, lines: account.portrait.lines, last: account.portrait.last)
        case let segment as SegmentState: StateReading(segment.portrait, lines: [segment.portrait.line])
        default: StateReading(value)
        }
    }
}

/// A decoded value.
public struct StateReading: Sendable {
    public var value: any Sendable
    /// For a person; empty where only the fields tell.
    public var lines: [String]
    /// When the subject was last seen, where the value says so.
    public var last: EventTime?

    init(_ value: any Sendable, lines: [String] = [], last: EventTime? = nil) {
        self.value = value
        self.lines = lines
        self.last = last
    }
}
