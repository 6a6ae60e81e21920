public import Foundation

/// Remembers answers and money across runs. Called by several threads; each call is durable when it returns.
public protocol ModelLedger: Sendable {
    func answer(_ key: String) throws(LanguageModelFault) -> Data?
    /// Sets `nanodollars` aside if that keeps all that was spent and set aside within `cap`; returns the entry.
    ///
    /// - Throws: `budget` otherwise.
    func reserve(_ key: String, nanodollars: Int64, cap: Int64) throws(LanguageModelFault) -> Int64
    /// The bill of an entry, with the answer to keep when there is one.
    func settle(_ entry: Int64, nanodollars: Int64, answer: Data?) throws(LanguageModelFault)
}
