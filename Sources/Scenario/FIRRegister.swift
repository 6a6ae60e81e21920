import Records

/// Numbers the FIRs of all stations in the order of their registration, before the scenario starts: so the truth can
/// name a case by its FIR from the first stolen rupee. O(FIRs) memory.
struct FIRRegister: Sendable {
    /// A case that has nothing to do with the rings.
    struct OtherCase: Sendable {
        let at: Int64
        let station: Int
        var number = 0
    }

    private(set) var others: [OtherCase] = []
    private let city: City

    init(_ parameters: ScenarioParameters, city: City) {
        self.city = city
        var draw = Draw(seed: parameters.seed, .otherCases)
        let end = parameters.end.milliseconds
        guard parameters.otherFIRsPerDay > 0 else { return }
        var time = parameters.start.milliseconds
        while true {
            time = Rhythm.next(after: time, rate: parameters.otherFIRsPerDay, shift: 0, &draw)
            guard time < end else { break }
            let locality = city.drawLocality(&draw)
            others.append(
                OtherCase(at: time, station: draw.chance(0.5) ? city.cyberStations[locality] : locality))
        }
    }

    /// Gives every reported theft its FIR id, and every other case its number.
    mutating func number(_ thefts: inout [Theft]) {
        struct Entry {
            var at: Int64
            var station: Int
            var theft: Int?
            var other: Int?
        }
        var entries = others.indices.map { Entry(at: others[$0].at, station: others[$0].station, other: $0) }
        for index in thefts.indices {
            guard let at = thefts[index].reportAt else { continue }
            entries.append(Entry(at: at, station: thefts[index].station, theft: index))
        }
        entries.sort { ($0.at, $0.theft ?? -1, $0.other ?? -1) < ($1.at, $1.theft ?? -1, $1.other ?? -1) }
        var numbers = [Int](repeating: 0, count: city.stations.count)
        var years = [Int](repeating: 0, count: city.stations.count)
        for entry in entries {
            let date = LocalTime.date(ofDay: LocalTime.dayNumber(entry.at))
            if years[entry.station] != date.year {
                // Before the scenario each station had its own cases.
                let first = LocalTime.dayNumber(year: date.year, month: 1, day: 1)
                let busy = years[entry.station] == 0 ? Int(LocalTime.dayNumber(entry.at) - first) : 0
                numbers[entry.station] = busy * (2 + entry.station % 3) / 2
                years[entry.station] = date.year
            }
            numbers[entry.station] += 1
            let number = numbers[entry.station]
            if let theft = entry.theft {
                thefts[theft].firID = firID(station: entry.station, number: number, year: date.year)
                thefts[theft].firNo = "\(number)/\(date.year)"
            }
            if let other = entry.other { others[other].number = number }
        }
    }

    func firID(station: Int, number: Int, year: Int) -> String {
        "\(city.stations[station].id)-\(year)-" + Text.padded(UInt64(number), 6)
    }
}
