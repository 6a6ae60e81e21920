/// One transfer of money between two accounts.
public struct Transfer: Sendable, Equatable {
    /// Stable hashes of the account ids; never used as a feature, only to tell accounts apart.
    public var source: UInt64
    public var target: UInt64
    /// In any one unit of money, above 0.
    public var amount: Double
    /// Event time in steps (AMLSim: one day). Transfers come in the order of time.
    public var step: Int32

    public init(source: UInt64, target: UInt64, amount: Double, step: Int32) {
        self.source = source
        self.target = target
        self.amount = amount
        self.step = step
    }
}
