import GRDB

/// The tables of a case file. Migrations only go forward and are never edited once released.
enum CaseSchema {
    /// "PRCS": tells our files from anybody else's.
    static let applicationID: Int32 = 0x5052_4353

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 cases") { db in
            try db.execute(sql: cases)
        }
        migrator.registerMigration("2 language model") { db in
            try db.execute(sql: model)
        }
        return migrator
    }

    private static let cases = """
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL,
            next_offset INTEGER NOT NULL, next_line INTEGER NOT NULL,
            added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
            refused INTEGER NOT NULL DEFAULT 0, guessed INTEGER NOT NULL DEFAULT 0, finished INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE import_issues (
            import INTEGER NOT NULL REFERENCES imports(id), line INTEGER NOT NULL, is_refusal INTEGER NOT NULL,
            reason TEXT NOT NULL, excerpt TEXT NOT NULL);
        CREATE INDEX import_issues_import ON import_issues(import, line);
        CREATE TABLE rounds (
            id INTEGER PRIMARY KEY, size INTEGER, finished INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE cases (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
            import INTEGER REFERENCES imports(id), line INTEGER NOT NULL,
            state TEXT, district TEXT, station TEXT, number TEXT, registered_ms INTEGER, heading TEXT NOT NULL,
            gist TEXT NOT NULL, loss_minor INTEGER, age INTEGER, rank INTEGER NOT NULL,
            round INTEGER REFERENCES rounds(id), uncertainty REAL, why TEXT, reviewed_by TEXT, reviewed_ms INTEGER);
        CREATE INDEX cases_round ON cases(round, rank);
        CREATE INDEX cases_doubt ON cases(reviewed_by, uncertainty);
        CREATE TABLE readings (
            "case" INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE, reader TEXT NOT NULL, version TEXT NOT NULL,
            tags TEXT NOT NULL, notes TEXT, error TEXT, PRIMARY KEY ("case", reader)) WITHOUT ROWID;
        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY, "case" INTEGER NOT NULL REFERENCES cases(id), kind TEXT NOT NULL,
            facet TEXT, tag TEXT, note TEXT, reviewer TEXT NOT NULL, at_ms INTEGER NOT NULL, sheet TEXT);
        CREATE INDEX corrections_case ON corrections("case", id);
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, version TEXT NOT NULL, json TEXT NOT NULL, at_ms INTEGER NOT NULL,
            why TEXT NOT NULL);
        """

    private static let model = """
        CREATE TABLE model_answers (key TEXT PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE model_spend (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL, is_settled INTEGER NOT NULL DEFAULT 0, nanodollars INTEGER NOT NULL);
        CREATE TABLE model_batches (
            id INTEGER PRIMARY KEY, provider_id TEXT, model TEXT NOT NULL, taxonomy TEXT NOT NULL, spend INTEGER NOT NULL,
            is_collected INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE model_batch_items (
            batch INTEGER NOT NULL REFERENCES model_batches(id), "case" INTEGER NOT NULL REFERENCES cases(id),
            key TEXT NOT NULL, PRIMARY KEY (batch, "case")) WITHOUT ROWID;
        """
}
