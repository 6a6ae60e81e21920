/// One element of a message: what the adapters ask of XML, and no more.
struct MessageElement: Sendable, Equatable {
    /// Without its namespace prefix.
    var name: String
    /// Bound to the element's prefix; empty when there is none.
    var namespace: String
    var attributes: [String: String] = [:]
    var children: [MessageElement] = []
    /// Own character data, concatenated, as it stands.
    var text = ""
    /// Of the start tag, from 1.
    var line: Int
    /// From the root, with `[n]` where siblings share a name: `Document/Ntfctn[2]/Acct`.
    var path: String

    /// The first child of that name.
    subscript(name: String) -> MessageElement? { children.first { $0.name == name } }

    /// Follows the names: `at("PmtId", "TxId")`.
    func at(_ names: String...) -> MessageElement? {
        var here: MessageElement? = self
        for name in names { here = here?[name] }
        return here
    }

    func all(_ name: String) -> [MessageElement] { children.filter { $0.name == name } }

    /// Text without the white space around it; nil when nothing is left.
    var value: String? {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { !XMLReader.isSpace($0) }),
            let last = bytes.lastIndex(where: { !XMLReader.isSpace($0) })
        else { return nil }
        return String(text[first...last])
    }

    func fault(_ reason: String) -> AdapterFault { AdapterFault(path: path, line: line, reason) }

    /// The child that must be there.
    func required(_ names: String...) throws(AdapterFault) -> MessageElement {
        var here = self
        for name in names {
            guard let child = here[name] else {
                throw AdapterFault(path: here.path + "/" + name, line: here.line, "is missing")
            }
            here = child
        }
        return here
    }

    /// Its text, which must not be empty.
    func requiredValue() throws(AdapterFault) -> String {
        guard let value else { throw fault("is empty") }
        return value
    }

    func requiredAttribute(_ name: String) throws(AdapterFault) -> String {
        guard let value = attributes[name], !value.isEmpty else {
            throw AdapterFault(path: path + "/@" + name, line: line, "is missing")
        }
        return value
    }
}
