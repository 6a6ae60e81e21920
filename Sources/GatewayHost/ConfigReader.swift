import Foundation

/// What is wrong with the gateway's configuration: where, and what would be right.
public struct GatewayFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}

/// Reads an object of the configuration key by key; what it was not asked for is a mistake.
struct ConfigReader {
    let path: String
    private let object: [String: Any]
    private var asked: Set<String> = []

    init(_ value: Any?, path: String) throws(GatewayFault) {
        guard let object = value as? [String: Any] else { throw GatewayFault("\(path): expected an object") }
        self.object = object
        self.path = path
    }

    var keys: [String] { object.keys.sorted() }

    private mutating func value<T>(_ key: String, _ type: T.Type, _ what: String) throws(GatewayFault) -> T? {
        asked.insert(key)
        guard let found = object[key] else { return nil }
        guard let value = found as? T else { throw GatewayFault("\(path).\(key): expected \(what)") }
        return value
    }

    mutating func text(_ key: String) throws(GatewayFault) -> String {
        guard let value = try optionalText(key) else { throw GatewayFault("\(path).\(key) is missing") }
        return value
    }

    mutating func optionalText(_ key: String) throws(GatewayFault) -> String? {
        guard let value = try value(key, String.self, "a text") else { return nil }
        guard !value.isEmpty else { throw GatewayFault("\(path).\(key): expected a text that is not empty") }
        return value
    }

    mutating func texts(_ key: String) throws(GatewayFault) -> [String] {
        try value(key, [String].self, "a list of texts") ?? []
    }

    /// Whether the key holds an object.
    func isObject(_ key: String) -> Bool { object[key] is [String: Any] }

    mutating func flag(_ key: String) throws(GatewayFault) -> Bool {
        try value(key, Bool.self, "true or false") ?? false
    }

    mutating func number(_ key: String, _ range: ClosedRange<Int>) throws(GatewayFault) -> Int? {
        guard let value = try value(key, NSNumber.self, "a whole number in \(range.lowerBound)...\(range.upperBound)")
        else { return nil }
        guard let whole = Int(exactly: value.doubleValue), range.contains(whole) else {
            throw GatewayFault(
                "\(path).\(key) = \(value): expected a whole number in \(range.lowerBound)...\(range.upperBound)")
        }
        return whole
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Value.Type
    ) throws(GatewayFault) -> Value? where Value.RawValue == String {
        guard let text = try optionalText(key) else { return nil }
        guard let value = Value(rawValue: text) else {
            let legal = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw GatewayFault("\(path).\(key) = '\(text)': expected one of \(legal)")
        }
        return value
    }

    mutating func object(_ key: String) throws(GatewayFault) -> ConfigReader? {
        asked.insert(key)
        guard let found = object[key] else { return nil }
        return try ConfigReader(found, path: "\(path).\(key)")
    }

    mutating func objects(_ key: String) throws(GatewayFault) -> [ConfigReader] {
        guard let list = try value(key, [Any].self, "a list of objects") else { return [] }
        var readers: [ConfigReader] = []
        for (index, item) in list.enumerated() {
            readers.append(try ConfigReader(item, path: "\(path).\(key)[\(index)]"))
        }
        return readers
    }

    /// A key that may be there and says nothing to us.
    mutating func allow(_ key: String) { asked.insert(key) }

    /// Throws for the first key that nothing asked for.
    func finish() throws(GatewayFault) {
        guard let unknown = keys.first(where: { !asked.contains($0) }) else { return }
        throw GatewayFault(
            "\(path).\(unknown): unknown key; known here: " + asked.sorted().joined(separator: ", "))
    }
}
