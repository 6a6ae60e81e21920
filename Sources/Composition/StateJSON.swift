import Foundation
import Records
import Wire

/// Any value as JSON by its fields, for a person: names in snake case, times as RFC 3339, amounts in rupees.
///
/// Texts are masked as in logs, and places told to a tenth of a degree, unless asked for otherwise. What has no fields that
/// Swift tells (packed arrays) is left out. The result is for `JSONSerialization`.
struct StateJSON {
    var unmask = false
    /// Deeper and wider than any state; a guard against what was decoded from damaged bytes.
    private static let depthMax = 12
    private static let elementsMax = 10_000

    func json(_ value: Any) -> Any { json(value, depth: 0) ?? NSNull() }

    /// Nil: nothing to tell.
    private func json(_ value: Any, depth: Int) -> Any? {
        guard depth < Self.depthMax else { return nil }
        if let plain = scalar(value) { return plain }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { json($0.value, depth: depth) }
        case .collection:
            return mirror.children.prefix(Self.elementsMax).compactMap { json($0.value, depth: depth + 1) }
        case .set:
            return mirror.children.prefix(Self.elementsMax).compactMap { json($0.value, depth: depth + 1) }
                .sorted { "\($0)" < "\($1)" }
        case .dictionary: return dictionary(mirror, depth)
        case .enum: return choice(value, mirror, depth)
        case .struct, .class, .tuple: return object(mirror, depth)
        default: return nil
        }
    }

    private func scalar(_ value: Any) -> Any? {
        switch value {
        case let text as String: unmask ? text : Redaction.mask(text)
        case let flag as Bool: flag
        case let time as EventTime: time > .distantPast ? Timestamp.string(time) : NSNull()
        case let time as ZonedTime: Timestamp.string(time)
        case let amount as MinorUnits: amount.rupees
        case let number as Double: number.isFinite ? rounded(number) : "\(number)"
        case let number as Float: number.isFinite ? rounded(Double(number)) : "\(number)"
        case let number as any BinaryInteger:
            Int64(exactly: number).map { $0 as Any } ?? "\(number)"
        case let bytes as [UInt8]: unmask ? bytes.map { String(format: "%02x", $0) }.joined() : "\(bytes.count) bytes"
        case let point as GeoPoint: place(point)
        default: nil
        }
    }

    private func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }

    private func place(_ point: GeoPoint) -> [String: Double] {
        let scale = unmask ? 1e6 : 10.0
        return [
            "lat": (point.latitude * scale).rounded() / scale, "lon": (point.longitude * scale).rounded() / scale,
        ]
    }

    private func object(_ mirror: Mirror, _ depth: Int) -> Any? {
        var fields: [String: Any] = [:]
        for (index, child) in mirror.children.enumerated() {
            let name = child.label ?? ".\(index)"
            // A tuple's places.
            let key = name.hasPrefix(".") ? String(name.dropFirst()) : Self.snake(name)
            if key == "latitude" || key == "longitude", !unmask, let degrees = child.value as? Float {
                fields[key] = (Double(degrees) * 10).rounded() / 10
            } else if let value = json(child.value, depth: depth + 1) {
                fields[key] = value
            }
        }
        // A wrapper of one value is that value.
        if fields.count == 1, mirror.children.count == 1, let only = fields["raw_value"] { return only }
        return mirror.children.isEmpty || fields.isEmpty ? nil : fields
    }

    private func dictionary(_ mirror: Mirror, _ depth: Int) -> [String: Any] {
        var fields: [String: Any] = [:]
        for child in mirror.children.prefix(Self.elementsMax) {
            let pair = Array(Mirror(reflecting: child.value).children)
            guard pair.count == 2, let key = json(pair[0].value, depth: depth + 1) else { continue }
            fields["\(key)"] = json(pair[1].value, depth: depth + 1)
        }
        return fields
    }

    private func choice(_ value: Any, _ mirror: Mirror, _ depth: Int) -> Any {
        guard let payload = mirror.children.first else { return "\(value)" }
        return [Self.snake(payload.label ?? "value"): json(payload.value, depth: depth + 1) ?? NSNull()]
    }

    /// `usualDaySum` -> `usual_day_sum`.
    static func snake(_ name: String) -> String {
        var text = ""
        var before: Character = "_"
        for character in name {
            if character.isUppercase, before != "_", !before.isUppercase { text += "_" }
            text += character.lowercased()
            before = character
        }
        return text
    }
}
