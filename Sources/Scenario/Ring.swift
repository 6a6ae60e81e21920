import Records

/// A ring of mule accounts and the crew that draws the cash.
struct Ring: Sendable {
    /// `ring-03`.
    let name: String
    /// Mule accounts by layer: `layers[0]` takes from victims, the last one draws the cash.
    let layers: [[Int32]]
    /// Where the crew draws, the favourite first.
    let terminals: [Int32]
    let locality: Int
    let den: GeoPoint
    /// Phones that several mule accounts are worked from.
    let devices: [UInt64]
    let phones: [String]
    /// Median minutes that money stays at one account.
    let passMinutes: Double
    /// Median minutes from the last credit to the first withdrawal.
    let drawMinutes: Double
    /// Chance that the crew waits for the night.
    let nightShare: Double
    /// The largest transfer it makes, in rupees: just below a limit.
    let ceiling: Int

    /// Recruits mules out of `people` and gives most of them the ring's address and branch.
    init(index: Int, parameters: ScenarioParameters, city: City, people: inout [Person]) {
        var draw = Draw(seed: parameters.seed, .ring, index)
        name = "ring-" + Text.padded(UInt64(index + 1), 2)
        let isInside = draw.chance(0.6)
        let locality = city.drawLocality(&draw, insideOnly: isInside)
        self.locality = locality
        let den = city.point(inLocality: locality, spread: 0.8, &draw)
        self.den = den
        // One layer is rare: who steals seriously uses two or more.
        var wanted = draw.within(1...parameters.layersMax)
        if wanted == 1 { wanted = draw.within(1...parameters.layersMax) }
        let depth = min(wanted, parameters.mulesPerRing)
        var made = [[Int32]](repeating: [], count: depth)
        for number in 0..<parameters.mulesPerRing {
            let mule = Self.recruit(people, &draw)
            // The first layer is the smallest: its accounts are used until a bank stops them.
            let layer = number < depth ? number : depth == 1 ? 0 : draw.chance(0.2) ? 0 : draw.within(1...(depth - 1))
            made[layer].append(Int32(mule))
            people[mule].ring = Int16(truncatingIfNeeded: index)
            people[mule].layer = UInt8(layer + 1)
            guard draw.chance(0.6) else { continue }
            let bank = Int(people[mule].bank)
            people[mule].home = den
            people[mule].locality = UInt8(locality)
            people[mule].branch = UInt16(bank * city.localities.count + locality)
            people[mule].homeATM = city.near(den, among: city.atms[locality], &draw)
        }
        layers = made
        let points = draw.chance(0.3) ? city.aepsPoints[locality] : city.atms[locality]
        terminals = (0..<draw.within(3...6)).map { _ in city.near(den, among: points, &draw) }
        devices = (0..<draw.within(1...3)).map { _ in draw.next() }
        phones = (0..<3).map { _ in Identifiers.phone(&draw) }
        passMinutes = draw.within(3.0...15.0)
        drawMinutes = draw.within(12.0...60.0)
        let habit = draw.chance(0.5) ? 0.5 : 0.1
        nightShare = parameters.nightShare ?? habit
        ceiling = draw.pick([24_900, 49_000, 49_900, 95_000, 99_500])
    }

    /// Somebody with little money and no ring yet. Falls back to the next person who is free.
    private static func recruit(_ people: [Person], _ draw: inout Draw) -> Int {
        for _ in 0..<40 {
            let index = draw.below(people.count)
            guard people[index].ring < 0 else { continue }
            switch people[index].persona {
            case .student, .labourer, .dormant, .homemaker: return index
            default: continue
            }
        }
        let start = draw.below(people.count)
        let order = (0..<people.count).lazy.map { (start + $0) % people.count }
        return order.first { people[$0].ring < 0 } ?? start
    }

    /// A terminal of the crew's area: the first of the list more often than the last.
    static func terminal(of terminals: [Int32], _ draw: inout Draw) -> Int32 {
        terminals[min(draw.below(terminals.count), draw.below(terminals.count))]
    }
}
