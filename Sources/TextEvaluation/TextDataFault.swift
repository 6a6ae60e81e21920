/// What can be wrong with a file of labelled texts; every case says where and what would be right.
public enum TextDataFault: Error, Equatable, CustomStringConvertible {
    /// A file cannot be read.
    case unreadable(path: String, reason: String)
    /// Lines and characters of a line count from 1.
    case malformed(path: String, line: Int, column: Int, found: String, expected: String)
    /// A column that the header does not name.
    case noColumn(path: String, name: String, columns: [String])
    /// The rows do not suffice for what is to be measured.
    case unsuited(path: String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason), .unsuited(let path, let reason): "\(path): \(reason)"
        case .malformed(let path, let line, let column, let found, let expected):
            "\(path):\(line):\(column): found \(found), expected \(expected)"
        case .noColumn(let path, let name, let columns):
            "\(path): no column '\(name)'; its columns are "
                + columns.map { "'\($0)'" }.joined(separator: ", ")
        }
    }
}
