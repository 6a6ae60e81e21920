import CSimdJSON
import Records

/// What the parser's refusals are called.
enum ParseFault {
    static let outOfMemory = DecodeFault(field: "", reason: .invalidJSON("there was no memory to parse it"))

    static func fault(of document: WireDocument, limits: WireLimits) -> DecodeFault {
        DecodeFault(field: "", reason: reason(of: document, limits: limits), byteOffset: Int(document.error_offset))
    }

    private static func reason(of document: WireDocument, limits: WireLimits) -> DecodeFault.Reason {
        switch document.status {
        case .invalidUTF8: .invalidUTF8
        case .notAnObject: .notAnObject
        case .tooDeep: .tooDeep(limit: limits.depth)
        case .ok, .outOfMemory: outOfMemory.reason
        case .blank: .invalidJSON("there is nothing but white space")
        case .trailing: .invalidJSON("something follows the object")
        case .truncated: .invalidJSON("it ends too early")
        case .expectedKey: .invalidJSON("a field name in double quotes is expected")
        case .expectedColon: .invalidJSON("a colon is expected after the field name")
        case .expectedValue: .invalidJSON("a value is expected")
        case .expectedCommaOrBrace: .invalidJSON("a comma or the object's closing brace is expected")
        case .expectedCommaOrBracket: .invalidJSON("a comma or the array's closing bracket is expected")
        case .badNumber: .invalidJSON("a number is malformed")
        case .badLiteral: .invalidJSON("a word is none of true, false and null")
        case .badEscape: .invalidJSON("a string has an unknown escape")
        case .loneSurrogate: .invalidJSON("a string has half of a surrogate pair")
        case .controlCharacter: .invalidJSON("a string has a control character that is not escaped")
        case .unclosedString: .invalidJSON("a string is not closed")
        case .unexpectedByte: .invalidJSON("an unexpected byte")
        }
    }
}
