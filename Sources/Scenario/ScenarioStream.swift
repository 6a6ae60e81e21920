import Records

/// A city's life as a sequence of records in the order of event time.
///
/// First the reference tables and the mule accounts' truth, all at the start; then bookings, posts, FIRs and, on
/// `scenario.truth.v1`, what really happened. Nothing is computed before it is asked for: memory grows with accounts,
/// FIRs and money under way, not with the number of events; an event costs O(log accounts). Iterating twice gives the
/// same records twice.
///
/// Truth, by kind: `mule_account` (subject: the account; layer: its place in the ring), `victim_transfer` and
/// `layer_transfer` (subject: the transaction id of the debit; layer: where the money arrives, 1 for the account the
/// victim pays; detail: `from=` and `to=`), `cash_out` (subject: the transaction id; layer of the account drawn from, 0
/// for a victim's own; detail: `account=` and `terminal=`), `scam_post`, `fir` (detail: `scam=` and its tags as
/// `facet=tag`). The case id is the FIR's, also before it is registered; nil when the victim never reports.
public struct ScenarioStream: Sequence, Sendable {
    public let parameters: ScenarioParameters
    /// The map, for those who want it beforehand.
    public let city: City

    /// Throws the first parameter that is outside its legal range.
    public init(_ parameters: ScenarioParameters) throws(ScenarioFault) {
        try parameters.validate()
        self.parameters = parameters
        city = City(parameters)
    }

    /// O(accounts).
    public func makeIterator() -> Iterator { Iterator(engine: Engine(parameters, city: city)) }

    public struct Iterator: IteratorProtocol, Sendable {
        fileprivate var engine: Engine

        public mutating func next() -> ScenarioEvent? { engine.next() }
    }
}
