public import Foundation
import GRDB
public import LanguageModel

/// Answers and money of language models, in the case file: what was asked once is never paid twice.
public struct CaseLedger: ModelLedger {
    private let file: CaseFile

    public init(_ file: CaseFile) { self.file = file }

    public func answer(_ key: String) throws(LanguageModelFault) -> Data? {
        try attempt { () throws(CasesFault) in
            try file.read("look an answer up") { db in
                try Data.fetchOne(db, sql: "SELECT answer FROM model_answers WHERE key = ?", arguments: [key])
            }
        }
    }

    public func reserve(_ key: String, nanodollars: Int64, cap: Int64) throws(LanguageModelFault) -> Int64 {
        let entry: Int64? = try attempt { () throws(CasesFault) in
            try file.write("set money aside") { db in
                let spent = try Int64.fetchOne(db, sql: "SELECT coalesce(sum(nanodollars), 0) FROM model_spend") ?? 0
                guard spent + nanodollars <= cap else { return nil }
                try db.execute(
                    sql: "INSERT INTO model_spend (key, nanodollars) VALUES (?, ?)", arguments: [key, nanodollars])
                return db.lastInsertedRowID
            }
        }
        guard let entry else {
            throw .budget(leftNanodollars: max(0, cap - (try spent())), neededNanodollars: nanodollars)
        }
        return entry
    }

    public func settle(_ entry: Int64, nanodollars: Int64, answer: Data?) throws(LanguageModelFault) {
        try attempt { () throws(CasesFault) in
            try file.write("settle a request") { db in
                if let answer {
                    try db.execute(
                        sql: """
                            INSERT OR REPLACE INTO model_answers (key, answer) SELECT key, ? FROM model_spend WHERE id = ?
                            """, arguments: [answer, entry])
                }
                try db.execute(
                    sql: "UPDATE model_spend SET nanodollars = ?, is_settled = 1 WHERE id = ?",
                    arguments: [nanodollars, entry])
            }
        }
    }

    /// Keeps an answer that came another way.
    func keep(_ key: String, _ answer: Data) throws(CasesFault) {
        try file.write("keep an answer") { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO model_answers (key, answer) VALUES (?, ?)", arguments: [key, answer])
        }
    }

    /// Nanodollars spent, and set aside for requests whose end is not known.
    public func spent() throws(LanguageModelFault) -> Int64 {
        try attempt { () throws(CasesFault) in
            try file.read("count money") { db in
                try Int64.fetchOne(db, sql: "SELECT coalesce(sum(nanodollars), 0) FROM model_spend") ?? 0
            }
        }
    }

    private func attempt<R>(_ body: () throws(CasesFault) -> R) throws(LanguageModelFault) -> R {
        do throws(CasesFault) { return try body() } catch { throw .ledger(error.description) }
    }
}
