import Foundation

/// A JSON value whose objects keep the order of their members.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Parses JSON text. The members of objects are sorted by name: the order of the text is not kept.
    /// - Throws: ``JSONFault`` with the parser's words.
    public init(parsing bytes: some Sequence<UInt8>) throws(JSONFault) {
        do {
            self = try JSONDecoder().decode(Decoded.self, from: Data(bytes)).value
        } catch DecodingError.dataCorrupted(let context) {
            let detail = context.underlyingError.map { ": \($0)" } ?? ""
            throw JSONFault(message: context.debugDescription + detail)
        } catch {
            throw JSONFault(message: "\(error)")
        }
    }

    /// What JSON Schema calls the value's type.
    public var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number(let value): value.rounded() == value && value.magnitude < 9e15 ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The value as a number, nil for everything else.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// Numbers are equal by value: 1 and 1.0 are the same.
    public static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let x), .bool(let y)): x == y
        case (.integer(let x), .integer(let y)): x == y
        case (.integer, .number), (.number, .integer), (.number, .number): a.double == b.double
        case (.string(let x), .string(let y)): x == y
        case (.array(let x), .array(let y)): x == y
        case (.object(let x), .object(let y)): x == y
        default: false
        }
    }
}

/// Why text is not JSON.
public struct JSONFault: Error, Sendable, CustomStringConvertible {
    public var message: String
    public var description: String { message }
}

/// Reads any JSON through `JSONDecoder`, which tells booleans from numbers on every platform.
private struct Decoded: Decodable {
    let value: JSONValue

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            var object = JSONObject()
            for name in members.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                object[name.stringValue] = try members.decode(Decoded.self, forKey: name).value
            }
            value = .object(object)
        } else if var items = try? decoder.unkeyedContainer() {
            var array: [JSONValue] = []
            while !items.isAtEnd { array.append(try items.decode(Decoded.self).value) }
            value = .array(array)
        } else {
            value = try Self.scalar(decoder.singleValueContainer())
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(Int64.self) { return .integer(value) }
        if let value = try? container.decode(Double.self) { return .number(value) }
        return .string(try container.decode(String.self))
    }
}
