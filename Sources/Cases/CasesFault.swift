/// What stops a command on cases. A row that cannot be read is no fault: it is listed.
public enum CasesFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file given by the user cannot be used; says what would be right.
    case input(path: String, message: String)
    /// The case file: not ours, newer, or the disk.
    case storage(path: String, message: String)
    /// Taxonomy, rules or a migration document.
    case document(String)
    /// A tag, case or option that does not exist.
    case unknown(String)

    public var description: String {
        switch self {
        case .input(let path, let message): "\(path): \(message)"
        case .storage(let path, let message): "case file \(path): \(message)"
        case .document(let message), .unknown(let message): message
        }
    }
}
