import Foundation

/// Alert commands by who caused them: live work, or which replay.
///
/// A command is a replay's when its header, its `run_id` or its key (`...@RUN`) says so: whichever of the three was lost, it
/// is found by the others.
public struct ReplayAlerts: Sendable, Equatable {
    /// On the live topic, by run; live work under "".
    public private(set) var published: [String: Int] = [:]
    /// Told to somebody by the gateway.
    public private(set) var delivered: [String: Int] = [:]
    private let runs: Set<String>

    /// - Parameter runs: ids that a key may end in.
    public init(runs: Set<String> = []) { self.runs = runs }

    /// A record of the live commands.
    /// - Parameter mark: the header `prahari-run-id`.
    public mutating func take(published value: [UInt8]?, mark: String?) {
        guard let value else { return }
        let command = (try? JSONSerialization.jsonObject(with: Data(value))) as? [String: Any]
        published[mark ?? run(of: command), default: 0] += 1
    }

    /// A line of the gateway's file. What is none is counted as one of an unknown replay: it must not go unseen.
    public mutating func take(delivered line: some Collection<UInt8>) {
        let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
        guard let command = object?["command"] as? [String: Any] else {
            delivered["?", default: 0] += 1
            return
        }
        delivered[run(of: command), default: 0] += 1
    }

    public var live: (published: Int, delivered: Int) { (published["", default: 0], delivered["", default: 0]) }

    /// Those of all replays together.
    public func ofRuns(published wanted: Bool) -> Int {
        (wanted ? published : delivered).filter { !$0.key.isEmpty }.values.reduce(0, +)
    }

    private func run(of command: [String: Any]?) -> String {
        guard let command else { return "?" }
        if let run = command["run_id"] as? String { return run }
        for field in ["dedup_key", "group_key"] {
            guard let key = command[field] as? String, let at = key.lastIndex(of: "@") else { continue }
            let end = String(key[key.index(after: at)...])
            if runs.contains(end) { return end }
        }
        return ""
    }
}
