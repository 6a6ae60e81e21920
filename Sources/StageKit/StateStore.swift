public import Records

/// Which store of a stage's state; the first byte of a changelog key. 255 is the runtime's own.
public struct StoreID: Hashable, Sendable {
    public var rawValue: UInt8
    public init(_ rawValue: UInt8) { self.rawValue = rawValue }
    /// The task's own record: stream time, watermarks, positions.
    public static let task = StoreID(255)
}

/// A value that a store keeps: encoded to the changelog and to SQLite, decoded on a cache miss.
public protocol StateValue: Sendable {
    /// Writes a version byte first, so that a later version can read it.
    func encode(into writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(StateFault)

    // For `KeyedState` only; every value has them.

    /// Hands the entries at `positions` to `body`, encoded (nil: deleted), and marks them as unchanged.
    static func drain(
        _ positions: [Int], of slots: inout ContiguousArray<StateSlot<Self>>,
        into body: (String, borrowing ByteWriter?) -> Void)
    /// Hands the entries at `positions` to `body`, encoded (nil: deleted).
    static func write(
        _ positions: [Int], of slots: ContiguousArray<StateSlot<Self>>,
        into body: (String, borrowing ByteWriter?) -> Void)
    /// Lets go of the entries at `positions` that did not change since; those that did stay in `positions`.
    static func unpin(_ positions: inout [Int], of slots: inout ContiguousArray<StateSlot<Self>>)
    /// Up to `count` entries that may leave memory, in second-chance order from `hand` on.
    static func victims(_ count: Int, of slots: inout ContiguousArray<StateSlot<Self>>, hand: inout Int) -> [Int]
}

/// Where a store finds what is not in memory. Performed by the runtime (SQLite), absent in pure tests.
public protocol StateLoader: AnyObject {
    /// Nil when there is no such key. Failures are kept by the loader and raised by the runtime after the batch.
    func load(store: StoreID, key: String) -> [UInt8]?
    /// Every entry of a resident store.
    func scan(store: StoreID, _ body: (_ key: String, _ value: [UInt8]) -> Void)
    /// Upper bound of the number of entries of `store`; 0 when the loader knows that it is empty.
    func count(store: StoreID) -> Int
    /// Stored bytes did not decode.
    func report(_ fault: StateFault, store: StoreID, key: String)
}

/// Receives changed keys; `value` is nil for a deletion.
public protocol ChangeSink {
    mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?)
}

/// One store of a stage's state, as the runtime sees it.
public protocol StateStore {
    var id: StoreID { get }
    /// Connects the store with what is on disk, after a restore.
    mutating func attach(_ loader: any StateLoader)
    /// Keys changed since the last call, for the changelog.
    mutating func drainChanges<S: ChangeSink>(into sink: inout S)
    /// Keys changed since the last ``markCheckpointed()``, for SQLite. All of them are in the changelog already.
    mutating func writeCheckpoint<S: ChangeSink>(into sink: inout S)
    /// The checkpoint is on disk: changed keys may leave memory.
    mutating func markCheckpointed()
    /// Entries held in memory.
    var residentCount: Int { get }
    /// Entries that wait for a checkpoint and cannot leave memory.
    var pinnedCount: Int { get }
    /// Lets go of entries beyond the store's bound. Called between records.
    mutating func trim()
    /// The value that stored bytes hold, for a person who looks at the state; nil where the store cannot tell.
    func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)?
}

extension StateStore {
    public func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)? { nil }
}

/// Visits the stores of a state, in the same order each time.
public protocol StoreVisitor {
    mutating func visit<S: StateStore>(_ store: inout S)
}

/// Everything a stage remembers about one partition, as a value made of stores.
public protocol StageState {
    mutating func visitStores<V: StoreVisitor>(_ visitor: inout V)
}

/// For stages without memory.
public struct NoState: StageState {
    public init() {}
    public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {}
}
