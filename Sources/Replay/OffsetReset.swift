public import Records
public import Runtime

/// Where a group's offsets go: Kafka Streams' ways of saying it.
public enum ResetTarget: Sendable, Equatable {
    case earliest
    case latest
    /// To this offset of every partition.
    case offset(Int64)
    /// By so many offsets from where the group is; negative goes back.
    case shift(Int64)
    /// To the first record at or after this Kafka timestamp; to the end where there is none.
    case time(EventTime)
}

/// One partition's move.
public struct OffsetMove: Sendable, Equatable {
    public var source: TopicPartition
    /// Nil: the group has committed nothing.
    public var from: Offset?
    public var to: Offset
    /// The target was outside of the log and is the nearest offset inside.
    public var isClamped: Bool
    /// Negative: processed again; positive: skipped. From the log's begin where nothing was committed.
    public var distance: Int64
}

public enum OffsetReset {
    /// Plans the move of every partition; sorted. Targets outside of the log are brought to its nearest end.
    public static func plan(
        _ target: ResetTarget, of sources: [TopicPartition], committed: [TopicPartition: Offset],
        catalogue: any LogCatalogue
    ) throws -> [OffsetMove] {
        try sources.sorted().map { source in
            let range = try catalogue.range(of: source)
            let from = committed[source]
            let wanted: Offset =
                switch target {
                case .earliest: range.start
                case .latest: range.end
                case .offset(let offset): Offset(offset)
                case .shift(let by): Offset((from ?? range.start).rawValue + by)
                case .time(let time): try catalogue.offset(of: source, at: time) ?? range.end
                }
            let to = min(max(wanted, range.start), range.end)
            return OffsetMove(
                source: source, from: from, to: to, isClamped: to != wanted,
                distance: to.rawValue - max(from ?? range.start, range.start).rawValue)
        }
    }

    /// `P1D`, `PT2H30M`, `PT45S` (ISO 8601, as Kafka's tools take it) in milliseconds; nil for anything else.
    public static func duration(_ text: String) -> Int64? {
        guard text.first == "P", text.count > 2 else { return nil }
        var total: Int64 = 0
        var number = ""
        var inTime = false
        var parts = 0
        for character in text.dropFirst() {
            switch character {
            case "0"..."9": number.append(character)
            case "T" where !inTime && number.isEmpty: inTime = true
            default:
                let units: [Character: Int64] =
                    inTime
                    ? ["H": 3_600_000, "M": 60_000, "S": 1_000] : ["D": 86_400_000, "W": 604_800_000]
                guard let unit = units[character], let count = Int64(number), count < 1_000_000 else { return nil }
                total += count * unit
                number = ""
                parts += 1
            }
        }
        return number.isEmpty && parts > 0 ? total : nil
    }
}
