import GRDB
import Runtime

/// SQLite's result codes as the runtime's faults.
enum SQLiteFault {
    static func kind(of code: ResultCode) -> BackendFault.Kind {
        switch code {
        // A quota or a full network file system comes as a failed write.
        case .SQLITE_IOERR_WRITE: .diskFull
        default:
            switch code.primaryResultCode {
            case .SQLITE_FULL: .diskFull
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            default: .io
            }
        }
    }

    static func make(_ error: any Error, path: String, doing: String) -> BackendFault {
        if let fault = error as? BackendFault { return fault }
        guard let error = error as? DatabaseError else {
            return BackendFault(kind: .io, path: path, message: "\(doing): \(error)")
        }
        let kind = kind(of: error.extendedResultCode)
        let text = "\(error.message ?? "no message") (SQLite \(error.extendedResultCode.rawValue))"
        return BackendFault(kind: kind, path: path, message: "\(doing): \(text)\(advice(kind))")
    }

    /// What a person can do about it, to be put behind the message.
    static func advice(_ kind: BackendFault.Kind) -> String {
        switch kind {
        case .diskFull:
            "; free some space: nothing is lost, what the file lacks is in the changelog"
        case .locked:
            "; another process uses this file: stop it, or give this one a state.dir of its own"
        case .corrupt, .newerSchema, .otherKey, .io: ""
        }
    }
}
