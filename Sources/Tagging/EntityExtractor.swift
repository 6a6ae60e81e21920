public import Records

/// Finds identifiers in a text: one pass over its tokens, no regular expressions, each validated and masked.
public enum EntityExtractor {
    /// Entities in text order, each normal form of a kind once.
    public static func extract(_ text: String) -> [Entity] {
        var scan = EntityScan(bytes: Array(text.utf8))
        scan.run()
        var seen: Set<String> = []
        return scan.found.sorted { ($0.start, $0.kind.rawValue) < ($1.start, $1.kind.rawValue) }
            .filter { seen.insert($0.kind.rawValue + $0.value).inserted }
    }
}

/// One scan. A chunk is a run without white space, brackets, commas or semicolons.
struct EntityScan {
    let bytes: [UInt8]
    var found: [Entity] = []
    /// The two words before the current chunk, lower case: what a number is depends on them.
    private var before: [String] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() {
        var start = 0
        for index in 0...bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0x20
            let separates =
                byte <= 0x20 || [0x22, 0x27, 0x28, 0x29, 0x3B, 0x3C, 0x3E, 0x7C].contains(byte)
                || (byte == 0x2C && !isDigit(at: index + 1))
            guard separates else { continue }
            if start < index { chunk(start, index) }
            start = index + 1
        }
    }

    /// The words before the current chunk.
    var context: [String] { before }

    /// The word after `end`, lower case.
    func wordAfter(_ end: Int) -> String {
        var index = end
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        var word: [UInt8] = []
        while index < bytes.count, word.count < 8, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A {
            word.append(bytes[index] | 0x20)
            index += 1
        }
        return String(decoding: word, as: UTF8.self)
    }

    private func isDigit(at index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }

    private mutating func chunk(_ from: Int, _ to: Int) {
        var end = to
        while end > from, [0x2E, 0x3A, 0x21, 0x3F].contains(bytes[end - 1]) { end -= 1 }
        guard end > from, end - from <= 256 else { return }
        let text = String(decoding: bytes[from..<end], as: UTF8.self)
        let lower = text.lowercased()
        defer {
            before.append(lower)
            if before.count > 3 { before.removeFirst() }
        }
        if link(lower, text, from, end) || mail(lower, from, end) || code(text, from, end) { return }
        number(text, lower, from, end)
    }

    mutating func add(
        _ kind: Entity.Kind, _ value: String, _ confidence: Double, _ start: Int, _ end: Int, keep: Int = 4
    ) {
        found.append(
            Entity(
                kind: kind, value: value, masked: Self.mask(value, keep: keep), confidence: confidence, start: start,
                end: end))
    }

    static func mask(_ value: String, keep: Int) -> String {
        guard value.count > keep else { return value }
        return String(repeating: "*", count: value.count - keep) + value.suffix(keep)
    }

    // MARK: Links and addresses

    private mutating func link(_ lower: String, _ text: String, _ start: Int, _ end: Int) -> Bool {
        let plain = lower.replacing("[.]", with: ".").replacing("hxxp", with: "http").replacing("[:]", with: ":")
        if plain.hasPrefix("http://") || plain.hasPrefix("https://") || plain.hasPrefix("www.") {
            add(.url, plain, 1, start, end, keep: 64)
            return true
        }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.count <= 3 && (UInt($0).map { $0 < 256 } ?? false) })
        {
            add(.ip, plain, 0.9, start, end, keep: 64)
            return true
        }
        let endings = [".com", ".in", ".net", ".org", ".xyz", ".top", ".info", ".online", ".site", ".ly", ".co"]
        guard parts.count >= 2, !plain.contains("@"), plain.utf8.first.map({ $0 >= 0x61 && $0 <= 0x7A }) ?? false else {
            return false
        }
        let host = plain.split(separator: "/").first.map(String.init) ?? plain
        guard endings.contains(where: { host.hasSuffix($0) }), host.count > 4 else { return false }
        add(.url, plain, 0.8, start, end, keep: 64)
        return true
    }

    static let handles: Set<String> = [
        "okaxis", "okhdfcbank", "okicici", "oksbi", "ybl", "ibl", "axl", "paytm", "ptyes", "ptsbi", "pthdfc", "ptaxis",
        "upi", "apl",
        "yapl", "rapl", "sbi", "hdfcbank", "icici", "axisbank", "kotak", "barodampay", "pnb", "cnrb", "indus",
        "idfcbank",
        "federal", "freecharge", "airtel", "jio", "postbank", "fbl", "waaxis", "wahdfcbank", "waicici", "wasbi",
        "axisb", "yesbank",
        "uboi", "unionbank", "boi", "idbi", "rbl", "kbl", "superyes", "naviaxis", "slice", "jupiteraxis",
    ]

    private mutating func mail(_ lower: String, _ start: Int, _ end: Int) -> Bool {
        guard let at = lower.firstIndex(of: "@") else { return false }
        let name = lower[..<at]
        let host = String(lower[lower.index(after: at)...])
        guard !name.isEmpty, !host.isEmpty, !host.contains("@"), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return false
        }
        if Self.handles.contains(host) {
            add(.upi, lower, 1, start, end, keep: host.count + 3)
            return true
        }
        if host.contains("."), !host.hasPrefix("."), !host.hasSuffix(".") {
            add(.email, lower, 0.95, start, end, keep: host.count + 1)
            return true
        }
        let isHandle =
            host.count <= 20 && host.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
        if isHandle, host.count > 1 { add(.upi, lower, 0.6, start, end, keep: host.count + 3) }
        return isHandle
    }
}
