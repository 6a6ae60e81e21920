/// The crew of a ring: where it draws cash now. Some crews leave when they feel watched, for another quarter.
///
/// What drives them away in a real city is that the police come, which follows an alert. The simulator hears no alerts,
/// so a number of withdrawals stands in for them. Money that a mule was told to draw before is still drawn there.
struct Crew: Sendable {
    /// Where it draws, the favourite first.
    private(set) var terminals: [Int32]
    /// How often it has moved.
    private(set) var moves = 0
    private var locality: Int
    private let isWary: Bool
    private var withdrawals = 0
    private var draw: Draw

    init(_ index: Int, of ring: Ring, _ parameters: ScenarioParameters) {
        draw = Draw(seed: parameters.seed, .crew, index)
        terminals = ring.terminals
        locality = ring.locality
        isWary = draw.chance(parameters.crewMoveShare)
    }

    /// A withdrawal happened.
    mutating func draws(city: City, moveAfter: Int) {
        withdrawals += 1
        guard isWary, withdrawals % moveAfter == 0 else { return }
        var next = city.drawLocality(&draw)
        if next == locality { next = (next + 1) % city.localities.count }
        locality = next
        moves += 1
        let den = city.point(inLocality: next, spread: 0.8, &draw)
        terminals = (0..<draw.within(3...6)).map { _ in city.near(den, among: city.atms[next], &draw) }
    }
}
