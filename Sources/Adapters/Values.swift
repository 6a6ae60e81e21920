import Records
import Wire

/// Texts of messages -> values of records.
enum Values {
    /// An exact amount above zero. More than two decimals only as zeros.
    static func amount(_ text: String) -> MinorUnits? {
        var text = text[...]
        if let point = text.firstIndex(of: "."), text.distance(from: point, to: text.endIndex) > 3 {
            while text.hasSuffix("0"), text.distance(from: point, to: text.endIndex) > 3 { text.removeLast() }
        }
        guard let amount = MoneyText.parse(text.utf8), amount > .zero else { return nil }
        return amount
    }

    /// An ISO 8601 moment; one without a zone is local.
    static func moment(_ text: String, zoneOffsetMinutes: Int16) -> ZonedTime? {
        Timestamp.parse(text) ?? Timestamp.parse(text + zone(zoneOffsetMinutes))
    }

    /// `+05:30`.
    static func zone(_ minutes: Int16) -> String {
        let magnitude = Int(minutes.magnitude)
        return (minutes < 0 ? "-" : "+") + two(magnitude / 60) + ":" + two(magnitude % 60)
    }

    static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// Four letters, a zero, six letters or digits (RBI).
    static func isIFSC(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 11, bytes[4] == UInt8(ascii: "0") else { return false }
        return bytes[..<4].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
            && bytes[5...].allSatisfy { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39 }
    }

    static func isDigits(_ text: String, count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Whether an account number has its digits: `XXXXXX1234` and `****1234` would make one account of many.
    static func isMasked(_ account: String) -> Bool {
        account.contains("*") || account.uppercased().contains("XX")
    }

    static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }

    /// The channel whose name stands in `text` as a word: `IN-UPI`, `neft/n06`.
    static func channel(_ text: String?) -> BankTransaction.Channel? {
        guard let text else { return nil }
        let words = text.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return BankTransaction.Channel.allCases.first { channel in words.contains { $0 == channel.rawValue } }
    }
}

/// The place in a UPI `GEOCODE`. Samples in public disagree on its order (`12.97,77.59`, `72.99,19.17`); the ranges of
/// India's latitudes and longitudes have nothing in common, so the numbers tell.
enum GeoCode {
    /// India with its islands, in degrees, a little wide.
    static let latitudes = 6.0...37.5
    static let longitudes = 68.0...97.5

    /// Nil for what is no pair of numbers, `0,0`, or a place outside of India, whose order nothing tells.
    static func parse(_ text: String) -> GeoPoint? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.filter { $0 != " " })
        }
        guard parts.count == 2, let first = parts[0], let second = parts[1], first.isFinite, second.isFinite else {
            return nil
        }
        if latitudes.contains(first), longitudes.contains(second) {
            return GeoPoint(latitude: first, longitude: second)
        }
        if longitudes.contains(first), latitudes.contains(second) {
            return GeoPoint(latitude: second, longitude: first)
        }
        return nil
    }
}
