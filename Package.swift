// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A shim over a C++ library; optimised in debug builds too, for it is on the hot path.
func cxx(_ name: String, links libraries: [String]) -> Target {
    .target(
        name: name, cxxSettings: [.unsafeFlags(["-O2"])], linkerSettings: libraries.map { .linkedLibrary($0) })
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "prahari",
    products: [
        .executable(name: "prahari", targets: ["prahari"]),
        .executable(name: "prahari-gateway", targets: ["prahari-gateway"]),
        // For consumers of the topics: see examples/swift-consumer.
        .library(name: "RdKafka", targets: ["RdKafka"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // The domain and the pure core.
        module("Records"),
        module("StageKit", ["Records", .product(name: "HeapModule", package: "swift-collections")]),
        module("Anomaly", ["Records", "StageKit", "Trees"]),
        module("Trail", ["Records", "StageKit"]),
        module("CashOut", ["Records", "StageKit", "CS2"]),
        module("Tagging", ["Records", "StageKit", "TextModel", "BuiltInModels"]),
        module(
            "Social",
            ["Records", "StageKit", "Tagging", "TextModel", "SentenceVectors", "Campaigns", "BuiltInModels"]),
        module("Alerting", ["Records", "StageKit"]),
        cxx("CS2", links: ["s2"]),
        // Terminals and stations from files; maps of the risk.
        module("ReferenceData", ["Records", "CashOut"]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        module("RiskMap", ["Records", "StageKit", "CashOut", "CZlib"]),
        // Univariate series, card features, and the trees that learn from them.
        module("Series", ["Records", "StageKit"]),
        module("Volumes", ["Records", "StageKit", "Series"]),
        module("FraudFeatures", ["StageKit"]),
        module("Rings"),
        module("RingsStage", ["Records", "StageKit"]),
        .target(name: "CXGBoost", linkerSettings: [.linkedLibrary("xgboost")]),
        .target(
            name: "Trees", dependencies: ["CXGBoost", "StageKit"], swiftSettings: strict + [.strictMemorySafety()]),

        // Bytes <-> records.
        cxx("CSimdJSON", links: ["simdjson"]),
        module("Wire", ["Records", "CSimdJSON"]),

        // Messages of banks -> bookings; and bookings over HTTP.
        module("Adapters", ["Records", "StageKit", "Wire"]),
        module("Ingest", ["Records", "StageKit", "Wire", .product(name: "FlyingFox", package: "FlyingFox")]),

        // The shell: runtime, Kafka, SQLite, telemetry.
        module("Runtime", ["Records", "StageKit", "Wire"]),
        // Replays, dead letters, resets: planned purely, performed over the runtime's ports.
        module("Replay", ["Records", "StageKit", "Runtime", "Wire"]),
        .target(name: "CRdKafka", linkerSettings: [.linkedLibrary("rdkafka")]),
        module("RdKafka", ["CRdKafka"]),
        module("KafkaLog", ["Records", "Runtime", "RdKafka"]),
        module("SQLiteStore", ["Records", "StageKit", "Runtime", .product(name: "GRDB", package: "GRDB.swift")]),
        module("StateSealing", ["Records", "StageKit", "Runtime", "CCrypto"]),
        module(
            "Telemetry",
            [
                "Records", "Runtime", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),

        // A unit's table of cases under human review, and the optional language model.
        module("LanguageModel", ["StageKit", "CCurl"]),
        module(
            "Cases",
            [
                "Records", "StageKit", "Wire", "Tagging", "LanguageModel",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),

        // Topics as code, the simulator, and all of it together.
        module("TopicsAsCode", ["Records", .product(name: "Yams", package: "Yams")]),
        module("Scenario", ["Records"]),
        module(
            "Composition",
            [
                "Records", "StageKit", "Wire", "Anomaly", "Trail", "CashOut", "RingsStage", "Tagging", "Social",
                "Alerting", "Volumes", "Runtime", "Replay", "RdKafka", "KafkaLog", "SQLiteStore", "StateSealing",
                "Telemetry", "TopicsAsCode",
                .product(name: "Logging", package: "swift-log"),
            ]),
        module(
            "Drills",
            [
                "Records", "StageKit", "Wire", "Anomaly", "Tagging", "Social", "Runtime", "RdKafka", "KafkaLog",
                "SQLiteStore", "Composition", "Scenario", "StageTraining", "TestKit", "Replay",
            ]),

        // The gateway: decides purely, speaks by libcurl.
        module(
            "Delivery", ["Records", "StageKit", .product(name: "HeapModule", package: "swift-collections")]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        module("WebPush", ["Records", "Delivery", "CCrypto"]),
        module(
            "GatewayHost",
            [
                "Records", "StageKit", "Delivery", "WebPush", "Wire", "Runtime", "Telemetry", "Composition", "KafkaLog",
                "RdKafka", "CCurl",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "prahari-gateway",
            dependencies: [
                "Delivery", "WebPush", "GatewayHost", "Composition", "Telemetry",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict, linkerSettings: [.linkedLibrary("jemalloc")]),
        module(
            "GatewayDrill",
            [
                "Records", "Delivery", "Drills", "KafkaLog", "WebPush", "Wire", "Runtime", "RdKafka", "Composition",
                "GatewayHost",
            ]),

        module("FraudTraining", ["Records", "StageKit", "Anomaly", "Trees"]),

        // Texts: a linear model of n-grams, static sentence vectors, campaigns of near-duplicates; training apart.
        module("TextModel", ["StageKit"]),
        module("SentenceVectors", ["StageKit", "TextModel"]),
        module("Campaigns", ["TextModel"]),
        .target(name: "CModels", exclude: ["README.md"]),
        module("BuiltInModels", ["CModels"]),
        .target(name: "CLibLinear", linkerSettings: [.linkedLibrary("linear")]),
        module("TextTrainer", ["StageKit", "TextModel", "CLibLinear"]),
        module("StageTraining", ["Records", "StageKit", "Tagging", "Scenario", "TextModel", "TextTrainer"]),
        // Point events in space and time.
        module("Hotspots", ["StageKit"]),

        // Measured on the public sets.
        module("DataFiles"),
        module("NABEvaluation", ["Series"]),
        module("HandbookEvaluation", ["DataFiles", "FraudFeatures", "Trees"]),
        module("DetectorEvaluation", ["Records", "Anomaly", "Scenario", "Trees"]),
        module("RingsEvaluation", ["DataFiles", "Records", "Rings", "RingsStage", "Scenario", "StageKit", "Trees"]),
        module("TagEvaluation", ["Records", "StageKit", "Tagging"]),
        module("TextEvaluation", ["TextModel", "TextTrainer", "Campaigns"]),
        module("HotspotEvaluation", ["DataFiles", "Hotspots"]),
        module("CashOutEvaluation", ["Records", "StageKit", "Scenario", "Trail", "CashOut"]),
        module(
            "AlertsEvaluation",
            [
                "Records", "StageKit", "Scenario", "Anomaly", "Trail", "CashOut", "Tagging", "Social", "Alerting",
            ]),
        .executableTarget(
            name: "prahari",
            dependencies: [
                "Records", "StageKit", "Adapters", "Ingest", "Alerting", "AlertsEvaluation", "Wire", "Runtime",
                "Replay",
                "TopicsAsCode", "Telemetry", "Composition", "Drills", "Scenario", "RdKafka", "Series", "NABEvaluation",
                "HandbookEvaluation",
                "RingsEvaluation", "DetectorEvaluation", "FraudTraining", "Trees", "DataFiles", "TextEvaluation",
                "HotspotEvaluation", "CashOutEvaluation", "GatewayDrill", "TagEvaluation", "Tagging", "Cases",
                "LanguageModel", "StageTraining", "TextModel", "ReferenceData", "RiskMap",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict,
            // Records are allocated by one thread and freed by another: see docs/decisions/0011-allocator.md.
            linkerSettings: [.linkedLibrary("jemalloc")]),
        module("TestKit", ["Records", "StageKit", "Runtime", "Replay", "Wire"]),

        tests("AnomalyTests", ["Anomaly", "Records", "StageKit", "Trees"]),
        tests("SeriesTests", ["Series", "Records", "StageKit"]),
        tests("VolumesTests", ["Volumes", "Records", "StageKit", "Runtime", "Series", "TestKit", "Wire"]),
        tests("NABEvaluationTests", ["NABEvaluation", "Series"]),
        tests("TreesTests", ["Trees", "StageKit"]),
        tests("FraudFeaturesTests", ["FraudFeatures"]),
        tests("HandbookEvaluationTests", ["HandbookEvaluation", "DataFiles", "FraudFeatures", "Trees"]),
        tests("DataFilesTests", ["DataFiles"]),
        tests("HotspotsTests", ["Hotspots"]),
        tests("HotspotEvaluationTests", ["HotspotEvaluation", "Hotspots"]),
        tests("TextModelTests", ["TextModel", "TextTrainer"]),
        tests("SentenceVectorsTests", ["SentenceVectors", "BuiltInModels"]),
        tests("StageTrainingTests", ["StageTraining", "Records", "TextModel"]),
        tests("CampaignsTests", ["Campaigns", "TextModel"]),
        tests("TagEvaluationTests", ["TagEvaluation", "Tagging"]),
        tests("TextEvaluationTests", ["TextEvaluation", "TextModel", "TextTrainer"]),
        tests("RingsTests", ["Rings"]),
        tests("DetectorEvaluationTests", ["DetectorEvaluation", "Records", "Scenario"]),
        tests(
            "RingsStageTests", ["RingsStage", "Records", "Runtime", "Scenario", "StageKit", "TestKit", "Wire"]),
        tests("RingsEvaluationTests", ["DataFiles", "RingsEvaluation", "Rings", "Scenario"]),
        tests("CashOutEvaluationTests", ["CashOutEvaluation", "CashOut", "Records", "Scenario", "StageKit"]),
        tests("FraudTrainingTests", ["FraudTraining", "Anomaly", "Records", "Trees"]),
        tests("TrailTests", ["Trail", "Records", "StageKit"]),
        tests("CashOutTests", ["CashOut", "Records", "StageKit", "CS2"]),
        tests("ReferenceDataTests", ["ReferenceData", "Records"]),
        tests("RiskMapTests", ["RiskMap", "CashOut", "Records"], exclude: ["Goldens"]),
        tests("TaggingTests", ["Tagging", "Records", "StageKit", "TextModel"]),
        tests("SocialTests", ["Social", "Tagging", "Records", "StageKit", "SentenceVectors"]),
        tests("AlertsEvaluationTests", ["AlertsEvaluation", "Scenario"]),
        tests("AlertingTests", ["Alerting", "Records", "StageKit"], exclude: ["Goldens"]),
        tests("DeliveryTests", ["Delivery", "Records", "StageKit"]),
        tests(
            "GatewayHostTests",
            [
                "GatewayDrill", "GatewayHost", "Delivery", "Records", "Runtime", "Telemetry", "Wire", "TestKit",
                "StateSealing",
            ]),
        tests("WebPushTests", ["WebPush", "Delivery", "Records"]),
        tests("ScenarioTests", ["Scenario", "Records"]),
        tests("WireTests", ["Wire", "Records"]),
        tests("RuntimeTests", ["Records", "StageKit", "Runtime", "Wire", "TestKit", "StateSealing"]),
        tests("StateSealingTests", ["StateSealing", "Records", "StageKit", "Runtime", "CCrypto"]),
        tests("ReplayTests", ["Replay", "Records", "StageKit", "Runtime", "Wire", "TestKit"]),
        tests("RdKafkaTests", ["RdKafka"]),
        tests("KafkaLogTests", ["KafkaLog", "RdKafka", "Runtime", "Records"]),
        tests(
            "SQLiteStoreTests",
            ["Records", "Runtime", "StageKit", "SQLiteStore", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("AdaptersTests", ["Adapters", "Records", "StageKit", "Wire"]),
        tests("IngestTests", ["Ingest", "Records"]),
        tests("LanguageModelTests", ["LanguageModel"]),
        tests(
            "CasesTests",
            ["Cases", "LanguageModel", "Records", "Wire", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "TelemetryTests",
            [
                "Records", "RingsStage", "Runtime", "StageKit", "Telemetry", "TestKit",
                .product(name: "Logging", package: "swift-log"), .product(name: "Metrics", package: "swift-metrics"),
            ]),
        tests(
            "TopicsAsCodeTests", ["TopicsAsCode", "Records", "Wire", .product(name: "Yams", package: "Yams")]),
        tests(
            "CompositionTests",
            [
                "Composition", "Records", "StageKit", "Runtime", "Wire", "TopicsAsCode", "Scenario", "TestKit",
                "Anomaly", "SQLiteStore", "StateSealing", "Telemetry",
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "IntegrationTests",
            ["Records", "StageKit", "Runtime", "TestKit", "KafkaLog", "RdKafka", "SQLiteStore", "Wire"]),
        tests("DrillsTests", ["Drills", "Records", "Replay", "StageKit"]),
        tests("TidyTests", []),
    ],
    cxxLanguageStandard: .cxx17
)
