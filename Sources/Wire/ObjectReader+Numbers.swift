import CSimdJSON
import Records

extension ObjectReader {
    /// Whether an amount of zero is an amount.
    enum Zero { case refused, allowed }

    /// An amount of money, written as a string or as a number.
    func amount(_ field: WireField, zero: Zero) throws(DecodeFault) -> MinorUnits {
        try amount(field, at: require(field, "an amount"), zero: zero)
    }

    /// An amount, nil when it is absent or null.
    func optionalAmount(_ field: WireField, zero: Zero) throws(DecodeFault) -> MinorUnits? {
        guard let index = try find(field) else { return nil }
        return try amount(field, at: index, zero: zero)
    }

    private func amount(_ field: WireField, at index: Int, zero: Zero) throws(DecodeFault) -> MinorUnits {
        let token = token(index).pointee
        guard token.kind == .string || token.kind == .number else { throw wrongType(field.name, index, "an amount") }
        let utf8 = utf8(token)
        guard let amount = MoneyText.parse(Span(_unsafeElements: utf8)), zero == .allowed || amount > .zero else {
            throw fault(field.name, index, .invalidAmount(excerpt(utf8)))
        }
        return amount
    }

    /// A time with its zone.
    func time(_ field: WireField) throws(DecodeFault) -> ZonedTime {
        try time(field, at: require(field, "a time"))
    }

    /// A time, nil when it is absent or null.
    func optionalTime(_ field: WireField) throws(DecodeFault) -> ZonedTime? {
        guard let index = try find(field) else { return nil }
        return try time(field, at: index)
    }

    private func time(_ field: WireField, at index: Int) throws(DecodeFault) -> ZonedTime {
        let utf8 = try utf8(at: index, "a time", path: field.name)
        guard let time = Timestamp.parse(Span(_unsafeElements: utf8)) else {
            throw fault(field.name, index, .invalidTimestamp(excerpt(utf8)))
        }
        return time
    }

    /// A number of `range`, the nearest double to what is written.
    func number(_ field: WireField, in range: ClosedRange<Double>) throws(DecodeFault) -> Double {
        try number(field, at: require(field, "a number"), in: range)
    }

    private func number(
        _ field: WireField, at index: Int, in range: ClosedRange<Double>
    ) throws(DecodeFault) -> Double {
        let token = token(index).pointee
        guard token.kind == .number else { throw wrongType(field.name, index, "a number") }
        let utf8 = utf8(token)
        let value = wire_double(utf8.baseAddress, token.length)
        guard range.contains(value) else {
            throw fault(field.name, index, outOfRange(utf8, "\(range.lowerBound)...\(range.upperBound)"))
        }
        return value
    }

    /// A whole number of `range`, written without decimals and exponent.
    func integer(_ field: WireField, in range: ClosedRange<Int>) throws(DecodeFault) -> Int {
        try integer(field, at: require(field, "a whole number"), in: range)
    }

    /// A whole number, nil when it is absent or null.
    func optionalInteger(_ field: WireField, in range: ClosedRange<Int>) throws(DecodeFault) -> Int? {
        guard let index = try find(field) else { return nil }
        return try integer(field, at: index, in: range)
    }

    private func integer(_ field: WireField, at index: Int, in range: ClosedRange<Int>) throws(DecodeFault) -> Int {
        try integer(field.name, at: index, in: range)
    }

    /// The whole number at token `index`; `path` names it in a fault.
    func integer(
        _ path: @autoclosure () -> String, at index: Int, in range: ClosedRange<Int>
    ) throws(DecodeFault) -> Int {
        let token = token(index).pointee
        guard token.kind == .number else { throw wrongType(path(), index, "a whole number") }
        let utf8 = utf8(token)
        let isNegative = utf8[0] == UInt8(ascii: "-")
        var value = 0
        for byte in utf8.dropFirst(isNegative ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else {
                throw fault(
                    path(), index, .wrongType(expected: "a whole number", found: "the number \(excerpt(utf8))"))
            }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(isNegative ? -Int(digit) : Int(digit))
            guard !overflow, !carry else { throw fault(path(), index, outOfRange(utf8, "\(range)")) }
            value = sum
        }
        guard range.contains(value) else { throw fault(path(), index, outOfRange(utf8, "\(range)")) }
        return value
    }

    func flag(_ field: WireField) throws(DecodeFault) -> Bool {
        let index = try require(field, "a boolean")
        let token = token(index).pointee
        guard token.kind == .boolean else { throw wrongType(field.name, index, "a boolean") }
        return token.length == 4
    }

    /// `lat` and `lon` in degrees.
    func point() throws(DecodeFault) -> GeoPoint {
        GeoPoint(latitude: try number(.lat, in: -90...90), longitude: try number(.lon, in: -180...180))
    }

    /// `lat` and `lon`: both, or none.
    func optionalPoint() throws(DecodeFault) -> GeoPoint? {
        if try find(.lat) == nil, try find(.lon) == nil { return nil }
        return try point()
    }

    private func outOfRange(_ utf8: UnsafeBufferPointer<UInt8>, _ range: String) -> DecodeFault.Reason {
        .outOfRange("\(excerpt(utf8)) is outside \(range)")
    }
}
