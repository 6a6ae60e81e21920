import CSimdJSON
import Records

/// A record, or a part of one, that reads itself from a JSON object.
protocol ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault)
}

/// One JSON object of the last parse, its fields indexed. Valid until the decoder's next record.
///
/// Looking a field up costs one load. A fault names the field below this object; whoever opened the object puts its own
/// name before it.
struct ObjectReader {
    let document: UnsafePointer<WireDocument>
    private let slots: UnsafeMutablePointer<UInt32>
    private let level: Int32

    init(root document: UnsafePointer<WireDocument>) {
        self.document = document
        slots = document.pointee.slots
        level = 0
    }

    /// The object at token `index`, one level further in.
    private init(in parent: ObjectReader, at index: Int) {
        document = parent.document
        level = parent.level + 1
        slots = document.pointee.slots + Int(level) * WireFieldSlots
        wire_index(document, UInt32(index), UInt32(level))
    }

    func token(_ index: Int) -> UnsafePointer<WireToken> { document.pointee.tokens + index }

    /// The index of the field's value; nil when it is absent or null.
    @inline(__always)
    func find(_ field: WireField) throws(DecodeFault) -> Int? {
        let slot = slots[Int(field.rawValue)]
        guard slot != 0 else { return nil }
        guard slot & WireSlotDuplicate == 0 else { throw duplicate(field, slot) }
        return token(Int(slot)).pointee.kind == .null ? nil : Int(slot)
    }

    /// The index of the value of a field that must be there.
    @inline(__always)
    func require(_ field: WireField, _ expected: StaticString) throws(DecodeFault) -> Int {
        if let index = try find(field) { return index }
        let slot = Int(slots[Int(field.rawValue)])
        throw slot == 0 ? DecodeFault(field: field.name, reason: .missingField) : wrongType(field.name, slot, expected)
    }

    private func duplicate(_ field: WireField, _ slot: UInt32) -> DecodeFault {
        let key = Int(slot & ~WireSlotDuplicate) - 1
        return DecodeFault(field: field.name, reason: .duplicateKey, byteOffset: offset(key))
    }

    func offset(_ index: Int) -> Int { Int(token(index).pointee.offset) }

    func fault(_ field: String, _ index: Int, _ reason: DecodeFault.Reason) -> DecodeFault {
        DecodeFault(field: field, reason: reason, byteOffset: offset(index))
    }

    func wrongType(_ field: String, _ index: Int, _ expected: StaticString) -> DecodeFault {
        fault(field, index, .wrongType(expected: "\(expected)", found: token(index).pointee.kind.name))
    }

    // MARK: Objects and arrays

    /// The object in `field`, nil when it is absent or null.
    func object<T: ObjectReadable>(_ field: WireField, _ type: T.Type = T.self) throws(DecodeFault) -> T? {
        guard let index = try find(field) else { return nil }
        return try read(type, at: index, path: field.name)
    }

    /// The object in `field`, which must be there.
    func requiredObject<T: ObjectReadable>(_ field: WireField, _ type: T.Type = T.self) throws(DecodeFault) -> T {
        try read(type, at: require(field, "an object"), path: field.name)
    }

    /// The objects in `field`; none when it is absent or null.
    func objects<T: ObjectReadable>(_ field: WireField, _ type: T.Type = T.self) throws(DecodeFault) -> [T] {
        try list(field) { (index, position) throws(DecodeFault) in
            try read(type, at: index, path: "\(field.name)[\(position)]")
        }
    }

    /// The elements in `field` in order, as `read` makes them of their token index and position.
    func list<T>(
        _ field: WireField, _ read: (_ index: Int, _ position: Int) throws(DecodeFault) -> T
    ) throws(DecodeFault) -> [T] {
        guard let array = try find(field) else { return [] }
        guard token(array).pointee.kind == .array else { throw wrongType(field.name, array, "an array") }
        let end = Int(token(array).pointee.next)
        var count = 0
        var index = array + 1
        while index < end {
            count += 1
            index = Int(token(index).pointee.next)
        }
        var elements: [T] = []
        elements.reserveCapacity(count)
        index = array + 1
        while index < end {
            elements.append(try read(index, elements.count))
            index = Int(token(index).pointee.next)
        }
        return elements
    }

    @inline(__always)
    private func read<T: ObjectReadable>(
        _ type: T.Type, at index: Int, path: @autoclosure () -> String
    ) throws(DecodeFault) -> T {
        guard token(index).pointee.kind == .object else { throw wrongType(path(), index, "an object") }
        guard level + 1 < Int32(WireLevels) else {
            throw fault(path(), index, .tooDeep(limit: WireLevels))
        }
        do throws(DecodeFault) {
            return try T(from: ObjectReader(in: self, at: index))
        } catch {
            throw DecodeFault(field: path() + "." + error.field, reason: error.reason, byteOffset: error.byteOffset)
        }
    }
}

extension WireField {
    /// The field's name in JSON.
    var name: String { String(cString: wire_field_name(self)) }
}

extension WireTokenKind {
    fileprivate var name: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string, .key: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
