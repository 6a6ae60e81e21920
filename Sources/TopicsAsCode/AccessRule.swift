import Records

/// One right of one client on one resource of the cluster.
public struct AccessRule: Sendable, Hashable {
    public enum Resource: String, Sendable { case topic, group, transactionalId }
    public enum Operation: String, Sendable, Comparable {
        case read = "Read"
        case write = "Write"
        case describe = "Describe"
        public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    public var resource: Resource
    public var name: String
    /// The name is the beginning of the resources' names.
    public var isPrefix = false
    public var operations: [Operation]
}

/// What one client of the cluster may do, and nothing else.
public struct AccessPlan: Sendable, Equatable {
    /// The user that the client authenticates as: `prahari-anomaly`.
    public var principal: String
    public var rules: [AccessRule]

    /// The least that each stage needs, from what it reads and writes; beside them the gateway and the HTTP ingest.
    ///
    /// Kafka grants Describe with Read and with Write on topics. A stage's records meet its own changelog, dead letters and late
    /// topic alone. Nobody may create, alter or delete: `prahari topics apply` is a person's, with a user of its own.
    ///
    /// - Parameters:
    ///   - topicPrefix: before every topic, as `topic.prefix`.
    ///   - groupPrefix: before every group and transactional id, as `group.prefix`.
    public static func all(
        _ stages: [StageTopology], topicPrefix: String = "", groupPrefix: String = ""
    ) -> [AccessPlan] {
        stages.map { plan(of: $0, topicPrefix: topicPrefix, groupPrefix: groupPrefix) } + [
            gateway(topicPrefix: topicPrefix, groupPrefix: groupPrefix),
            AccessPlan(
                principal: groupPrefix + "prahari-ingest",
                rules: [AccessRule(resource: .topic, name: topicPrefix + "bank.transactions.v1", operations: [.write])]),
        ]
    }

    private static func plan(of stage: StageTopology, topicPrefix: String, groupPrefix: String) -> AccessPlan {
        var rights: [String: Set<AccessRule.Operation>] = [:]
        for topic in (stage.inputs + stage.tables + [.opsControl]).map(\.rawValue) + [stage.changelog] {
            rights[topic, default: []].insert(.read)
        }
        for topic in stage.outputs.map(\.rawValue) + stage.ownTopics { rights[topic, default: []].insert(.write) }
        let group = groupPrefix + "prahari-" + stage.name
        return AccessPlan(principal: group, rules: topics(rights, topicPrefix) + clients(group))
    }

    private static func gateway(topicPrefix: String, groupPrefix: String) -> AccessPlan {
        let group = groupPrefix + "prahari-gateway"
        let rights: [String: Set<AccessRule.Operation>] = [
            "alerts.commands.v1": [.read], "alerts.receipts.v1": [.write], "gateway.changelog.v1": [.read, .write],
            "gateway.deadletters.v1": [.write],
        ]
        return AccessPlan(principal: group, rules: topics(rights, topicPrefix) + clients(group))
    }

    private static func topics(_ rights: [String: Set<AccessRule.Operation>], _ prefix: String) -> [AccessRule] {
        rights.sorted { $0.key < $1.key }.map {
            AccessRule(resource: .topic, name: prefix + $0.key, operations: $0.value.sorted())
        }
    }

    /// Its group, the reader of its changelog, and its transactions.
    private static func clients(_ group: String) -> [AccessRule] {
        [
            AccessRule(resource: .group, name: group, operations: [.read]),
            AccessRule(resource: .group, name: group + "-reader", operations: [.describe]),
            AccessRule(resource: .transactionalId, name: group + "-", isPrefix: true, operations: [.describe, .write]),
        ]
    }
}

extension AccessPlan {
    /// Commands of `kafka-acls.sh`, one a resource; running them twice is running them once.
    public static func commands(_ plans: [AccessPlan]) -> String {
        var lines = [
            "#!/bin/sh", "# BOOTSTRAP: host:port. ADMIN: properties of a user that may alter the cluster's ACLs.",
            "set -eu",
            "acl() { kafka-acls.sh --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN\" --add \"$@\"; }",
        ]
        for plan in plans {
            lines.append("")
            for rule in plan.rules {
                let resource = rule.resource == .transactionalId ? "transactional-id" : rule.resource.rawValue
                lines.append(
                    "acl --allow-principal 'User:\(plan.principal)' "
                        + rule.operations.map { "--operation \($0.rawValue) " }.joined()
                        + "--\(resource) '\(rule.name)'"
                        + (rule.isPrefix ? " --resource-pattern-type prefixed" : ""))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// `KafkaUser` resources for Strimzi's operator; how they authenticate is the cluster's to add.
    public static func yaml(_ plans: [AccessPlan]) -> String {
        plans.map { plan in
            var lines = [
                "apiVersion: kafka.strimzi.io/v1beta2", "kind: KafkaUser", "metadata:", "  name: \(plan.principal)",
                "spec:",
                "  authorization:", "    type: simple", "    acls:",
            ]
            for rule in plan.rules {
                lines.append(
                    "      - resource: {type: \(rule.resource.rawValue), name: \(rule.name), "
                        + "patternType: \(rule.isPrefix ? "prefix" : "literal")}")
                lines.append("        operations: [\(rule.operations.map(\.rawValue).joined(separator: ", "))]")
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n---\n")
    }
}
