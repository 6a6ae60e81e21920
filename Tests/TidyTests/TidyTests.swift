import Foundation
import Testing

/// Style rules that a machine can check.
@Suite struct TidyTests {
    /// Which modules of the project each target may import: arrows point from the shell to the core, never back.
    static let allowedImports: [String: Set<String>] = [
        "Records": [],
        "StageKit": ["Records"],
        "Wire": ["Records", "CSimdJSON"],
        "Anomaly": ["Records", "StageKit", "Trees"],
        "Trail": ["Records", "StageKit"],
        "CashOut": ["Records", "StageKit", "CS2"],
        "ReferenceData": ["Records", "CashOut"],
        "RiskMap": ["Records", "StageKit", "CashOut", "CZlib"],
        "Tagging": ["Records", "StageKit", "TextModel", "BuiltInModels"],
        "Social": ["Records", "StageKit", "Tagging", "TextModel", "SentenceVectors", "Campaigns", "BuiltInModels"],
        "Alerting": ["Records", "StageKit"],
        "Delivery": ["Records", "StageKit"],
        "WebPush": ["Records", "Delivery", "CCrypto"],
        "GatewayHost": [
            "Records", "StageKit", "Delivery", "WebPush", "Wire", "Runtime", "Telemetry", "Composition", "KafkaLog",
            "RdKafka", "CCurl",
        ],
        "Series": ["Records", "StageKit"],
        "Volumes": ["Records", "StageKit", "Series"],
        "FraudFeatures": ["StageKit"],
        "Trees": ["StageKit", "CXGBoost"],
        "Rings": [],
        "RingsStage": ["Records", "StageKit"],
        "FraudTraining": ["Records", "StageKit", "Anomaly", "Trees"],
        "DetectorEvaluation": ["Records", "Anomaly", "Scenario", "Trees"],
        "RingsEvaluation": ["DataFiles", "Records", "Rings", "RingsStage", "Scenario", "StageKit", "Trees"],
        "CashOutEvaluation": ["Records", "StageKit", "Scenario", "Trail", "CashOut"],
        "AlertsEvaluation": [
            "Records", "StageKit", "Scenario", "Anomaly", "Trail", "CashOut", "Tagging", "Social", "Alerting",
        ],
        "NABEvaluation": ["Series"],
        "HandbookEvaluation": ["DataFiles", "FraudFeatures", "Trees"],
        "DataFiles": [],
        "TextModel": ["StageKit"],
        "SentenceVectors": ["StageKit", "TextModel"],
        "BuiltInModels": ["CModels"],
        "TextTrainer": ["StageKit", "TextModel", "CLibLinear"],
        "StageTraining": ["Records", "StageKit", "Tagging", "Scenario", "TextModel", "TextTrainer"],
        "Campaigns": ["TextModel"],
        "TagEvaluation": ["Records", "StageKit", "Tagging"],
        "TextEvaluation": ["TextModel", "TextTrainer", "Campaigns"],
        "Hotspots": ["StageKit"],
        "HotspotEvaluation": ["DataFiles", "Hotspots"],
        "Scenario": ["Records"],
        "Runtime": ["Records", "StageKit", "Wire"],
        "Replay": ["Records", "StageKit", "Runtime", "Wire"],
        "RdKafka": ["CRdKafka"],
        "KafkaLog": ["Records", "Runtime", "RdKafka"],
        "SQLiteStore": ["Records", "StageKit", "Runtime"],
        "StateSealing": ["Records", "StageKit", "Runtime", "CCrypto"],
        "Adapters": ["Records", "StageKit", "Wire"],
        "Ingest": ["Records", "StageKit", "Wire"],
        "LanguageModel": ["StageKit", "CCurl"],
        "Cases": ["Records", "StageKit", "Wire", "Tagging", "LanguageModel"],
        "Telemetry": ["Records", "Runtime"],
        "TopicsAsCode": ["Records"],
        "TestKit": ["Records", "StageKit", "Runtime", "Replay", "Wire"],
    ]

