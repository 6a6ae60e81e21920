/// Reads the part of XML 1.0 (W3C, fifth edition) that payment messages are made of into a tree.
///
/// Refused, with the line: document type declarations (and with them every entity but the five of XML itself, so there
/// is no expansion and nothing external to fetch), encodings other than UTF-8, and whatever is not well-formed. Bounds:
/// ``Limits``. Linear in the bytes; some 30 ns a byte.
struct XMLReader {
    struct Limits: Sendable {
        var bytes = 16 << 20
        var depth = 64
        var elements = 500_000
        var attributes = 64
        init() {}
    }

    let bytes: [UInt8]
    private let limits: Limits
    var index = 0
    private var line = 1
    private var elements = 0
    /// The open elements, outermost first, each with the prefixes that it binds and how often a child's name came.
    var open: [Frame] = []

    struct Frame {
        var element: MessageElement
        var qualifiedName: String
        var prefixes: [String: String]
        var seen: [String: Int] = [:]
    }

    /// The root of the message.
    static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(AdapterFault) -> MessageElement {
        guard bytes.count <= limits.bytes else {
            throw AdapterFault(path: "", line: 1, "\(bytes.count) bytes are more than the limit of \(limits.bytes)")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw AdapterFault(path: "", line: 1, "the bytes are not UTF-8")
        }
        var reader = XMLReader(bytes: bytes, limits: limits)
        return try reader.document()
    }

    private init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    func fault(_ reason: String) -> AdapterFault {
        AdapterFault(path: open.last?.element.path ?? "", line: line, reason)
    }

    // MARK: Document

