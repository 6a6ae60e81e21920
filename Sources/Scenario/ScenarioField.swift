import Records

/// A parameter by its name in a file: what it means, how it is read and written. One list for the file, its
/// documentation and its errors.
public enum ScenarioField: String, Sendable, CaseIterable {
    case seed, city, accounts, days, start, terminals, rings, mulesPerRing, layersMax, victims, reportedShare, activity
    case benignPostsPerDay, scamPostsPerDay, otherFIRsPerDay, spellingNoise
    case festivalDay, festivalDays, festivalSpending, paydaySpending
    case crewMoveShare, crewMoveAfter, nightShare, machineLimit, dailyLimit

    /// A value as a file has it.
    public enum Value: Sendable, Equatable {
        case number(Double)
        case text(String)
        case null
    }

    /// What it is, for a person.
    public var meaning: String {
        switch self {
        case .seed: "all that is drawn is drawn from it: the same number, the same records"
        case .city: "whose map people live on: " + CityPlan.allCases.map(\.rawValue).joined(separator: ", ")
        case .accounts: "accounts whose bank reports their bookings, mules and victims included"
        case .days: "days of event time"
        case .start: "the first day, as 2026-03-01; it begins at midnight in India"
        case .terminals: "ATMs, AEPS points and cash counters that are made up; a file of real ones goes before them"
        case .rings: "rings of mule accounts"
        case .mulesPerRing: "mule accounts of each ring"
        case .layersMax: "the longest way of stolen money through a ring, 1 to 4"
        case .victims: "thefts in the whole scenario"
        case .reportedShare: "share of victims who go to the police"
        case .activity: "factor on how often people pay; 1 is two to three bookings a day of an employee"
        case .benignPostsPerDay: "harmless posts a day"
        case .scamPostsPerDay: "posts by swindlers a day; none without rings"
        case .otherFIRsPerDay: "FIRs a day that have nothing to do with the rings"
        case .spellingNoise: "chance that a word of an FIR's gist is misspelt or abbreviated"
        case .festivalDay: "on which day the festival season begins, 1 is the first; 0 for none"
        case .festivalDays: "how many days it lasts"
        case .festivalSpending: "factor on how often people pay in it"
        case .paydaySpending: "factor on how often people pay in the three days after their income"
        case .crewMoveShare: "share of the cash-out crews that move to another quarter when they feel watched"
        case .crewMoveAfter: "after how many withdrawals such a crew moves, each time"
        case .nightShare: "chance that a crew waits for the night; null is each crew's own, 0.1 or 0.5"
        case .machineLimit: "the most that a machine pays at once, in rupees, in steps of 500"
        case .dailyLimit: "the most that a mule account pays out a day, in rupees; null is 25,000, 40,000 or 50,000"
        }
    }

    private enum Place {
        case integer(WritableKeyPath<ScenarioParameters, Int>)
        case real(WritableKeyPath<ScenarioParameters, Double>)
        case optionalInteger(WritableKeyPath<ScenarioParameters, Int?>)
        case optionalReal(WritableKeyPath<ScenarioParameters, Double?>)
        case seed, city, start
    }

    private var place: Place {
        switch self {
        case .seed: .seed
        case .city: .city
        case .start: .start
        case .accounts: .integer(\.accounts)
        case .days: .integer(\.days)
        case .terminals: .integer(\.terminals)
        case .rings: .integer(\.rings)
        case .mulesPerRing: .integer(\.mulesPerRing)
        case .layersMax: .integer(\.layersMax)
        case .victims: .integer(\.victims)
        case .reportedShare: .real(\.reportedShare)
        case .activity: .real(\.activity)
        case .benignPostsPerDay: .real(\.benignPostsPerDay)
        case .scamPostsPerDay: .real(\.scamPostsPerDay)
        case .otherFIRsPerDay: .real(\.otherFIRsPerDay)
        case .spellingNoise: .real(\.spellingNoise)
        case .festivalDay: .integer(\.festivalDay)
        case .festivalDays: .integer(\.festivalDays)
        case .festivalSpending: .real(\.festivalSpending)
        case .paydaySpending: .real(\.paydaySpending)
        case .crewMoveShare: .real(\.crewMoveShare)
        case .crewMoveAfter: .integer(\.crewMoveAfter)
        case .nightShare: .optionalReal(\.nightShare)
        case .machineLimit: .integer(\.machineLimit)
        case .dailyLimit: .optionalInteger(\.dailyLimit)
        }
    }

    /// The value that `parameters` have.
    public func value(in parameters: ScenarioParameters) -> Value {
        switch place {
        case .integer(let path): .number(Double(parameters[keyPath: path]))
        case .real(let path): .number(parameters[keyPath: path])
        case .optionalInteger(let path): parameters[keyPath: path].map { .number(Double($0)) } ?? .null
        case .optionalReal(let path): parameters[keyPath: path].map { .number($0) } ?? .null
        case .seed: .number(Double(parameters.seed))
        case .city: .text(parameters.city.rawValue)
        case .start: .text(LocalTime.dayText(parameters.start.milliseconds))
        }
    }

    /// Sets it; throws with the field's name when the value is of another sort. Ranges are
    /// ``ScenarioParameters/validate()``'s.
    public func set(_ value: Value, in parameters: inout ScenarioParameters) throws(ScenarioFault) {
        switch place {
        case .integer(let path): parameters[keyPath: path] = try whole(value)
        case .real(let path): parameters[keyPath: path] = try number(value)
        case .optionalInteger(let path): parameters[keyPath: path] = value == .null ? nil : try whole(value)
        case .optionalReal(let path): parameters[keyPath: path] = value == .null ? nil : try number(value)
        case .seed:
            // A number of a JSON file is exact up to 2^53.
            guard let seed = UInt64(exactly: try number(value)), seed <= 1 << 53 else {
                throw fault(value, "a whole number from 0 to 2^53")
            }
            parameters.seed = seed
        case .city:
            guard case .text(let name) = value, let plan = CityPlan(rawValue: name) else {
                throw fault(value, "one of " + CityPlan.allCases.map(\.rawValue).joined(separator: ", "))
            }
            parameters.city = plan
        case .start:
            guard case .text(let text) = value, let time = LocalTime.midnight(ofDayText: text) else {
                throw fault(value, "a day as 2026-03-01")
            }
            parameters.start = EventTime(milliseconds: time)
        }
    }

    private func number(_ value: Value) throws(ScenarioFault) -> Double {
        guard case .number(let number) = value else { throw fault(value, "a number") }
        return number
    }

    private func whole(_ value: Value) throws(ScenarioFault) -> Int {
        guard case .number(let number) = value, let whole = Int(exactly: number) else {
            throw fault(value, "a whole number")
        }
        return whole
    }

    private func fault(_ value: Value, _ legal: String) -> ScenarioFault {
        ScenarioFault(key: rawValue, value: value.description, legal: legal)
    }
}

extension ScenarioField.Value: CustomStringConvertible {
    /// As JSON has it.
    public var description: String {
        switch self {
        case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .text(let text): "\"\(text)\""
        case .null: "null"
        }
    }
}

extension ScenarioField {
    /// A file of all fields, each with its meaning before it under a name that begins with `#`.
    public static func file(_ parameters: ScenarioParameters) -> String {
        let lines = allCases.map { field in
            "  \"# \(field.rawValue)\": \"\(field.meaning)\",\n  \"\(field.rawValue)\": \(field.value(in: parameters))"
        }
        return "{\n" + lines.joined(separator: ",\n\n") + "\n}\n"
    }
}
