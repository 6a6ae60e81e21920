public import Records

/// A date as police writers write it. Day before month, always, unless that is no date.
public enum CaseDate {
    /// India's offset from UTC.
    static let zoneMinutes: Int16 = 330

    /// The only date of a field: `15.12.2024`, `15/12/24`, `2024-12-15`, `15-Dec-2024`, `15,Dec,2024`, `15th December 2024`,
    /// `Dec 15, 2024`, with or without an hour after it, or the day number of a spreadsheet (`45641`). Nil otherwise.
    /// Two-digit years are 2000...2069 and 1970...1999.
    public static func parse(_ field: String) -> ZonedTime? {
        let words = words(field)
        if words.count == 1, let serial = Int(words[0]), (25_570...73_050).contains(serial) {
            return time(day: serial - 25_569, minutes: 0)
        }
        guard let (day, next) = date(in: words[...], at: 0) else { return nil }
        return time(day: day, minutes: minutes(in: words, from: next))
    }

    /// The first date in a running text, after the word `dated`, `dt` or `date` if it is there, anywhere otherwise.
    public static func find(in text: String) -> ZonedTime? {
        let words = words(text)
        let marks = words.indices.filter { ["dated", "dt", "date"].contains(words[$0]) }
        for index in marks.map({ $0 + 1 }) + Array(words.indices) where index < words.count {
            if let (day, _) = date(in: words[...], at: index) { return time(day: day, minutes: 0) }
        }
        return nil
    }

    /// Runs of digits and runs of letters, lower case; everything else only separates.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var current = ""
        var isDigits = false
        for scalar in text.unicodeScalars {
            let digit = ("0"..."9").contains(scalar)
            guard digit || scalar.properties.isAlphabetic else {
                if !current.isEmpty { words.append(current) }
                current = ""
                continue
            }
            if !current.isEmpty, digit != isDigits {
                words.append(current)
                current = ""
            }
            isDigits = digit
            current.unicodeScalars.append(scalar)
        }
        if !current.isEmpty { words.append(current) }
        return words.map { $0.lowercased() }
    }

    private static let ordinals: Set<String> = ["st", "nd", "rd", "th"]
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func month(_ word: String) -> Int? {
        guard word.count >= 3, let index = months.firstIndex(of: String(word.prefix(3))) else { return nil }
        return monthNames[index].hasPrefix(word) || word == "sept" ? index + 1 : nil
    }

    /// Days since 1970 of the date whose first word is at `start`, and where it ends.
    private static func date(in words: ArraySlice<String>, at start: Int) -> (day: Int, next: Int)? {
        var index = start
        func number(_ digits: ClosedRange<Int>) -> Int? {
            guard index < words.endIndex, digits.contains(words[index].count), let value = Int(words[index]) else {
                return nil
            }
            index += 1
            return value
        }
        if index < words.endIndex, let named = month(words[index]) {
            index += 1
            guard let day = number(1...2) else { return nil }
            skipOrdinal(words, &index)
            guard let year = number(4...4), let result = dayNumber(year, named, day) else { return nil }
            return (result, index)
        }
        if let year = number(4...4) {
            guard let month = number(1...2), let day = number(1...2), let result = dayNumber(year, month, day) else {
                return nil
            }
            return (result, index)
        }
        guard let first = number(1...2) else { return nil }
        skipOrdinal(words, &index)
        if index < words.endIndex, words[index] == "of" { index += 1 }
        if index < words.endIndex, let named = month(words[index]) {
            index += 1
            guard let year = year(number(4...4) ?? number(2...2)), let result = dayNumber(year, named, first) else {
                return nil
            }
            return (result, index)
        }
        guard let second = number(1...2), let year = year(number(4...4) ?? number(2...2)) else { return nil }
        guard let result = dayNumber(year, second, first) ?? dayNumber(year, first, second) else { return nil }
        return (result, index)
    }

    private static func skipOrdinal(_ words: ArraySlice<String>, _ index: inout Int) {
        if index < words.endIndex, ordinals.contains(words[index]) { index += 1 }
    }

    private static func year(_ value: Int?) -> Int? {
        guard let value else { return nil }
        return value >= 100 ? value : value < 70 ? 2000 + value : 1900 + value
    }

    /// Minutes of the hour after a date; 0 when there is none.
    private static func minutes(in words: [String], from start: Int) -> Int {
        var index = start
        if index < words.count, words[index] == "at" || words[index] == "t" { index += 1 }
        guard index + 1 < words.count, let hour = Int(words[index]), let minute = Int(words[index + 1]), hour < 24,
            minute < 60, words[index].count <= 2
        else { return 0 }
        let isAfternoon = words.dropFirst(index + 2).prefix(2).contains("pm") && hour < 12
        return (hour + (isAfternoon ? 12 : 0)) * 60 + minute
    }

    private static func time(day: Int, minutes: Int) -> ZonedTime {
        let local = Int64(day * 1_440 + minutes) * 60_000
        return ZonedTime(
            time: EventTime(milliseconds: local - Int64(zoneMinutes) * 60_000), zoneOffsetMinutes: zoneMinutes)
    }

    /// Days since 1970-01-01 of a real date of 1970...2100 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let lengths = [
            31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
        ]
        guard (1970...2100).contains(year), (1...12).contains(month), day >= 1, day <= lengths[month - 1] else {
            return nil
        }
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
