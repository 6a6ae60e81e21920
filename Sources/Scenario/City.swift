public import Records

/// The map of a scenario: quarters, terminals, police stations and bank branches, all drawn from the seed.
public struct City: Sendable {
    /// A bank's office.
    public struct Branch: Sendable, Equatable {
        public var ifsc: String
        public var bank: String
        public var locality: String
        public var location: GeoPoint
    }

    public let plan: CityPlan
    /// Where cash can be drawn: ATMs, AEPS points, cash counters.
    public let terminals: [ReferenceTerminal]
    /// One a quarter, and one for cyber crime a district.
    public let stations: [ReferenceStation]
    /// One of each bank in each quarter: `branches[bank * localities + locality]`.
    public let branches: [Branch]

    let localities: [CityPlan.Locality]
    /// Indices of ``terminals`` by quarter.
    let atms: [[Int32]]
    let aepsPoints: [[Int32]]
    let counters: [[Int32]]
    /// Index in ``stations`` of the cyber station that is responsible for a quarter.
    let cyberStations: [Int]
    private let cumulativeWeights: [Double]
    private let insideWeights: [Double]

    /// O(terminals).
    public init(_ parameters: ScenarioParameters) {
        let plan = parameters.city
        let localities = plan.localities
        var draw = Draw(seed: parameters.seed, .city)
        self.plan = plan
        self.localities = localities
        cumulativeWeights = Draw.cumulative(localities.map(\.weight))
        insideWeights = Draw.cumulative(localities.map { $0.isOutside ? 0 : $0.weight })
        branches = Bank.all.flatMap { bank -> [Branch] in
            let first = draw.below(90_000)
            return localities.enumerated().map { number, locality in
                Branch(
                    ifsc: bank.code + "09" + Text.padded(UInt64(first + number * 37), 5), bank: bank.name,
                    locality: locality.name, location: Self.point(in: locality, spread: 0.8, plan, &draw))
            }
        }
        (stations, cyberStations) = Self.makeStations(plan, localities)
        let drawn = Self.makeTerminals(parameters.terminals, plan, localities, cumulativeWeights, &draw)
        let made = Self.joined(parameters.realTerminals, drawn, localities)
        terminals = made.map(\.terminal)
        func indices(_ kind: String) -> [[Int32]] {
            var lists = [[Int32]](repeating: [], count: localities.count)
            for (index, item) in made.enumerated() where item.terminal.kind == kind {
                lists[item.locality].append(Int32(index))
            }
            // A quarter without one uses its neighbours'.
            let all = lists.flatMap { $0 }
            return lists.map { $0.isEmpty ? all : $0 }
        }
        atms = indices("ATM")
        aepsPoints = indices("AEPS")
        counters = indices("BRANCH")
    }

    private static func makeStations(
        _ plan: CityPlan, _ localities: [CityPlan.Locality]
    ) -> ([ReferenceStation], [Int]) {
        var stations: [ReferenceStation] = []
        func add(_ name: String, _ place: CityPlan.Locality) {
            let id =
                "\(plan.stateCode)-\(CityPlan.districtCode(place.district))-"
                + Text.padded(UInt64(stations.count + 1), 2)
            stations.append(
                ReferenceStation(
                    id: id, name: name, location: GeoPoint(latitude: place.latitude, longitude: place.longitude),
                    district: place.district, state: plan.state))
        }
        for place in localities { add("\(place.name) PS", place) }
        var cyber: [(district: String, station: Int)] = []
        for place in localities where !cyber.contains(where: { $0.district == place.district }) {
            cyber.append((place.district, stations.count))
            add("Cyber Crime PS \(place.district)", place)
        }
        let responsible = localities.map { place in
            cyber.first { $0.district == place.district }?.station ?? 0
        }
        return (stations, responsible)
    }

