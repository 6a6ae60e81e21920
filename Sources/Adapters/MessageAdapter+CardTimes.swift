import Records
import Wire

/// ISO 8583 writes times without a year or a zone; here they get both.
extension MessageAdapter {
    /// DE12 and DE13 are local (`hhmmss`, `MMDD`; 1993: DE12 is `YYMMDDhhmmss`), DE7 is UTC (`MMDDhhmmss`).
    func bookedAt(_ dump: FieldDump) throws(AdapterFault) -> ZonedTime {
        if let local = dump[12] {
            if Values.isDigits(local, count: 12...12) {
                return try time("20" + local.prefix(6), local.suffix(6), settings.zoneOffsetMinutes, dump, 12)
            }
            guard Values.isDigits(local, count: 6...6) else { throw dump.fault(12, "is not hhmmss or YYMMDDhhmmss") }
            let day = try dump.required(13)
            guard Values.isDigits(day, count: 4...4) else { throw dump.fault(13, "is not MMDD") }
            return try last(day, local, settings.zoneOffsetMinutes, dump, 13)
        }
        guard let sent = dump[7] else { throw dump.fault(12, "is missing, and so is DE7") }
        guard Values.isDigits(sent, count: 10...10) else { throw dump.fault(7, "is not MMDDhhmmss") }
        let time = try last(String(sent.prefix(4)), String(sent.suffix(6)), 0, dump, 7)
        return ZonedTime(time: time.time, zoneOffsetMinutes: settings.zoneOffsetMinutes)
    }

    /// The last such day up to the reference and a day beyond it, for clocks differ: 31 December read on 1 January is last year's.
    private func last(
        _ day: String, _ clock: String, _ zone: Int16, _ dump: FieldDump, _ field: Int
    ) throws(AdapterFault) -> ZonedTime {
        guard let reference = settings.reference else {
            throw dump.fault(field, "has no year, and no reference time is set")
        }
        // Average years are near enough to name the year and its neighbours.
        let year = 1970 + Int(reference.milliseconds / 31_556_952_000)
        var best: ZonedTime?
        for candidate in [year - 1, year, year + 1] {
            guard let time = try? time(String(candidate) + day, clock[...], zone, dump, field) else { continue }
            if time.time.milliseconds(since: reference) <= 86_400_000 { best = time }
        }
        guard let best else { throw dump.fault(field, "is no date and time") }
        return best
    }

    private func time(
        _ day: String, _ clock: some StringProtocol, _ zone: Int16, _ dump: FieldDump, _ field: Int
    ) throws(AdapterFault) -> ZonedTime {
        let d = Array(day)
        let c = Array(clock)
        let text =
            String(d[0..<4]) + "-" + String(d[4..<6]) + "-" + String(d[6..<8]) + "T" + String(c[0..<2]) + ":"
            + String(c[2..<4]) + ":" + String(c[4..<6]) + Values.zone(zone)
        guard let time = Timestamp.parse(text) else { throw dump.fault(field, "is no date and time") }
        return time
    }
}
