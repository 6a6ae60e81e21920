/// Why a plan was not applied, or not wholly.
public enum TopicApplyFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing was done.
    case conflicts([TopicStep])
    /// The steps before were done; apply again when the cause is gone.
    case failed(topic: String, TopicsAdminFault)

    public var description: String {
        switch self {
        case .conflicts(let steps):
            "nothing was changed: "
                + steps.map { step in step.conflicts.map { "\(step.topic) \($0)" }.joined(separator: "\n") }
                .joined(separator: "\n")
        case .failed(let topic, let fault):
            "\(topic): \(fault); the topics before it are done, and apply can be run again"
        }
    }
}

extension TopicPlan {
    /// Performs the plan, topic by topic. Doing it twice is the same as doing it once: a topic that somebody else
    /// created meanwhile is left for the next plan to compare.
    /// - Parameter progress: is told what was done, after it was.
    /// - Returns: how many changes were made.
    @discardableResult
    public func apply(
        _ admin: some TopicsAdmin, progress: (_ topic: String, _ done: TopicChange) -> Void = { _, _ in }
    ) throws(TopicApplyFault) -> Int {
        guard conflicts.isEmpty else { throw .conflicts(conflicts) }
        var made = 0
        for step in steps {
            do throws(TopicsAdminFault) {
                made += try Self.apply(step, admin, progress)
            } catch {
                throw .failed(topic: step.topic, error)
            }
        }
        return made
    }

    private static func apply(
        _ step: TopicStep, _ admin: some TopicsAdmin, _ progress: (String, TopicChange) -> Void
    ) throws(TopicsAdminFault) -> Int {
        var made = 0
        var configs: [String: String] = [:]
        for change in step.changes {
            switch change {
            case .create(let topic): made += try create(topic, admin) ? 1 : 0
            case .grow(_, let total):
                try admin.addPartitions(topic: step.topic, total: total)
                made += 1
            case .setConfig(let name, _, let value):
                configs[name] = value
                continue
            }
            progress(step.topic, change)
        }
        if !configs.isEmpty {
            // One request for all: each request replaces what the topic has of its own.
            try admin.alterConfigs(topic: step.topic, configs)
            made += configs.count
            for change in step.changes {
                if case .setConfig = change { progress(step.topic, change) }
            }
        }
        return made
    }

    private static func create(_ topic: TopicToCreate, _ admin: some TopicsAdmin) throws(TopicsAdminFault) -> Bool {
        do throws(TopicsAdminFault) {
            try admin.create(topic)
            return true
        } catch  where error.alreadyExists {
            return false
        }
    }
}
