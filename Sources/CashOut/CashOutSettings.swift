/// What the cashout stage can be told.
public struct CashOutSettings: Sendable, Equatable {
    /// Level of the cells that state and risk are kept by.
    public var cellLevel: Int
    /// How far from a place the account knows a withdrawal is looked for.
    public var reachMetres: Double
    /// How many terminals a forecast lists.
    public var terminalsMax: Int
    /// How often a cell is published while nothing tainted happens in it.
    public var cellIntervalMilliseconds: Int64
    /// What the mixture is made of; all of it but in an ablation.
    public var components: Set<CashOutComponent>
    /// Whether outcomes change the mixture's weights; off only in an ablation.
    public var learnsWeights: Bool

    /// Level 13, 5 km, 10 terminals, 5 minutes, every component, learning.
    public init(
        cellLevel: Int = 13, reachMetres: Double = 5_000, terminalsMax: Int = 10,
        cellIntervalMilliseconds: Int64 = 5 * 60_000,
        components: Set<CashOutComponent> = Set(CashOutComponent.allCases), learnsWeights: Bool = true
    ) {
        self.cellLevel = cellLevel
        self.reachMetres = reachMetres
        self.terminalsMax = terminalsMax
        self.cellIntervalMilliseconds = cellIntervalMilliseconds
        self.components = components
        self.learnsWeights = learnsWeights
    }
}
