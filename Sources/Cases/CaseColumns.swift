/// What a column of a table of cases holds.
public enum CaseField: String, Sendable, CaseIterable {
    case serial, key, state, district, station, number, registered, heading, gist, loss, age

    /// Headings in use, lower case, letters and digits only.
    fileprivate var names: Set<String> {
        switch self {
        case .serial: ["slno", "sl", "serialno", "sno", "srno"]
        case .key: ["firid", "caseid", "id", "ncrpack", "acknowledgementno", "acknowledgementnumber"]
        case .state: ["state"]
        case .district: ["district", "dist", "commissionerate", "unit", "districtcommissionerate"]
        case .station: ["ps", "policestation", "psname", "station", "thana"]
        case .number: ["firno", "caseno", "crno", "crimeno", "firnumber", "casenumber"]
        case .registered:
            ["date", "firdate", "dateofregistration", "registeredon", "registeredat", "casedate", "dateoffir", "dated"]
        case .heading: ["case", "casereference", "caseref", "casedetails", "pscasenodateandsection"]
        case .gist:
            ["gist", "brieffacts", "gistofcase", "gistofthecase", "facts", "description", "casegist", "fircontent"]
        case .loss: ["amount", "loss", "lossamount", "amountlost", "amountinvolved", "fraudamount"]
        case .age: ["age", "complainantage", "victimage"]
        }
    }
}

/// Which column is which.
public struct CaseColumns: Equatable, Sendable {
    public let width: Int
    private let places: [CaseField: Int]

    /// - Parameter named: columns the user named, over the headings that are known.
    /// - Throws: `unknown` for a column that is not there, and when no column holds the gist.
    public init(header: [String], named: [CaseField: String] = [:]) throws(CasesFault) {
        width = header.count
        let plain = header.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
        var places: [CaseField: Int] = [:]
        for field in CaseField.allCases {
            if let name = named[field] {
                let wanted = name.lowercased().filter { $0.isLetter || $0.isNumber }
                guard let place = plain.firstIndex(of: wanted) else {
                    throw .unknown("there is no column '\(name)'; the file has: \(header.joined(separator: " | "))")
                }
                places[field] = place
            } else {
                places[field] = plain.firstIndex { field.names.contains($0) }
            }
        }
        guard places[.gist] != nil else {
            throw .unknown(
                "no column is known to hold the gist; name it with --column gist=..., the file has: "
                    + header.joined(separator: " | "))
        }
        self.places = places
    }

    func value(_ field: CaseField, in fields: [String]) -> String? {
        guard let place = places[field], place < fields.count else { return nil }
        let text = fields[place].trimmingSpaces
        return text.isEmpty || text == "-" || text.lowercased() == "nil" || text.lowercased() == "n/a" ? nil : text
    }

    /// `district = District, gist = Gist`, for the user to check.
    public func described(header: [String]) -> String {
        CaseField.allCases.compactMap { field in
            places[field].map { "\(field.rawValue) = '\(header[$0].trimmingSpaces)'" }
        }.joined(separator: ", ")
    }
}
