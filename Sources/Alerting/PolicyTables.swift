import Records
public import StageKit

/// The documents in force: the built-in ones, each replaced by a published one of the same id, and the other published
/// ones; and the silences.
public struct PolicyTables: Sendable {
    /// One document of `ref.policies.v1`.
    enum Document: Sendable {
        case policy(AlertPolicy)
        case inhibition(InhibitionRule)
        case escalation(EscalationPolicy)
    }

    private let defaults: [String: Document]
    private var published: [String: Document] = [:]
    /// Sorted by id, so that a record's candidates have one order everywhere.
    public private(set) var policies: [AlertPolicy] = []
    /// Sorted by id.
    public private(set) var inhibitions: [InhibitionRule] = []
    public private(set) var escalations: [String: EscalationPolicy] = [:]
    /// Sorted by id.
    public private(set) var silences: [Silence] = []
    private var policyByID: [String: AlertPolicy] = [:]
    private var policiesBySource: [AlertPolicy.Source: [AlertPolicy]] = [:]

    /// - Parameter withDefaults: whether the built-in documents are there to begin with.
    public init(withDefaults: Bool = true) {
        defaults = withDefaults ? Self.builtIn() : [:]
        merge()
    }

    /// The built-in documents, those of a file (an array, or one object) in place of them.
    public init(file json: String) throws(StageFault) {
        self.init()
        for (id, text) in try DocumentList(json).documents { try publish(text, key: id) }
    }

    public func policy(_ id: String) -> AlertPolicy? { policyByID[id] }

    func policies(for record: AlertPolicy.Source) -> [AlertPolicy] { policiesBySource[record] ?? [] }

    /// Takes a document of `ref.policies.v1`; when it is refused (`invalid_policy`, with id and field), the one before
    /// it stays.
    public mutating func publish(_ json: String, key: String) throws(StageFault) {
        published[key] = try Self.document(json, key: key)
        merge()
    }

    /// Takes a published document back. A built-in one of the same id is in force again: compaction forgets deletions,
    /// so a deletion must mean the same as never having been published. `enabled: false` switches one off.
    mutating func remove(_ key: String) {
        published[key] = nil
        merge()
    }

    /// Takes a document of `alerts.silences.v1`; refuses with `invalid_silence`, and the one before it stays.
    public mutating func silence(_ json: String, key: String) throws(StageFault) {
        let silence = try DocumentText.read(SilenceDocument.self, json, key: key).silence(key: key)
        unsilence(key)
        silences.append(silence)
        silences.sort { $0.id < $1.id }
    }

    mutating func unsilence(_ key: String) { silences.removeAll { $0.id == key } }

    /// The ids of all documents of a file (an array, or one object), checked as the stage would. For the command line.
    public static func check(file json: String) throws(StageFault) -> [(id: String, kind: String, tests: Int)] {
        let list = try DocumentList(json)
        var tables = PolicyTables(withDefaults: false)
        var seen: [(id: String, kind: String, tests: Int)] = []
        for (id, text) in list.documents {
            guard !seen.contains(where: { $0.id == id }) else {
                throw .invalidPolicy(id, field: "id", "is in the file twice")
            }
            try tables.publish(text, key: id)
            let kind = try DocumentKind.read(text, key: id)
            let tests =
                kind == .policy ? try DocumentText.read(PolicyDocument.self, text, key: id).tests?.count ?? 0 : 0
            seen.append((id, kind.rawValue, tests))
        }
        return seen
    }

    /// The outcome of every test that a file's policies carry. Refuses a document that is none, as the stage would.
    public static func prove(
        file json: String
    ) throws(StageFault) -> [(policy: String, test: String, expected: String, found: String)] {
        var outcomes: [(policy: String, test: String, expected: String, found: String)] = []
        for (id, text) in try DocumentList(json).documents where try DocumentKind.read(text, key: id) == .policy {
            var document = try DocumentText.read(PolicyDocument.self, text, key: id)
            let proofs = document.tests ?? []
            document.tests = nil
            let policy = try AlertPolicy(document, key: id)
            for proof in proofs {
                let found = try proof.outcome(of: policy, in: PolicyCheck(document: document, key: id))
                outcomes.append((id, proof.name, proof.expect, found))
            }
        }
        return outcomes
    }

    private static func document(_ json: String, key: String) throws(StageFault) -> Document {
        switch try DocumentKind.read(json, key: key) {
        case .policy:
            .policy(try AlertPolicy(DocumentText.read(PolicyDocument.self, json, key: key), key: key))
        case .inhibition:
            .inhibition(try DocumentText.read(InhibitionDocument.self, json, key: key).rule(key: key))
        case .escalation:
            .escalation(try DocumentText.read(EscalationDocument.self, json, key: key).policy(key: key))
        }
    }

    private mutating func merge() {
        policies = []
        inhibitions = []
        escalations = [:]
        for (_, document) in defaults.merging(published, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            switch document {
            case .policy(let policy): policies.append(policy)
            case .inhibition(let rule): inhibitions.append(rule)
            case .escalation(let chain): escalations[chain.id] = chain
            }
        }
        policyByID = Dictionary(uniqueKeysWithValues: policies.map { ($0.id, $0) })
        policiesBySource = Dictionary(grouping: policies.filter(\.enabled), by: \.record)
    }

    /// A test proves that the text reads whole.
    private static func builtIn() -> [String: Document] {
        do throws(StageFault) {
            var found: [String: Document] = [:]
            for (id, text) in try DocumentList(Defaults.policies).documents { found[id] = try document(text, key: id) }
            return found
        } catch {
            return [:]
        }
    }
}
