import StageKit

/// The transactions accepted last, by 128 bits of a hash of account and id, each with 64 bits of its content. Bounded: the
/// oldest is forgotten first, and then told apart downstream, where the id is the key.
struct RecentTransactions: Sendable {
    struct Fingerprint: Hashable, Sendable {
        var high: UInt64
        var low: UInt64
    }

    enum Standing: Equatable { case new, same, different }

    private var contents: [Fingerprint: UInt64] = [:]
    private var order: [Fingerprint] = []
    private var next = 0
    private let limit: Int

    init(limit: Int) { self.limit = max(1, limit) }

    static func fingerprint(account: String, id: String) -> Fingerprint {
        let digest = SHA256.digest(Array(account.utf8) + [0] + Array(id.utf8))
        return Fingerprint(high: word(digest, 0), low: word(digest, 8))
    }

    static func content(_ line: [UInt8]) -> UInt64 { word(SHA256.digest(line), 0) }

    private static func word(_ digest: [UInt8], _ from: Int) -> UInt64 {
        digest[from..<from + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }

    func standing(_ fingerprint: Fingerprint, content: UInt64) -> Standing {
        guard let known = contents[fingerprint] else { return .new }
        return known == content ? .same : .different
    }

    mutating func remember(_ fingerprint: Fingerprint, content: UInt64) {
        guard contents.updateValue(content, forKey: fingerprint) == nil else { return }
        if order.count < limit {
            order.append(fingerprint)
        } else {
            contents.removeValue(forKey: order[next])
            order[next] = fingerprint
            next = (next + 1) % limit
        }
    }
}
