/// What keeps a data file from being read.
public enum DataFault: Error, Equatable, CustomStringConvertible {
    /// A decompressor is not installed.
    case noDecompressor(name: String, file: String)
    /// A file is absent, unreadable, or its decompressor failed.
    case unreadable(file: String, reason: String)
    /// A line is not what the format says.
    case malformed(file: String, line: Int, expected: String)

    public var description: String {
        switch self {
        case .noDecompressor(let name, let file):
            "\(file): cannot be decompressed, for there is no command '\(name)'; install it (Debian: xz-utils, gzip)"
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .malformed(let file, let line, let expected): "\(file):\(line): expected \(expected)"
        }
    }
}
