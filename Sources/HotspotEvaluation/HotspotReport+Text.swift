import Foundation

extension HotspotReport {
    /// Tables for people: ours among the baselines with the published figures, losses named as such.
    public var text: String {
        var lines = [protocolText, ""]
        for (kind, own) in [("burglary", burglary), ("theft", theft)] {
            lines += Self.table(kind, own, baselines.compactMapValues { $0[kind] }) + [""]
        }
        lines += officialLines
        if let newYork {
            lines.append("")
            lines += Self.table("New York shootings", newYork.shootings, newYork.baselines)
            lines.append("  104 weekly forecasts, 0.5 % of 302.64 sq mi in 500-ft cells; no published figure exists")
        }
        if !training.isEmpty {
            lines += ["", Self.row("training weeks (pooled PAI)", ["burglary", "theft"])]
            lines += training.map { entry in
                Self.row(entry.setting, ["burglary", "theft"].map { Self.format(entry.pai[$0] ?? 0) })
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ title: String, _ own: Figure, _ others: [String: Figure]) -> [String] {
        let header = ["PAI", "low", "high", "PEI*", "caught", "published", "ours better"]
        var lines = [row("\(title), \(own.events) events", header)]
        let rows = others.map { ($0.key, $0.value) } + [("Prahari", own)]
        for (name, figure) in rows.sorted(by: { ($0.1.pai, $1.0) > ($1.1.pai, $0.0) }) {
            lines.append(
                row(
                    name,
                    [
                        format(figure.pai), format(figure.paiLow), format(figure.paiHigh),
                        String(format: "%.4f", figure.pei), String(format: "%.1f", figure.caught),
                        figure.published.map(format) ?? "-",
                        figure.oursBetter.map { String(format: "%.1f %%", 100 * $0) } ?? "",
                    ]))
        }
        for (name, figure) in others.sorted(by: { $0.key < $1.key }) {
            if figure.pai >= own.pai {
                lines.append("  LOSS: \(name) reaches \(format(figure.pai)), Prahari \(format(own.pai))")
            }
            if let published = figure.published, published >= own.pai {
                lines.append("  LOSS: \(name) was published with \(format(published)), Prahari \(format(own.pai))")
            }
        }
        if let expected = own.expected {
            lines.append("  Prahari expected \(String(format: "%.0f", expected)) events in all")
        }
        return lines
    }

    private var officialLines: [String] {
        guard !official.isEmpty else { return [] }
        let header = Self.row(
            "one forecast at 2017-03-01", ["events", "caught", "PAI", "PEI*", "team PAI", "team PEI*"])
        return [header]
            + official.map { entry in
                let loses = entry.teamPAI.map { $0 > entry.pai } ?? false
                return Self.row(
                    "\(entry.kind), \(entry.window)",
                    [
                        "\(entry.events)", String(format: "%.1f", entry.caught), Self.format(entry.pai),
                        String(format: "%.4f", entry.pei), entry.teamPAI.map(Self.format) ?? "-",
                        entry.teamPEI.map { String(format: "%.4f", $0) } ?? "-",
                    ]) + (loses ? "  LOSS" : "")
            }
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: max(38, name.count), withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    private static func format(_ number: Double) -> String { String(format: "%.2f", number) }
}
