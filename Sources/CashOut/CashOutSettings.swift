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
    /// How long after its arrival stolen money is drawn, when the account has not shown it.
    public var usualDelaySeconds: Float

    /// Level 13, 5 km, 10 terminals, 5 minutes, 45 minutes.
    public init(
        cellLevel: Int = 13, reachMetres: Double = 5_000, terminalsMax: Int = 10,
        cellIntervalMilliseconds: Int64 = 5 * 60_000, usualDelaySeconds: Float = 45 * 60
    ) {
        self.cellLevel = cellLevel
        self.reachMetres = reachMetres
        self.terminalsMax = terminalsMax
        self.cellIntervalMilliseconds = cellIntervalMilliseconds
        self.usualDelaySeconds = usualDelaySeconds
    }
}