    private mutating func document() throws(AdapterFault) -> MessageElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        if starts(with: "<?xml"), index + 5 < bytes.count, Self.isSpace(bytes[index + 5]) { try declaration() }
        var root: MessageElement?
        while index < bytes.count {
            if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<?") {
                try instruction()
            } else if starts(with: "<!") {
                throw fault("document type declarations are not accepted")
            } else if bytes[index] == UInt8(ascii: "<") {
                guard root == nil else { throw fault("a second root element") }
                root = try element()
            } else if Self.isSpace(bytes[index]) {
                advance()
            } else {
                throw fault("text outside of the root element")
            }
        }
        guard let root else { throw fault("there is no element") }
        return root
    }

    private mutating func declaration() throws(AdapterFault) {
        index += 5
        let attributes = try self.attributes(qualified: true)
        guard starts(with: "?>") else { throw fault("the XML declaration does not end with ?>") }
        index += 2
        guard attributes["version"] == "1.0" else { throw fault("expected XML version 1.0") }
        if let encoding = attributes["encoding"], encoding.lowercased() != "utf-8", encoding.lowercased() != "us-ascii"
        {
            throw fault("encoding '\(encoding.prefix(20))': expected UTF-8")
        }
        let known: Set<String> = ["version", "encoding", "standalone"]
        guard known.isSuperset(of: attributes.keys) else { throw fault("the XML declaration has unknown parts") }
    }

    private mutating func comment() throws(AdapterFault) {
        index += 4
        let body = try upTo("--", what: "comment")
        guard starts(with: ">") else { throw fault("'--' inside a comment") }
        index += 1
        try check(body)
    }

    private mutating func instruction() throws(AdapterFault) {
        index += 2
        let target = try name()
        guard target.lowercased() != "xml" else { throw fault("the XML declaration must come first, and once") }
        guard index < bytes.count, Self.isSpace(bytes[index]) || starts(with: "?>") else {
            throw fault("a processing instruction's name must be followed by white space")
        }
        let body = try upTo("?>", what: "processing instruction")
        try check(body)
    }

    /// Moves behind `end`; what stood before it.
    mutating func upTo(_ end: StaticString, what: String) throws(AdapterFault) -> Range<Int> {
        let start = index
        while index < bytes.count {
            if starts(with: end) {
                defer { index += end.utf8CodeUnitCount }
                return start..<index
            }
            advance()
        }
        throw fault("a \(what) that does not end")
    }

    // MARK: Elements

    /// Iterative: a message nested deeper than the limit is refused, never a full stack.
    private mutating func element() throws(AdapterFault) -> MessageElement {
        let depth = open.count
        if let whole = try startTag() { return whole }
        while true {
            guard index < bytes.count else { throw fault("the element does not end") }
            var finished: MessageElement?
            if starts(with: "</") {
                finished = try endTag()
            } else if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<![CDATA[") {
                index += 9
                let body = try upTo("]]>", what: "CDATA section")
                try check(body)
                append(Array(bytes[body]))
            } else if starts(with: "<!") {
                throw fault("declarations are not accepted here")
            } else if starts(with: "<?") {
                try instruction()
            } else if bytes[index] == UInt8(ascii: "<") {
                finished = try startTag()
            } else if bytes[index] == UInt8(ascii: "&") {
                // As it is: a CR that is written &#13; is meant.
                let text = String(decoding: try reference(), as: UTF8.self)
                open[open.count - 1].element.text += text
            } else {
                append(try characters())
            }
            guard let finished else { continue }
            if open.count == depth { return finished }
            open[open.count - 1].element.children.append(finished)
        }
    }

    /// Opens an element; an empty one (`<a/>`) is returned finished.
    private mutating func startTag() throws(AdapterFault) -> MessageElement? {
        guard open.count < limits.depth else { throw fault("nested deeper than \(limits.depth) levels") }
        elements += 1
        guard elements <= limits.elements else { throw fault("more than \(limits.elements) elements") }
        let line = self.line
        index += 1
        let qualified = try name()
        let raw = try attributes(qualified: true)
        var prefixes = open.last?.prefixes ?? ["xml": "http://www.w3.org/XML/1998/namespace"]
        var attributes: [String: String] = [:]
        for (name, value) in raw {
            if name == "xmlns" {
                prefixes[""] = value
            } else if name.hasPrefix("xmlns:") {
                guard !value.isEmpty else { throw fault("'\(name)' binds nothing") }
                prefixes[String(name.dropFirst(6))] = value
            } else {
                attributes[name] = value
            }
        }
        let (prefix, local) = try split(qualified)
        guard let namespace = prefix.isEmpty ? prefixes[""] ?? "" : prefixes[prefix] else {
            throw fault("the prefix '\(prefix.prefix(40))' is bound to no namespace")
        }
        for name in attributes.keys {
            let (prefix, _) = try split(name)
            guard prefix.isEmpty || prefixes[prefix] != nil else {
                throw fault("the prefix '\(prefix.prefix(40))' is bound to no namespace")
            }
        }
        let element = MessageElement(
            name: local, namespace: namespace, attributes: attributes, line: line, path: pathOfChild(local))
        if starts(with: "/>") {
            index += 2
            return element
        }
        guard starts(with: ">") else { throw fault("the tag of '\(local.prefix(40))' does not end with >") }
        index += 1
        open.append(Frame(element: element, qualifiedName: qualified, prefixes: prefixes))
        return nil
    }

    /// The first of a name has no number; from the second on `[2]`, `[3]`.
    private mutating func pathOfChild(_ name: String) -> String {
        guard let parent = open.indices.last else { return name }
        let count = open[parent].seen[name, default: 0] + 1
        open[parent].seen[name] = count
        return open[parent].element.path + "/" + name + (count > 1 ? "[\(count)]" : "")
    }

    private mutating func endTag() throws(AdapterFault) -> MessageElement {
        index += 2
        let name = try name()
        skipSpace()
        guard starts(with: ">") else { throw fault("an end tag does not end with >") }
        index += 1
        guard let frame = open.popLast(), frame.qualifiedName == name else {
            throw fault("'</\(name.prefix(40))>' does not close the element that is open")
        }
        return frame.element
    }

    private func split(_ qualified: String) throws(AdapterFault) -> (prefix: String, local: String) {
        let parts = qualified.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw fault("'\(qualified.prefix(40))' is not a name")
        }
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : ("", qualified)
    }

    private mutating func attributes(qualified: Bool) throws(AdapterFault) -> [String: String] {
        var found: [String: String] = [:]
        while true {
            let before = index
            skipSpace()
            guard index < bytes.count else { throw fault("a tag that does not end") }
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") { return found }
            guard index > before else { throw fault("white space is missing before an attribute") }
            let name = try name()
            skipSpace()
            guard starts(with: "=") else { throw fault("the attribute '\(name.prefix(40))' has no value") }
            index += 1
            skipSpace()
            let value = try quoted(name)
            guard found.updateValue(value, forKey: name) == nil else {
                throw fault("the attribute '\(name.prefix(40))' comes twice")
            }
            guard found.count <= limits.attributes else { throw fault("more than \(limits.attributes) attributes") }
        }
    }

    private mutating func quoted(_ name: String) throws(AdapterFault) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw fault("the value of '\(name.prefix(40))' is not in quotes")
        }
        let quote = bytes[index]
        index += 1
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != quote {
            guard bytes[index] != UInt8(ascii: "<") else { throw fault("'<' in an attribute's value") }
            if bytes[index] == UInt8(ascii: "&") {
                value += try reference()
            } else {
                // White space in attributes reads as a space (XML 1.0, 3.3.3); CR LF is one line end (2.11).
                let isSecond = bytes[index] == 0x0A && bytes[index - 1] == 0x0D
                if !isSecond { value.append(Self.isSpace(bytes[index]) ? 0x20 : bytes[index]) }
                try check(index..<index + 1)
                advance()
            }
        }
        guard index < bytes.count else { throw fault("the value of '\(name.prefix(40))' does not end") }
        index += 1
        return String(decoding: value, as: UTF8.self)
    }

    // MARK: Bytes

    func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return text.withUTF8Buffer { pattern in
            for offset in 0..<count where bytes[index + offset] != pattern[offset] { return false }
            return true
        }
    }

    mutating func skipSpace() { while index < bytes.count, Self.isSpace(bytes[index]) { advance() } }

    mutating func advance() {
        if bytes[index] == 0x0A { line += 1 }
        index += 1
    }
}
