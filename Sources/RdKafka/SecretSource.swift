internal import Glibc

/// Reads secrets from where they are kept.
enum SecretSource {
    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The content of a small file without the newlines at its end; nil when it cannot be read.
    static func file(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        // Keys in PEM form are a few kilobytes; anything larger is a mistake.
        while content.count < 1_048_576 {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            content.append(contentsOf: chunk[..<count])
        }
        guard ferror(file) == 0 else { return nil }
        while let last = content.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
            content.removeLast()
        }
        return String(decoding: content, as: UTF8.self)
    }
}
