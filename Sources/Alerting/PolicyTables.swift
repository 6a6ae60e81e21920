import Records
import StageKit

/// The policies in force: the built-in ones, each replaced by a published one of the same id, and the other
/// published ones.
public struct PolicyTables: Sendable {
    private let defaults: [AlertPolicy]
    private var published: [String: AlertPolicy] = [:]
    /// Sorted by id, so that a record's candidates have one order everywhere.
    public private(set) var policies: [AlertPolicy]

    init() {
        defaults = Self.builtIn().sorted { $0.id < $1.id }
        policies = defaults
    }

    public func policy(_ id: String) -> AlertPolicy? { policies.first { $0.id == id } }

    func policies(for record: AlertPolicy.Source) -> [AlertPolicy] {
        policies.filter { $0.record == record && $0.enabled }
    }

    /// Takes a published policy; when it is refused, the one before it stays.
    mutating func publish(_ json: String, key: String) throws(StageFault) {
        published[key] = try AlertPolicy(PolicyDocument.read(json, key: key), key: key)
        merge()
    }

    /// Takes a published policy back. A built-in one of the same id is in force again: compaction forgets deletions,
    /// so a deletion must mean the same as never having been published. `enabled: false` switches one off.
    mutating func remove(_ key: String) {
        published[key] = nil
        merge()
    }

    private mutating func merge() {
        var merged = defaults.filter { published[$0.id] == nil }
        merged.append(contentsOf: published.values)
        policies = merged.sorted { $0.id < $1.id }
    }

    /// A test proves that the text reads whole.
    private static func builtIn() -> [AlertPolicy] {
        do throws(StageFault) {
            var policies: [AlertPolicy] = []
            for document in try PolicyDocument.readAll(Defaults.policies) {
                policies.append(try AlertPolicy(document, key: document.id))
            }
            return policies
        } catch {
            return []
        }
    }
}
