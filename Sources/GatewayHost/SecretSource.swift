import Delivery
import Foundation

/// Where a secret is: `file:/path` or `env:NAME`, never the configuration itself. Read for every attempt, so that what
/// renews a token only needs to write the file.
struct SecretSource: Sendable, Equatable {
    private enum Place: Equatable { case file(String), environment(String) }
    private let place: Place
    private let key: String

    init(_ text: String, key: String) throws(GatewayFault) {
        self.key = key
        if text.hasPrefix("file:") {
            place = .file(String(text.dropFirst(5)))
        } else if text.hasPrefix("env:") {
            place = .environment(String(text.dropFirst(4)))
        } else {
            throw GatewayFault("\(key): a secret is not written here; expected file:/path or env:NAME")
        }
    }

    /// The secret without the line breaks around it.
    func read() throws(FormFault) -> Secret {
        let found: String?
        switch place {
        case .file(let path): found = try? String(contentsOfFile: path, encoding: .utf8)
        case .environment(let name): found = ProcessInfo.processInfo.environment[name]
        }
        let text = found?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !text.isEmpty else {
            switch place {
            case .file(let path): throw FormFault("\(key): the file \(path) cannot be read or is empty")
            case .environment(let name): throw FormFault("\(key): the environment has no \(name)")
            }
        }
        return Secret(text)
    }
}
