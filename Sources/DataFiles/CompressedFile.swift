public import Foundation

/// Files that `xz` or `gzip` compressed, decompressed by a subprocess.
public enum CompressedFile {
    /// The plain bytes of a `.xz` or `.gz` file; any other file as it is. Holds all of it in memory.
    ///
    /// - Parameter path: directories searched for the decompressor; the process's own by default.
    public static func read(
        _ file: URL, path: String = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    ) throws(DataFault) -> Data {
        guard FileManager.default.isReadableFile(atPath: file.path) else {
            throw .unreadable(file: file.path, reason: "no such readable file")
        }
        switch file.pathExtension {
        case "xz": return try decompress(file, with: "xz", path: path)
        case "gz": return try decompress(file, with: "gzip", path: path)
        default:
            do { return try Data(contentsOf: file) } catch {
                throw .unreadable(file: file.path, reason: "\(error)")
            }
        }
    }

    private static func decompress(_ file: URL, with name: String, path: String) throws(DataFault) -> Data {
        let candidates = path.split(separator: ":").map { "\($0)/\(name)" }
        guard let command = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw .noDecompressor(name: name, file: file.path)
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = ["-dc", file.path]
        process.standardOutput = output
        let plain: Data
        do {
            try process.run()
            plain = try output.fileHandleForReading.readToEnd() ?? Data()
        } catch {
            throw .unreadable(file: file.path, reason: "\(error)")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw .unreadable(file: file.path, reason: "\(name) ended with \(process.terminationStatus)")
        }
        return plain
    }
}
