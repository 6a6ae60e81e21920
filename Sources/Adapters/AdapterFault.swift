/// Why a foreign message is not a booking: the element, the line and what would be right. Never carries the value of an
/// account, a card or a name, for it goes to logs.
public struct AdapterFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Path of the element or field: `Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/IntrBkSttlmAmt`, `DE4`.
    public var path: String
    /// Line in the message, from 1.
    public var line: Int
    public var reason: String

    public init(path: String, line: Int, _ reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    public var description: String { "line \(line), \(path.isEmpty ? "message" : path): \(reason)" }
}
