import Foundation
import Telemetry
import Testing

/// Dashboards, alerts and the runbook name what there is.
@Suite struct OperationsFilesTests {
    private static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
    }

    private var dashboards: [String] {
        get throws {
            let folder = Self.root.appendingPathComponent("ops/grafana")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
                .map { "ops/grafana/" + $0 }.sorted()
        }
    }

    /// The metric names in a text: words that begin as ours do.
    private func metrics(in text: String) -> Set<String> {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
        return Set(words.map(String.init).filter { $0.hasPrefix("prahari_") || $0.hasPrefix("kafka_consumergroup_") })
    }

    private static let exposed: Set<String> = Set(
        MetricCatalog.all.flatMap { metric in
            metric.kind == .histogram ? ["_bucket", "_sum", "_count"].map { metric.name + $0 } : [metric.name]
        })

    @Test func alertsAndDashboardsAskForMetricsThatExist() throws {
        for path in try dashboards + ["ops/prometheus/rules.yaml"] {
            let asked = metrics(in: try text(path))
            #expect(asked.count > 5, "\(path) asks for next to nothing")
            #expect(asked.isSubset(of: Self.exposed), "\(path): \(asked.subtracting(Self.exposed).sorted())")
        }
    }

    @Test func everyMetricStandsOnADashboard() throws {
        let shown = try dashboards.reduce(into: Set<String>()) { $0.formUnion(metrics(in: try text($1))) }
        for metric in MetricCatalog.all {
            // The offset itself says nothing to look at; its distance to the end does.
            if metric == MetricCatalog.currentOffset { continue }
            let names = metric.kind == .histogram ? [metric.name + "_bucket"] : [metric.name]
            #expect(!shown.isDisjoint(with: names), "\(metric.name) is on no dashboard")
        }
    }

    /// Labels in `by (...)` and in selectors must be the metric's own, or Prometheus'.
    @Test func labelsExist() throws {
        let known = Set(MetricCatalog.all.flatMap(\.labels)).union(["instance", "job", "le"])
        for path in try dashboards + ["ops/prometheus/rules.yaml"] {
            for part in try text(path).components(separatedBy: "by (").dropFirst() {
                let labels = part.prefix { $0 != ")" }.split(separator: ",").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                #expect(known.isSuperset(of: labels), "\(path): by (\(labels))")
            }
        }
    }

    @Test func dashboardsAreJSONWithPanelsThatHaveIdsOfTheirOwn() throws {
        for path in try dashboards {
            let object = try JSONSerialization.jsonObject(with: Data(try text(path).utf8)) as? [String: Any]
            let panels = try #require(object?["panels"] as? [[String: Any]])
            let ids = panels.compactMap { $0["id"] as? Int }
            #expect(ids.count == panels.count && Set(ids).count == ids.count, "\(path)")
            #expect(object?["uid"] as? String != nil)
        }
    }

    @Test func everyAlertHasItsPlaceInTheRunbook() throws {
        let rules = try text("ops/prometheus/rules.yaml")
        let names = rules.components(separatedBy: "- alert: ").dropFirst().map {
            String($0.prefix { !$0.isWhitespace })
        }
        #expect(names.count >= 10 && Set(names).count == names.count)
        let headings = Set(
            try text("ops/RUNBOOK.md").split(separator: "\n").filter { $0.hasPrefix("### ") }.map {
                String($0.dropFirst(4))
            })
        for name in names {
            #expect(headings.contains(name), "no section '### \(name)' in the runbook")
            #expect(
                rules.contains("runbook: ops/RUNBOOK.md#\(name.lowercased())\n"),
                "\(name) does not point to its section")
        }
    }

    @Test func unitsAreHardened() throws {
        let folder = Self.root.appendingPathComponent("ops/systemd")
        let units = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".service") }
        #expect(units.count == 3)
        for unit in units {
            let lines = Set(try text("ops/systemd/" + unit).split(separator: "\n").map(String.init))
            for line in [
                "NoNewPrivileges=yes", "ProtectSystem=strict", "User=prahari", "CapabilityBoundingSet=", "UMask=0077",
                "RestartPreventExitStatus=2 3 4", "StateDirectoryMode=0700",
            ] {
                #expect(lines.contains(line), "\(unit) lacks \(line)")
            }
        }
    }
}
