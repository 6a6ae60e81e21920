import Records

/// The running scenario: takes what is due next and lets it happen. Memory: people, open thefts, money under way.
struct Engine: Sendable {
    let parameters: ScenarioParameters
    let city: City
    let end: Int64
    let people: [Person]
    var lives: [Life]
    let rings: [Ring]
    var crews: [Crew]
    let thefts: [Theft]
    var progress: [TheftProgress]
    /// Indices of traders by quarter, whose shops the others buy at.
    let shops: [[Int32]]
    var ids: Identifiers
    var queue = EventQueue()
    var movements = MovementStore()
    var register: FIRRegister
    var postDraw: Draw
    var scamPostDraw: Draw
    var posts = 0
    // Records of the moment that were not handed out yet, and how many of them were.
    private var ready: [ScenarioEvent] = []
    private var handed = 0

    init(_ parameters: ScenarioParameters, city: City) {
        let start = parameters.start.milliseconds
        self.parameters = parameters
        self.city = city
        end = parameters.end.milliseconds
        var people: [Person] = []
        people.reserveCapacity(parameters.accounts)
        lives = []
        lives.reserveCapacity(parameters.accounts)
        for index in 0..<parameters.accounts {
            var draw = Draw(seed: parameters.seed, .person, index)
            people.append(Person(activity: parameters.activity, city: city, &draw))
            lives.append(Life(of: people[index], start: start, draw))
        }
        let rings = (0..<parameters.rings).map {
            Ring(index: $0, parameters: parameters, city: city, people: &people)
        }
        var thefts = (0..<parameters.victims).compactMap {
            Theft(index: $0, parameters: parameters, city: city, rings: rings, people: &people)
        }
        register = FIRRegister(parameters, city: city)
        register.number(&thefts)
        shops = Self.findShops(people, localities: city.localities.count)
        self.people = people
        self.rings = rings
        crews = rings.indices.map { Crew($0, of: rings[$0], parameters) }
        self.thefts = thefts
        progress = thefts.map { TheftProgress(draw: $0.draw) }
        ids = Identifiers(seed: parameters.seed)
        postDraw = Draw(seed: parameters.seed, .posts)
        scamPostDraw = Draw(seed: parameters.seed, .scamPosts)
        plan(from: start)
        openWorld(at: start)
    }

    private static func findShops(_ people: [Person], localities: Int) -> [[Int32]] {
        var shops = [[Int32]](repeating: [], count: localities)
        for index in people.indices where people[index].persona == .trader && people[index].ring < 0 {
            shops[Int(people[index].locality)].append(Int32(index))
        }
        return shops
    }

    private mutating func plan(from start: Int64) {
        queue.reserve(people.count + 2 * thefts.count + 3)
        for index in people.indices { later(.person, index, at: lives[index].dueAt) }
        for index in thefts.indices {
            if let first = thefts[index].payments.first { later(.payment, index, at: first.at) }
            if let report = thefts[index].reportAt { later(.report, index, at: report) }
        }
        planPost(.benignPost, after: start)
        planPost(.scamPost, after: start)
        for (index, other) in register.others.enumerated() { later(.otherCase, index, at: other.at) }
    }

    /// The reference tables and what is true from the start.
    private mutating func openWorld(at start: Int64) {
        for terminal in city.terminals { publish(.terminal(terminal), to: .refTerminals, at: start) }
        for station in city.stations { publish(.station(station), to: .refStations, at: start) }
        for ring in rings {
            for (layer, mules) in ring.layers.enumerated() {
                for mule in mules {
                    let truth = GroundTruth(
                        subject: account(.resident(Int(mule))), kind: "mule_account", ring: ring.name, layer: layer + 1,
                        at: LocalTime.zoned(start))
                    publish(.groundTruth(truth), to: .scenarioTruth, at: start)
                }
            }
        }
    }

    /// The next record, or nil when the scenario is over.
    mutating func next() -> ScenarioEvent? {
        while handed == ready.count {
            ready.removeAll(keepingCapacity: true)
            handed = 0
            guard let entry = queue.pop() else { return nil }
            perform(entry)
        }
        handed += 1
        return ready[handed - 1]
    }

    private mutating func perform(_ entry: EventQueue.Entry) {
        let index = Int(entry.index)
        switch entry.kind {
        case .person: live(index, at: entry.time)
        case .movement: perform(movements.take(index), at: entry.time)
        case .payment: pay(theft: index, at: entry.time)
        case .report: report(theft: index, at: entry.time)
        case .benignPost: postBenign(at: entry.time)
        case .scamPost: postScam(at: entry.time)
        case .otherCase: reportOther(index, at: entry.time)
        }
    }

    mutating func publish(_ record: DomainRecord, to topic: Topic, at time: Int64) {
        ready.append(ScenarioEvent(topic: topic, record: record, time: EventTime(milliseconds: time)))
    }

    /// Plans something, unless it would be after the end.
    mutating func later(_ kind: EventQueue.Kind, _ index: Int, at time: Int64) {
        if time < end { queue.push(kind, index, at: time) }
    }

    /// Plans a movement. Credits of transfers that were made arrive even after the end; nothing else does.
    mutating func later(_ movement: Movement, at time: Int64) {
        if time < end || movement.kind == .arrival { queue.push(.movement, movements.add(movement), at: time) }
    }

    // MARK: People

    /// A copy to look at.
    func life(of index: Int) -> Life { lives[index] }

    /// Where somebody is: away on a trip, at work in a weekday's working hours, else at home.
    func place(of index: Int, at time: Int64) -> GeoPoint {
        let life = life(of: index)
        if time < life.awayUntil {
            let town = city.localities[Int(life.awayLocality)]
            return GeoPoint(latitude: town.latitude, longitude: town.longitude)
        }
        return people[index].isAtWork(at: time) ? people[index].work : people[index].home
    }

    /// The quarter, or on a trip the town, where somebody shops and draws.
    func quarter(of index: Int, at time: Int64) -> Int {
        let life = life(of: index)
        return Int(time < life.awayUntil ? life.awayLocality : people[index].locality)
    }
}
