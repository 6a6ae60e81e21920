/// When the police, and so the trail, learn of a theft that its victim reports.
public enum Reporting: String, Sendable, CaseIterable, Codable {
    /// A call to the help line 1930: ``SimulatedCity/callMinutes`` after the last payment. The simulator has no calls:
    /// the case that the FIR tells later is told by the call.
    case call
    /// The FIR, hours or days after the theft, as the simulator plays it.
    case fir
}