    private static func makeTerminals(
        _ count: Int, _ plan: CityPlan, _ localities: [CityPlan.Locality], _ weights: [Double], _ draw: inout Draw
    ) -> [(terminal: ReferenceTerminal, locality: Int)] {
        (0..<count).map { number in
            // Every kind and every quarter gets one before chance decides.
            let kind = number % 10 < 8 ? "ATM" : number % 10 == 8 ? "AEPS" : "BRANCH"
            let place = number < localities.count ? number : draw.weighted(weights)
            let bank = Bank.all[draw.weighted(Bank.cumulativeWeights)]
            let locality = localities[place]
            let digits = Text.padded(UInt64(number + 1), count > 9_999 ? 5 : 4)
            let id = (kind == "AEPS" ? "AEPS" : kind == "ATM" ? bank.short : "CASH") + "-\(plan.code)-\(digits)"
            let words = kind == "AEPS" ? "customer service point" : kind == "ATM" ? "ATM" : "cash counter"
            let terminal = ReferenceTerminal(
                id: id, kind: kind, name: "\(bank.short) \(words) \(locality.name)", bank: bank.name,
                location: point(in: locality, spread: 1.1, plan, &draw), district: locality.district, state: plan.state)
            return (terminal, place)
        }
    }

    /// The real terminals, each with the quarter it is nearest to, and those made up where a quarter has none of a kind.
    /// Offices pay no cash.
    private static func joined(
        _ real: [ReferenceTerminal], _ drawn: [(terminal: ReferenceTerminal, locality: Int)],
        _ localities: [CityPlan.Locality]
    ) -> [(terminal: ReferenceTerminal, locality: Int)] {
        guard !real.isEmpty else { return drawn }
        var joined: [(terminal: ReferenceTerminal, locality: Int)] = []
        var has = Set<String>()
        for terminal in real where ["ATM", "AEPS", "BRANCH"].contains(terminal.kind) {
            func distance(_ place: CityPlan.Locality) -> Double {
                let north = place.latitude - terminal.location.latitude
                let east = place.longitude - terminal.location.longitude
                return north * north + east * east
            }
            let nearest = localities.indices.min { distance(localities[$0]) < distance(localities[$1]) } ?? 0
            joined.append((terminal, nearest))
            has.insert("\(terminal.kind) \(nearest)")
        }
        return joined + drawn.filter { !has.contains("\($0.terminal.kind) \($0.locality)") }
    }

    /// A point around the middle of a quarter; `spread` in kilometres.
    private static func point(
        in locality: CityPlan.Locality, spread: Double, _ plan: CityPlan, _ draw: inout Draw
    ) -> GeoPoint {
        let north = draw.normal() * spread / 110.6
        let east = draw.normal() * spread / plan.kilometresPerLongitude
        return GeoPoint(latitude: locality.latitude + north, longitude: locality.longitude + east).rounded
    }

    func point(inLocality index: Int, spread: Double, _ draw: inout Draw) -> GeoPoint {
        Self.point(in: localities[index], spread: spread, plan, &draw)
    }

    /// A quarter by weight; never a town outside when `insideOnly`.
    func drawLocality(_ draw: inout Draw, insideOnly: Bool = false) -> Int {
        draw.weighted(insideOnly ? insideWeights : cumulativeWeights)
    }

    /// The nearest of four terminals drawn from `list`, which is never empty. O(1): a million people can choose.
    func near(_ place: GeoPoint, among list: [Int32], _ draw: inout Draw) -> Int32 {
        var best = list[draw.below(list.count)]
        for _ in 0..<3 {
            let other = list[draw.below(list.count)]
            if roughDistance(place, other) < roughDistance(place, best) { best = other }
        }
        return best
    }

    private func roughDistance(_ place: GeoPoint, _ terminal: Int32) -> Double {
        let other = terminals[Int(terminal)].location
        let north = place.latitude - other.latitude
        let east = place.longitude - other.longitude
        return north * north + east * east
    }
}

extension GeoPoint {
    /// To four decimals, about ten metres: as devices and terminals report it.
    var rounded: GeoPoint {
        GeoPoint(latitude: (latitude * 10_000).rounded() / 10_000, longitude: (longitude * 10_000).rounded() / 10_000)
    }
}
