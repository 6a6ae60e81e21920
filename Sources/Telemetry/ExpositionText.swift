/// Prometheus' text format, version 0.0.4.
enum ExpositionText {
    static func append(_ name: String, _ family: PrometheusRegistry.Family, to text: inout String) {
        text += "# HELP \(name) \(escaped(help: family.help))\n# TYPE \(name) \(family.kind.rawValue)\n"
        for (labels, cell) in family.cells.sorted(by: { $0.key < $1.key }) {
            switch cell {
            case .counter(let handle): text += "\(name)\(braced(labels)) \(handle.value)\n"
            case .gauge(let handle): text += "\(name)\(braced(labels)) \(number(handle.value))\n"
            case .histogram(let handle): append(name, labels, handle, to: &text)
            }
        }
    }

    private static func append(_ name: String, _ labels: String, _ handle: HistogramHandle, to text: inout String) {
        let counts = handle.snapshot()
        let prefix = labels.isEmpty ? "" : labels + ","
        var cumulative: Int64 = 0
        for (index, bound) in handle.bounds.enumerated() {
            cumulative += counts.byBucket[index]
            text += "\(name)_bucket{\(prefix)le=\"\(number(bound))\"} \(cumulative)\n"
        }
        text += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(counts.count)\n"
        text += "\(name)_sum\(braced(labels)) \(number(counts.sum))\n"
        text += "\(name)_count\(braced(labels)) \(counts.count)\n"
    }

    private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

    /// `a="1",b="2"`, sorted by name.
    static func labels(_ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }
            .map { "\(name($0.key, isLabel: true))=\"\(escaped(label: $0.value))\"" }
            .joined(separator: ",")
    }

    /// Whole numbers without a fraction; Prometheus' own words for what is not a number.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), value.magnitude < 9e15 { return String(Int64(value)) }
        return "\(value)"
    }

    static func escaped(label: String) -> String { escaped(label, quote: true) }
    static func escaped(help: String) -> String { escaped(help, quote: false) }

    private static func escaped(_ text: String, quote: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\"" where quote: out += "\\\""
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Letters, digits, `_` and, in metric names, `:`; anything else becomes `_`.
    static func name(_ text: String, isLabel: Bool = false) -> String {
        var out = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": out.unicodeScalars.append(scalar)
            case ":" where !isLabel: out.unicodeScalars.append(scalar)
            case "0"..."9":
                if index == 0 { out += "_" }
                out.unicodeScalars.append(scalar)
            default: out += "_"
            }
        }
        return out.isEmpty ? "_" : out
    }
}
