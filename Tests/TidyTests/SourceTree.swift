import Foundation

/// The Swift sources of the project, read as text.
struct SourceTree {
    struct File {
        var target: String
        /// `Sources/Wire/Wire.swift`.
        var path: String
        var lines: [String]
    }

    let files: [File]

    static let sources = SourceTree(folder: "Sources")
    static let tests = SourceTree(folder: "Tests")

    static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    init(folder: String) {
        let top = Self.root.appendingPathComponent(folder)
        let enumerator = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        var found: [File] = []
        while let url = enumerator?.nextObject() as? URL {
            guard url.pathExtension == "swift", let text = try? String(contentsOf: url, encoding: .utf8) else {
                continue
            }
            let relative = String(url.path.dropFirst(Self.root.path.count + 1))
            let target = relative.split(separator: "/")[1]
            found.append(File(target: String(target), path: relative, lines: text.components(separatedBy: "\n")))
        }
        files = found.sorted { $0.path < $1.path }
    }
}

extension SourceTree.File {
    /// The modules the file imports.
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), words.count > index + 1, index <= 2,
                words[..<index].allSatisfy({
                    ["public", "internal", "private", "package", "@testable", "@preconcurrency"].contains($0)
                })
            else { return nil }
            return String(words[words.count == index + 3 ? index + 2 : index + 1].split(separator: ".")[0])
        }
    }

    /// Lines of code with their numbers: comments and the text of string literals are left out.
    var code: [(number: Int, text: String)] {
        lines.enumerated().compactMap { index, line in
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            guard !trimmed.hasPrefix("//") else { return nil }
            var text = ""
            var inString = false
            for character in trimmed {
                if character == "\"" { inString.toggle() } else if !inString { text.append(character) }
            }
            return (index + 1, text)
        }
    }
}