    static let projectModules = Set(allowedImports.keys).union([
        "CSimdJSON", "CS2", "CZlib", "CXGBoost", "CLibLinear", "CModels", "CRdKafka", "CCurl", "CCrypto", "Composition",
        "Drills", "GatewayDrill",
    ])

    /// Modules that decide: no I/O, clocks or randomness of any kind.
    static let pureTargets: Set<String> = [
        "Records", "StageKit", "Anomaly", "Trail", "CashOut", "Tagging", "Social", "Alerting", "Scenario",
        "Series", "Volumes", "FraudFeatures", "Rings", "RingsStage", "Hotspots", "TextModel",
        "SentenceVectors", "Campaigns", "Delivery", "Adapters",
    ]

    @Test func importsPointTowardsTheCore() {
        for file in SourceTree.sources.files {
            guard let allowed = Self.allowedImports[file.target] else { continue }
            for module in file.imports where Self.projectModules.contains(module) {
                #expect(allowed.contains(module), "\(file.path) imports \(module), which \(file.target) may not know")
            }
        }
    }

    @Test func stagesNeverMeetButThroughTopics() {
        let stages: Set<String> = ["Anomaly", "Volumes", "Trail", "RingsStage", "CashOut", "Alerting"]
        for file in SourceTree.sources.files where Self.pureTargets.contains(file.target) {
            for module in file.imports where stages.contains(module) {
                #expect(module == file.target, "\(file.path) imports the stage \(module)")
            }
        }
    }

    @Test func everyTargetIsPlacedInTheLayout() {
        let composition: Set<String> = ["Composition", "Drills", "GatewayDrill", "prahari", "prahari-gateway"]
        for target in Set(SourceTree.sources.files.map(\.target)) {
            #expect(
                Self.allowedImports[target] != nil || composition.contains(target),
                "target \(target) is not in the table of import directions")
        }
    }

    @Test func thePureCoreReadsNoClockAndNoRandomness() {
        let forbidden = [
            "Date()", "Date.now", "SystemRandomNumberGenerator", ".random(in", "clock_gettime", "hashValue",
            "Hasher(", "ProcessInfo", "FileManager", "URLSession", "Task {", "DispatchQueue", "async ",
        ]
        for file in SourceTree.sources.files where Self.pureTargets.contains(file.target) {
            for (number, text) in file.code {
                for call in forbidden where text.contains(call) {
                    Issue.record("\(file.path):\(number) uses \(call) in the pure core")
                }
            }
        }
    }

    @Test func librariesNeverPrintTrapOrSleep() {
        let forbidden = ["fatalError(", "try!", "Task.sleep", "Thread.sleep", "preconditionFailure("]
        for file in SourceTree.sources.files {
            for (number, text) in file.code {
                for call in forbidden where text.contains(call) { Issue.record("\(file.path):\(number) uses \(call)") }
                let prints = text.hasPrefix("print(") || text.contains(" print(")
                if prints, file.target != "prahari" { Issue.record("\(file.path):\(number) prints") }
            }
        }
    }

    @Test func testsNeverSleep() {
        for file in SourceTree.tests.files where file.target != "TidyTests" {
            for (number, text) in file.code {
                for call in ["Task.sleep", "Thread.sleep", "usleep(", " sleep("] where text.contains(call) {
                    Issue.record("\(file.path):\(number) sleeps: inject the clock or await the event")
                }
            }
        }
    }

    @Test func uncheckedSendableStatesItsInvariant() {
        for file in SourceTree.sources.files + SourceTree.tests.files where file.target != "TidyTests" {
            for (index, line) in file.lines.enumerated() where line.contains("@unchecked Sendable") {
                let near = file.lines[max(0, index - 3)..<min(file.lines.count, index + 4)].joined(separator: "\n")
                guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { continue }
                #expect(
                    near.lowercased().contains("invariant"), "\(file.path):\(index + 1) does not say why it is safe")
            }
        }
    }

    /// A ratchet: the longest file may shrink, never grow.
    @Test func filesStayReadable() {
        let longest = 520
        for file in SourceTree.sources.files where !file.path.hasSuffix("Defaults.swift") {
            #expect(file.lines.count <= longest, "\(file.path) has \(file.lines.count) lines; split it by concern")
        }
    }
}
