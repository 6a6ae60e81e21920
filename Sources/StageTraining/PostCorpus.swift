/// One text with its labels.
public struct LabelledText: Equatable, Sendable {
    public var text: String
    public var labels: [String]
    /// Which template it comes from: a held-out template is one that training never saw.
    public var template: Int

    public init(text: String, labels: [String], template: Int = 0) {
        self.text = text
        self.labels = labels
        self.template = template
    }
}

/// Posts that scammers and everybody else might write, drawn from templates: the default training set of `social`.
public struct PostCorpus {
    private var noise: TextNoise
    private let drawsPerTemplate: Int

    /// - Parameter drawsPerTemplate: posts of each template; half of them with spelling noise.
    public init(seed: UInt64 = 1, drawsPerTemplate: Int = 8) {
        noise = TextNoise(seed: seed)
        self.drawsPerTemplate = drawsPerTemplate
    }

    public static let categories = PostPhrases.scams.map(\.category)

    /// All posts, template by template.
    public mutating func texts() -> [LabelledText] {
        var texts: [LabelledText] = []
        var template = 0
        func add(_ line: String, _ labels: [String]) {
            // Warnings and small talk are the common case: they are drawn twice as often.
            for round in 0..<drawsPerTemplate * (labels.isEmpty ? 2 : 1) {
                var text = fill(line)
                if round % 2 == 1 { text = noise.spoil(text) }
                texts.append(LabelledText(text: text, labels: labels, template: template))
            }
            template += 1
        }
        for group in PostPhrases.scams { for line in group.lines { add(line, [group.category]) } }
        for line in PostPhrases.sound { add(line, []) }
        return texts
    }

    private mutating func fill(_ line: String) -> String {
        var result = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += slot(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private mutating func slot(_ name: Substring) -> String {
        switch name {
        case "amount": "\((1 + noise.below(90)) * 500)"
        case "n": "\(2 + noise.below(40))"
        case "phone": "9\(100_000_000 + noise.below(899_999_999))"
        case "upi": "\(noise.pick(Self.names).lowercased())\(noise.below(99))@\(noise.pick(["ybl", "oksbi", "paytm"]))"
        case "url":
            noise.pick(["http://", "https://", ""])
                + noise.pick(["bit.ly/", "t.me/", "join-now.example/", "go.example/"])
                + "x\(noise.below(9_999))"
        case "bank": noise.pick(["SBI", "HDFC", "ICICI", "PNB", "Axis", "Bank of Baroda"])
        case "name": noise.pick(Self.names)
        case "place":
            noise.pick(["Pune", "Kolkata", "Indiranagar", "Patna", "Salt Lake", "Gurgaon", "Howrah", "Thane"])
        default: ""
        }
    }

    private static let names = ["Priya", "Rahul", "Anita", "Sourav", "Imran", "Lakshmi", "John", "Deepa", "Vikram"]
}
