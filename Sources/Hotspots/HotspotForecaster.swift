/// Forecasts where events will happen next: self-exciting in space and time over a smoothed background.
///
/// The expected number of events of a kind in a cell and window is a sum of components, each the influence of past events
/// of one kind to one distance for one time (``ExcitationComponent``), or of repeats at one place alone, with weights of at least 0 fitted to how earlier
/// windows went (``MixtureDesign``). Every kind may excite every other. Successors of events inside the window are not
/// modelled apart: the weights, learned on windows of the same kind, absorb them.
///
/// It only ever sees the past: ``observe(_:until:)`` first learns from the window that ends with it, by the state from
/// before that window, and then takes its events in.
public struct HotspotForecaster: Sendable {
    public let settings: HotspotSettings
    public let kinds: Int
    public private(set) var bank: ExcitationBank
    private var designs: [MixtureDesign]
    private var learned: [[Double]]
    private var places: PlaceMemory?
    private var windowsSinceFit = 0

    /// - Parameters:
    ///   - kinds: number of kinds of events, each forecast apart.
    ///   - start: days; where the history begins.
    public init(cells: CellSet, kinds: Int, settings: HotspotSettings, start: Double) {
        self.settings = settings
        self.kinds = kinds
        let lives: [Double?] = settings.halfLives.map { $0 } + (settings.hasBackground ? [nil] : [])
        let components = (0..<kinds).flatMap { kind in
            let all = settings.reaches.flatMap { reach in
                lives.map { ExcitationComponent(kind: kind, reach: reach, halfLife: $0) }
            }
            guard let repeats = settings.repeats else { return all }
            return all
                + repeats.halfLives.map {
                    ExcitationComponent(kind: kind, reach: 0, halfLife: $0, isOfRepeats: true)
                }
        }
        places = settings.repeats.map { PlaceMemory(reach: $0.reach) }
        bank = ExcitationBank(cells: cells, components: components, start: start)
        designs = Array(
            repeating: MixtureDesign(components: components.count, windowsMax: settings.windowsMax), count: kinds)
        learned = Array(repeating: [], count: kinds)
    }

    /// The end of what has been observed, in days.
    public var time: Double { bank.time }

    /// One weight a component, for events of `kind`: events that a unit of its influence brings. Before the first fit all
    /// components of the kind itself weigh the same.
    public func weights(kind: Int) -> [Double] {
        if !learned[kind].isEmpty { return learned[kind] }
        let own = bank.components.count(where: { $0.kind == kind })
        return bank.components.map { $0.kind == kind ? 1 / Double(own) : 0 }
    }

    /// Takes in what happened from ``time`` until `end`: all events of that window.
    ///
    /// Events of other times and kinds than the window's are left out. Their order may change last bits, no more.
    public mutating func observe(_ events: some Sequence<SpotEvent>, until end: Double) {
        let begin = time
        guard end > begin else { return }
        let inside = events.filter { $0.time >= begin && $0.time < end && $0.kind >= 0 && $0.kind < kinds }
        if begin - bank.start >= settings.warmUpDays { learn(inside, window: end - begin) }
        bank.advance(to: end)
        let isRepeat = places?.remember(inside) ?? []
        for (index, event) in inside.enumerated() {
            bank.add(event, isRepeat: index < isRepeat.count && isRepeat[index])
        }
        fitWhenDue()
    }

    /// Expected number of events of `kind` in each cell in the next `window` days.
    ///
    /// - Complexity: cells × components.
    public func expected(kind: Int, window: Double) -> [Float] {
        bank.weighted(zip(weights(kind: kind), bank.shares(window: window)).map { $0 * $1 })
    }

    private mutating func learn(_ events: [SpotEvent], window: Double) {
        let shares = bank.shares(window: window)
        let masses = zip(bank.masses(), shares).map { $0 * $1 }
        for kind in 0..<kinds {
            var rows: [Float] = []
            for event in events where event.kind == kind {
                guard let cell = event.cell else { continue }
                for (value, share) in zip(bank.column(cell), shares) { rows.append(value * Float(share)) }
            }
            designs[kind].append(rows: rows, masses: masses)
        }
        windowsSinceFit += 1
    }

    private mutating func fitWhenDue() {
        guard let design = designs.first, design.count >= settings.windowsMin else { return }
        guard learned.first?.isEmpty ?? true || windowsSinceFit >= settings.refitEvery else { return }
        for kind in 0..<kinds {
            learned[kind] = designs[kind].fit(iterations: settings.iterations) {
                settings.mixesKinds || bank.components[$0].kind == kind
            }
            // The sums of a long memory grow with the history: the order of the cells is of all years, the total of the last
            // months.
            let level = designs[kind].level(of: learned[kind], latest: settings.levelWindows)
            learned[kind] = learned[kind].map { $0 * level }
        }
        windowsSinceFit = 0
    }
}
