import Records

/// Random field values inside their limits, with everything that JSON and UTF-8 make hard.
extension SplitMix64 {
    mutating func id() -> String {
        let odd = ["खाता-", "حساب", "口座", "a\"b", "c\\d", "e/f", "ñ", "🙂", "x y"]
        let start = int(0...3) == 0 ? pick(odd) : ""
        return start + String(next(), radix: 36).prefix(int(1...13))
    }

    mutating func text() -> String {
        let pieces = [
            "He said \"pay now\"", "C:\\temp", "line\nbreak", "tab\t", "\u{0}", "\u{1}\u{1F}", "\u{7F}", "₹49,000",
            "🙂👩🏽‍🚒",
            "नमस्ते", "שלום", "\u{202E}rtl", "\u{2028}", "/slash/", "", " ", "é", "e\u{301}", "\u{FFFD}", "\u{10FFFF}",
            "\r\n",
        ]
        return (0..<int(0...6)).map { _ in pick(pieces) }.joined(separator: flip() ? "" : " plain words ")
    }

    mutating func amount() -> MinorUnits {
        flip() ? MinorUnits(Int64(int(1...10_000_000))) : MinorUnits(Int64(int(1...1_000_000_000_000_000)))
    }

    mutating func millisecond() -> Int64 {
        let time = Int64(int(86_400_000...4_133_980_800_000 - 86_400_001))
        return flip() ? time / 1_000 * 1_000 : time
    }

    mutating func moment() -> EventTime { EventTime(milliseconds: millisecond()) }
    mutating func time() -> ZonedTime {
        ZonedTime(time: moment(), zoneOffsetMinutes: flip() ? 330 : Int16(int(-1_439...1_439)))
    }
    /// A number with at most six decimals, as they are written.
    mutating func chance() -> Double { Double(int(0...1_000_000)) / 1_000_000 }
    mutating func rate() -> Double { Double(int(0...2_000_000_000)) / 1_000_000 }
    mutating func point() -> GeoPoint {
        GeoPoint(
            latitude: Double(int(-900_000_000...900_000_000)) / 10_000_000,
            longitude: Double(int(-1_800_000_000...1_800_000_000)) / 10_000_000)
    }
    mutating func any<E: CaseIterable>(_ type: E.Type = E.self) -> E { pick(Array(E.allCases)) }
    mutating func source() -> SourceRef {
        SourceRef(
            topic: pick(["bank.transactions.v1", "dev.police.firs.v1"]),
            partition: Partition(Int32(int(0...Int(Int32.max)))),
            offset: Offset(Int64(int(0...Int.max))))
    }
    mutating func versions() -> Versions {
        Versions(
            detector: maybe { $0.id() }, model: maybe { $0.id() }, rules: maybe { $0.id() }, taxonomy: maybe { $0.id() }
        )
    }
    mutating func reason() -> Reason {
        Reason(code: pick(["NEW_PAYEE", "VELOCITY", "NIGHT"]), contribution: chance(), evidence: text())
    }
    mutating func verdict() -> Verdict {
        Verdict(
            score: chance(), reasons: list { $0.reason() }, versions: versions(), source: source(),
            runID: maybe { $0.id() })
    }
    mutating func terminal() -> BankTransaction.Terminal {
        .init(id: id(), kind: maybe { $0.id() }, location: maybe { $0.point() })
    }
    mutating func terminalChance() -> TerminalChance {
        TerminalChance(
            id: id(), probability: chance(), etaSeconds: int(-60...86_400), location: maybe { $0.point() },
            name: maybe { $0.text() })
    }
    mutating func tag() -> Tag {
        let start = maybe { $0.int(0...500) }
        return Tag(
            facet: id(), tag: id(), confidence: chance(), evidence: text(), start: start, end: start.map { $0 + 7 },
            origin: any(), originID: id())
    }
    mutating func entity() -> Entity {
        let start = int(0...500)
        return Entity(
            kind: any(), value: text(), masked: text(), confidence: chance(), start: start, end: start + int(0...9))
    }
    mutating func jurisdiction() -> Jurisdiction {
        Jurisdiction(state: maybe { $0.id() }, district: maybe { $0.id() }, station: maybe { $0.id() })
    }
}
