import Testing

@testable import TopicsAsCode

@Suite struct TopicPlanTests {
    private func planner(_ overrides: TopicOverrides = TopicOverrides()) throws -> TopicPlanner {
        TopicPlanner(try checkedInTopics(), overrides: overrides)
    }

    @Test func anEmptyClusterGetsEverything() throws {
        let cluster = FakeCluster()
        let plan = try planner().plan(cluster)
        #expect(plan.summary == "59 to create, 0 to change, 0 unchanged, 0 refused")
        var told: [String] = []
        #expect(try plan.apply(cluster) { topic, _ in told.append(topic) } == 59)
        #expect(told.count == 59 && cluster.topics.count == 59)
        #expect(cluster.topics["anomaly.changelog.v1"]?.configs?["cleanup.policy"] == "compact")
    }

    @Test func applyingTwiceChangesNothing() throws {
        let cluster = FakeCluster()
        try planner().plan(cluster).apply(cluster)
        let again = try planner().plan(cluster)
        #expect(again.isEmpty)
        #expect(try again.apply(cluster) == 0)
        #expect(cluster.requests.count == 59)
        #expect(again.text == "0 to create, 0 to change, 59 unchanged, 0 refused")
    }

    @Test func aTopicThatSomebodyElseCreatedMeanwhileIsNoFault() throws {
        let cluster = FakeCluster()
        cluster.refuse["alerts.late.v1"] = TopicsAdminFault("exists", alreadyExists: true)
        #expect(try planner().plan(cluster).apply(cluster) == 58)
    }

    @Test func aFailureNamesTheTopicAndCanBeRepeated() throws {
        let cluster = FakeCluster()
        cluster.refuse["bank.transactions.v1"] = TopicsAdminFault("not authorised")
        let plan = try planner().plan(cluster)
        let fault = #expect(throws: TopicApplyFault.self) { try plan.apply(cluster) }
        #expect(
            fault?.description
                == "bank.transactions.v1: not authorised; the topics before it are done, and apply can be run again")
        cluster.refuse = [:]
        try planner().plan(cluster).apply(cluster)
        #expect(cluster.topics.count == 59)
    }

    @Test func settingsAreChangedInOneRequest() throws {
        let cluster = FakeCluster()
        try planner().plan(cluster).apply(cluster)
        cluster.topics["bank.transactions.v1"]?.configs = [
            "cleanup.policy": "delete", "retention.ms": "1000", "max.message.bytes": "5", "compression.type": "lz4",
        ]
        let plan = try planner().plan(cluster)
        #expect(
            plan.text == """
                ~ bank.transactions.v1
                    set max.message.bytes=1048588 (is 5)
                    set retention.ms=2592000000 (is 1000)
                0 to create, 1 to change, 58 unchanged, 0 refused
                """)
        #expect(try plan.apply(cluster) == 2)
        #expect(cluster.requests.last == "alter bank.transactions.v1 max.message.bytes=1048588 retention.ms=2592000000")
        #expect(cluster.topics["bank.transactions.v1"]?.configs?["compression.type"] == "lz4")
        #expect(try planner().plan(cluster).isEmpty)
    }

    @Test func growingIsRefusedWithoutTheFlag() throws {
        let cluster = FakeCluster()
        try planner(TopicOverrides(partitions: 2)).plan(cluster).apply(cluster)
        #expect(cluster.topics["bank.transactions.v1"]?.partitions == 2)
        #expect(cluster.topics["ref.terminals.v1"]?.partitions == 1)
        let refused = try planner().plan(cluster)
        #expect(refused.conflicts.count == 45)
        #expect(refused.text.contains("REFUSED: growing from 2 to 8 partitions moves keys"))
        #expect(throws: TopicApplyFault.self) { try refused.apply(cluster) }
        #expect(cluster.requests.count == 59)
        let allowed = try planner(TopicOverrides(allowsGrowth: true)).plan(cluster)
        #expect(allowed.text.contains("note: WARNING: growing from 2 to 8 partitions moves keys"))
        try allowed.apply(cluster)
        #expect(cluster.topics["bank.transactions.v1"]?.partitions == 8)
        #expect(try planner().plan(cluster).isEmpty)
    }

    @Test func shrinkingIsAlwaysRefused() throws {
        let cluster = FakeCluster()
        try planner(TopicOverrides(partitions: 16)).plan(cluster).apply(cluster)
        let plan = try planner(TopicOverrides(allowsGrowth: true)).plan(cluster)
        #expect(plan.conflicts.count == 45)
        let fault = #expect(throws: TopicApplyFault.self) { try plan.apply(cluster) }
        #expect(fault?.description.contains("partitions cannot be taken away") == true)
    }

    @Test func prefixesReplicasAndSettingsOfADeployment() throws {
        let cluster = FakeCluster()
        cluster.topics = [
            "other.things.v1": TopicStatus(partitions: 1, replicas: 1, configs: nil),
            "uat.old.things.v1": TopicStatus(partitions: 1, replicas: 1, configs: nil),
            "__consumer_offsets": TopicStatus(partitions: 50, replicas: 1, configs: nil),
        ]
        let overrides = TopicOverrides(prefix: "uat.", replicas: 3, configs: ["min.insync.replicas": "2"])
        let plan = try planner(overrides).plan(cluster)
        #expect(plan.undeclared == ["uat.old.things.v1"])
        try plan.apply(cluster)
        let topic = try #require(cluster.topics["uat.bank.transactions.v1"])
        #expect(topic.replicas == 3 && topic.configs?["min.insync.replicas"] == "2")
        #expect(try planner().plan(cluster).undeclared.contains("other.things.v1"))
        // Another count of replicas is told, and nobody's to change.
        let told = try planner(TopicOverrides(prefix: "uat.", configs: ["min.insync.replicas": "2"])).plan(cluster)
        #expect(told.isEmpty && told.text.contains("has 3 replicas, the files say 1"))
    }

    @Test func settingsAreComparedAsKafkaReadsThem() {
        #expect(TopicPlanner.areEqual("0.2", "0.20"))
        #expect(TopicPlanner.areEqual("compact,delete", "delete, compact"))
        #expect(TopicPlanner.areEqual("TRUE", "true"))
        #expect(!TopicPlanner.areEqual("delete", "compact"))
        #expect(!TopicPlanner.areEqual("10", "100"))
    }

    @Test func aClusterThatTellsNoSettingsIsNotChanged() throws {
        let cluster = FakeCluster()
        try planner().plan(cluster).apply(cluster)
        for name in cluster.topics.keys { cluster.topics[name]?.configs = nil }
        let plan = try planner().plan(cluster)
        #expect(plan.isEmpty && plan.text.contains("not compared"))
    }

    @Test func machinesGetJSON() throws {
        let cluster = FakeCluster()
        let json = try JSONValue(parsing: planner().plan(cluster).json.text.utf8)
        #expect(json.object?["steps"]?.array?.count == 59)
        #expect(json.object?["steps"]?.array?.first?.object?["changes"]?.array?.first?.object?["change"] == "create")
    }
}
