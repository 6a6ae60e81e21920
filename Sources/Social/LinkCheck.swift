import Records

/// What a link says by its host alone: that it hides where it leads, or that it dresses up as a known brand.
struct LinkCheck: Sendable {
    let document: LexiconDocument

    func reason(for urls: [String]) -> Reason? {
        var hidden: Reason?
        for url in urls {
            let host = Self.host(of: url)
            if document.shorteners.contains(where: { Self.belongs(host, to: $0) }) {
                hidden =
                    hidden
                    ?? Reason(
                        code: "HIDDEN_LINK", contribution: 0.2, evidence: "the link hides its target behind \(host)")
            } else if let brand = lookAlike(of: host) {
                return Reason(
                    code: "LOOK_ALIKE_LINK", contribution: 0.25,
                    evidence: "\(host) looks like \(brand.name), whose own are \(brand.hosts.joined(separator: ", "))")
            }
        }
        return hidden
    }

    /// The brand that `host` names without belonging to it.
    ///
    /// A label of the host counts when it is the brand's name, starts with it followed by one of the lexicon's
    /// companions ("kyc", "login"), or, for names of six letters and more, contains it. Digits that stand for letters
    /// (paytm written with a 1, amaz0n) and hyphens are seen through.
    private func lookAlike(of host: String) -> LexiconDocument.Brand? {
        guard !document.trustedSuffixes.contains(where: { Self.belongs(host, to: $0) }) else { return nil }
        let labels = host.split(separator: ".").map { label in
            let words = label.split(separator: "-").map(Self.plain)
            return (words: words, whole: Array(words.joined().utf8))
        }
        for brand in document.brands where !brand.hosts.contains(where: { Self.belongs(host, to: $0) }) {
            for label in labels {
                let named =
                    label.words.contains { isNamed($0, brand.name) }
                    || (brand.name.utf8.count >= 6 && Self.contains(label.whole, brand.name))
                if named { return brand }
            }
        }
        return nil
    }

    private func isNamed(_ word: String, _ name: String) -> Bool {
        guard word.hasPrefix(name) else { return false }
        let rest = word.dropFirst(name.count)
        return rest.isEmpty || rest.allSatisfy(\.isNumber) || document.companions.contains { rest.hasPrefix($0) }
    }

    /// Whether `host` is `domain` or lies under it.
    static func belongs(_ host: String, to domain: String) -> Bool {
        guard host.hasSuffix(domain) else { return false }
        let head = host.utf8.dropLast(domain.utf8.count)
        return head.isEmpty || head.last == 0x2E
    }

    private static func contains(_ text: [UInt8], _ name: String) -> Bool {
        let count = name.utf8.count
        guard let first = name.utf8.first, text.count >= count else { return false }
        for start in 0...(text.count - count) where text[start] == first {
            if text[start..<(start + count)].elementsEqual(name.utf8) { return true }
        }
        return false
    }

    /// Lower case, with the digits that are drawn like letters read as those.
    private static func plain(_ label: Substring) -> String {
        String(
            label.map {
                switch $0 {
                case "0": "o"
                case "1": "l"
                case "3": "e"
                case "5": "s"
                case let other: other
                }
            })
    }

    /// The host of a URL in lower case, without scheme, user, port, path, query and fragment.
    static func host(of url: String) -> String {
        var rest = url.lowercased()[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { !"/?#\\".contains($0) }
        if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
        rest = rest.prefix { $0 != ":" }
        if rest.last == "." { rest = rest.dropLast() }
        return String(rest)
    }
}
