public import Records
import StageKit

/// One case as a table or a topic tells it.
public struct CaseRow: Equatable, Sendable {
    /// Longer texts are no gists: a whole file pasted into one field.
    static let gistBytesMax = 64 << 10

    /// Tells cases apart: the FIR id when there is one, otherwise district, station, number and year, otherwise the text's hash.
    public var key: String
    public var state: String?
    public var district: String?
    public var station: String?
    public var number: String?
    public var registeredAt: ZonedTime?
    public var heading: String
    public var gist: String
    public var loss: MinorUnits?
    public var age: Int?

    /// Of all that a reading depends on.
    var digest: String {
        SHA256.hex(
            Array(
                [gist, String(loss?.rawValue ?? -1), String(age ?? -1), heading, district ?? ""].joined(
                    separator: "\u{1}"
                ).utf8))
    }

    /// The order in which samples are drawn: by key, and yet as good as random.
    var rank: Int64 {
        let digest = SHA256.digest(Array(key.utf8))
        return digest.prefix(8).reduce(Int64(0)) { ($0 << 8) | Int64($1) } & Int64.max
    }

    public init(_ fir: FIR) {
        key = fir.firID
        state = fir.state
        district = fir.district
        station = fir.policeStation
        number = fir.firNo
        registeredAt = fir.registeredAt
        heading = fir.firNo
        gist = fir.gist
        loss = fir.lossAmount
        age = fir.complainant?.age
    }

    struct Refusal: Error, Equatable { var reason: String }

    /// Reads a row; `warnings` says what was left out and why.
    init(_ fields: [String], _ columns: CaseColumns, warnings: inout [String]) throws(Refusal) {
        guard let gist = columns.value(.gist, in: fields) else { throw Refusal(reason: "the gist is empty") }
        guard gist.utf8.count <= Self.gistBytesMax else {
            throw Refusal(
                reason: "the gist has \(gist.utf8.count >> 10) KiB, at most \(Self.gistBytesMax >> 10) are read")
        }
        self.gist = gist
        heading = columns.value(.heading, in: fields) ?? ""
        let said = CaseHeading(heading)
        state = columns.value(.state, in: fields)
        district = columns.value(.district, in: fields)
        station = columns.value(.station, in: fields) ?? said.station
        number = columns.value(.number, in: fields) ?? said.number
        if let text = columns.value(.registered, in: fields) {
            registeredAt = CaseDate.parse(text)
            if registeredAt == nil {
                warnings.append("the date '\(text.prefix(40))' is none that is known; the case is undated")
            }
        } else {
            registeredAt = CaseDate.find(in: heading)
        }
        if let text = columns.value(.loss, in: fields) {
            loss = Self.rupees(text)
            if loss == nil { warnings.append("the amount '\(text.prefix(40))' is none that is known") }
        }
        if let text = columns.value(.age, in: fields) {
            age = Int(text.filter(\.isNumber)).flatMap { (1...120).contains($0) ? $0 : nil }
            if age == nil { warnings.append("the age '\(text.prefix(40))' is not in 1...120") }
        }
        key = ""
        key = columns.value(.key, in: fields) ?? derivedKey
        guard key.utf8.count <= 256 else { throw Refusal(reason: "the case id has more than 256 bytes") }
    }

    private var derivedKey: String {
        let number = number?.lowercased().filter { !$0.isWhitespace }
        let year = registeredAt.map { CaseMonth($0).year }
        guard let station, let number, number.contains("/") || year != nil else {
            return "text-" + SHA256.hex(Array((heading + "\u{1}" + gist).utf8)).prefix(24)
        }
        let parts = number.split(separator: "/")
        let dated = parts.count == 2 ? number : number + "/" + String(year ?? 0)
        return [district ?? "", station, dated].map { part in
            part.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "/" }.joined(separator: "-")
        }.joined(separator: ":")
    }

    /// `Rs. 1,25,000/-`, `₹25000.50`, `25000`, `2.5 lakh`, `1 crore`; nil for anything else.
    static func rupees(_ text: String) -> MinorUnits? {
        let lower = text.lowercased()
        var digits = ""
        for character in lower.drop(while: { !$0.isNumber }) {
            if character.isASCII, character.isNumber || character == "." {
                digits.append(character)
            } else if character != "," {
                break
            }
        }
        while digits.hasSuffix(".") { digits.removeLast() }
        guard let value = Double(digits), value >= 0 else { return nil }
        let factor =
            lower.contains("crore") ? 10_000_000.0 : lower.contains("lakh") || lower.contains("lac") ? 100_000 : 1
        let minor = (value * factor * 100).rounded()
        return minor <= 9e15 ? MinorUnits(Int64(minor)) : nil
    }
}

/// The local month of a moment.
struct CaseMonth: Equatable {
    var year: Int
    var month: Int

    init(_ time: ZonedTime) {
        let days = Int((time.localMilliseconds - (time.localMilliseconds < 0 ? 86_399_999 : 0)) / 86_400_000)
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var text: String { "\(year)-" + (month < 10 ? "0" : "") + String(month) }

    /// The India Meteorological Department's seasons.
    var season: String {
        switch month {
        case 1, 2: "winter (Jan-Feb)"
        case 3...5: "pre-monsoon (Mar-May)"
        case 6...9: "monsoon (Jun-Sep)"
        default: "post-monsoon (Oct-Dec)"
        }
    }
}
