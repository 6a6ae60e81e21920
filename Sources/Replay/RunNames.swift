/// How everything that belongs to a run is called.
public enum RunNames {
    public static let header = "prahari-run-id"

    /// The run's topic in place of the live one: `<topic>.run-<id>`.
    public static func topic(_ live: String, run id: String) -> String { "\(live).run-\(id)" }

    /// Before the stage's name in the run's consumer groups and transactional ids.
    public static func groupPrefix(_ live: String, run id: String) -> String { "\(live)run-\(id)-" }

    /// One partition, compacted: the manifest, the run's state, a request to cancel, how far it was promoted.
    public static func ledger(prefix: String, run id: String) -> String { topic("\(prefix)replay.ledger", run: id) }

    /// The id of a ledger's run; nil for any other topic.
    public static func run(ofLedger topic: String, prefix: String) -> String? {
        let start = "\(prefix)replay.ledger.run-"
        return topic.hasPrefix(start) ? String(topic.dropFirst(start.count)) : nil
    }

    /// What is wrong with an id; nil when nothing is.
    public static func fault(in id: String) -> String? {
        let isLegal = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard let first = id.utf8.first, let last = id.utf8.last, id.utf8.count <= 40, isLegal(first), isLegal(last),
            id.utf8.allSatisfy({ isLegal($0) || $0 == UInt8(ascii: "-") })
        else { return "run id '\(id)': up to 40 of a-z, 0-9 and -, neither beginning nor ending with -" }
        return nil
    }
}
