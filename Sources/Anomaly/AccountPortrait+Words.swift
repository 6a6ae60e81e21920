import Records
import StageKit

extension AccountPortrait {
    /// The portrait for a person to read, one subject a line. Times are told by whoever prints them.
    public var lines: [String] {
        [
            "bookings: \(bookings)",
            "debits: " + Self.words(debits, Self.rupees) + "; the largest it is used to \(Self.rupees(peak))",
            "credits: " + Self.words(credits, Self.rupees),
            "rhythm: " + Self.words(gaps, Self.duration) + " between bookings",
            "hours: " + Self.list(hours) + "; channels: " + Self.list(channels),
            "debits now and in the window before: minute \(Self.pair(debitsOfMinute)), 10 minutes "
                + "\(Self.pair(debitsOfTenMinutes)), hour \(Self.pair(debitsOfHour)), day \(Self.pair(debitsOfDay)), week "
                + Self.pair(debitsOfWeek),
            "a usual day: \(Self.number(usualDebitsADay)) debits, \(Self.number(usualCreditsADay)) credits; a day with debits "
                + Self.words(usualDaySum, Self.rupees) + "; today \(Self.rupees(daySum)), "
                + "\(creditsOfDay.current) credits",
            "payees known: \(payeesKnown), devices \(devicesKnown); to new payees go \(Self.percent(newPayeeShare)) of the "
                + "transfers",
            "passing money: "
                + (poolSince == nil
                    ? "none" : "\(Self.rupees(poolDebited)) left of \(Self.rupees(poolCredited)) that came in"),
        ]
    }

    private static func words(_ usual: Usual, _ unit: (Double) -> String) -> String {
        guard usual.weight > 0 else { return "nothing known" }
        return "usually \(unit(usual.typical)), \(unit(usual.low)) to \(unit(usual.high)), from about "
            + "\(number(usual.weight)) bookings"
    }

    private static func rupees(_ value: Double) -> String {
        MinorUnits(Int64(min(1e13, max(0, value)).rounded()) * 100).rupees
    }

    private static func number(_ value: Double) -> String {
        let tenths = Int64((min(1e12, max(0, value)) * 10).rounded())
        return tenths >= 100 || tenths % 10 == 0 ? String((tenths + 5) / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: number(seconds) + " s"
        case ..<7_200: number(seconds / 60) + " min"
        case ..<172_800: number(seconds / 3_600) + " h"
        default: number(seconds / 86_400) + " days"
        }
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
    private static func pair(_ window: Window) -> String { "\(window.current)/\(window.previous)" }
    private static func list(_ shares: [Share]) -> String {
        shares.isEmpty ? "none" : shares.prefix(4).map { "\($0.name) (\($0.bookings))" }.joined(separator: ", ")
    }
}

extension SegmentPortrait {
    /// `12,000 scores, ...` in one line.
    public var line: String {
        let top = Double((threshold * 10_000).rounded()) / 10_000
        return "\(scores) scores; the highest \(Int((shareAbove * 100).rounded())) % lie above \(top); "
            + (isMature
                ? "rare and very rare scores are told" : isBelieved ? "rare scores are told" : "too young to tell")
    }
}
