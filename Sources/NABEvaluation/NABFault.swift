/// What can be wrong with a benchmark folder; every case says where and what would be right.
public enum NABFault: Error, CustomStringConvertible {
    /// A file or folder cannot be read.
    case unreadable(path: String, reason: String)
    /// A line of a CSV file; lines count from 1, the header is line 1.
    case malformedLine(path: String, line: Int, found: String, expected: String)
    /// The labels do not fit the data.
    case labels(path: String, reason: String)
    /// Scores that were handed in do not fit the corpus.
    case scores(path: String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .malformedLine(let path, let line, let found, let expected):
            "\(path):\(line): found \"\(found)\", expected \(expected)"
        case .labels(let path, let reason), .scores(let path, let reason): "\(path): \(reason)"
        }
    }
}
