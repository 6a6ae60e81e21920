import Records

/// One account and who holds it: what stays the same. No heap: a million of them are one block of memory.
struct Person: Sendable {
    /// Rupees a month.
    var income: Double
    var home: GeoPoint
    var work: GeoPoint
    /// Bookings a day.
    var rate: Double
    var persona: Persona
    var bank: UInt8
    var locality: UInt8
    var workLocality: UInt8
    var hourShift: Int8
    /// Index of the home branch.
    var branch: UInt16
    var homeATM: Int32
    var workATM: Int32
    var aepsPoint: Int32
    /// The ring whose mule this is, or -1, and the mule's layer in it from 1.
    var ring: Int16 = -1
    var layer: UInt8 = 0
    var isVictim = false

    init(activity: Double, city: City, _ draw: inout Draw) {
        let persona = Persona(rawValue: UInt8(draw.weighted(Persona.cumulativeShares))) ?? .employee
        let locality = city.drawLocality(&draw)
        let workLocality = city.drawLocality(&draw, insideOnly: true)
        let bank = draw.weighted(Bank.cumulativeWeights)
        self.persona = persona
        self.bank = UInt8(bank)
        self.locality = UInt8(locality)
        self.workLocality = UInt8(workLocality)
        branch = UInt16(bank * city.localities.count + locality)
        home = city.point(inLocality: locality, spread: 1.3, &draw)
        work = city.point(inLocality: workLocality, spread: 0.9, &draw)
        income = draw.logNormal(median: persona.income, spread: 0.45)
        rate = persona.rate * activity * draw.logNormal(median: 0.9, spread: 0.4)
        hourShift = Int8(draw.within(persona.hourShift))
        homeATM = city.near(home, among: city.atms[locality], &draw)
        workATM = city.near(work, among: city.atms[workLocality], &draw)
        aepsPoint = city.near(home, among: city.aepsPoints[locality], &draw)
    }

    func isAtWork(at time: Int64) -> Bool {
        guard persona == .employee || persona == .student else { return false }
        let day = LocalTime.dayNumber(time)
        let hour = Int((time - LocalTime.midnight(ofDay: day)) / LocalTime.hour)
        return LocalTime.weekday(ofDay: day) < 5 && (10..<18).contains(hour)
    }
}
