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

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "prahari",
    products: [
        .executable(name: "prahari", targets: ["prahari"])
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
        module("Anomaly", ["Records", "StageKit"]),
        module("Trail", ["Records", "StageKit"]),
        module("CashOut", ["Records", "StageKit", "CS2"]),
        module("Tagging", ["Records", "StageKit"]),
        module("Social", ["Records", "StageKit", "Tagging"]),
        module("Alerting", ["Records", "StageKit"]),

        // Bytes <-> records.
        .target(
            name: "CSimdJSON", cxxSettings: [.unsafeFlags(["-O2"])], linkerSettings: [.linkedLibrary("simdjson")]),
        module("Wire", ["Records", "CSimdJSON"]),
        .target(name: "CS2", cxxSettings: [.unsafeFlags(["-O2"])], linkerSettings: [.linkedLibrary("s2")]),

        // The shell: runtime, Kafka, SQLite, telemetry.
        module("Runtime", ["Records", "StageKit", "Wire"]),
        .target(name: "CRdKafka", linkerSettings: [.linkedLibrary("rdkafka")]),
        module("RdKafka", ["CRdKafka"]),
        module("KafkaLog", ["Records", "Runtime", "RdKafka"]),
        module("SQLiteStore", ["Records", "StageKit", "Runtime", .product(name: "GRDB", package: "GRDB.swift")]),
        module(
            "Telemetry",
            [
                "Runtime", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"), .product(name: "FlyingFox", package: "FlyingFox"),
            ]),

        // Topics as code, the simulator, and all of it together.
        module("TopicsAsCode", ["Records", "RdKafka", .product(name: "Yams", package: "Yams")]),
        module("Scenario", ["Records"]),
        module(
            "Composition",
            [
                "Records", "StageKit", "Wire", "Anomaly", "Trail", "CashOut", "Tagging", "Social", "Alerting", "Runtime",
                "RdKafka", "KafkaLog", "SQLiteStore", "Telemetry", "TopicsAsCode",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "prahari",
            dependencies: [
                "Composition", "Scenario", "TestKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        module("TestKit", ["Records", "StageKit", "Runtime"]),
    ],
    cxxLanguageStandard: .cxx17
)
