import Records
import Testing
import TopicsAsCode
import Yams

@Suite struct AccessPlanTests {
    private func plan(_ principal: String) throws -> AccessPlan {
        try #require(AccessPlan.all(StageTopology.all).first { $0.principal == principal })
    }

    private func names(_ plan: AccessPlan, _ operation: AccessRule.Operation) -> Set<String> {
        Set(plan.rules.filter { $0.resource == .topic && $0.operations.contains(operation) }.map(\.name))
    }

    @Test func everyStageMayDoWhatItsTopologySaysAndNoMore() throws {
        for stage in StageTopology.all {
            let plan = try plan("prahari-" + stage.name)
            #expect(
                names(plan, .read)
                    == Set((stage.inputs + stage.tables + [.opsControl]).map(\.rawValue) + [stage.changelog]))
            #expect(names(plan, .write) == Set(stage.outputs.map(\.rawValue) + stage.ownTopics))
            #expect(plan.rules.allSatisfy { !$0.isPrefix || $0.resource == .transactionalId })
        }
    }

    @Test func nobodyElseReadsCasesOrWritesAlerts() {
        for plan in AccessPlan.all(StageTopology.all) {
            if names(plan, .read).contains("police.firs.v1") { #expect(plan.principal == "prahari-tagger") }
            if names(plan, .write).contains("alerts.commands.v1") { #expect(plan.principal == "prahari-alerts") }
            if names(plan, .write).contains("bank.transactions.v1") { #expect(plan.principal == "prahari-ingest") }
        }
    }

    @Test func aPrefixOfOneStageIsNoPrefixOfAnother() {
        let plans = AccessPlan.all(StageTopology.all, groupPrefix: "test-")
        for plan in plans {
            for rule in plan.rules where rule.isPrefix {
                #expect(rule.name == plan.principal + "-")
                #expect(
                    plans.allSatisfy { $0.principal == plan.principal || !($0.principal + "-").hasPrefix(rule.name) })
            }
        }
    }

    @Test func commandsAreQuotedAndComplete() throws {
        let text = AccessPlan.commands([try plan("prahari-volumes")])
        #expect(
            text.hasSuffix(
                """

                acl --allow-principal 'User:prahari-volumes' --operation Read --topic 'ops.control.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Read --operation Write --topic 'volumes.changelog.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Write --topic 'volumes.deadletters.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Write --topic 'volumes.late.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Read --topic 'volumes.partial.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Write --topic 'volumes.scored.v1'
                acl --allow-principal 'User:prahari-volumes' --operation Read --group 'prahari-volumes'
                acl --allow-principal 'User:prahari-volumes' --operation Describe --group 'prahari-volumes-reader'
                acl --allow-principal 'User:prahari-volumes' --operation Describe --operation Write \
                --transactional-id 'prahari-volumes-' --resource-pattern-type prefixed
                """))
    }

    @Test func theYAMLSaysTheSame() throws {
        let plans = AccessPlan.all(StageTopology.all, topicPrefix: "in.")
        let documents = try Array(Yams.load_all(yaml: AccessPlan.yaml(plans)))
        #expect(documents.count == plans.count)
        for (document, plan) in zip(documents, plans) {
            let user = try #require(document as? [String: Any])
            let spec = try #require((user["spec"] as? [String: Any])?["authorization"] as? [String: Any])
            let rules = try #require(spec["acls"] as? [[String: Any]])
            #expect(rules.compactMap { ($0["resource"] as? [String: String])?["name"] } == plan.rules.map(\.name))
            #expect(
                rules.compactMap { $0["operations"] as? [String] } == plan.rules.map { $0.operations.map(\.rawValue) })
        }
    }
}
