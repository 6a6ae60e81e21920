/// The report as text, beside the handbook's published rows.
public enum ReportTable {
    public static func text(_ report: HandbookReport) -> String {
        var lines = ["golden sample: largest absolute error \(report.goldenMaxAbsError)", ""]
        lines.append(header("Chapter 3 split"))
        lines.append(row("published XGBoost", .init(auc: 0.862, ap: 0.639, cp100: 0.273)))
        lines.append(row("reproduced XGBoost", report.chapter3))
        lines += ["", header("Four prequential folds, 7 training days")]
        lines += published.map { row("published " + $0.0, $0.1) }
        lines.append(row("best of each published column", .init(auc: 0.879, ap: 0.694, cp100: 0.305)))
        lines.append(row("reproduced XGBoost", report.folds))
        lines.append(row("ours", report.ours))
        lines.append(row("ours untrained (fraudLogOdds)", report.untrained))
        if let more = report.oursMoreWeeks {
            lines += ["", header("The same test weeks, more training weeks (not the handbook's protocol)")]
            lines.append(row(more.name, more))
        }
        lines += ["", header("Chapter 7 validation week, 2018-07-25...31")]
        lines.append(row("published autoencoder", .init(auc: 0.836, ap: 0.180, cp100: 0.217)))
        lines.append(row("published isolation forest", .init(auc: 0.808, ap: 0.164, cp100: 0.190)))
        lines.append(row("ours, no labels at all", report.unsupervised))
        lines.append(row("ours untrained, labels in features", report.untrainedChapter7))
        if let selection = report.selection {
            lines += ["", header("Selection on folds before the first test week")]
            lines += selection.map { row($0.name, $0) }
        }
        if let ablation = report.ablation {
            lines += ["", header("Ablation, four test folds (nothing was chosen by it)")]
            lines += ablation.map { row($0.name, $0) }
        }
        return (lines + cost(report.cost)).joined(separator: "\n") + "\n"
    }

    private static let published: [(String, FraudMetrics)] = [
        ("logistic regression", .init(auc: 0.868, ap: 0.623, cp100: 0.297)),
        ("random forest", .init(auc: 0.870, ap: 0.678, cp100: 0.299)),
        ("XGBoost", .init(auc: 0.872, ap: 0.694, cp100: 0.304)),
        ("balanced bagging", .init(auc: 0.879, ap: 0.680, cp100: 0.305)),
        ("feed-forward net", .init(auc: 0.876, ap: 0.675, cp100: 0.303)),
        ("LSTM", .init(auc: 0.876, ap: 0.665, cp100: 0.297)),
    ]

    private static func cost(_ cost: HandbookReport.Cost) -> [String] {
        [
            "", "Cost",
            "  features: \(fixed(cost.featureMicrosecondsPerRow, 2)) us a row "
                + "(handbook's 15: \(fixed(cost.handbookMicrosecondsPerRow, 2)) us)",
            "  state: \(cost.customerBytes) bytes a customer, \(cost.terminalBytes) a terminal "
                + "(handbook's 15: \(cost.handbookCustomerBytes), \(cost.handbookTerminalBytes))",
            "  inference: \(fixed(cost.inferenceMicrosecondsPerCall, 2)) us a call of one row, "
                + "\(fixed(cost.inferenceMicrosecondsPerRowOf64, 2)) us a row of 64, "
                + "flat trees \(fixed(cost.flatMicrosecondsPerRow, 2)) us a row",
        ]
    }

    private static func header(_ title: String) -> String { pad(title, 58) + "   AUC      AP    CP@100" }

    private static func row(_ name: String, _ m: FraudMetrics) -> String {
        "  " + pad(name, 56) + "  " + [m.auc, m.ap, m.cp100].map { fixed($0, 3) }.joined(separator: "   ")
    }

    private static func row(_ name: String, _ row: HandbookReport.Row) -> String {
        let spread = [row.spread.auc, row.spread.ap, row.spread.cp100].map { fixed($0, 3) }.joined(separator: " ")
        return self.row(name, row.mean) + "   +- " + spread
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// Rounded to some decimals, at least 0 expected.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "\(value)" }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int((value.magnitude * scale).rounded())
        let fraction = String(scaled % Int(scale))
        let sign = value < 0 ? "-" : ""
        return sign + "\(scaled / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
